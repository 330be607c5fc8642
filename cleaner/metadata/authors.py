"""Authors: which lines of an article name them.

What is decided here:

- Persons come first. A paper or an agency in the byline's place is the author where no person is named.
- A name without a "By" is weighed by the rest of the page: who is in the headline, whom a caption below repeats, or
  what the text tells in small letters, didn't write it.
- Who is told of as a writer at the end, and nowhere in the text, wrote it.
- Who signs the last of several letters with a name alone did not.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaner.metadata.bios import from_bios, is_writers_bio, subject
from cleaner.metadata.bylines import has_lead_in, is_byline, is_desk, is_lead_in_alone, names_helpers, without_lead_in
from cleaner.metadata.names import parse_names
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label
from cleaner.recognition.names import is_personal_name
from cleaner.text.organizations import is_organization

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LAST_PARAGRAPHS = 2
"""How many paragraphs of the text, from its end, may be about the author: bios are taken for text there."""

BESIDE = frozenset({Label.TIMESTAMP, Label.BYLINE, Label.AUTHOR_BIO, Label.AGENCY, Label.SHARE, Label.HEADLINE})
"""What stands beside bylines."""

ENTRIES = 3
"""How often a name alone stands in the text before it signs the entries of a live report."""

LETTERS = 2
"""How many names alone in the text sign letters."""

_EDGES = " |–—-"
_LETTER = re.compile(r"(?i)\b(?:newsletters?|e-?mails?|inbox|briefing)\b")


def extract_authors(page: Sequence[LabelledSpan]) -> tuple[str, ...]:
    """Who wrote the article, in print order, each once.

    Persons of its bylines; else who the standfirst or a text about the author says wrote it; else the paper or agency
    that stands in the byline's place.
    """
    page = [_signed(span) for span in page]
    title = next((s for s in page if s.label is Label.HEADLINE and s.position is Position.HEAD), None)
    bylines = _own(page, title)
    names = _signing(page, bylines) or _behind_marks(page) or _told_of(page) or _of_entries(page)
    names = names or _papers(bylines) or agency_alone(page, title.block if title else 0)
    return tuple({name.casefold(): name for name in reversed(names)}.values())[::-1]


def _signed(span: LabelledSpan) -> LabelledSpan:
    """A line that dates and signs the article, as a byline: "Posted on 4 March 2019 by Ana Ruiz"."""
    names = span.captured("author") if span.label is Label.TIMESTAMP else ()
    return span._replace(label=Label.BYLINE, text=f"By {names[0]}") if names else span


def _own(page: Sequence[LabelledSpan], title: LabelledSpan | None) -> list[LabelledSpan]:
    """The bylines of the article itself; one right below the title of another article is that one's."""
    near = {s.block + step for s in page if s.label in BESIDE for step in (-1, 1)}
    teased = {s.block + 1 for s in page if s.label is Label.RELATED and s.position is not Position.HEAD}
    bylines = (s for s in page if s.label is Label.BYLINE and s.block not in teased)
    letters = _are_letters(page)
    counted = [
        span
        for span in bylines
        if _counts(span, title.block if title else 0, near)
        and not (letters and span.position is Position.LEAD and span.is_name)
    ]
    marked = {s.block for s in counted if has_lead_in(s.text) and _persons(s)}
    beside = {block + step for block in marked for step in (-1, 0, 1)}
    return [s for s in counted if s.block in marked or has_lead_in(s.text) or _joins(s, beside, title, page)]


def _joins(span: LabelledSpan, beside: set[int], title: LabelledSpan | None, page: Sequence[LabelledSpan]) -> bool:
    """Whether a line without a "By" counts: beside one that has it, where there is such a one in the head; menus have
    lines that look like names. At the foot agencies sign without it."""
    loose = bool(beside) and span.position is not Position.FOOT and span.block not in beside
    return not loose and _may_sign(span, title, page)


def _signing(page: Sequence[LabelledSpan], bylines: Sequence[LabelledSpan]) -> list[str]:
    """The persons of the bylines, without those who helped; a name alone among the first paragraphs is a subheading
    where persons are named above the text."""
    above = any(_persons(span) for span in bylines if span.position is Position.HEAD)
    loose = [s for s in bylines if above and s.position is Position.LEAD and s.is_name]
    helpers = _helpers(span.brief for span in page if span.label is Label.BYLINE)
    persons = (name for span in bylines if span not in loose for name in _persons(span))
    return [name for name in persons if name.casefold() not in helpers]


def _behind_marks(page: Sequence[LabelledSpan]) -> list[str]:
    """Names below a line that only says that they come ("Written by", "About the author"), whatever they were taken
    for."""
    below = [
        span
        for mark, span in pairwise(page)
        if is_lead_in_alone(mark.text) and not any(s.kept or s.position is Position.ELSEWHERE for s in (mark, span))
    ]
    return [span.text for span in below if span.is_name][:1]


def _counts(span: LabelledSpan, top: int, near: set[int]) -> bool:
    """Whether a byline is the article's: of its head, lead or foot.

    A name alone is one only below the headline, and among the first paragraphs only beside a date, another byline or
    the like (`near`). What stands above the headline must say that it is one.
    """
    if span.position is Position.HEAD and span.block < top:
        return has_lead_in(span.text)
    if span.is_name:
        return span.position is Position.HEAD or (span.position is Position.LEAD and span.block in near)
    return span.position in (Position.HEAD, Position.LEAD, Position.FOOT)


def _may_sign(span: LabelledSpan, title: LabelledSpan | None, page: Sequence[LabelledSpan]) -> bool:
    """Whether a line without a "By" may name who wrote it, going by the rest of the page.

    It doesn't where it is the alternative text of the picture below, the name in capitals of a newsletter offered
    below, whom the headline is about, or words of the text.
    """
    names = parse_names(span.brief)
    if not names:
        return True
    after = next((s for s in page if s.block > span.block), None)
    if after and after.label is Label.CAPTION and after.text.startswith(span.text):
        return is_byline(after.text)
    if after and after.label is Label.PROMO and span.text.isupper() and _LETTER.search(after.text):
        return False
    if title and any(name in title.text and not title.text.startswith(f"{name}:") for name in names):
        return False
    return not all(_is_told(name, page) for name in names)


def _is_told(name: str, page: Sequence[LabelledSpan]) -> bool:
    """Whether the text has the words of a name otherwise: the last one in small letters, and the first one, too.

    >>> text = LabelledSpan(1, "The score is high: Gadgets gives it nine.", Label.BODY, kept=True)
    >>> _is_told("Gadgets Score", [text]), _is_told("Jo Score", [text]), _is_told("Jo Doe", [text])
    (True, False, False)
    """
    first, *others = re.split(r"[\s-]+", name)
    if not others or not (first.isalpha() and others[-1].isalpha()):
        return False
    last = others[-1]
    # Whole words only; looked for in each paragraph, which is cheaper than taking all of them apart.
    small, capital = (re.compile(rf"\b{word}\b") for word in (last.lower(), f"(?i:{first})"))
    texts = [span.text for span in page if span.kept]
    return any(map(small.search, texts)) and any(map(capital.search, texts))


def _persons(span: LabelledSpan) -> tuple[str, ...]:
    names = parse_names(span.brief)
    return names or tuple(name for text in span.captured("author") for name in parse_names(text))


def _helpers(bylines: Iterable[str]) -> set[str]:
    """Who checked or edited it: names behind a "by" that aren't counted as its writers'.

    >>> _helpers(["By Jo Doe", "Fact checked by Ana Ruiz"])
    {'ana ruiz'}
    """
    behind = (text.rpartition(" by ")[2] for text in bylines if not parse_names(text))
    return {name.casefold() for name in behind if is_personal_name(name)}


def _told_of(page: Sequence[LabelledSpan]) -> list[str]:
    """The author that the standfirst names ("..., writes Jo Doe"), the box about the author, or a text about one."""
    standfirsts = [text for s in page if s.label is Label.STANDFIRST for text in s.captured("author")]
    found = [name for text in standfirsts for name in parse_names(text)]
    bios = [s.brief for s in page if s.label is Label.AUTHOR_BIO]
    if _are_letters(page):
        bios = [bio for bio in bios if not is_personal_name(bio)]
    return found or from_bios(bios) or _from_last_words(page)


def _are_letters(page: Sequence[LabelledSpan]) -> bool:
    """Whether names stand alone inside the text, each once: readers' letters are signed so, and the last is signed
    below it."""
    inside = [s for s in page if s.position in (Position.LEAD, Position.TEXT) and s.is_name]
    once = [name for name, count in Counter(s.text for s in inside).items() if count == 1]
    return any(s.kept for s in inside if s.text in once) or len(once) >= LETTERS


def _from_last_words(page: Sequence[LabelledSpan]) -> list[str]:
    """Whom the last paragraphs, or a line cut out of the text or behind it, say to be a writer, where the text itself
    doesn't speak of them."""
    text = [span for span in page if span.is_paragraph]
    last = [
        *text[1:][-LAST_PARAGRAPHS:],
        *(s for s in page if s.position in (Position.TEXT, Position.FOOT) and not s.kept),
    ]
    for span in last:
        name = subject(span.brief) if is_writers_bio(span.brief) else None
        if name and not any(name.split()[-1] in other.text for other in text if other.block != span.block):
            return [name]
    return []


def _of_entries(page: Sequence[LabelledSpan]) -> list[str]:
    """Who signs the entries of a live report."""
    signed = [s.text for s in page if s.label is Label.BYLINE and s.position is Position.TEXT and s.is_name]
    return [name for name, count in Counter(signed).items() if count >= ENTRIES]


def _papers(bylines: Iterable[LabelledSpan]) -> list[str]:
    """A paper or an agency in the place of the author: "By The Daily Example"."""
    for span in (s for s in bylines if has_lead_in(s.text) or not (s.position is Position.LEAD or _is_title(s.text))):
        text = without_lead_in(span.text).lower()
        for name in (*span.captured("author"), *span.captured("credit_text")):
            if text.startswith(name.lower().strip()) and not names_helpers(text) and not is_desk(name):
                return [name.strip()]
    return []


def _is_title(text: str) -> bool:
    """Whether a line is words in capitals that name no paper: a series, or a heading that was taken for a name.

    >>> [_is_title(text) for text in ("Open Rivers", "The Daily Example", "Zibs", "LinkExample October 6, 2018")]
    [True, False, False, False]
    """
    words = text.strip(_EDGES).split()
    return len(words) > 1 and not is_organization(" ".join(words)) and all(word[0].isupper() for word in words)


def agency_alone(page: Sequence[LabelledSpan], top: int) -> list[str]:
    """An agency alone on a line between the headline's block `top` and the text: it stands where the byline would."""
    for span in page:
        if span.label is Label.AGENCY and span.position is Position.HEAD and span.block > top:
            name = span.text.strip(_EDGES)
            if name in (text.strip() for text in span.captured("credit_text")):
                return [name]
    return []
