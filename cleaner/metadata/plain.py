"""Bylines and timestamps by the name their print leaves no doubt of, whatever they were taken for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata.bylines import is_byline, is_marked, is_name_and_paper, is_role, signature
from cleaner.metadata.labelled_spans import LabelledSpan, Place
from cleaner.metadata.times import is_said, is_timestamp
from cleaner.model import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

DOUBTFUL = frozenset({Label.CAPTION, Label.HEADLINE, Label.KICKER, Label.STANDFIRST, Label.OTHER, Label.PLAYER})
"""Labels under which a plain byline or timestamp of the head may stand: lines as short as these are mixed up."""

BESIDE_BYLINES = frozenset({Label.PROMO, Label.SHARE, Label.NAV, Label.AUTHOR_BIO})
"""Labels that a plain byline below the headline may have by its neighbours: buttons, offers, a box about the author."""


ABOVE_BYLINES = frozenset({Label.HEADLINE, Label.STANDFIRST, Label.TIMESTAMP})
"""What stands right above a byline."""


def plain(stretch: LabelledSpan) -> LabelledSpan:
    """A stretch by the name its print leaves no doubt of."""
    if stretch.label in DOUBTFUL and not stretch.kept:
        if is_byline(stretch.text):
            return stretch._replace(label=Label.BYLINE, captures=())
        if is_timestamp(stretch.text):
            return stretch._replace(label=Label.TIMESTAMP, captures=())
    return stretch


def beside_bylines(page: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """The page with the lines that go with its head's bylines as bylines, too: the role on the line below a name, and
    a name with a paper behind a bar, which is else taken for the credit of the picture that follows."""
    found = list(page)
    for index, stretch in enumerate(found[1:], 1):
        before = found[index - 1]
        if stretch.place is not Place.HEAD or stretch.kept:
            continue
        role = before.label is Label.BYLINE and stretch.label in DOUBTFUL and is_role(stretch.text)
        signed = before.label in ABOVE_BYLINES and stretch.label is Label.CREDIT and is_name_and_paper(stretch.text)
        if role or signed:
            found[index] = stretch._replace(label=Label.BYLINE, captures=())
    return found


def behind_text(page: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """The page with the plain byline that stands between the text and the readers' comments as a byline, though it
    was taken for one of theirs: readers' names have the heading of the comments above them."""
    end = max((n for n, stretch in enumerate(page) if stretch.kept), default=len(page))
    first = next((n for n in range(end, len(page)) if page[n].label is Label.COMMENTS), None)
    found = list(page)
    if first is not None and is_marked(found[first].text) and is_byline(found[first].text):
        found[first] = found[first]._replace(label=Label.BYLINE, captures=())
    return found


def in_the_head(stretch: LabelledSpan) -> LabelledSpan:
    """A stretch of the head by such a name: one that was kept, or taken for a button or an offer beside it."""
    if stretch.place is not Place.HEAD:
        return stretch
    return _told(stretch) if stretch.kept else _signed(stretch)


def _told(stretch: LabelledSpan) -> LabelledSpan:
    """A line that was kept, by the name of a byline or a timestamp where its words say that it is one."""
    if stretch.is_paragraph:
        return stretch
    if is_marked(stretch.text) and is_byline(stretch.text):
        return stretch._replace(label=Label.BYLINE)
    if is_said(stretch.text) and is_timestamp(stretch.text):
        return stretch._replace(label=Label.TIMESTAMP)
    return stretch


def _signed(stretch: LabelledSpan) -> LabelledSpan:
    """A line by the name of a byline, where it was taken for one of the buttons and offers beside it."""
    if stretch.label not in BESIDE_BYLINES:
        return stretch
    text = stretch.text if is_byline(stretch.text) else signature(stretch.brief)
    return stretch._replace(label=Label.BYLINE, text=text, captures=()) if text else stretch
