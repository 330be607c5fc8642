"""Segmentation: lines into blocks, with the lines that a converter, a printer or an old agency broke joined again.

A block is a paragraph, a heading, a list item or a line of furniture. Mostly it is one line. Three conversions break
paragraphs: text nodes printed one to a line (a break at every link and every bold word), text wrapped at a fixed width,
and pages of print, whose running heads are set aside here. All are told by what stands on either side of the break.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Block, Document, Label, Piece, SetAside
from cleaner.text.hyphens import Hyphenation, breaks_word
from cleaner.text.invisible import SOFT_HYPHEN
from cleaner.text.lexicon import word_list
from cleaner.text.punctuation import BULLETS, CLOSERS, LINE_ENDS
from cleaner.text.rows import Row, rows_of
from cleaner.text.running_heads import running_heads
from cleaner.text.set_lines import is_code, verses
from cleaner.text.wrapping import Wrapping, indent_of, wrapping_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.ruleset import RuleSet

GLUED_TO_THE_LEFT = re.compile(r"[.,;:!?)\]’”%](?:\W|$)|['’]s\b")
"""What no line begins with of itself: punctuation that belongs to the word before."""

LIST_ITEM = re.compile(rf"(?:[{re.escape(''.join(sorted(BULLETS)))}]|\d{{1,2}}[.)])\s")
"""How an item of a list begins: a bullet or a number, and white space."""

UNFINISHED_ENDS = word_list("english.unfinished_ends")
MENU_ENTRIES = word_list("placeholders.menu_entries")

BYLINE = re.compile(r"(?:[Bb]y|BY):? [^\Wa-z\d_]")
"""How a byline begins."""

MIN_OPEN_WORDS = 4
"""Words a line has when it is taken for a sentence that goes on in small letters below, not for an item of a list."""


class Line(NamedTuple):
    """A row of a block: what stands before it in the block's text, and the row's own text without a hyphen that the
    next row makes needless."""

    row: Row
    glue: str
    text: str


class Layout(NamedTuple):
    """What is known of a document as a whole when two of its rows are looked at."""

    wrapping: Wrapping | None
    hyphenation: Hyphenation
    verses: frozenset[Row]


def segment(document: Document, rules: RuleSet) -> Document:
    """Fill in `blocks`; of plain text also `boilerplate`: running heads and page numbers."""
    rows = rows_of(document.repaired)
    heads = {} if document.html_contexts else running_heads(rows)
    heads = {at: why for at, why in heads.items() if not any(s.matches(rows[at].text) for s in rules.switches)}
    kept = _without(rows, heads)
    verse = frozenset(kept[at] for at in verses(kept))
    layout = Layout(wrapping_of(kept), Hyphenation(document.repaired, rules.language), verse)
    blocks: list[Block] = []
    group: list[Line] = []
    for row in kept:
        glue = joint(group[-1].row, row, layout, len(group) > 1) if group else None
        if glue is None and group:
            blocks.append(_block(len(blocks), group))
            group = []
        if glue is not None and breaks_word(group[-1].text, row.text):
            group[-1] = _joined(group[-1], row, layout)
        group.append(Line(row, glue or "", row.text))
    if group:
        blocks.append(_block(len(blocks), group))
    aside = [
        SetAside(_block(n, [Line(rows[at], "", rows[at].text)]), Label.NAV, heads[at])
        for n, at in enumerate(sorted(heads))
    ]
    return replace(document, blocks=tuple(blocks), boilerplate=tuple(aside))


def _without(rows: Sequence[Row], heads: dict[int, str]) -> list[Row]:
    """The rows that are no running heads. A sentence that these interrupted goes on without a gap."""
    kept: list[Row] = []
    for at, row in enumerate(rows):
        if at in heads:
            continue
        if kept and at - 1 in heads:
            goes_on = not kept[-1].text.rstrip(CLOSERS).endswith(LINE_ENDS)
            kept.append(row._replace(gap=0 if goes_on else max(1, row.gap)))
        else:
            kept.append(row)
    return kept


def _joined(above: Line, below: Row, layout: Layout) -> Line:
    """A row whose last word goes on below, without its hyphen where the word has none."""
    return above._replace(text=above.text[:-1]) if layout.hyphenation.joins(above.text, below.text) else above


def _block(index: int, group: Sequence[Line]) -> Block:
    first = group[0].row
    if len(group) == 1:
        text = group[0].text.rstrip(SOFT_HYPHEN)
        return Block(index, text, (Piece(first.line, 0, len(text), first.offset),), first.gap, indent_of(first))
    text, pieces = "", []
    for row, glue, printed in group:
        own = printed.rstrip(SOFT_HYPHEN)
        text += glue
        pieces.append(Piece(row.line, len(text), len(text) + len(own), row.offset))
        text += own
    return Block(index, text, tuple(pieces), first.gap, indent_of(first))


def joint(above: Row, below: Row, layout: Layout, joined: bool) -> str | None:
    """What stands between two rows of one paragraph: "" or a space; None where they are two paragraphs.

    `joined` says that the row above is itself the continuation of another.
    """
    if below.gap or (layout.verses and below in layout.verses and above in layout.verses):
        return None
    if breaks_word(above.text, below.text):
        return ""
    if LIST_ITEM.match(below.text) or _begins_byline(above, below):
        return None
    if layout.wrapping is not None:
        if not layout.wrapping.goes_on(above, below):
            return None
        return "" if GLUED_TO_THE_LEFT.match(below.text) else " "
    glue = _glue(above, below, joined)
    return None if glue is not None and (is_code(above.text) or is_code(below.text)) else glue


def _begins_byline(above: Row, below: Row) -> bool:
    """Whether a line is a byline, not the rest of the line above: "by" and a name, or "By" where no sentence ended."""
    if below.text[0] not in "bB" or not BYLINE.match(below.text):
        return False
    return below.text[0] == "b" or not above.text.rstrip(CLOSERS).endswith(LINE_ENDS)


def _glue(above: Row, below: Row, joined: bool) -> str | None:
    """What stands between two text nodes of one sentence, each printed on a line of its own."""
    if GLUED_TO_THE_LEFT.match(below.text):
        return "" if above.text[-1] not in LINE_ENDS else None
    if _is_drop_cap(above, below):
        return ""
    if _is_open(above, below, joined):
        return " " if above.raw[-1].isspace() or below.raw[0].isspace() or above.text[-1] not in "([“‘$£€#@/" else ""
    return None


def _is_open(above: Row, below: Row, joined: bool) -> bool:
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
    if indent_of(below) == 1 and below.raw[0] != "\t" and (long_enough or begins_small):
        return True
    if above.raw[-1] in " \xa0" and (long_enough or begins_small):
        return True
    return begins_small and long_enough


def _is_drop_cap(above: Row, below: Row) -> bool:
    """A single capital on its own line, and the rest of its word below. "A" and "I" are words themselves."""
    return len(above.text) == 1 and above.text.isupper() and above.text not in "AI" and below.text[0].islower()
