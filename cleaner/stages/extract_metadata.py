"""Describing: the article's metadata, read off the decided stretches. How each property is read stands in
`cleaner/metadata`; which stretches may speak of it stands here.

What is decided here:

- Names and dates count where the article begins or ends, not inside it (the entries of a live report) nor elsewhere
  on the page.
- What an HTML page declares of itself and what its text says are weighed by `metadata/merge`.
- No date lies behind the crawl, where its time is known.
- An agency that is the author is named as a source as well only where its line is no byline.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.metadata.address import own_address
from cleaner.metadata.agencies import read_editors, read_sources
from cleaner.metadata.authors import agency_alone, read_authors
from cleaner.metadata.crawl import is_later
from cleaner.metadata.dateline import read_dateline
from cleaner.metadata.headline import anchor, find_headline, is_print_of, titles
from cleaner.metadata.images import read_images
from cleaner.metadata.keywords import split_keywords
from cleaner.metadata.labelled_spans import LONGEST, OPENING, LabelledSpan, Place, labelled_spans, placed
from cleaner.metadata.merge import merged
from cleaner.metadata.plain import behind_text, beside_bylines, in_the_head, plain
from cleaner.metadata.publication import read_publication
from cleaner.metadata.publisher import from_copyright, from_timestamp
from cleaner.metadata.section import read_section
from cleaner.metadata.wording import in_english_print
from cleaner.model import Document, Label, NewsArticle, Source
from cleaner.ruleset import ENGLISH
from cleaner.text.normalize import repeat_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.ruleset import RuleSet


def extract_metadata(document: Document, rules: RuleSet) -> Document:
    """Fill in `article`."""
    page = behind_text([plain(stretch) for stretch in labelled_spans(document)])
    if rules.language != ENGLISH:
        words = rules.evidence["languages"].get("print", {}).get(rules.language, {})
        page = [in_english_print(stretch, words) for stretch in page]
    title = find_headline(page, document.url)
    top = anchor(page, title)
    if title is not None:
        page = [s._replace(label=Label.HEADLINE) if not s.kept and is_print_of(s, title) else s for s in page]
    page = beside_bylines([in_the_head(stretch) for stretch in placed(page, top)])
    own = [stretch for stretch in page if stretch.place is not Place.ELSEWHERE]
    headline, alternative = titles(page, title)
    times = read_publication(page, top, document.url)
    sources, alone = read_sources(page), agency_alone(page, top or 0)
    authors = read_authors(page)
    told = NewsArticle(
        headline=headline,
        alternative_headline=alternative,
        author=authors,
        date_published=_possible(times.published, document.crawled),
        date_modified=_possible(times.modified, document.crawled),
        dateline=read_dateline(own, sources),
        abstract=_abstract(own),
        article_section=read_section(own, top, authors),
        keywords=_keywords(document, page),
        editor=read_editors(page),
        image=read_images(_pictured(own)),
        publisher=_publisher(page),
        correction=tuple(s.text for s in _unlike(_labelled(page, Label.CORRECTION))),
        in_language=document.language,
        url=_address(page, f"{headline} {_abstract(own)}"),
        article_body=document.body,
    )
    article, read_from = merged(told, document.declared, [s.text for s in own if s.place in OPENING and not s.kept])
    credit = tuple(name for name in sources if name not in article.author or name in alone)
    if credit:
        read_from = read_from | {"credit_text": Source.TEXT}
    return replace(document, article=replace(article, credit_text=credit), sources=read_from)


def _possible(iso: str | None, crawled: str | None) -> str | None:
    return None if iso is None or is_later(iso, crawled) else iso


def _labelled(
    found: Iterable[LabelledSpan], label: Label, places: Sequence[Place] = tuple(Place)
) -> list[LabelledSpan]:
    return [stretch for stretch in found if stretch.label is label and stretch.place in places]


def _captured(found: Iterable[LabelledSpan], name: str, places: Sequence[Place] = tuple(Place)) -> list[str]:
    return [text for stretch in found if stretch.place in places for text in stretch.captured(name)]


def _first(texts: Iterable[str | None]) -> str | None:
    return next((text for text in texts if text), None)


def _unlike(prints: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """Stretches without those that repeat an earlier one."""
    return list({repeat_key(stretch.text): stretch for stretch in reversed(list(prints))}.values())[::-1]


def _abstract(own: Sequence[LabelledSpan]) -> str | None:
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


def _pictured(own: Sequence[LabelledSpan]) -> Sequence[LabelledSpan]:
    """The stretches whose pictures are the article's: behind the text only up to the first other article."""
    ends = (n for n, s in enumerate(own) if s.place is Place.FOOT and s.label is Label.RELATED)
    return own[: next(ends, len(own))]


def _keywords(document: Document, page: Sequence[LabelledSpan]) -> tuple[str, ...]:
    """What a rule captured of a list of tags, else the lines of the list, with the gaps that part its items.

    A short line right below the head of the comments is a reader's name.
    """
    lists: list[str] = []
    readers = {stretch.block + 1 for stretch in _labelled(page, Label.COMMENTS)}
    for stretch in _labelled(page, Label.TAGS):
        lists += stretch.captured("keywords")
        if not stretch.captures and not stretch.named and stretch.block not in readers:
            lists += [document.repaired[piece.line][:LONGEST] for piece in document.blocks[stretch.block].pieces]
    return split_keywords(lists)


def _publisher(page: Sequence[LabelledSpan]) -> str | None:
    return _first(
        [
            *_captured(page, "publisher", (Place.HEAD,)),
            *(from_timestamp(stretch.brief) for stretch in _labelled(page, Label.TIMESTAMP, (Place.HEAD,))),
            *(from_copyright(stretch.brief) for stretch in _labelled(page, Label.LEGAL)),
        ]
    )


def _address(page: Sequence[LabelledSpan], title: str) -> str | None:
    captured = _first(_captured(page, "url"))
    return captured or own_address((stretch.text for stretch in page if not stretch.kept), title)
