"""Rows in, outcomes out, with the limits inside: what an engine calls that brings its own distribution.

The same function as that of a run of ours, without its folders: as many outcomes as rows, whatever the rows do.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.batch.chunks import Chunk, cut_rows
from cleaner.batch.jobs import Clean, Outcomes
from cleaner.batch.keeper import Keeper
from cleaner.batch.rows import Outcome, Row
from cleaner.batch.task import Factory, Task


class Sandbox:
    """One guarded worker process; it stays for many batches. A context: on leaving it, no process is left.

    `factory` makes the cleaner, in another process, and so has to pickle by its name: `Cleaner`, or a
    `functools.partial` of it. Of the task the limits, the media type and the url count here.
    """

    def __init__(self, factory: Factory, task: Task, start: str | None = None) -> None:
        self._keeper = Keeper(factory, task, start=start)

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; the next rows would start another."""
        self._keeper.close()

    def clean(self, rows: Sequence[Row]) -> list[tuple[Row, Outcome]]:
        """Every row with its outcome, in their order. Raises WorkerError where no worker can be started."""
        if not rows:
            return []
        light = [row._replace(carried={}, raw=b"") for row in rows]  # what the worker doesn't look at stays here
        jobs = [Clean(Chunk((0, part), inline=piece), "") for part, piece in enumerate(cut_rows(light))]
        found: dict[tuple[int, int], Sequence[Outcome]] = {}
        for job, reply in self._keeper.run(jobs):
            if isinstance(job, Clean) and isinstance(reply, Outcomes):
                found[job.chunk.place] = reply.outcomes
        outcomes = [outcome for place in sorted(found) for outcome in found[place]]
        return list(zip(rows, outcomes, strict=True))
