"""A page's markup into one tree, which everything that reads the page shares."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import takewhile
from typing import NamedTuple

from lxml import etree, html

from cleaner.model import UnreadableInput
from cleaner.reading.html_page.fix_tree import fix_tree
from cleaner.reading.html_page.visibility import prints_nothing
from cleaner.text.surrogates import replace_lone_surrogates

MAX_PAGE = 20_000_000
"""Characters of a page beyond which it is refused: a hundred times an ordinary one, and all that a crawl keeps."""

MAX_TAGS = 250_000
"""Opening tags of a page beyond which it is refused: the largest of 387 pages of news has some 3,000. Each may become
an element, which takes 20 us and 400 bytes."""

MAX_DEPTH = 500
"""Levels of nesting a tree is given where the parser gives up. Newspapers' pages have 20 to 60; libraries that walk a
tree by recursion get into trouble from 900 on."""

OF_HEAD = frozenset("base basefont bgsound link meta noframes noscript object script style template title".split())
"""Elements that a head may hold; any other ends it."""

LIMIT_REACHED = "ERR_RESOURCE_LIMIT"
"""What lxml's log says where its tree lacks the rest of a page: below 2,048 levels it drops all that follows."""

MAX_ATTRIBUTES = 1_000
"""Attributes that an element keeps; those of pages have some twenty. The parser takes quadratic time for them."""

_ATTRIBUTE = r"""[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+"""
_INSIDE = rf"(?:[\s/]++|{_ATTRIBUTE})*+"
_TAG = re.compile(
    rf"<(?:(script\b{_INSIDE})(?:>[^<]*+(?:<(?!/script)[^<]*+)*+)?+"
    rf"|!--[^-]*+(?:-(?!->)[^-]*+)*+"
    rf"|([a-z][^\s/>]*+{_INSIDE}))",
    re.IGNORECASE,
)
"""A tag as a parser reads it, its attributes' quotation marks minded; with a script goes what it holds."""
_ONE = re.compile(_ATTRIBUTE)


class CheckedPage(NamedTuple):
    """A page that can be parsed in bounded time, and the words after a tag, comment or script in it that never ends."""

    text: str
    unclosed: int


def check_limits(text: str) -> CheckedPage:
    """The page without the attributes of an element beyond `MAX_ATTRIBUTES`; they print nothing. Raises UnreadableInput
    for a page that is too large to be one.

    >>> flood = " ".join(f"a{n}=x" for n in range(5000))
    >>> len(check_limits(f"<p {flood}>It rained").text)
    6902
    >>> check_limits("<p>It rained.<!-- All day.").unclosed
    3
    """
    if len(text) > MAX_PAGE:
        raise _too_large(f"has {len(text):,} characters, and at most {MAX_PAGE:,} are read")
    pieces: list[str] = []
    at = tags = 0
    tag = None
    for tag in _TAG.finditer(text):
        group = tag.lastindex
        if group is None:
            continue
        tags += 1
        if tags > MAX_TAGS:
            raise _too_large(f"has more than {MAX_TAGS:,} tags")
        if tag.end(group) - tag.start(group) < 2 * MAX_ATTRIBUTES:
            continue
        found = [one[0] for one in _ONE.finditer(tag[group])]  # the first is the tag's name
        if len(found) - 1 > MAX_ATTRIBUTES:
            pieces += [text[at : tag.start(group)], " ".join(found[: MAX_ATTRIBUTES + 1])]
            at = tag.end(group)
    unclosed = len(tag[0].split()) if tag is not None and tag.end() == len(text) else 0
    return CheckedPage("".join([*pieces, text[at:]]) if pieces else text, unclosed)


def _too_large(what: str) -> UnreadableInput:
    return UnreadableInput(f"the page {what}; hand over its parts, or its text as text/plain")


def parse(text: str) -> html.HtmlElement | None:
    """The root of the page's tree; None where the page has no element and no text.

    >>> parse("<p>It rained").xpath("string(//p)")
    'It rained'
    >>> deep = parse("<div>" * 5000 + "It rained" + "</div>" * 5000 + "<p>all day")
    >>> deep.text_content()
    'It rainedall day'
    """
    raw = _encoded(text.replace("\0", ""))
    if not raw.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    try:
        root = etree.fromstring(raw, parser)
    except etree.ParserError:
        return None
    if any(entry.type_name == LIMIT_REACHED for entry in parser.error_log):
        return _move_misplaced_head(_flattened(raw))
    # What follows </html> has a root of its own.
    for behind in [] if root is None else list(root.itersiblings()):
        if isinstance(behind.tag, str):
            root.append(behind)
    root = _move_misplaced_head(root)
    return None if root is None else fix_tree(root)


def _move_misplaced_head(root: html.HtmlElement | None) -> html.HtmlElement | None:
    """The tree with what can't stand in a head at the beginning of the body, as browsers have it. Of itself the parser
    ends a head that isn't closed at the elements of HTML 4 alone.

    >>> [child.tag for child in parse("<title>Rain</title><main>It rained</main>")]
    ['head', 'body']
    """
    head = None if root is None else root.find("head")
    if root is None or head is None:
        return root
    kept = sum(1 for _ in takewhile(lambda child: not isinstance(child.tag, str) or child.tag in OF_HEAD, head))
    misplaced = head[kept:]
    if misplaced:
        body = root.find("body")
        if body is None:
            body = etree.SubElement(root, "body")
        misplaced[-1].tail = (misplaced[-1].tail or "") + (body.text or "")
        body.text = None
        body[:0] = misplaced
    return root


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        return replace_lone_surrogates(text).encode()


def _flattened(raw: bytes) -> html.HtmlElement | None:
    """The tree without the elements below `MAX_DEPTH`: at that level, they are empty and their text stands behind."""
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=_FlatTreeBuilder())
    root: html.HtmlElement | None = etree.fromstring(raw, parser)
    return root


class _FlatTreeBuilder:
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
        elif self.unseen or prints_nothing(tag, attributes):
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
