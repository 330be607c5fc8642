"""What one document may cost, and how a worker process is held to it."""

from __future__ import annotations

import re
import signal
import sys
from pathlib import Path
from typing import NamedTuple

from cleaner.model import CleanerError

GB = 1 << 30
UNITS = {"": 1, "b": 1, "k": 1 << 10, "kb": 1 << 10, "m": 1 << 20, "mb": 1 << 20, "g": GB, "gb": GB}

BUSY = 5.0
"""How many times its processor time a document may take by the clock: on a busy machine innocent ones wait, too."""

GRACE = 10.0
"""Seconds after the limit at which a worker ends itself, should nobody be there to end it."""

READING_MEMORY = GB
"""Memory beyond the limit of a document that reading may take: the rows it stands among are decoded together."""

OUT_OF_MEMORY = 77
"""Exit code of a worker that met its limit of memory."""


class LimitError(CleanerError):
    """A limit that can't be understood."""


class Limits(NamedTuple):
    """For each document: seconds of processor time, memory beyond what an idle worker has, bytes when unpacked."""

    seconds: float = 60.0
    memory: int = 2 * GB
    size: int = 32 << 20

    @property
    def by_the_clock(self) -> float:
        """Seconds until a document that doesn't even use the processor counts as hanging."""
        return BUSY * self.seconds


def size_of(text: str) -> int:
    """Bytes, as people write them.

    >>> size_of("2GB"), size_of("512 mb"), size_of("1.5k")
    (2147483648, 536870912, 1536)
    >>> size_of("much")
    Traceback (most recent call last):
    ...
    cleaner.batch.limits.LimitError: 'much' is no size; expected a number with B, KB, MB or GB, such as 512MB
    """
    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*", text.lower())
    if found is None or found[2] not in UNITS or float(found[1]) <= 0:
        raise LimitError(f"{text!r} is no size; expected a number with B, KB, MB or GB, such as 512MB")
    return int(float(found[1]) * UNITS[found[2]])


def size_text(size: int) -> str:
    """Bytes, for people.

    >>> size_text(2 * GB), size_text(32 << 20), size_text(900)
    ('2 GB', '32 MB', '900 B')
    """
    for unit, name in ((GB, "GB"), (1 << 20, "MB"), (1 << 10, "KB")):
        if size >= unit:
            return f"{size / unit:.1f}".removesuffix(".0") + f" {name}"
    return f"{size} B"


def hold_memory(limits: Limits) -> int:
    """From here on an allocation beyond the limit fails in this process. Gives the limit of all its memory, in bytes.

    On Linux only: elsewhere there is no way, and the limit is 0.
    """
    if sys.platform != "linux":
        return 0
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))
    most = _data_bytes() + limits.memory
    allow_memory(most)
    return most


def allow_memory(size: int) -> None:
    """Set the limit of all memory of this process."""
    if sys.platform == "linux" and size:
        import resource

        hard = resource.getrlimit(resource.RLIMIT_DATA)[1]
        resource.setrlimit(resource.RLIMIT_DATA, (size if hard == resource.RLIM_INFINITY else min(size, hard), hard))


def _data_bytes() -> int:
    """What this process has already taken of what RLIMIT_DATA counts."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    found = re.search(r"^VmData:\s+(\d+) kB", status, re.MULTILINE)
    return int(found[1]) << 10 if found else 0


def hold_time(limits: Limits | None) -> None:
    """From here on a signal ends this process when it has used up its time; None calls that off.

    The supervisor looks at the clock as well; the timer of the clock is for a worker whose supervisor was killed.
    """
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, limits.seconds if limits is not None else 0)
        signal.setitimer(signal.ITIMER_REAL, limits.by_the_clock + GRACE if limits is not None else 0)
