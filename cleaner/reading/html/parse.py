"""A page's markup into one tree, which everything that reads the page shares."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree, html

from cleaner.reading.html.visible import is_unseen

MAX_DEPTH = 500
"""Levels of nesting a tree is given where the parser gives up. Newspapers' pages have 20 to 60; libraries that walk a
tree by recursion get into trouble from 900 on."""

LIMIT_REACHED = "ERR_RESOURCE_LIMIT"
"""What lxml's log says where its tree lacks the rest of a page: below 2,048 levels it drops all that follows."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def parse(text: str) -> html.HtmlElement | None:
    """The root of the page's tree; None where the page has no element and no text.

    >>> parse("<p>It rained").xpath("string(//p)")
    'It rained'
    >>> deep = parse("<div>" * 5000 + "It rained" + "</div>" * 5000 + "<p>all day")
    >>> deep.text_content()
    'It rainedall day'
    """
    raw = _SURROGATE.sub("\ufffd", text.replace("\0", "")).encode()
    if not raw.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.ParserError:
        return None
    if any(entry.type_name == LIMIT_REACHED for entry in parser.error_log):
        return _flattened(raw)
    # What follows </html> has a root of its own.
    for behind in [] if root is None else list(root.itersiblings()):
        if isinstance(behind.tag, str):
            root.append(behind)
    return root


def _flattened(raw: bytes) -> html.HtmlElement | None:
    """The tree without the elements below `MAX_DEPTH`: at that level, they are empty and their text stands behind."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=_Shallow())
    root: html.HtmlElement | None = etree.fromstring(raw, parser)
    return root


class _Shallow:
    """Builds a tree from the parser's events, which come at any depth."""

    def __init__(self) -> None:
        self.builder = etree.TreeBuilder(element_factory=html.html_parser.makeelement)
        self.depth = 0
        self.unseen = 0
        """Open elements since the outermost one below `MAX_DEPTH` that prints nothing, itself included."""
        self.empty = True

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.depth += 1
        self.empty = False
        if self.depth <= MAX_DEPTH:
            self.builder.start(tag, dict(attributes))
        elif self.unseen or is_unseen(tag, attributes):
            self.unseen += 1
        else:
            self._mark(tag)

    def end(self, tag: str) -> None:
        if self.depth <= MAX_DEPTH:
            self.builder.end(tag)
        elif self.unseen:
            self.unseen -= 1
        else:
            self._mark(tag)
        self.depth -= 1

    def _mark(self, tag: str) -> None:
        self.builder.start(tag, {})
        self.builder.end(tag)

    def data(self, text: str) -> None:
        if not (self.empty or self.unseen):
            self.builder.data(text)

    def close(self) -> html.HtmlElement | None:
        return None if self.empty else self.builder.close()
