"""The account: verdicts on blocks, carried back to the lines of the view; and the body they leave.

Every code point of the view ends up in exactly one span. The body is made of the repaired text, the spans of the
text as it was handed over, so offsets are carried through the folding of white space and through repairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from cleaner.model import Action, Block, Document, Label, Line, Piece, Span, Verdict

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

BLANK = "layout.blank"
"""The reason given for a line without text."""

MAX_ALIGNED = 200
"""Code points of a repaired stretch up to which a cut inside it is placed by alignment; in a longer one it is placed in
proportion. Alignment takes quadratic time, and a repair of that length is no text any more."""


def map_to_source(document: Document, _rules: RuleSet) -> Document:
    """Fill in `lines` and `body`."""
    spans: list[tuple[Span, ...]] = [()] * len(document.view)
    for block, verdicts in zip(document.blocks, document.verdicts, strict=True):
        for piece in block.pieces:
            spans[piece.line] = tuple(_spans(document, block, piece, verdicts))
    for block, reason in document.boilerplate:
        gone = Verdict(0, len(block.text), Label.NAV, Action.DROP, (reason,))
        for piece in block.pieces:
            spans[piece.line] = tuple(_spans(document, block, piece, [gone]))
    lines = tuple(_line(index, text, spans[index]) for index, text in enumerate(document.view))
    return replace(document, lines=lines, body=_body(document))


def _line(index: int, text: str, spans: tuple[Span, ...]) -> Line:
    if not spans:
        spans = (Span(0, len(text), Label.OTHER, Action.DROP, (BLANK,)),) if text else ()
        return Line(index, text, Label.OTHER, Action.DROP, spans, (BLANK,))
    if len(spans) == 1:
        only = spans[0]
        return Line(index, text, only.label, only.action, spans, only.rules)
    main = max(spans, key=lambda span: span.end - span.start)
    rules = tuple(dict.fromkeys(rule for span in spans for rule in span.rules))
    return Line(index, text, main.label, main.action, spans, rules)


def _spans(document: Document, block: Block, piece: Piece, verdicts: Sequence[Verdict]) -> list[Span]:
    view = document.view[piece.line]
    inside = [v for v in verdicts if v.start < piece.end and v.end > piece.start]
    if len(inside) == 1:
        return [Span(0, len(view), inside[0].label, inside[0].action, inside[0].rules)]
    repaired = document.repaired[piece.line]
    folded = block.text[piece.start : piece.end]
    starts = [0]
    for verdict in inside[1:]:
        at = unfolded_offset(repaired, folded, verdict.start - piece.start)
        starts.append(min(len(view), max(starts[-1], unrepaired_offset(view, repaired, at))))
    ends = [*starts[1:], len(view)]
    spans = [Span(a, b, v.label, v.action, v.rules) for a, b, v in zip(starts, ends, inside, strict=True) if b > a]
    return spans or [Span(0, len(view), inside[0].label, inside[0].action, inside[0].rules)]


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
    head = 0
    for a, b in zip(view, repaired, strict=False):
        if a != b:
            break
        head += 1
    if offset <= head:
        return offset
    tail = 0
    while tail < min(len(view), len(repaired)) - head and view[-1 - tail] == repaired[-1 - tail]:
        tail += 1
    if offset >= len(repaired) - tail:
        return len(view) - (len(repaired) - offset)
    old, new = view[head : len(view) - tail], repaired[head : len(repaired) - tail]
    if max(len(old), len(new)) > MAX_ALIGNED:
        return head + (offset - head) * len(old) // max(1, len(new))
    for _, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if new_start <= offset - head < new_end:
            return head + min(end, start + (offset - head - new_start))
    return len(view) - tail


def _body(document: Document) -> str:
    """The kept stretches: paragraphs apart by a blank line where the source had one anywhere between them."""
    parts: list[str] = []
    blank = False
    for block, verdicts in zip(document.blocks, document.verdicts, strict=True):
        blank = blank or block.gap > 0
        kept = [block.text[v.start : v.end].strip() for v in verdicts if v.action is Action.KEEP]
        text = " ".join(part for part in kept if part)
        if text:
            parts.append(("\n\n" if blank else "\n") if parts else "")
            parts.append(text)
            blank = False
    return "".join(parts)
