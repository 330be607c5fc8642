"""The stretches of a decided document, in print order: what each is, where it stands, what the rules captured in it.

The description of an article is read off these. Where a stretch stands counts as much as what it is: a byline below a
list of other articles is the byline of one of those.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Action, Annotation, Document, Label, Verdict
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
"""Characters of a stretch that are read for names, dates and the like. A longer one is a text, and slow to search."""

COVERED = 0.5
"""The share of a rule's own stretch that must lie in the decided one before its captures speak of it."""

KIN = {Label.BYLINE: Label.AGENCY, Label.AGENCY: Label.BYLINE}
"""Labels that both say where the text comes from: what a rule of the one captures holds for the other."""


class Place(Enum):
    """Where a stretch stands: in its article's head, lead, text or foot, or elsewhere on the page.

    The lead is the first paragraphs of the text and what stands between them.
    """

    HEAD = "head"
    LEAD = "lead"
    TEXT = "text"
    FOOT = "foot"
    ELSEWHERE = "elsewhere"


OPENING = (Place.HEAD, Place.LEAD)
EDGES = (*OPENING, Place.FOOT)
"""Where an article speaks of itself."""


class LabelledSpan(NamedTuple):
    """A decided stretch of a block.

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
    place: Place = Place.ELSEWHERE

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
    """All stretches of a document that has its verdicts; `placed` says where they stand."""
    return tuple(
        _stretch(document, index, verdict) for index, tiles in enumerate(document.verdicts) for verdict in tiles
    )


def _stretch(document: Document, index: int, verdict: Verdict) -> LabelledSpan:
    text, kept = document.blocks[index].text[verdict.start : verdict.end].strip(), verdict.action is Action.KEEP
    notes = _agreeing(document.annotations[index], verdict)
    if not notes:
        return LabelledSpan(index, text, verdict.label, kept)
    own = [note.kind for note in notes if note.label is verdict.label]
    captures = dict.fromkeys(
        capture for note in sorted(notes, key=lambda note: -note.score) for capture in note.captures
    )
    named = any(kind != "item" for kind in own)
    return LabelledSpan(index, text, verdict.label, kept, tuple(captures), named, "heading" in own)


def _agreeing(notes: Iterable[Annotation], verdict: Verdict) -> list[Annotation]:
    """The rules' proposals that say of the stretch what was decided, or nearly so."""
    labels = (verdict.label, KIN.get(verdict.label))
    return [note for note in notes if note.label in labels and _is_inside(note, verdict)]


def _is_inside(note: Annotation, verdict: Verdict) -> bool:
    inside = min(note.end, verdict.end) - max(note.start, verdict.start)
    return inside > (COVERED * (note.end - note.start) if note.kind == "span" else 0)


def text_start(found: Sequence[LabelledSpan]) -> int:
    """The block in which the text begins; the last one if there is no text."""
    first = next((stretch for stretch in found if stretch.is_paragraph), None)
    first = first or next((stretch for stretch in found if stretch.kept), None)
    return first.block if first else found[-1].block if found else 0


def placed(found: Sequence[LabelledSpan], headline: int | None) -> tuple[LabelledSpan, ...]:
    """The stretches with their places. `headline` is the block in which the headline stands above the text."""
    start = text_start(found)
    top = start - ABOVE_TEXT if headline is None else headline - ABOVE
    lead = [stretch.block for stretch in found if stretch.kept and stretch.is_paragraph and stretch.block >= start][
        :LEAD
    ]
    lead_end = lead[-1] + 1 if lead else start
    text_end = max((stretch.block for stretch in found if stretch.kept), default=start)
    foot_end = _foot_end(found, text_end)

    def place(block: int) -> Place:
        if not top <= block < foot_end:
            return Place.ELSEWHERE
        if block <= lead_end:
            return Place.HEAD if block < start else Place.LEAD
        return Place.TEXT if block <= text_end else Place.FOOT

    places = [place(stretch.block) for stretch in found]
    # Most of a whole page is elsewhere already, and a copy takes longer than a look.
    return tuple(
        stretch if stretch.place is where else stretch._replace(place=where)
        for stretch, where in zip(found, places, strict=True)
    )


def _foot_end(found: Sequence[LabelledSpan], text_end: int) -> int:
    """Where other articles or the readers take over."""
    run: list[int] = []
    for stretch in found:
        if stretch.block <= text_end:
            continue
        if stretch.label is Label.COMMENTS:
            return stretch.block
        run = [*run, stretch.block] if stretch.label is Label.RELATED else []
        if len(run) == OTHERS:
            return run[0]
    return found[-1].block + 1 if found else 0
