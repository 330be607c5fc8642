"""What an HTML page says of itself, apart from its text: JSON-LD, microdata and RDFa, Open Graph, meta tags, times and
links; where they don't tell headline, author or date, trafilatura is asked.

Each property has the source it was read from. Which source goes before which stands in `metadata/sources`; what a
usable value is, in a module for each decision here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cleaner.metadata.crawl import crawl_time, is_later
from cleaner.metadata.headline import DeclaredHeadline, choose_declared_headline
from cleaner.metadata.sources import Claim
from cleaner.model import Declared, NewsArticle, Source
from cleaner.reading.declared import authors, dates, json_ld, library, microdata, small
from cleaner.reading.declared.body import declared_body
from cleaner.reading.declared.claims import claims, clean
from cleaner.reading.declared.nodes import Own, address_key, host_names, own_nodes, references
from cleaner.reading.declared.page import Page, gather

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ALTERNATIVE_WORDS = 25
"""Words of another headline; a longer one is a description."""


def declared(
    root: HtmlElement, url: str | None = None, crawled: date | str | None = None, lines: Sequence[str] = ()
) -> Declared:
    """What the page of a parsed tree declares; the tree is left as it is.

    `url` is where the page came from, `crawled` when (a date, a datetime or ISO 8601): no date lies behind that.
    `lines` are those that the page prints: trafilatura isn't asked for what they say plainly. Raises ValueError for
    a `crawled` that is no date.

    >>> from lxml.html import document_fromstring
    >>> page = '<html><head><meta property="og:title" content="Rain in Ostley"></head><body>It rained.</body></html>'
    >>> found = declared(document_fromstring(page))
    >>> found.article.headline, str(found.sources["headline"])
    ('Rain in Ostley', 'open-graph')
    """
    page = gather(root)
    found = _Reader(page, _things(root, page), url, crawl_time(crawled))
    found.read()
    wanted = library.wanted(
        [name for name in library.NEEDED if name not in found.values], lines, found.values.get("headline", "")
    )
    if wanted:
        found.fill(wanted, library.extracted(root, wanted), "\n".join(lines) or root.text_content())
    return found.declared()


def _things(root: HtmlElement, page: Page) -> list[tuple[Source, Any]]:
    scripts = [(Source.JSON_LD, thing) for text in page.scripts for thing in json_ld.parse(text)]
    return [*scripts, *microdata.things(root)]


class _Reader:
    """Reads the properties one by one, each with its source."""

    def __init__(self, page: Page, things: list[tuple[Source, Any]], url: str | None, crawled: str | None) -> None:
        self.page, self.url, self.crawled = page, url, crawled
        addresses = [page.canonical, *page.contents("og:url"), url or ""]
        titles = (*page.headings, *page.contents("og:title"), page.title)
        self.nodes = own_nodes(
            things, Own(frozenset(map(address_key, addresses)) - {""}, tuple(title for title in titles if title))
        )
        self.known = references([thing for source, thing in things if source is Source.JSON_LD])
        self.values: dict[str, Any] = {}
        self.sources: dict[str, Source] = {}
        self.headlines = self.claims("headline")

    def claims(self, name: str) -> list[Claim]:
        return claims(name, self.page, self.nodes, self.known)

    def read(self) -> None:
        """All that the page declares."""
        publishers = self.claims("publisher")
        sites = [claim.text for claim in publishers]
        self._set("publisher", small.publisher(publishers))
        hosts = [
            name
            for address in (*self.page.contents("og:url"), self.page.canonical, self.url or "")
            for name in host_names(address)
        ]
        self._set_headline(choose_declared_headline(self.headlines, self.page.headings, [*sites, *hosts]))
        written = authors.choose(self.claims("author"), sites)
        self._take("author", written.names, written.source)
        self._set_dates()
        self._set("article_section", small.section(self.claims("article_section")))
        self._take("keywords", *small.keywords(self.claims("keywords")))
        self._set("url", small.address(self.claims("url"), self.url))

    def _set_headline(self, found: DeclaredHeadline) -> None:
        self._take("headline", found.text, found.source)
        named = [c for c in self.claims("alternative_headline") if c.text.count(" ") < MAX_ALTERNATIVE_WORDS]
        told = {claim.text for claim in self.claims("abstract")}
        other = next((c for c in named if c.text not in told and c.text != found.text), None) or found.other
        if found.text:
            self._set("alternative_headline", other)

    def _set_dates(self) -> None:
        order = dates.day_order(self.page, self.url)
        for name in ("date_published", "date_modified"):
            claimed = self.claims(name) + dates.of_times(self.page.times, name == "date_modified")
            if name == "date_published":
                claimed += dates.of_addresses([claim.text for claim in self.claims("url")] + [self.url or ""])
            self._take(name, *(dates.choose(claimed, self.crawled, order) or (None, None)))
        published, modified = self.values.get("date_published"), self.values.get("date_modified")
        if published and modified and (published.startswith(modified) or is_later(published, modified)):
            del self.values["date_modified"], self.sources["date_modified"]

    def fill(self, wanted: Sequence[str], record: dict[str, Any], printed: str) -> None:
        """What is wanted, of trafilatura's record of a page that prints this text."""
        day = dates.read(record.get("date") or "")
        found: dict[str, Any] = {
            "headline": clean(record.get("title") or ""),
            "author": library.persons(record.get("author") or "", printed),
            "date_published": day if day and not is_later(day, self.crawled) else None,
        }
        for name in wanted:
            self._take(name, found[name], Source.TRAFILATURA)

    def _set(self, name: str, claim: Claim | None) -> None:
        if claim is not None:
            self._take(name, claim.text, claim.source)

    def _take(self, name: str, value: Any, source: Source | None) -> None:
        if value and source is not None:
            self.values[name], self.sources[name] = value, source

    def declared(self) -> Declared:
        return Declared(
            NewsArticle(**self.values),
            self.sources,
            tuple(dict.fromkeys(claim[:2] for claim in self.headlines)),
            tuple(dict.fromkeys(claim[:2] for claim in self.claims("abstract"))),
            declared_body(self.nodes),
        )
