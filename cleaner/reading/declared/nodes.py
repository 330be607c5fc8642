"""Which of the things a page declares is the page's own article.

A page declares more than one: the site, its owner, a list of other articles, the same article twice by two plugins.
What is decided here:

- Articles and the page itself (WebPage) are looked at; what a list, a comment or a mention names is another's.
- The own one bears the page's address, or its title. Where one does, things that bear another's are left out.
- Several may be the page's own; an article goes before the page around it, and what the one lacks the next may have.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleaner.model import Source
from cleaner.text.normalize import repeat_key
from cleaner.text.words import content_words

MOST_NODES = 400
"""Things of a page that are looked at."""

DEEPEST = 6
"""Levels of lists and of main entities."""

LEADS_ON = ("@graph", "mainEntity", "mainEntityOfPage", "mainentity", "mainentityofpage")
"""Properties in which the article itself may stand. All others lead to things beside it."""

ALIKE = 0.5
"""The share of a headline's telling words that the page's title has, if it is that of this page."""

ARTICLE, OTHER_WORK, PAGE = 3, 2, 1
"""How near a type comes to a news article."""

WORKS = frozenset(
    "creativework review report recipe medicalwebpage qapage discussionforumposting socialmediaposting item document "
    "interview statement".split()
)
PAGES = frozenset(["webpage", "itempage", "", "videoobject", "blog"])
"""What stands for the page as a whole; microdata that says no type, too."""


class Node(NamedTuple):
    """A thing: its properties by their names in small letters, how near its type is to an article, its syntax."""

    source: Source
    nearness: int
    properties: Mapping[str, Any]

    def get(self, name: str) -> Any:
        return self.properties.get(name)


class Own(NamedTuple):
    """What a page says that it is: its addresses, its titles."""

    addresses: frozenset[str]
    titles: tuple[str, ...]


def own_nodes(things: Iterable[tuple[Source, Any]], own: Own) -> list[Node]:
    """The page's own, the best first; empty where there is none.

    >>> rain = {"@type": "NewsArticle", "headline": "Rain stops play", "url": "https://paper.example/rain"}
    >>> snow = {"@type": "NewsArticle", "headline": "Snow on the hills", "url": "https://paper.example/snow"}
    >>> own = Own(frozenset([address_key("http://paper.example/rain/")]), ("Rain stops play",))
    >>> [node.get("headline") for node in own_nodes([(Source.JSON_LD, [snow, rain])], own)]
    ['Rain stops play']
    """
    nodes = [node for source, thing in things for node in _nodes(source, thing)]
    judged = [(_belongs(node, own), node) for node in nodes[:MOST_NODES]]
    certain = any(belongs for belongs, node in judged if node.nearness > PAGE)
    articles = [node for belongs, node in judged if node.nearness > PAGE and belongs is not False]
    # Where nothing tells which of several different articles is the page's, none of them is taken for it.
    unsure = not certain and len({_title(node) for node in articles}) > 1
    kept = [
        (belongs, node)
        for belongs, node in judged
        if belongs or (belongs is None and not (node.nearness > PAGE and (certain or unsure)))
    ]
    return [node for _, node in sorted(kept, key=lambda pair: (-pair[1].nearness, not pair[0]))]


def references(things: Iterable[Any]) -> dict[str, Mapping[str, Any]]:
    """All things that have an id, by it, for others to refer to: of several with one id, the one that says most."""
    found: dict[str, Mapping[str, Any]] = {}
    for thing in _walk(things, DEEPEST):
        key = thing.get("@id")
        if isinstance(key, str) and len(thing) > max(1, len(found.get(key, ()))):
            found[key] = thing
    return found


def _walk(value: Any, depth: int) -> Iterator[Mapping[str, Any]]:
    if isinstance(value, Mapping):
        yield value
        if depth:
            for inner in value.values():
                if isinstance(inner, Mapping | list):
                    yield from _walk(inner, depth - 1)
    elif isinstance(value, list | tuple) and depth:
        for inner in value:
            yield from _walk(inner, depth - 1)


def _nodes(source: Source, thing: Any, depth: int = DEEPEST) -> Iterator[Node]:
    if isinstance(thing, list):
        for item in thing if depth else ():
            yield from _nodes(source, item, depth - 1)
    elif isinstance(thing, Mapping):
        nearness = max((_nearness(kind) for kind in _kinds(thing)), default=0)
        if nearness and len(thing) > 1:
            yield Node(source, nearness, {str(key).lower(): value for key, value in thing.items()})
        for name in LEADS_ON if depth else ():
            if name in thing:
                yield from _nodes(source, thing[name], depth - 1)


def _kinds(thing: Mapping[str, Any]) -> list[str]:
    """The types of a thing, without where they are defined.

    >>> _kinds({"@type": ["schema:NewsArticle", "http://schema.org/Report"]}), _kinds({"@type": ""}), _kinds({})
    (['newsarticle', 'report'], [''], [])
    """
    kinds = thing.get("@type")
    if kinds is None:
        return []
    texts = kinds if isinstance(kinds, list) else [kinds]
    named = [word for text in texts if isinstance(text, str) for word in (text.split() or [""])]
    return [word.replace("#", "/").replace(":", "/").rstrip("/").rpartition("/")[2].lower() for word in named]


def _nearness(kind: str) -> int:
    if kind.endswith(("article", "blogposting")):
        return ARTICLE
    return OTHER_WORK if kind in WORKS else PAGE if kind in PAGES else 0


def _belongs(node: Node, own: Own) -> bool | None:
    """Whether a thing is this page's; None where nothing tells."""
    addresses = {address_key(text) for text in _addresses(node)} - {""}
    if addresses & own.addresses:
        return True
    title = _title(node)
    if title and own.titles:
        if any(_alike(title, other) for other in own.titles):
            return True
        return False if node.nearness > PAGE else None
    return False if addresses and own.addresses and node.nearness > PAGE else None


def _addresses(node: Node) -> Iterator[str]:
    for name in ("url", "mainentityofpage", "@id"):
        value = node.get(name)
        for item in value if isinstance(value, list) else [value]:
            text = (item.get("@id") or item.get("url")) if isinstance(item, Mapping) else item
            if isinstance(text, str):
                yield text.partition("#")[0] if name != "@id" else text


def _title(node: Node) -> str:
    value = node.get("headline") or node.get("name")
    text = value[0] if isinstance(value, list) and value else value
    return text if isinstance(text, str) else ""


def _alike(one: str, other: str) -> bool:
    a, b = repeat_key(one), repeat_key(other)
    if a and b and (a in b or b in a):
        return True
    words, others = content_words(one), content_words(other)
    return bool(words) and len(words & others) >= ALIKE * min(len(words), len(others) or 1)


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
    """What a page's host calls its site: the host, and its longest part.

    >>> host_names("https://www.ostleyecho.co.uk/rain"), host_names("rain")
    (['ostleyecho.co.uk', 'ostleyecho'], [])
    """
    try:
        host = urlsplit(url.strip()).netloc.lower().partition(":")[0].removeprefix("www.")
    except ValueError:
        return []
    return [host, max(host.split(".")[:-1] or [""], key=len)] if host else []
