"""Describing: the article's metadata, read off the decided stretches. How each property is read stands in
`cleaner/properties`; which stretches may speak of it stands here.

What is decided here:

- Names and dates count where the article begins or ends, not inside it (the entries of a live report) nor elsewhere
  on the page.
- A date marked as one of a change is `date_modified` alone, also where no other is printed: of the evaluation pages
  that print only such a date, one in five was published on that day.
- "Opinion" and "Analysis" are sections; "Breaking News" and "Exclusive" aren't: they say how new it is, not what.
- What an HTML page declares of itself (headline, authors, date, publisher) comes before what its text says.
- A paper or an agency is the author only where the byline names it, and no person.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.model import Document, Label, NewsArticle
from cleaner.properties.address import date_in_address, own_address
from cleaner.properties.agencies import editors_in, split_agencies, split_editors
from cleaner.properties.authors import read_authors
from cleaner.properties.bylines import is_byline, is_marked, signature
from cleaner.properties.day_order import day_first
from cleaner.properties.headline import anchor, find_headline, is_print_of, titles
from cleaner.properties.images import read_images
from cleaner.properties.keywords import split_keywords
from cleaner.properties.publisher import from_copyright, from_timestamp
from cleaner.properties.stretches import LONGEST, Place, Stretch, placed, stretches
from cleaner.properties.times import Times, is_date_alone, is_said, is_timestamp, read_times
from cleaner.ruleset.patternless import repeat_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.ruleset import RuleSet

OPENING = (Place.HEAD, Place.LEAD)
EDGES = (*OPENING, Place.FOOT)

DATED = (Label.TIMESTAMP, Label.BYLINE, Label.KICKER)

DOUBTFUL = frozenset({Label.CAPTION, Label.HEADLINE, Label.KICKER, Label.STANDFIRST, Label.OTHER, Label.PLAYER})
"""Labels under which a plain byline or timestamp of the head may stand: lines as short as these are mixed up."""

BESIDE_BYLINES = frozenset({Label.PROMO, Label.SHARE, Label.NAV, Label.AUTHOR_BIO})
"""Labels that a plain byline below the headline may have by its neighbours: buttons, offers, a box about the author."""


def describe(document: Document, _rules: RuleSet) -> Document:
    """Fill in `article`."""
    page = [_plain(stretch) for stretch in stretches(document)]
    title = find_headline(page, document.url)
    top = anchor(page, title)
    if title is not None:
        page = [s._replace(label=Label.HEADLINE) if not s.kept and is_print_of(s, title) else s for s in page]
    page = [_signed(_told(stretch)) for stretch in placed(page, top)]
    own = [stretch for stretch in page if stretch.place is not Place.ELSEWHERE]
    headline, alternative = titles(page, title)
    times = _times(page, top, document.url)
    abstract = _abstract(own)
    declared = document.declared
    authors = declared.author or read_authors(page)
    return replace(
        document,
        article=NewsArticle(
            headline=declared.headline or headline,
            alternative_headline=alternative,
            author=authors,
            date_published=declared.date_published or times.published,
            date_modified=times.modified,
            dateline=_first(_captured(own, "dateline", OPENING)),
            abstract=abstract,
            article_section=_section(own, top),
            keywords=_keywords(document, page),
            credit_text=tuple(name for name in split_agencies(_sources(page)) if name not in authors),
            editor=_editors(page),
            image=read_images(_pictured(own)),
            publisher=declared.publisher or _publisher(page),
            correction=tuple(s.text for s in _unlike(_labelled(page, Label.CORRECTION))),
            in_language=document.language,
            url=_address(page, f"{headline} {abstract}"),
            article_body=document.body,
        ),
    )


def _plain(stretch: Stretch) -> Stretch:
    """A stretch by the name its print leaves no doubt of."""
    if stretch.label in DOUBTFUL and not stretch.kept:
        if is_byline(stretch.text):
            return stretch._replace(label=Label.BYLINE, captures=())
        if is_timestamp(stretch.text):
            return stretch._replace(label=Label.TIMESTAMP, captures=())
    return stretch


def _told(stretch: Stretch) -> Stretch:
    """A line of the head that was kept, by the name of a byline or a timestamp where its words say that it is one."""
    if stretch.place is not Place.HEAD or not stretch.kept or stretch.is_paragraph:
        return stretch
    if is_marked(stretch.text) and is_byline(stretch.text):
        return stretch._replace(label=Label.BYLINE)
    if is_said(stretch.text) and is_timestamp(stretch.text):
        return stretch._replace(label=Label.TIMESTAMP)
    return stretch


def _signed(stretch: Stretch) -> Stretch:
    """A line of the head by the name of a byline, where it was taken for one of the buttons and offers beside it."""
    if stretch.place is not Place.HEAD or stretch.label not in BESIDE_BYLINES:
        return stretch
    text = stretch.text if is_byline(stretch.text) else signature(stretch.brief)
    return stretch._replace(label=Label.BYLINE, text=text, captures=()) if text else stretch


def _labelled(found: Iterable[Stretch], label: Label, places: Sequence[Place] = tuple(Place)) -> list[Stretch]:
    return [stretch for stretch in found if stretch.label is label and stretch.place in places]


def _captured(found: Iterable[Stretch], name: str, places: Sequence[Place] = tuple(Place)) -> list[str]:
    return [text for stretch in found if stretch.place in places for text in stretch.captured(name)]


def _first(texts: Iterable[str | None]) -> str | None:
    return next((text for text in texts if text), None)


def _unlike(prints: Iterable[Stretch]) -> list[Stretch]:
    """Stretches without those that repeat an earlier one."""
    return list({repeat_key(stretch.text): stretch for stretch in reversed(list(prints))}.values())[::-1]


def _times(page: Sequence[Stretch], top: int | None, url: str | None) -> Times:
    """The dates printed with the article.

    Those between headline and text come first; then those above the headline or behind the text that say what they
    are; then the others above (often the day the page was made) and behind. A change on the very day that the address
    names is of the day of publication.
    """
    own = [s for s in page if s.label in DATED and s.place in EDGES]
    order = day_first([s.brief for s in own], (s.brief for s in page if not s.kept), url)
    above = [s for s in own if s.place is Place.HEAD and top is not None and s.block < top]
    foot = [s for s in own if s.place is Place.FOOT]
    beside = [s for s in own if s not in above and s not in foot]
    found = Times()
    for group in (beside, _saying(above), _saying(foot), above, foot, _dates_alone(page)):
        times = read_times([s.brief for s in group], day_first=order)
        found = Times(found.published or times.published, found.modified or times.modified)
    day = date_in_address(url)
    same = found.modified is not None and day is not None and found.modified.startswith(day)
    return Times(found.published or (day if same else None), found.modified)


def _saying(stretches: Iterable[Stretch]) -> list[Stretch]:
    return [stretch for stretch in stretches if is_said(stretch.brief)]


def _dates_alone(page: Iterable[Stretch]) -> list[Stretch]:
    """A line of the opening that is a date alone and was kept; where there are more, they are headings of a diary."""
    dates = [stretch for stretch in page if stretch.kept and is_date_alone(stretch.brief)]
    return dates if len(dates) == 1 and dates[0].place in OPENING else []


def _abstract(own: Sequence[Stretch]) -> str | None:
    """The standfirst; several in a row are its items."""
    parts: list[str] = []
    last = None
    for stretch in _unlike(_labelled(own, Label.STANDFIRST, OPENING)):
        if last is not None and stretch.block > last + 1:
            break
        if not stretch.heading:
            parts.append(stretch.text)
        last = stretch.block
    return "\n".join(parts) or None


def _section(own: Sequence[Stretch], top: int | None) -> str | None:
    """The kicker next to the headline, unless a rule knows it for one that names no section."""
    kickers = _labelled(own, Label.KICKER, OPENING)
    for stretch in sorted(kickers, key=lambda s: abs(s.block - top) if top is not None else 0):
        section = _first(stretch.captured("article_section")) or (None if stretch.named else stretch.text)
        if section:
            return section.strip(" |/—–>»›·•")
    return _first(_captured(own, "article_section", (Place.FOOT,)))


def _pictured(own: Sequence[Stretch]) -> Sequence[Stretch]:
    """The stretches whose pictures are the article's: behind the text only up to the first other article."""
    ends = (n for n, s in enumerate(own) if s.place is Place.FOOT and s.label is Label.RELATED)
    return own[: next(ends, len(own))]


def _keywords(document: Document, page: Sequence[Stretch]) -> tuple[str, ...]:
    """What a rule captured of a list of tags, else the lines of the list, with the gaps that part its items."""
    lists: list[str] = []
    for stretch in _labelled(page, Label.TAGS):
        lists += stretch.captured("keywords")
        if not stretch.captures and not stretch.named:
            lists += [document.repaired[piece.line][:LONGEST] for piece in document.blocks[stretch.block].pieces]
    return split_keywords(lists)


def _sources(page: Sequence[Stretch]) -> list[str]:
    """Agencies and other sources, of datelines, notes and bylines."""
    found: list[str] = []
    provided = False
    for stretch in page:
        captured = stretch.captured("credit_text")
        found += captured
        if stretch.label is Label.AGENCY:
            if provided and not captured:
                found.append(stretch.text)
            provided = stretch.text.lower().endswith(" by")  # "News provided by", and the name below
    return found


def _editors(page: Sequence[Stretch]) -> tuple[str, ...]:
    named = [name for text in _captured(page, "editor") for name in split_editors(text)]
    beside = [name for stretch in _labelled(page, Label.BYLINE, EDGES) for name in editors_in(stretch.brief)]
    return tuple(dict.fromkeys([*named, *beside]))


def _publisher(page: Sequence[Stretch]) -> str | None:
    return _first(
        [
            *_captured(page, "publisher", (Place.HEAD,)),
            *(from_timestamp(stretch.brief) for stretch in _labelled(page, Label.TIMESTAMP, (Place.HEAD,))),
            *(from_copyright(stretch.brief) for stretch in _labelled(page, Label.LEGAL)),
        ]
    )


def _address(page: Sequence[Stretch], title: str) -> str | None:
    captured = _first(_captured(page, "url"))
    return captured or own_address((stretch.text for stretch in page if not stretch.kept), title)
