"""How far a batch is: one line that is written over on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time

from cleaner.batch.run import Progress
from cleaner.cli.output import is_terminal, tell

REDRAWN, TOLD = 0.2, 30.0
"""Seconds between two looks of the line on a terminal, and between two lines elsewhere."""

ERASE = "\r\x1b[K"


class Meter:
    """Shows the progress of one run on standard error."""

    def __init__(self) -> None:
        self._begun = self._last = time.monotonic()
        self._on_terminal = is_terminal(sys.stderr)
        self._drawn = False

    def show(self, progress: Progress) -> None:
        """Called often; says something from time to time."""
        now = time.monotonic()
        if now - self._last < (REDRAWN if self._on_terminal else TOLD):
            return
        self._last = now
        text = line(progress, now - self._begun)
        if self._on_terminal and sys.stderr is not None:
            sys.stderr.write(f"{ERASE}{text}")
            sys.stderr.flush()
            self._drawn = True
        else:
            tell(text)

    def clear(self) -> None:
        """Nothing of it is left on the terminal."""
        if self._drawn and sys.stderr is not None:
            sys.stderr.write(ERASE)
            sys.stderr.flush()
            self._drawn = False


def line(progress: Progress, seconds: float) -> str:
    """The progress after some seconds, in words.

    >>> line(Progress(1200, 10_000, True, 0), 60)
    '1,200 of 10,000 documents, 20.0 a second, 7 min 20 s left'
    >>> line(Progress(1200, 2000, False, 1200), 60)
    '1,200 of 2,000 documents so far, still counting'
    """
    text = f"{progress.documents:,} of {progress.total:,} documents"
    rate = (progress.documents - progress.earlier) / seconds if seconds > 0 else 0.0
    if not progress.is_counted:
        text += " so far, still counting"
    if rate > 0:
        text += f", {rate:,.1f} a second"
        if progress.is_counted:
            text += f", {span((progress.total - progress.documents) / rate)} left"
    return text


def span(seconds: float) -> str:
    """A length of time, for people.

    >>> span(5.4), span(65), span(7300)
    ('5 s', '1 min 5 s', '2 h 1 min')
    """
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"
