"""Text wrapped at a fixed width: at which column, which breaks are the wrapper's, and where a paragraph begins."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.text.punctuation import BULLETS
from cleaner.text.rows import Row

WIDTHS = range(30, 101)
"""Columns of wrapped text. Narrower is a list, wider is paragraphs."""

MIN_BREAKS = 6
FULL_SHARE = 0.6
"""A document is wrapped when so many of its breaks, and so great a share of them, stand where a greedy wrapper
would have put them: where the next word had no room left."""

PARTED_SHARE = 0.25
"""The share of a wrapper's breaks that stand inside a sentence, between a word and one in small letters."""

OVERLONG_SHARE = 0.05
"""The share of rows that may be longer than the width: addresses, rows of a table."""

MIN_BRIEF_WIDTH = 55
MIN_PARTING = 2
"""In a brief fewer breaks than `MIN_BREAKS` must do: so many stand inside a sentence, and all of those are full."""

SLACK = 2
"""Columns by which a wrapper's width may be missed: a trailing space, a hyphen."""

HANGING_INDENT = 4
"""White space in front of the second row of a list item: as much as its bullet takes."""

PROBED = 12
"""How many of the longest lengths are tried as the width."""


class Wrapping(NamedTuple):
    """How a document is wrapped."""

    width: int
    margin: int
    """The white space in front of most rows; a row with more begins a paragraph."""

    def goes_on(self, above: Row, below: Row) -> bool:
        """Whether the break between two rows is the wrapper's."""
        fits = len(above.raw.rstrip()) <= self.width + SLACK
        hanging = HANGING_INDENT if above.text[0] in BULLETS else 0
        return fits and _is_full(above, below, self.width) and indent_of(below) <= self.margin + hanging


def could_be_wrapped(rows: Sequence[Row]) -> bool:
    """Whether so few rows are longer than any width that the text may be wrapped: a look that costs little."""
    return sum(len(row.raw) > WIDTHS.stop for row in rows) <= OVERLONG_SHARE * len(rows) + 1


def wrapping_of(rows: Sequence[Row]) -> Wrapping | None:
    """How the rows are wrapped, None where they aren't."""
    if not could_be_wrapped(rows):
        return None
    pairs = [(above, below) for above, below in pairwise(rows) if not below.gap]
    lengths = sorted({len(above.raw.rstrip()) for above, _ in pairs}, reverse=True)
    fitting = [(width, full) for width in lengths[:PROBED] if width in WIDTHS and (full := _full(pairs, width))]
    if not fitting:
        return None
    width, full = max(fitting, key=lambda item: (len(item[1]), -item[0]))
    margins = Counter(indent_of(below) for _, below in full)
    return Wrapping(width, min(margins, key=lambda indent: (-margins[indent], indent)))


def _full(pairs: Sequence[tuple[Row, Row]], width: int) -> list[tuple[Row, Row]]:
    """The breaks that a wrapper of this width made; none where the text can't be wrapped so."""
    overlong = sum(len(above.raw.rstrip()) > width for above, _ in pairs)
    if overlong > OVERLONG_SHARE * len(pairs):
        return []
    full = [pair for pair in pairs if _is_full(*pair, width) and len(pair[0].raw.rstrip()) <= width]
    if len(full) >= max(MIN_BREAKS, FULL_SHARE * len(pairs)):
        return full if sum(_parts_sentence(*pair) for pair in full) >= PARTED_SHARE * len(full) else []
    parting = [pair for pair in pairs if _parts_sentence(*pair)]
    brief = width >= MIN_BRIEF_WIDTH and len(parting) >= MIN_PARTING and all(pair in full for pair in parting)
    return full if brief else []


def _parts_sentence(above: Row, below: Row) -> bool:
    """Whether a break stands inside a sentence. In text all in capitals no letter tells, so every break may."""
    goes_on = below.text[0].islower() or (above.text.isupper() and below.text.isupper())
    return goes_on and (above.text[-1].isalnum() or above.text[-1] in ",-")


def _is_full(above: Row, below: Row, width: int) -> bool:
    word = below.text.split(" ", 1)[0]
    return len(above.raw.rstrip()) + 1 + len(word) > width - SLACK


def indent_of(row: Row) -> int:
    """The white space in front of a row."""
    return len(row.raw) - len(row.raw.lstrip())
