"""Segmentation: lines into blocks, with the lines that a converter or an old agency broke joined again.

A block is a paragraph, a heading, a list item or a line of furniture. Mostly it is one line. Two conversions break
paragraphs: text nodes printed one to a line (a break at every link and every bold word), and text wrapped at a
fixed width. Both are told by what stands on either side of the break.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Block, Document, Piece
from cleaner.text.lexicon import word_list
from cleaner.text.punctuation import BULLETS, INVISIBLE, LINE_ENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.ruleset import RuleSet

GLUED_TO_THE_LEFT = re.compile(r"[.,;:!?)\]’”%](?:\W|$)|['’]s\b")
"""What no line begins with of itself: punctuation that belongs to the word before."""

LIST_ITEM = re.compile(rf"(?:[{re.escape(''.join(sorted(BULLETS)))}]|\d{{1,2}}[.)])\s")
"""How an item of a list begins: a bullet or a number, and white space."""

UNFINISHED_ENDS = word_list("english.unfinished_ends")
MENU_ENTRIES = word_list("placeholders.menu_entries")

BYLINE = re.compile(r"by [^\Wa-z\d_]")
"""A line that begins with a small "by" and a name is a byline, not the rest of the line above."""

MIN_OPEN_WORDS = 4
"""Words a line has when it is taken for a sentence that goes on in small letters below, not for an item of a list."""

WRAP_WIDTHS = range(40, 101)
"""Columns of wrapped text. Narrower is a list, wider is paragraphs."""

MIN_WRAPPED_LINES = 6
WRAPPED_SHARE = 0.6
"""A document is wrapped when so many of its breaks, and so great a share of them, stand where a greedy wrapper
would have put them: where the next word had no room left."""

WRAP_SLACK = 2
"""Columns by which a wrapper's width may be missed: a trailing space, a hyphen."""


class _Row(NamedTuple):
    """A line that isn't blank: its index, its folded text, and the raw one, for the white space of its edges."""

    line: int
    text: str
    raw: str
    gap: int


def segment(document: Document, _rules: RuleSet) -> Document:
    """Fill in `blocks`."""
    rows = _rows(document.repaired)
    width = wrap_width(rows)
    blocks: list[Block] = []
    group: list[tuple[_Row, str]] = []
    for row in rows:
        glue = joint(group[-1][0], row, width, len(group) > 1) if group else None
        if glue is None and group:
            blocks.append(_block(len(blocks), group))
            group = []
        group.append((row, glue or ""))
    if group:
        blocks.append(_block(len(blocks), group))
    return replace(document, blocks=tuple(blocks))


def _rows(lines: Sequence[str]) -> list[_Row]:
    rows: list[_Row] = []
    gap = 0
    for index, raw in enumerate(lines):
        text = " ".join(raw.split())
        if text.strip(INVISIBLE):
            rows.append(_Row(index, text, raw, gap))
            gap = 0
        else:
            gap += 1
    return rows


def _block(index: int, group: Sequence[tuple[_Row, str]]) -> Block:
    first = group[0][0]
    indent = len(first.raw) - len(first.raw.lstrip())
    if len(group) == 1:
        return Block(index, first.text, (Piece(first.line, 0, len(first.text)),), first.gap, indent)
    text, pieces = "", []
    for row, glue in group:
        text += glue
        pieces.append(Piece(row.line, len(text), len(text) + len(row.text)))
        text += row.text
    return Block(index, text, tuple(pieces), first.gap, indent)


def joint(above: _Row, below: _Row, width: int | None, joined: bool) -> str | None:
    """What stands between two lines of one paragraph: "" or a space; None where they are two paragraphs.

    `width` is the column at which the document is wrapped, if it is; `joined` says that the line above is itself
    the continuation of another.
    """
    if below.gap or LIST_ITEM.match(below.text) or BYLINE.match(below.text):
        return None
    if width is not None:
        return " " if _no_room(above, below, width) else None
    if GLUED_TO_THE_LEFT.match(below.text):
        return "" if above.text[-1] not in LINE_ENDS else None
    if _is_drop_cap(above, below):
        return ""
    if _is_open(above, below, joined):
        return " " if above.raw[-1].isspace() or below.raw[0].isspace() or above.text[-1] not in "([“‘$£€#@/" else ""
    return None


def _is_open(above: _Row, below: _Row, joined: bool) -> bool:
    """Does the sentence of the line above go on in the line below?"""
    begins_small = below.text[0].islower()
    if above.text[-1] in LINE_ENDS:
        return False if not begins_small else joined and above.raw[-1].isspace()
    words = above.text.split()
    ends_open = words[-1].strip("“‘(\"'").lower() in UNFINISHED_ENDS and not words[-1].isupper()
    if ends_open and (begins_small or above.text.lower() not in MENU_ENTRIES):
        return True
    if above.text[-1] in "([“‘":
        return True
    long_enough = joined or len(words) >= MIN_OPEN_WORDS
    if _leading(below.raw) == 1 and (long_enough or begins_small):
        return True
    if above.raw[-1] in " \xa0" and (long_enough or begins_small):
        return True
    return begins_small and long_enough


def _leading(raw: str) -> int:
    return len(raw) - len(raw.lstrip())


def _is_drop_cap(above: _Row, below: _Row) -> bool:
    """A single capital on its own line, and the rest of its word below. "A" and "I" are words themselves."""
    return len(above.text) == 1 and above.text.isupper() and above.text not in "AI" and below.text[0].islower()


def wrap_width(rows: Sequence[_Row]) -> int | None:
    """The column at which the text was wrapped, None where it wasn't."""
    pairs = [(above, below) for above, below in pairwise(rows) if not below.gap]
    if len(pairs) < MIN_WRAPPED_LINES:
        return None
    width = max(len(above.raw.rstrip()) for above, _ in pairs)
    if width not in WRAP_WIDTHS:
        return None
    full = sum(_no_room(above, below, width) for above, below in pairs)
    return width if full >= max(MIN_WRAPPED_LINES, WRAPPED_SHARE * len(pairs)) else None


def _no_room(above: _Row, below: _Row, width: int) -> bool:
    word = below.text.split(" ", 1)[0]
    return len(above.raw.rstrip()) + 1 + len(word) > width - WRAP_SLACK
