"""The spans of a decided document, in print order: what each is, where it stands, what the rules captured in it.

The description of an article is read off these. Where a span stands counts as much as what it is: a byline below a
list of other articles is the byline of one of those.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Action, Annotation, Document, Entity, EntityKind, Label, Verdict
from cleaner.recognition import recognize_entities
from cleaner.recognition.dates import resolve_dates
from cleaner.text.normalize import repeat_key
from cleaner.text.sentences import PROSE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LEAD = 3
"""Paragraphs of the lead: bylines, dates and the dateline are printed behind or in one of these, too."""

ABOVE = 4
"""Blocks above the headline that belong to the head: kicker, date, a picture. Above them stands the page's menu."""

ABOVE_TEXT = 12
"""The same, counted from the text, where there is no headline."""

OTHERS = 2
"""Related blocks in a row, behind the text, at which the page is about other articles. One alone is a "Read more"."""

LONGEST = 1_000
"""Characters of a span that are read for names, dates and the like. A longer one is a text, and slow to search."""

COVERED = 0.5
"""The share of a rule's own span that must lie in the decided one before its captures speak of it."""

KIN = {
    Label.BYLINE: frozenset({Label.AGENCY, Label.TIMESTAMP}),
    Label.AGENCY: frozenset({Label.BYLINE}),
    Label.TIMESTAMP: frozenset({Label.BYLINE}),
}
"""Labels of lines that say who wrote the text, where it comes from and when: one line may say all of it, and what a
rule of the one captures holds for the other."""


class Position(Enum):
    """Where a span stands: in its article's head, lead, text or foot, or elsewhere on the page.

    The lead is the first paragraphs of the text and what stands between them.
    """

    HEAD = "head"
    LEAD = "lead"
    TEXT = "text"
    FOOT = "foot"
    ELSEWHERE = "elsewhere"


OPENING = (Position.HEAD, Position.LEAD)
EDGES = (*OPENING, Position.FOOT)
"""Where an article speaks of itself."""


class LabelledSpan(NamedTuple):
    """A decided span of a block.

    `captures` are those of the rules that call it what it was decided to be, the surest rule first; `named` says
    that there was such a rule, `heading` that it was one for the heading of a list.
    """

    block: int
    text: str
    label: Label
    kept: bool = False
    captures: tuple[tuple[str, str], ...] = ()
    named: bool = False
    heading: bool = False
    position: Position = Position.ELSEWHERE
    entities: tuple[Entity, ...] | None = None
    """The named entities in its text; None where the text was made here and nobody has looked."""

    @property
    def recognized(self) -> tuple[Entity, ...]:
        """The named entities in its text."""
        return recognize_entities(self.text) if self.entities is None else self.entities

    def dates(self, day_first: bool | None = None) -> list[tuple[int, int, str]]:
        """The complete dates in its text: start, end, ISO form.

        >>> LabelledSpan(0, "Updated 4 March 2019", Label.TIMESTAMP).dates()
        [(8, 20, '2019-03-04')]
        """
        return resolve_dates(self.recognized, day_first)

    @property
    def is_name(self) -> bool:
        """Whether it is one personal name and nothing else."""
        found = self.recognized[:1]
        return bool(found) and found[0][:3] == (EntityKind.NAME, 0, len(self.text))

    def captured(self, name: str) -> tuple[str, ...]:
        """What was captured under a name.

        >>> LabelledSpan(0, "Tags: tolls", Label.TAGS, captures=(("keywords", "tolls"),)).captured("keywords")
        ('tolls',)
        """
        return tuple(text for key, text in self.captures if key == name) if self.captures else ()

    @property
    def brief(self) -> str:
        """The text, so far as it is read for names, dates and the like."""
        return self.text[:LONGEST]

    @property
    def is_paragraph(self) -> bool:
        """Whether it is a paragraph of the text, not a heading or an item of a list. A standfirst belongs to the head,
        kept or not."""
        return self.kept and self.label is not Label.STANDFIRST and self.text.count(" ") + 1 >= PROSE_WORDS


def labelled_spans(document: Document) -> tuple[LabelledSpan, ...]:
    """All spans of a document that has its verdicts; `locate_spans` says where they stand."""
    return tuple(_span(document, index, verdict) for index, tiles in enumerate(document.verdicts) for verdict in tiles)


def _span(document: Document, index: int, verdict: Verdict) -> LabelledSpan:
    whole, kept = document.blocks[index].text, verdict.action is Action.KEEP
    text = whole[verdict.start : verdict.end].strip()
    entities = document.entities[index] if document.entities and len(text) == len(whole) else None
    if entities is None and document.entities:
        start = whole.index(text, verdict.start)
        inside = (e for e in document.entities[index] if start <= e.start and e.end <= start + len(text))
        entities = tuple(e._replace(start=e.start - start, end=e.end - start) for e in inside)
    notes = _agreeing(document.annotations[index], verdict)
    if not notes:
        return LabelledSpan(index, text, verdict.label, kept, entities=entities)
    own = [note.kind for note in notes if note.label is verdict.label]
    captures = dict.fromkeys(capture for note in sorted(notes, key=_surest_first) for capture in note.captures)
    named = any(kind != "item" for kind in own)
    return LabelledSpan(index, text, verdict.label, kept, tuple(captures), named, "heading" in own, entities=entities)


def _surest_first(note: Annotation) -> tuple[bool, float]:
    """A site's or the user's own rule knows the page best; then the surest."""
    return not note.decisive, -note.score


def _agreeing(notes: Iterable[Annotation], verdict: Verdict) -> list[Annotation]:
    """The rules' proposals that say of the span what was decided, or nearly so."""
    labels = {verdict.label, *KIN.get(verdict.label, ())}
    return [note for note in notes if note.label in labels and _is_inside(note, verdict)]


def _is_inside(note: Annotation, verdict: Verdict) -> bool:
    inside = min(note.end, verdict.end) - max(note.start, verdict.start)
    return inside > (COVERED * (note.end - note.start) if note.kind == "span" else 0)


def labelled(
    spans: Iterable[LabelledSpan], label: Label, positions: Sequence[Position] = tuple(Position)
) -> list[LabelledSpan]:
    """The spans with a label, at some positions."""
    return [span for span in spans if span.label is label and span.position in positions]


def without_repeats(spans: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """The spans without those that repeat an earlier one."""
    first: dict[str, LabelledSpan] = {}
    for span in spans:
        first.setdefault(repeat_key(span.text), span)
    return list(first.values())


def text_start(found: Sequence[LabelledSpan]) -> int:
    """The block in which the text begins; the last one if there is no text."""
    first = next((span for span in found if span.is_paragraph), None)
    first = first or next((span for span in found if span.kept), None)
    return first.block if first else found[-1].block if found else 0


def locate_spans(found: Sequence[LabelledSpan], headline: int | None) -> tuple[LabelledSpan, ...]:
    """The spans with their places. `headline` is the block in which the headline stands above the text."""
    start = text_start(found)
    top = start - ABOVE_TEXT if headline is None else headline - ABOVE
    lead = [span.block for span in found if span.kept and span.is_paragraph and span.block >= start][:LEAD]
    lead_end = lead[-1] + 1 if lead else start
    text_end = max((span.block for span in found if span.kept), default=start)
    foot_end = _foot_end(found, text_end)

    def place(block: int) -> Position:
        if not top <= block < foot_end:
            return Position.ELSEWHERE
        if block <= lead_end:
            return Position.HEAD if block < start else Position.LEAD
        return Position.TEXT if block <= text_end else Position.FOOT

    places = [place(span.block) for span in found]
    # Most of a whole page is elsewhere already, and a copy takes longer than a look.
    return tuple(
        span if span.position is where else span._replace(position=where)
        for span, where in zip(found, places, strict=True)
    )


def _foot_end(found: Sequence[LabelledSpan], text_end: int) -> int:
    """Where other articles or the readers take over."""
    run: list[int] = []
    for span in found:
        if span.block <= text_end:
            continue
        if span.label is Label.COMMENTS:
            return span.block
        run = [*run, span.block] if span.label is Label.RELATED else []
        if len(run) == OTHERS:
            return run[0]
    return found[-1].block + 1 if found else 0
