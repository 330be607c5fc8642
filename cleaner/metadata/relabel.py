"""Labels of bylines and timestamps corrected: by what their print leaves no doubt of, whatever they were taken for.

Lines as short as these are mixed up with captions, buttons and readers' names. The verdicts stay as they are: only what
metadata is read off is named anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.metadata.bylines import has_lead_in, is_byline, is_name_and_paper, is_role, signature
from cleaner.metadata.publication_dates import is_timestamp, says_what_date
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label

DOUBTFUL = frozenset({Label.CAPTION, Label.HEADLINE, Label.KICKER, Label.STANDFIRST, Label.OTHER, Label.PLAYER})
"""Labels under which a plain byline or timestamp of the head may stand."""

BESIDE_BYLINES = frozenset({Label.PROMO, Label.SHARE, Label.NAV, Label.AUTHOR_BIO})
"""Labels that a plain byline below the headline may have by its neighbours: buttons, offers, a box about the author."""

ABOVE_BYLINES = frozenset({Label.HEADLINE, Label.STANDFIRST, Label.TIMESTAMP})
"""What stands right above a byline."""


def relabel_by_print(page: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """The spans, wherever they stand, with plain bylines and timestamps among the doubtful ones called so; and the
    byline between the text and the readers' comments, whose own names have a heading above them."""
    found = [_by_print(span) for span in page]
    end = max((n for n, span in enumerate(found) if span.kept), default=len(found))
    first = next((n for n in range(end, len(found)) if found[n].label is Label.COMMENTS), None)
    if first is not None and has_lead_in(found[first].text) and is_byline(found[first].text):
        found[first] = found[first]._replace(label=Label.BYLINE, captures=())
    return found


def _by_print(span: LabelledSpan) -> LabelledSpan:
    if span.label in DOUBTFUL and not span.kept:
        if is_byline(span.text):
            return span._replace(label=Label.BYLINE, captures=())
        if is_timestamp(span.text, span.dates()):
            return span._replace(label=Label.TIMESTAMP, captures=())
    return span


def relabel_head(page: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """The spans of a page whose positions are known, with all bylines and timestamps of its head called so: those that
    were kept, those taken for a button beside them, the role on the line below a name, and a name with a paper behind
    a bar, which is else taken for the credit of the picture that follows."""
    found = [_in_head(span) if span.position is Position.HEAD else span for span in page]
    for index, span in enumerate(found[1:], 1):
        before = found[index - 1]
        if span.position is not Position.HEAD or span.kept:
            continue
        role = before.label is Label.BYLINE and span.label in DOUBTFUL and is_role(span.text)
        signed = before.label in ABOVE_BYLINES and span.label is Label.CREDIT and is_name_and_paper(span.text)
        if role or signed:
            found[index] = span._replace(label=Label.BYLINE, captures=())
    return found


def _in_head(span: LabelledSpan) -> LabelledSpan:
    """A span of the head that was kept, by what its words say that it is; one beside a byline that begins with one."""
    if span.kept:
        if not span.is_paragraph and has_lead_in(span.text) and is_byline(span.text):
            return span._replace(label=Label.BYLINE)
        if not span.is_paragraph and says_what_date(span.text) and is_timestamp(span.text, span.dates()):
            return span._replace(label=Label.TIMESTAMP)
        return span
    if span.label not in BESIDE_BYLINES:
        return span
    text = span.text if is_byline(span.text) else signature(span.brief)
    return span._replace(label=Label.BYLINE, text=text, captures=(), entities=None) if text else span
