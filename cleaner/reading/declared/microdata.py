"""Microdata and RDFa Lite as items of the shape that JSON-LD has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

from cleaner.model import Source
from cleaner.reading.declared.elements import text_of

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_MARKED = etree.XPath("//*[@itemprop or @itemscope or @typeof or @property]")

MAX_MARKED = 1_500
"""Marked elements that are looked at; lists of products have more, articles a few dozen."""

ADDRESSES = frozenset(["url", "mainentityofpage", "image", "logo", "sameas", "contenturl", "thumbnailurl"])
"""Properties whose value is a link's address, not its text."""

LONG = frozenset(["articlebody", "text", "recipeinstructions", "reviewbody", "content:encoded"])
"""Properties that are the visible text, which is read elsewhere."""


class Syntax(NamedTuple):
    """The attributes by which a syntax marks an item, its type and its properties."""

    source: Source
    scope: str
    kind: str
    property: str


SYNTAXES = (
    Syntax(Source.MICRODATA, "itemscope", "itemtype", "itemprop"),
    Syntax(Source.RDFA, "typeof", "typeof", "property"),
)


def read_items(root: HtmlElement) -> list[tuple[Source, dict[str, Any]]]:
    """Read the marked items of a page, outer before inner, as objects with `@type` and properties in small letters.

    Microdata outside any item is collected in an object without a type: many pages leave the outer mark out.

    >>> from lxml.html import document_fromstring
    >>> page = '<div itemscope itemtype="http://schema.org/Article"><h1 itemprop="headline">Rain</h1></div>'
    >>> read_items(document_fromstring(page))
    [(<Source.MICRODATA: 'microdata'>, {'@type': 'http://schema.org/Article', 'headline': ['Rain']})]
    """
    marked = [element for element in _MARKED(root)[:MAX_MARKED] if element.tag != "meta" or element.get("itemprop")]
    return [(syntax.source, item) for syntax in SYNTAXES if marked for item in _items(marked, syntax)]


def _items(marked: list[Any], syntax: Syntax) -> list[dict[str, Any]]:
    scopes: dict[Any, dict[str, Any]] = {}
    loose: dict[str, Any] = {}
    for element in marked:
        if element.get(syntax.scope) is not None:
            scopes[element] = {"@type": element.get(syntax.kind) or ""}
        names = (element.get(syntax.property) or "").lower().split()
        if not names:
            continue
        owner = _owner(element, scopes)
        if owner is None and syntax.source is Source.RDFA:
            continue
        target = loose if owner is None else owner
        for name in names:
            if name not in LONG:
                target.setdefault(name, []).append(scopes.get(element) or _value(element, name))
    return [*scopes.values(), *([loose] if loose else [])]


def _owner(element: Any, scopes: dict[Any, dict[str, Any]]) -> dict[str, Any] | None:
    return next((scopes[outer] for outer in element.iterancestors() if outer in scopes), None) if scopes else None


def _value(element: Any, name: str) -> str:
    given = element.get("content") or (element.get("datetime") if element.tag == "time" else None)
    if given:
        return str(given).strip()
    if name.rpartition(":")[2] in ADDRESSES:
        return str(element.get("href") or element.get("itemid") or element.get("src") or "").strip()
    return text_of(element)
