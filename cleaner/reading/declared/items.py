"""Which of the schema.org items on a page describes the page's own article.

A page declares more than one: the site, its owner, a list of other articles, the same article twice by two plugins.
What is decided here:

- Articles and the page itself (WebPage) are looked at; what a list, a comment or a mention names belongs to others.
- An item is the page's own if it has the page's address, or its title. Where one has, items with another are left out.
- Several may be the page's own; an article goes before the page around it, and what the one lacks the next may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleaner.model import Source
from cleaner.text.normalize import repeat_key
from cleaner.text.words import content_words

MAX_ITEMS = 400
"""Items of a page that are looked at."""

MAX_DEPTH = 6
"""Levels of lists and of main entities."""

ENTITY_LINKS = ("@graph", "mainEntity", "mainEntityOfPage", "mainentity", "mainentityofpage")
"""Properties in which the article itself may stand. All others lead to items beside it."""

MIN_SHARED = 0.5
"""Share of a headline's content words that the page's title has, if it is that of this page."""

ARTICLE, OTHER_WORK, PAGE = 3, 2, 1
"""Ranks of types: how near each comes to a news article."""

WORKS = frozenset(
    "creativework review report recipe medicalwebpage qapage discussionforumposting socialmediaposting item document "
    "interview statement".split()
)
PAGES = frozenset(["webpage", "itempage", "", "videoobject", "blog"])
"""What stands for the page as a whole; microdata without a type, too."""


class Item(NamedTuple):
    """A schema.org item: the rank of its type, and its properties by their names in small letters."""

    source: Source
    type_rank: int
    properties: Mapping[str, Any]

    def get(self, name: str) -> Any:
        return self.properties.get(name)


class PageIdentity(NamedTuple):
    """The addresses (as `address_key` makes them) and titles that a page gives itself."""

    addresses: frozenset[str]
    titles: tuple[str, ...]


def select_page_items(found: Iterable[tuple[Source, Any]], page: PageIdentity) -> list[Item]:
    """Select the items that describe the page, the best first; empty where there is none.

    >>> rain = {"@type": "NewsArticle", "headline": "Rain stops play", "url": "https://paper.example/rain"}
    >>> snow = {"@type": "NewsArticle", "headline": "Snow on the hills", "url": "https://paper.example/snow"}
    >>> page = PageIdentity(frozenset([address_key("http://paper.example/rain/")]), ("Rain stops play",))
    >>> [item.get("headline") for item in select_page_items([(Source.JSON_LD, [snow, rain])], page)]
    ['Rain stops play']
    """
    items = [item for source, value in found for item in _items_in(source, value)]
    judged = [(_is_of_page(item, page), item) for item in items[:MAX_ITEMS]]
    certain = any(own for own, item in judged if item.type_rank > PAGE)
    articles = [item for own, item in judged if item.type_rank > PAGE and own is not False]
    # Where nothing tells which of several different articles is the page's, none of them is taken for it.
    unsure = not certain and len({_title(item) for item in articles}) > 1
    kept = [
        (own, item)
        for own, item in judged
        if own or (own is None and not (item.type_rank > PAGE and (certain or unsure)))
    ]
    return [item for _, item in sorted(kept, key=lambda pair: (-pair[1].type_rank, not pair[0]))]


def index_by_id(values: Iterable[Any]) -> dict[str, Mapping[str, Any]]:
    """All items with an `@id`, by it, for others to refer to: of several with one id, the one with most properties."""
    found: dict[str, Mapping[str, Any]] = {}
    for item in _walk(values, MAX_DEPTH):
        key = item.get("@id")
        if isinstance(key, str) and len(item) > max(1, len(found.get(key, ()))):
            found[key] = item
    return found


def _walk(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    is_item = isinstance(value, Mapping)
    if is_item:
        yield value
    if depth and (is_item or isinstance(value, list | tuple)):
        for inner in value.values() if is_item else value:
            yield from _walk(inner, depth - 1)


def _items_in(source: Source, value: Any, depth: int = MAX_DEPTH) -> Iterator[Item]:
    if isinstance(value, list):
        for inner in value if depth else ():
            yield from _items_in(source, inner, depth - 1)
    elif isinstance(value, Mapping):
        rank = max((_type_rank(kind) for kind in _types(value)), default=0)
        if rank and len(value) > 1:
            yield Item(source, rank, {str(key).lower(): inner for key, inner in value.items()})
        for name in ENTITY_LINKS if depth else ():
            if name in value:
                yield from _items_in(source, value[name], depth - 1)


def _types(item: Mapping[str, Any]) -> list[str]:
    """The types of an item, without their vocabulary's address.

    >>> _types({"@type": ["schema:NewsArticle", "http://schema.org/Report"]}), _types({"@type": ""}), _types({})
    (['newsarticle', 'report'], [''], [])
    """
    types = item.get("@type")
    if types is None:
        return []
    texts = types if isinstance(types, list) else [types]
    named = [word for text in texts if isinstance(text, str) for word in (text.split() or [""])]
    return [word.replace("#", "/").replace(":", "/").rstrip("/").rpartition("/")[2].lower() for word in named]


def _type_rank(kind: str) -> int:
    if kind.endswith(("article", "blogposting")):
        return ARTICLE
    return OTHER_WORK if kind in WORKS else PAGE if kind in PAGES else 0


def _is_of_page(item: Item, page: PageIdentity) -> bool | None:
    """Whether an item is this page's; None where nothing tells."""
    addresses = {address_key(text) for text in _addresses(item)} - {""}
    if addresses & page.addresses:
        return True
    title = _title(item)
    if title and page.titles:
        if any(_is_same_title(title, other) for other in page.titles):
            return True
        return False if item.type_rank > PAGE else None
    return False if addresses and page.addresses and item.type_rank > PAGE else None


def _addresses(item: Item) -> Iterator[str]:
    for name in ("url", "mainentityofpage", "@id"):
        value = item.get(name)
        for inner in value if isinstance(value, list) else [value]:
            text = (inner.get("@id") or inner.get("url")) if isinstance(inner, Mapping) else inner
            if isinstance(text, str):
                yield text.partition("#")[0] if name != "@id" else text


def _title(item: Item) -> str:
    value = item.get("headline") or item.get("name")
    text = value[0] if isinstance(value, list) and value else value
    return text if isinstance(text, str) else ""


def _is_same_title(one: str, other: str) -> bool:
    a, b = repeat_key(one), repeat_key(other)
    if a and b and (a in b or b in a):
        return True
    words, others = content_words(one), content_words(other)
    return bool(words) and len(words & others) >= MIN_SHARED * min(len(words), len(others) or 1)


def address_key(url: str) -> str:
    """An address without what differs between prints of one: scheme, "www.", query, a slash at its end; empty where
    it has no path.

    >>> address_key("https://www.paper.example/Rain/?ref=x"), address_key("http://paper.example/")
    ('paper.example/rain', '')
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    path = parts.path.rstrip("/").lower()
    return parts.netloc.lower().removeprefix("www.") + path if path else ""


def host_names(url: str) -> list[str]:
    """Names that a page's host gives its site: the host, and its longest part.

    >>> host_names("https://www.ostleyecho.co.uk/rain"), host_names("rain")
    (['ostleyecho.co.uk', 'ostleyecho'], [])
    """
    try:
        host = urlsplit(url.strip()).netloc.lower().partition(":")[0].removeprefix("www.")
    except ValueError:
        return []
    return [host, max(host.split(".")[:-1] or [""], key=len)] if host else []
