"""Trees that differ from what a browser shows, put right before anything is read off them.

- `</button>` closes a button in a browser, even if an element in it is still open. The parser ignores such an end tag,
  and the rest of the page would stand in the button.
- React sends parts of a page late, as `<div hidden id="S:1">` further down, and a script moves each to where
  `<template id="B:1">` or `id="P:1"` holds its place. What was shown until then, up to a comment `/$`, goes.
"""

from __future__ import annotations

from itertools import islice

from lxml import etree, html

MAX_LANDMARKS = 20
"""Elements that can't stand in a button, of which the first are looked at."""

_STREAMED = etree.XPath("//div[@hidden and starts-with(@id, 'S:')]")
_PLACEHOLDERS = etree.XPath("//template[starts-with(@id, 'B:') or starts-with(@id, 'P:')]")
FALLBACK_END = "/$"


def fix_tree(root: html.HtmlElement) -> html.HtmlElement:
    """Fix the tree in place, and return it.

    >>> page = "<body><button>Menu <div></button><h1>Rain</h1></div><template id='B:0'></template><hr>"
    >>> root = fix_tree(html.document_fromstring(page + "<div hidden id='S:0'><p>It rained.</p></div>"))
    >>> [element.tag for element in root.iter()]
    ['html', 'body', 'div', 'h1', 'p', 'hr']
    """
    for landmark in list(islice(root.iter("h1", "main", "article"), MAX_LANDMARKS)):
        for button in list(landmark.iterancestors("button")):
            button.drop_tag()
    streamed = _STREAMED(root)
    if streamed:
        _insert_streamed(root, streamed)
    return root


def _insert_streamed(root: html.HtmlElement, streamed: list[html.HtmlElement]) -> None:
    """Put each part in its place; one without a place is shown where it stands."""
    places = {place.get("id")[2:]: place for place in _PLACEHOLDERS(root)}
    for part in streamed:
        place = places.pop(part.get("id")[2:], None)
        if place is not None and part not in place.iterancestors():
            part.drop_tree()
            part.tail = None
            place.addprevious(part)
            if place.get("id").startswith("B:"):
                _drop_fallback(place)
            place.drop_tree()
        part.drop_tag()


def _drop_fallback(place: html.HtmlElement) -> None:
    """Remove what stands between a placeholder and the comment that ends its fallback, if there is one."""
    fallback: list[html.HtmlElement] = []
    for sibling in place.itersiblings():
        if sibling.tag is etree.Comment and sibling.text == FALLBACK_END:
            for element in fallback:
                place.getparent().remove(element)
            place.tail = None
            return
        fallback.append(sibling)
