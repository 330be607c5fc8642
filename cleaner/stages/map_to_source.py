"""The account: verdicts on blocks, carried back to the lines of the view; and the body they leave.

Every code point of the view ends up in exactly one span. The body is made of the repaired text, the spans of the
text as it was handed over, so offsets are carried through the folding of white space and through repairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.model import Action, Block, Document, Label, Line, Piece, Span, Verdict

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

BLANK = "layout.blank"
"""The reason given for a line without text."""

NEAR, ANCHOR, FAR_ANCHOR = 12, 3, 8
"""How many code points are alike where two texts come together again behind a repair: fewer do where that took no more
than `NEAR`, as entities and mojibake do."""

MAX_SHIFT = 60
"""Code points of a repaired stretch at most; behind a longer one, places are told by proportion."""

_Found = tuple[Block, Piece, Sequence[Verdict]]


def map_to_source(document: Document, _rules: RuleSet) -> Document:
    """Fill in `lines` and `body`."""
    found: list[list[_Found]] = [[] for _ in document.view]
    for block, verdicts in zip(document.blocks, document.verdicts, strict=True):
        for piece in block.pieces:
            found[piece.line].append((block, piece, verdicts))
    for block, label, reason in document.boilerplate:
        gone = Verdict(0, len(block.text), label, Action.DROP, (reason,))
        for piece in block.pieces:
            found[piece.line].append((block, piece, [gone]))
    lines = tuple(
        _line(index, text, _spans(text, document.repaired[index], found[index]))
        for index, text in enumerate(document.view)
    )
    return replace(document, lines=lines, body=_body(document))


def _line(index: int, text: str, spans: tuple[Span, ...]) -> Line:
    if not spans:
        spans = (Span(0, len(text), Label.OTHER, Action.DROP, (BLANK,)),) if text else ()
        return Line(index, text, Label.OTHER, Action.DROP, spans, (BLANK,))
    if len(spans) == 1:
        only = spans[0]
        return Line(index, text, only.label, only.action, spans, only.rules, only.confidence)
    main = max(spans, key=lambda span: span.end - span.start)
    rules = tuple(dict.fromkeys(rule for span in spans for rule in span.rules))
    return Line(index, text, main.label, main.action, spans, rules, main.confidence)


def _spans(view: str, repaired: str, found: Sequence[_Found]) -> tuple[Span, ...]:
    """The spans that tile one line: for each piece of a block that stands in it, those of the block's verdicts."""
    if not found:
        return ()
    tiles: list[tuple[int, Verdict]] = []
    pieces = sorted(found, key=lambda item: item[1].offset)
    ends = [*(piece.offset for _, piece, _ in pieces), len(repaired)][1:]
    for (block, piece, verdicts), end in zip(pieces, ends, strict=True):
        inside = [v for v in verdicts if v.start < piece.end and v.end > piece.start]
        at = piece.offset
        for n, verdict in enumerate(inside):
            if n:
                folded = block.text[piece.start : piece.end]
                raw = repaired[piece.offset : end]
                at = piece.offset + unfolded_offset(raw, folded, verdict.start - piece.start)
            start = unrepaired_offset(view, repaired, at) if tiles else 0
            tiles.append((min(len(view), max(start, tiles[-1][0] if tiles else 0)), verdict))
    stops = [start for start, _ in tiles[1:]] + [len(view)]
    spans = (Span(a, b, *v[2:]) for (a, v), b in zip(tiles, stops, strict=True))
    return tuple(span for n, span in enumerate(spans) if span.end > span.start or len(tiles) == 1)


def unfolded_offset(raw: str, folded: str, offset: int) -> int:
    """Where the code point at `offset` of the folded text stands in the raw one.

    >>> unfolded_offset("  a \\t b", "a b", 2)
    6
    """
    at = position = 0
    while at < len(raw) and raw[at].isspace():
        at += 1
    while position < offset and at < len(raw):
        if folded[position] == " ":
            while at < len(raw) and raw[at].isspace():
                at += 1
        else:
            at += 1
        position += 1
    if position < len(folded) and folded[position] != " ":
        while at < len(raw) and raw[at].isspace():
            at += 1
    return at


def unrepaired_offset(view: str, repaired: str, offset: int) -> int:
    """Where a place in the repaired line was in the line as handed over.

    >>> unrepaired_offset("the mayorâ€™s plan", "the mayor’s plan", 12)
    14
    """
    if view == repaired:
        return offset
    at, there = 0, 0  # alike up to here, in the view and in the repaired line
    while True:
        alike = _alike(view, at, repaired, there)
        if offset < there + alike or there + alike == len(repaired):
            return min(len(view), at + offset - there)
        at, there = at + alike, there + alike
        old, new = _repair_at(view, repaired, at, there)
        if offset < there + new:
            return at + min(old, offset - there)
        if not old and not new:
            return at + (offset - there) * (len(view) - at) // max(1, len(repaired) - there)
        at, there = at + old, there + new


def _alike(view: str, at: int, repaired: str, there: int) -> int:
    """For how many code points two texts are the same from two places on."""
    end = min(len(view) - at, len(repaired) - there)
    length, step = 0, end
    while step:
        if length + step <= end and view.startswith(repaired[there + length : there + length + step], at + length):
            length += step
        else:
            step //= 2
    return length


def _repair_at(view: str, repaired: str, at: int, there: int) -> tuple[int, int]:
    """How many code points of the view a repair took at a place, and how many it put there; 0 and 0 where the texts
    don't come together again."""
    for tried in ((ANCHOR, FAR_ANCHOR), (1, 1)):
        for total in range(1, MAX_SHIFT):
            size = tried[total > NEAR]
            for new in range(min(total, len(repaired) - there) + 1):
                old = total - new
                anchor = repaired[there + new : there + new + size]
                if len(anchor) == size and view.startswith(anchor, at + old):
                    return old, new
    left, rest = len(view) - at, len(repaired) - there
    return (left, rest) if max(left, rest) < MAX_SHIFT else (0, 0)


def _body(document: Document) -> str:
    """The kept stretches: paragraphs apart by a blank line where the source had one anywhere between them."""
    parts: list[str] = []
    blank = False
    for block, verdicts in zip(document.blocks, document.verdicts, strict=True):
        blank = blank or block.gap > 0
        text = " ".join(part for part in map(str.strip, _kept(block.text, verdicts)) if part)
        if text:
            parts.append(("\n\n" if blank else "\n") if parts else "")
            parts.append(text)
            blank = False
    return "".join(parts)


def _kept(text: str, verdicts: Sequence[Verdict]) -> list[str]:
    """The kept stretches of a block; those that touch are one."""
    found: list[str] = []
    end = -1
    for verdict in verdicts:
        if verdict.action is Action.KEEP:
            own = text[verdict.start : verdict.end]
            if verdict.start == end:
                found[-1] += own
            else:
                found.append(own)
            end = verdict.end
    return found
