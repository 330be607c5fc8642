"""Claim values of each property: raw texts with the source of each, the most trusted source first.

Where a source keeps a property stands in the tables here; the order of the sources, in `metadata/sources`.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from cleaner.metadata.sources import Claim, rank
from cleaner.model import Source
from cleaner.reading.declared.elements import PageElements
from cleaner.reading.declared.items import PAGE, Item
from cleaner.text.surrogates import replace_lone_surrogates

SCHEMA_NAMES: dict[str, tuple[str, ...]] = {
    "headline": ("headline", "name", "dc:title"),
    "alternative_headline": ("alternativeheadline",),
    "author": ("author", "creator", "dc:creator"),
    "date_published": ("datepublished", "published", "dc:date", "dc:created", "datecreated"),
    "date_modified": ("datemodified", "dateupdated", "dc:modified"),
    "abstract": ("abstract", "description"),
    "article_section": ("articlesection",),
    "keywords": ("keywords",),
    "publisher": ("publisher", "sourceorganization", "provider"),
    "url": ("url", "mainentityofpage"),
}
"""The properties of schema.org's types (and of Dublin Core, in RDFa), in small letters; the first counts."""

META_NAMES: dict[str, dict[Source, Sequence[str]]] = {
    "headline": {
        Source.OPEN_GRAPH: ["og:title"],
        Source.META: (
            "parsely-title sailthru.title cxenseparse:recs:articletitle cxenseparse:title dc.title dcterms.title "
            "dc:title citation_title headline hdl twitter:title title"
        ).split(),
    },
    "author": {
        Source.OPEN_GRAPH: "article:author article:author:name og:article:author og:author".split(),
        Source.META: (
            "author parsely-author sailthru.author byl byline article.author authors cxenseparse:author dc.creator "
            "dcterms.creator dc:creator dc.contributor citation_author rbauthors article_author article-author"
        ).split(),
    },
    "date_published": {
        Source.OPEN_GRAPH: (
            "article:published_time og:article:published_time article:published og:published_time"
        ).split(),
        Source.META: (
            "parsely-pub-date datepublished date_published cxenseparse:recs:publishtime cxenseparse:publishtime "
            "article.published article_date_original originalpublicationdate publication_date publication-date "
            "publish-date publish_date publishdate published-date publisheddate pubdate pub_date ptime "
            "rnews:datepublished dc.date.issued dcterms.issued dcterms.created dc.date.created dcterms.date dc.date "
            "dc:date sailthru.date citation_publication_date article:create_date pdate displaydate date"
        ).split(),
    },
    "date_modified": {
        Source.OPEN_GRAPH: "article:modified_time og:article:modified_time article:modified og:updated_time".split(),
        Source.META: (
            "datemodified date_modified last-modified lastmod modified utime updated revision_date dcterms.modified "
            "dc.date.modified article.updated cxenseparse:modified article:modify_date"
        ).split(),
    },
    "abstract": {
        Source.OPEN_GRAPH: ["og:description"],
        Source.META: "description twitter:description dc.description dcterms.description sailthru.description".split(),
    },
    "article_section": {
        Source.OPEN_GRAPH: "article:section og:article:section".split(),
        Source.META: "parsely-section section cxenseparse:category article.section sailthru.section cg".split(),
    },
    "keywords": {
        Source.OPEN_GRAPH: "article:tag og:article:tag".split(),
        Source.META: "news_keywords parsely-tags sailthru.tags dc.subject dcterms.subject keywords".split(),
    },
    "publisher": {
        Source.OPEN_GRAPH: ["og:site_name"],
        Source.META: "dc.publisher dcterms.publisher publisher cre application-name".split(),
    },
    "url": {
        Source.OPEN_GRAPH: ["og:url"],
    },
}
"""The names of meta tags, the most telling first. Those of Open Graph and its `article:` names are one source."""

MAX_DEPTH = 3
"""Levels of a value that are looked into: a list of persons with a list of names each."""

MAX_CHARACTERS = 5_000
"""Characters of a claim that are read; the longest are descriptions and lists of keywords."""

MAX_VALUES = 60
"""Values of one property that are looked at."""

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d+|#x[\da-fA-F]+|[a-zA-Z]{2,8});")


def find_claims(
    name: str, page: PageElements, items: Sequence[Item], by_id: Mapping[str, Mapping[str, Any]]
) -> list[Claim]:
    """Find a property's claims on a page, sorted by `metadata.sources.rank`; each source keeps its own order.

    `by_id` holds the items that others refer to.
    """
    found = [Claim(item.source, text, n) for n, item in enumerate(items) for text in _of_item(name, item, by_id)]
    found += [
        Claim(source, clean_text(text))
        for source, names in META_NAMES.get(name, {}).items()
        for text in page.contents(*names)
    ]
    found += [Claim(source, clean_text(text)) for source, text in _of_elements(name, page)]
    return sorted(filter(lambda claim: claim.text, found), key=lambda claim: rank(name, claim.source))


def _of_item(name: str, item: Item, by_id: Mapping[str, Mapping[str, Any]]) -> list[str]:
    for key in SCHEMA_NAMES.get(name, ()):
        if key == "name" and item.type_rank <= PAGE and item.source is not Source.JSON_LD:
            continue  # microdata of the page as a whole doesn't say whose name it is
        value = item.get(key)
        if value:
            texts = [clean_text(text) for text in texts_of(value, by_id, address=name == "url")]
            if any(texts):
                return texts[:MAX_VALUES]
    return []


def _of_elements(name: str, page: PageElements) -> Iterator[tuple[Source, str]]:
    if name == "headline":
        yield Source.TITLE, page.title
    elif name == "author":
        yield from ((Source.REL_AUTHOR, text) for text in page.authors)
    elif name == "url":
        yield Source.CANONICAL, page.canonical


def texts_of(
    value: Any, by_id: Mapping[str, Mapping[str, Any]], depth: int = MAX_DEPTH, address: bool = False
) -> Iterator[str]:
    """The texts of a value: of each of a list, and of an item its name; or, with `address`, its address.

    >>> list(texts_of([{"name": ["Ana Ruiz"]}, "Tom Bell", {"@id": "#jo"}], {"#jo": {"name": "Jo Doe"}}))
    ['Ana Ruiz', 'Tom Bell', 'Jo Doe']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth:
        for inner in value[:MAX_VALUES]:
            yield from texts_of(inner, by_id, depth - 1, address)
    elif isinstance(value, Mapping) and depth:
        keys = ("@id", "url") if address else ("name", "@value", "headline", "givenName")
        inner = next((value[key] for key in keys if value.get(key)), None)
        if inner is None and isinstance(value.get("@id"), str):
            item = by_id.get(value["@id"], {})
            inner = next((item[key] for key in keys if item.get(key)), None)
        yield from texts_of(inner, by_id, depth - 1, address)


def clean_text(text: str) -> str:
    """A text without tags and entities, its white space folded. Entities are undone twice: many are escaped twice.

    >>> clean_text("Rain &amp;amp; snow on <b>the</b>\\nhills")
    'Rain & snow on the hills'
    """
    text = replace_lone_surrogates(text[:MAX_CHARACTERS])
    for _ in range(2):
        if not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return " ".join((_TAG.sub("", text) if "<" in text else text).split())
