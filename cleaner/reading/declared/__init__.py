"""What an HTML page declares about itself, apart from its text: JSON-LD, microdata and RDFa, Open Graph, meta tags,
`time` elements and links. trafilatura is asked for a headline, author or date that none of these gives.

Each property comes with the source it was read from. The order of the sources stands in `metadata/sources`; what a
usable value is, in one module for each property here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from cleaner.metadata.crawl import crawl_time, is_later
from cleaner.metadata.headline import choose_declared_headline
from cleaner.metadata.sources import Claim
from cleaner.model import Declared, NewsArticle, Source
from cleaner.reading.declared import authors, dates, json_ld, microdata, other_properties
from cleaner.reading.declared import trafilatura_metadata as trafilatura
from cleaner.reading.declared.body import declared_body
from cleaner.reading.declared.claims import clean_text, find_claims
from cleaner.reading.declared.elements import collect_elements
from cleaner.reading.declared.items import PageIdentity, address_key, host_names, index_by_id, select_page_items

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_ALTERNATIVE_WORDS = 25
"""Words of another headline; a longer one is a description."""


def read_declared(
    root: HtmlElement, url: str | None = None, crawled: date | str | None = None, lines: Sequence[str] = ()
) -> Declared:
    """Read what the page of a parsed tree declares; the tree is not changed.

    `url` is where the page came from, `crawled` when (a date, a datetime or ISO 8601): later dates are not believed.
    `lines` are those that the page prints: trafilatura is not asked for what they state plainly. Raises ValueError for
    a `crawled` that is no date.

    >>> from lxml.html import document_fromstring
    >>> page = '<html><head><meta property="og:title" content="Rain in Ostley"></head><body>It rained.</body></html>'
    >>> found = read_declared(document_fromstring(page))
    >>> found.article.headline, str(found.sources["headline"])
    ('Rain in Ostley', 'open-graph')
    """
    reader = _Reader(root, url, crawl_time(crawled))
    reader.read()
    missing = [name for name in trafilatura.PROPERTIES if name not in reader.values]
    wanted = trafilatura.properties_to_ask(missing, lines, reader.values.get("headline", ""))
    if wanted:
        printed = "\n".join(lines) or root.text_content()
        reader.fill(wanted, trafilatura.extract_record(root, wanted), printed)
    return reader.declared()


class _Reader:
    """Reads the properties one by one, each with its source."""

    def __init__(self, root: HtmlElement, url: str | None, crawled: str | None) -> None:
        self.page, self.url, self.crawled = collect_elements(root), url, crawled
        page = self.page
        scripts = [item for text in page.scripts for item in json_ld.parse(text)]
        titles = (*page.headings, *page.contents("og:title"), page.title)
        addresses = [page.canonical, *page.contents("og:url"), url or ""]
        self.items = select_page_items(
            [*((Source.JSON_LD, item) for item in scripts), *microdata.read_items(root)],
            PageIdentity(frozenset(map(address_key, addresses)) - {""}, tuple(filter(None, titles))),
        )
        self.by_id = index_by_id(scripts)
        self.values: dict[str, Any] = {}
        self.sources: dict[str, Source] = {}
        self.headlines = self.claims("headline")

    def claims(self, name: str) -> list[Claim]:
        return find_claims(name, self.page, self.items, self.by_id)

    def read(self) -> None:
        """Read all that the page declares."""
        publishers = self.claims("publisher")
        sites = [claim.text for claim in publishers]
        self._take_one("publisher", other_properties.choose_publisher(publishers))
        addresses = (*self.page.contents("og:url"), self.page.canonical, self.url or "")
        hosts = [name for address in addresses for name in host_names(address)]
        self._read_headline([*sites, *hosts])
        written = authors.choose(self.claims("author"), sites)
        self._take("author", written.names, written.source)
        self._read_dates()
        self._take_one("article_section", other_properties.choose_section(self.claims("article_section")))
        self._take("keywords", *other_properties.choose_keywords(self.claims("keywords")))
        self._take_one("url", other_properties.choose_address(self.claims("url"), self.url))

    def _read_headline(self, sites: Sequence[str]) -> None:
        found = choose_declared_headline(self.headlines, self.page.headings, sites)
        self._take("headline", found.text, found.source)
        descriptions = {claim.text for claim in self.claims("abstract")} | {found.text}
        named = [c for c in self.claims("alternative_headline") if c.text.count(" ") < MAX_ALTERNATIVE_WORDS]
        other = next((c for c in named if c.text not in descriptions), None) or found.other
        if found.text:
            self._take_one("alternative_headline", other)

    def _read_dates(self) -> None:
        order = dates.day_order(self.page, self.url)
        for name in ("date_published", "date_modified"):
            found = self.claims(name) + dates.of_times(self.page.times, name == "date_modified")
            if name == "date_published":
                found += dates.of_addresses([c.text for c in self.claims("url")] + [self.url or ""])
            self._take(name, *(dates.choose(found, self.crawled, order) or (None, None)))
        published, modified = self.values.get("date_published"), self.values.get("date_modified")
        if published and modified and (published.startswith(modified) or is_later(published, modified)):
            del self.values["date_modified"], self.sources["date_modified"]

    def fill(self, wanted: Sequence[str], record: dict[str, Any], printed: str) -> None:
        """Take the wanted properties from trafilatura's record of a page that prints this text."""
        day = dates.read(record.get("date") or "")
        found: dict[str, Any] = {
            "headline": clean_text(record.get("title") or ""),
            "author": trafilatura.printed_persons(record.get("author") or "", printed),
            "date_published": day if day and not is_later(day, self.crawled) else None,
        }
        for name in wanted:
            self._take(name, found[name], Source.TRAFILATURA)

    def _take_one(self, name: str, claim: Claim | None) -> None:
        if claim is not None:
            self._take(name, claim.text, claim.source)

    def _take(self, name: str, value: Any, source: Source | None) -> None:
        if value and source is not None:
            self.values[name], self.sources[name] = value, source

    def declared(self) -> Declared:
        headlines, abstracts = (
            tuple(dict.fromkeys((c.source, c.text) for c in found))
            for found in (self.headlines, self.claims("abstract"))
        )
        return Declared(NewsArticle(**self.values), self.sources, headlines, abstracts, declared_body(self.items))
