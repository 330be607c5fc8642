"""The heartbeat: which document a worker is at, and since when, in memory that outlives the worker."""

from __future__ import annotations

import time
from multiprocessing.context import BaseContext
from typing import Any, NamedTuple

IDLE, READING, CLEANING = 0, 1, 2


class Beat(NamedTuple):
    """`position` is that of the document in its chunk; `seconds` how long the worker has been at it."""

    phase: int
    position: int
    seconds: float


class Heart:
    """Three numbers shared by a worker, who writes them, and its supervisor, who reads them."""

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
