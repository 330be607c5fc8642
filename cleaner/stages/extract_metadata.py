"""Extract the metadata of the article from the decided spans. Fills in `article` and `sources`.

How each property is read stands in `cleaner/metadata`, a module each; which spans may speak of it stands here.

What is decided here:

- Names and dates count where the article begins or ends, not inside it (the entries of a live report) nor elsewhere
  on the page.
- What an HTML page declares of itself and what its text says are weighed by `metadata/merge`.
- No date lies behind the crawl, where its time is known.
- An agency that is the author is named as a source as well only where its line is no byline.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cleaner.metadata.abstract import extract_abstract
from cleaner.metadata.authors import agency_alone, extract_authors
from cleaner.metadata.crawl import is_later
from cleaner.metadata.credits import extract_credits, extract_editors
from cleaner.metadata.dateline import extract_dateline
from cleaner.metadata.headline import extract_headline, find_headline, headline_block, label_prints
from cleaner.metadata.images import extract_images
from cleaner.metadata.keywords import extract_keywords
from cleaner.metadata.localization import to_english_wording
from cleaner.metadata.merge import merge
from cleaner.metadata.publication_dates import extract_dates
from cleaner.metadata.publisher import extract_publisher
from cleaner.metadata.relabel import relabel_by_print, relabel_head
from cleaner.metadata.section import extract_section
from cleaner.metadata.spans import OPENING, Position, labelled, labelled_spans, locate_spans, without_repeats
from cleaner.metadata.url import extract_url
from cleaner.model import Document, Label, NewsArticle, Source
from cleaner.ruleset import ENGLISH
from cleaner.text.visible import without_controls

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet


def extract_metadata(document: Document, rules: RuleSet) -> Document:
    """Fill in `article` and `sources`."""
    page = relabel_by_print(labelled_spans(document))
    if rules.language != ENGLISH:
        words = rules.evidence["languages"].get("print", {}).get(rules.language, {})
        page = [to_english_wording(span, words) for span in page]
    title = find_headline(page, document.url)
    top = headline_block(page, title)
    page = relabel_head(locate_spans(label_prints(page, title), top))
    own = [span for span in page if span.position is not Position.ELSEWHERE]
    headline, alternative = extract_headline(page, title)
    dates = extract_dates(page, top, document.url)
    credits, alone = extract_credits(page), agency_alone(page, top or 0)
    authors, abstract = extract_authors(page), extract_abstract(own)
    article = NewsArticle(
        headline=headline,
        alternative_headline=alternative,
        author=authors,
        date_published=_not_after(dates.published, document.crawled),
        date_modified=_not_after(dates.modified, document.crawled),
        dateline=extract_dateline(own, credits),
        abstract=abstract,
        article_section=extract_section(own, top, authors),
        keywords=extract_keywords(page, document),
        editor=extract_editors(page),
        image=extract_images(own),
        publisher=extract_publisher(page),
        correction=tuple(span.text for span in without_repeats(labelled(page, Label.CORRECTION))),
        in_language=document.language,
        url=extract_url(page, f"{headline} {abstract}"),
        article_body=document.body,
    )
    printed = [span.text for span in own if span.position in OPENING and not span.kept]
    article, sources = merge(article, document.declared, printed)
    credit = tuple(name for name in credits if name not in article.author or name in alone)
    if credit:
        sources = sources | {"credit_text": Source.TEXT}
    article = replace(article, credit_text=credit)
    return replace(document, article=_without_controls(article), sources=sources)


def _without_controls(article: NewsArticle) -> NewsArticle:
    """No property holds what would steer a terminal: a page's title and meta tags aren't repaired."""
    changed: dict[str, Any] = {}
    for name in NewsArticle.__slots__:
        value = getattr(article, name)
        if isinstance(value, str) and (clean := without_controls(value)) != value:
            changed[name] = clean
        elif isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            changed[name] = tuple(map(without_controls, value))
    return replace(article, **changed) if changed else article


def _not_after(iso: str | None, crawled: str | None) -> str | None:
    """A date, unless it lies behind the crawl."""
    return None if iso is None or is_later(iso, crawled) else iso
