"""Rows in, outcomes out, with the limits inside: what an engine calls that brings its own distribution.

The same function as that of a run of ours, without its folders: as many outcomes as rows, whatever the rows do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleaner.batch.chunks import Chunk
from cleaner.batch.jobs import Clean, Outcomes
from cleaner.batch.rows import Outcome, Row
from cleaner.batch.supervisor import Queue, Supervisor
from cleaner.batch.task import Factory, Task


class Sandbox:
    """One guarded worker process; it stays for many batches. A context: on leaving it, no process is left.

    `factory` makes the cleaner, in the worker. Of the task the limits, the media type and the url count here.
    """

    def __init__(self, factory: Factory, task: Task, start: str | None = None) -> None:
        self._team = Supervisor(factory, task, Path(), 1, start)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *error: object) -> None:
        self._team.__exit__(*error)

    def clean(self, rows: Sequence[Row]) -> list[tuple[Row, Outcome]]:
        """Every row with its outcome, in their order. Raises WorkerError where no worker can be started."""
        if not rows:
            return []
        queue = Queue()
        queue.put(Clean(Chunk((0, 0), inline=tuple(rows)), ""))
        for event in self._team.run(queue):
            if event is not None and isinstance(event[1], Outcomes):
                return list(zip(rows, event[1].outcomes, strict=True))
        raise AssertionError("a queue that has run empty has answered")
