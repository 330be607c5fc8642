"""Which source of a property is believed before which, and why: the one table of it.

A page says the same thing in several places, and the places differ. For each property the first source of its row that
says something usable is taken. "Usable" is each property's own matter (`reading/declared`, `stages/extract_metadata`):
an address is no author, a date after the crawl is none, and of several headlines the one in print goes first.
"""

from __future__ import annotations

from typing import NamedTuple

from cleaner.model import Source

_SCHEMA = (Source.JSON_LD, Source.MICRODATA, Source.RDFA)
"""The three spellings of schema.org's vocabulary, which names each property and says whose it is."""


class Claim(NamedTuple):
    """A text that a source gives for a property; `item` tells the schema.org items of one source apart."""

    source: Source
    text: str
    item: int = 0


class Order(NamedTuple):
    """The sources of a property, the most trusted first, and the reason for this order."""

    sources: tuple[Source, ...]
    why: str


ORDERS: dict[str, Order] = {
    "headline": Order(
        (*_SCHEMA, Source.OPEN_GRAPH, Source.META, Source.TITLE, Source.HEADING, Source.TEXT, Source.TRAFILATURA),
        "The headline is what stands in print: the first of these that the page's h1 prints is taken. Where none is "
        "printed, schema.org's has no site's name behind it and isn't cut for a card; a title tag mostly is both.",
    ),
    "alternative_headline": Order(
        (*_SCHEMA, Source.OPEN_GRAPH, Source.TEXT),
        "What the page declares as its headline and doesn't print is another print of it: for search engines "
        "(schema.org) or for sharing (Open Graph).",
    ),
    "author": Order(
        (*_SCHEMA, Source.META, Source.OPEN_GRAPH, Source.REL_AUTHOR, Source.TEXT, Source.TRAFILATURA),
        "schema.org says whether an author is a person or a body and keeps several apart. `author` tags name the "
        "writer; `article:author` is often a profile's address or who pressed the button. A source that names "
        "persons goes before one that names only a paper, an agency or a desk.",
    ),
    "date_published": Order(
        (*_SCHEMA, Source.OPEN_GRAPH, Source.META, Source.TIME, Source.TEXT, Source.ADDRESS, Source.TRAFILATURA),
        "Declared dates are written by the publishing system, with time and zone. A `time` element may be a comment's "
        "or another article's; a printed date may be in any order of day and month, and lacks its zone. The day in "
        "the page's address is the one on which the article was put there.",
    ),
    "date_modified": Order(
        (*_SCHEMA, Source.OPEN_GRAPH, Source.META, Source.TIME, Source.TEXT),
        "As for the date of publication; `og:updated_time` may count a change of the page around the article.",
    ),
    "abstract": Order(
        (Source.TEXT, *_SCHEMA, Source.OPEN_GRAPH, Source.META),
        "The standfirst as the page prints it. A declared description is as often written for search engines, so it "
        "counts only where a line between headline and text prints it.",
    ),
    "article_section": Order(
        (*_SCHEMA, Source.OPEN_GRAPH, Source.META, Source.TEXT),
        "The publishing system knows the section; the kicker in print is as often a topic or a series.",
    ),
    "keywords": Order(
        (*_SCHEMA, Source.OPEN_GRAPH, Source.META, Source.TEXT),
        "Declared keywords are a list, one by one; in print it is often unsure where a list of tags begins and ends. "
        "The `keywords` tag comes last of the declared: it is written for search engines.",
    ),
    "publisher": Order(
        (*_SCHEMA, Source.OPEN_GRAPH, Source.META, Source.TEXT),
        "schema.org asks for the publisher; `og:site_name` is the name of the site, mostly the same.",
    ),
    "url": Order(
        (Source.CANONICAL, Source.OPEN_GRAPH, *_SCHEMA, Source.TEXT),
        "The canonical link is there to say which address is the article's; in schema.org the address is often given "
        "of something else (the author, the site).",
    ),
}


def rank(name: str, source: Source) -> int:
    """The place of a source among those of a property; behind all where it isn't named.

    >>> rank("url", Source.CANONICAL), rank("author", Source.META) < rank("author", Source.TEXT)
    (0, True)
    """
    sources = ORDERS[name].sources
    return sources.index(source) if source in sources else len(sources)


def comes_before(name: str, one: Source | None, other: Source) -> bool:
    """Whether a source is believed before another one; None, no source, never is.

    >>> comes_before("author", Source.META, Source.TEXT), comes_before("abstract", Source.META, Source.TEXT)
    (True, False)
    """
    return one is not None and rank(name, one) < rank(name, other)
