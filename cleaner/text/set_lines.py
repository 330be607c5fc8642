"""Lines that stand as they are set: of programs and of verse. Their breaks are the author's own, and no sentence's."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.text.punctuation import CLOSERS, LINE_ENDS
from cleaner.text.rows import Row

MIN_VERSES = 4
VERSE_WORDS = range(3, 14)
MIN_SMALL = 2
"""A run of lines without a stop is verse from so many lines of so many words, some beginning with a capital and some
not. A sentence broken at its links ends in a stop; a list begins each item alike."""

_CODE = re.compile(
    r"^[\w.\[\]]+ [-+*/|&]?= \S|[!=<>]=|[{};]$|^\W*[\w.]+\([^()]+\)[:;]?$|^(?:def|for|if|while|return) .*[:;()]$"
)
_PROSE_END = re.compile(r"[a-z]{2}[.!?…]\W*$")


def is_code(text: str) -> bool:
    """Whether a line is of a program.

    >>> is_code("dist = floor_called + floor_now"), is_code("if dist == 0: open_doors()"), is_code("It rained (twice)")
    (True, True, False)
    """
    return bool(_CODE.search(text)) and not _PROSE_END.search(text)


def verses(rows: Sequence[Row]) -> frozenset[int]:
    """The rows, by number, that are verse or another text set line by line."""
    found: set[int] = set()
    run: list[int] = []
    for at, row in enumerate(rows):
        if run and (row.gap or not _could_be_verse(row)):
            found.update(run if _is_verse(rows, run) else ())
            run = []
        if _could_be_verse(row):
            run.append(at)
    found.update(run if _is_verse(rows, run) else ())
    return frozenset(found)


def _could_be_verse(row: Row) -> bool:
    words = row.text.count(" ") + 1
    return (
        words in VERSE_WORDS and row.raw == row.raw.strip(" \xa0") and not row.text.rstrip(CLOSERS).endswith(LINE_ENDS)
    )


def _is_verse(rows: Sequence[Row], run: Sequence[int]) -> bool:
    """A run in which sentences end where no stop stands: a capital behind words in small letters, twice or more."""
    if len(run) < MIN_VERSES or any(any(map(str.isdigit, rows[at].text)) for at in run):
        return False
    small = sum(rows[at].text[0].islower() for at in run)
    return MIN_SMALL <= small <= len(run) - 2 and all(_mostly_small(rows[at].text) for at in run)


def _mostly_small(text: str) -> bool:
    """Verse has few capitals: headlines, names and menus have many."""
    words = text.split()
    return sum(word[0].isupper() for word in words[1:]) <= len(words) // 4
