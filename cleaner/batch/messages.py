"""What the supervisor and its workers tell one another: jobs, replies, and a heartbeat that outlives a worker.

All but the heartbeat pickles, and none of it is a document's text, but for documents that an engine hands over itself.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from multiprocessing.context import BaseContext
from typing import Any, NamedTuple

from cleaner.batch.chunks import Chunk, Span
from cleaner.batch.inputs import Input
from cleaner.batch.rows import Outcome
from cleaner.batch.shard import Summary

IDLE, READING, CLEANING = 0, 1, 2
"""What a worker is doing."""


class Scan(NamedTuple):
    """Say which chunks a container falls into."""

    place: int
    container: Input
    attempts: int = 1


class Failure(NamedTuple):
    """Why workers died at a document, in which phase (of the last), and how many."""

    cause: str
    phase: int
    deaths: int


class Clean(NamedTuple):
    """Clean a chunk into the shard `key`; without a key, its outcomes are sent back.

    `failures` are the documents, by position, that workers have died at: one that two have died at isn't cleaned, and
    where a third has died at it, the chunk isn't read beyond. `deaths` is the number of those no document is to blame
    for.
    """

    chunk: Chunk
    key: str
    failures: Mapping[int, Failure] = {}
    deaths: int = 0


Job = Scan | Clean


class Ready(NamedTuple):
    """The worker has its rules and waits for work."""


class Scanned(NamedTuple):
    """The whole container has been gone through."""


class Outcomes(NamedTuple):
    """What became of the rows of a chunk without a shard, in their order."""

    outcomes: tuple[Outcome, ...]


class Failed(NamedTuple):
    """The run can't go on: an output can't be written, an input has changed."""

    message: str


class Broken(NamedTuple):
    """A container that workers die of."""

    reason: str


Reply = Ready | Span | Scanned | Summary | Outcomes | Failed | Broken


class Beat(NamedTuple):
    """`position` is that of the document in its chunk; `seconds` how long the worker has been at it."""

    phase: int
    position: int
    seconds: float


class Heartbeat:
    """Three numbers in memory shared by a worker, who writes them, and its supervisor, who reads them."""

    def __init__(self, context: BaseContext) -> None:
        # No lock: a reading that is torn is put right by the next one, and by then the worker may be dead.
        self._numbers: Any = context.RawArray("q", 3)

    def beat(self, phase: int, position: int = 0) -> None:
        """The worker is at this document from now on."""
        self._numbers[2] = time.monotonic_ns()
        self._numbers[1] = position
        self._numbers[0] = phase

    def read(self) -> Beat:
        phase, position, since = self._numbers
        return Beat(phase, position, (time.monotonic_ns() - since) / 1e9 if phase != IDLE else 0.0)
