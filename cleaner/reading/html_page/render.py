"""A page's tree into lines: every visible text, a line for each block, with the element it stands in.

Nothing is judged here: menus and footers come along and are dropped, with a reason, by the stages that decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from cleaner.features.element_names import BITS, hints_of
from cleaner.model import Element, HtmlContext, UnreadableInput
from cleaner.reading.html_page.spacing import FORMATTING, needs_space_between
from cleaner.reading.html_page.visibility import (
    ARIA_HIDDEN,
    BLOCKS,
    CODE,
    HIDDEN,
    HIDDEN_TAGS,
    NO_WORDS,
    NOTE,
    PARAGRAPHS,
    WordCount,
    count_words,
    hidden_reason,
    is_collapsed_panel,
)

CELL_GAP = "\t"
_CELL_END = "\0"
"""Marks the end of a cell in the text of a line: no parsed text has one."""

BULLET = "  • "

TELLING = ("class", "id", "role", "itemprop", "property", "data-testid", "data-component", "data-type", "data-module")
"""Attributes whose words say what an element is for."""

MAX_NAMES = 2_000
"""Characters of these words that are kept: no page is told by more, and a hostile one has millions."""

MAX_LINES = 50_000
"""Lines beyond which a page is refused: the longest live reports have some 10,000, and each takes 200 us to judge."""

EMPHASIS = frozenset({"b", "strong", "em", "i"})

CELLS = frozenset({"td", "th"})

FLOWING_CELL = 200
"""Characters of a text in a cell from which it is running text: the table is there for the layout, not for data."""

PICTURES = frozenset({"figure", "figcaption"})

SENTENCES = frozenset("p h1 h2 h3 h4 h5 h6 figcaption blockquote".split())
"""Blocks that hold sentences: what screen readers skip in them (a drop cap, a name in a caption) the page shows."""

GOES_ON = "/,;&|)-–—·:"
"""What a line doesn't begin with, and a credit goes on with behind the element that bears it."""

_CREDIT = BITS["credit"]
_PICTURE = BITS["picture"] | BITS["caption"]


class Rendered(NamedTuple):
    """The lines of a page, blank ones between paragraphs; the context of each (None: blank); the words in elements that
    print nothing, by the reason why; and how deep its blocks are nested."""

    lines: list[str]
    contexts: list[HtmlContext | None]
    unprinted: dict[str, WordCount]
    depth: int = 0


def render(root: etree._Element | None, shown: frozenset[str] = frozenset()) -> Rendered:
    """Render a tree as lines; none where it prints no text. Running text that is hidden for a reason among `shown` is
    printed all the same. Raises UnreadableInput for a page of more than `MAX_LINES`.

    >>> from cleaner.reading.html_page.parse import parse
    >>> page = "<body><nav>Home</nav><h1>Rain</h1><p>It <b>rained</b>.<br>All day.</p><ul><li>One</ul></body>"
    >>> render(parse(page)).lines
    ['Home', '', 'Rain', '', 'It rained.', 'All day.', '', '  • One']
    """
    builder = _LineBuilder()
    unprinted: dict[str, WordCount] = {}
    if root is None:
        return Rendered([], [], unprinted)
    skipped = None
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            tag, attributes = node.tag, dict(node.items())
            reason = hidden_reason(tag, attributes) if attributes or tag in HIDDEN_TAGS else ""
            if reason == ARIA_HIDDEN:
                reason = "" if builder.in_sentence() and tag not in BLOCKS else HIDDEN
            elif tag == "sup" and _is_note(node):
                reason = NOTE
            words = count_words(node) if reason and reason != CODE else NO_WORDS
            if reason == HIDDEN and is_collapsed_panel(attributes, words):
                reason = ""
            if reason and not (reason in shown and words.prose):
                skipped = node
                walk.skip_subtree()
                if words.all:
                    unprinted[reason] = unprinted.get(reason, NO_WORDS).plus(words)
            else:
                builder.start(node, tag, attributes, bool(reason))
                text = node.text
                if text:
                    builder.text(text)
            continue
        if event == "end":
            builder.end(node, node is skipped)
        text = node.tail
        if text:
            builder.text(text)
    builder.new_line()
    return Rendered(builder.lines, builder.contexts, unprinted, builder.depth)


def _is_note(node: etree._Element) -> bool:
    """Whether a raised text is nothing but the mark of a note: a link within the page."""
    return (
        len(node) == 1
        and node[0].tag == "a"
        and (node[0].get("href") or "").startswith("#")
        and not (node.text or "").strip()
    )


class _LineBuilder:
    """Takes the page's elements and texts in document order and builds its lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.contexts: list[HtmlContext | None] = []
        self.pieces: list[str] = []
        """The texts of the line that is being printed."""
        self.place: Element | None = None
        """The block element in which that line began."""
        self.linked = self.strong = 0
        """Characters of the line inside links, and inside emphasis."""
        self.blank = False
        """Whether a paragraph has ended since the last line."""
        self.open: list[Element] = []
        self.raised: list[etree._Element] = []
        """Open elements that are no blocks by their tag but stand on lines of their own."""
        self.flowing: list[etree._Element] = []
        """Rows whose cells are printed one below the other."""
        self.edge = self.closed = False
        """Whether an inline element that is no mere formatting began or ended since the last text; whether one
        ended."""
        self.between = False
        """Whether one ended and another began since then."""
        self.credited = False
        """Whether the line is a credit whose element has ended."""
        self.links = self.emphases = self.preformatted = 0
        """Open elements of these kinds."""
        self.number = 0
        self.depth = 0
        """The most elements that were open at once."""

    def in_sentence(self) -> bool:
        """Whether the innermost open block holds sentences."""
        return bool(self.open) and self.open[-1].tag in SENTENCES

    def start(self, node: etree._Element, tag: str, attributes: Mapping[str, str], unseen: bool) -> None:
        """An element begins; `unseen`: one that prints nothing, and is shown all the same."""
        if tag in BLOCKS:
            self.new_line(tag in PARAGRAPHS)
            self._open(tag, attributes)
            if tag == "li":
                self.pieces.append(BULLET)
            elif tag == "pre":
                self.preformatted += 1
            elif tag == "tr" and _is_flowing(node):
                self.flowing.append(node)
        elif tag == "br":
            if not self.new_line():
                self.blank = True  # an empty line of the page
        elif tag in CELLS:
            if self.flowing and node.getparent() is self.flowing[-1]:
                self._raise(node, tag, attributes)
        else:
            self._start_inline(node, tag, attributes, unseen)

    def _start_inline(self, node: etree._Element, tag: str, attributes: Mapping[str, str], unseen: bool) -> None:
        self.links += tag == "a"
        self.emphases += tag in EMPHASIS
        if unseen or (attributes and self._is_credit(attributes)):
            self._raise(node, tag, attributes)
        elif tag not in FORMATTING:
            self.edge = True
            self.between = self.closed

    def _is_credit(self, attributes: Mapping[str, str]) -> bool:
        """Whether an inline element is the credit of the picture that it stands at."""
        if not self.open or "class" not in attributes or not hints_of(attributes["class"][:MAX_NAMES]) & _CREDIT:
            return False
        place = self.open[-1]
        return place.tag in PICTURES or bool(hints_of(place.names) & _PICTURE)

    def _raise(self, node: etree._Element, tag: str, attributes: Mapping[str, str]) -> None:
        self.new_line()
        self.raised.append(node)
        self._open(tag, attributes)

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        names = " ".join([attributes[key] for key in TELLING if key in attributes])[:MAX_NAMES] if attributes else ""
        self.number += 1
        self.open.append(Element(tag, names, self.open[-1] if self.open else None, self.number))
        if len(self.open) > self.depth:
            self.depth = len(self.open)

    def end(self, node: etree._Element, unseen: bool) -> None:
        tag = node.tag
        if tag in BLOCKS:
            self.new_line(tag in PARAGRAPHS and not unseen)
            if not unseen:
                self.open.pop()
                self.preformatted -= tag == "pre"
                if self.flowing and self.flowing[-1] is node:
                    self.flowing.pop()
            return
        if unseen:
            return
        if self.raised and self.raised[-1] is node:
            self.raised.pop()
            self.open.pop()
            self.credited = True
        elif tag in CELLS:
            self.pieces.append(_CELL_END)
        elif tag not in FORMATTING:
            self.edge = self.closed = True
        if tag == "a":
            self.links -= 1
        elif tag in EMPHASIS:
            self.emphases -= 1

    def text(self, text: str) -> None:
        if not self.preformatted:
            self._text(text)
            return
        for n, line in enumerate(text.split("\n")):
            if n:
                self.new_line()
            self._text(line)

    def _text(self, text: str) -> None:
        blank = text.isspace()
        if blank and not (self.pieces or self.credited or self.links or self.emphases) and "\xa0" not in text:
            self.edge = self.closed = self.between = False
            return  # the source's own indentation, in front of a line
        if self.credited and not blank:
            first = text.lstrip()[:1]
            if not first.islower() and first not in GOES_ON:
                self.new_line()
            self.credited = False
        if self.edge:
            if (
                text
                and self.pieces
                and not self.preformatted
                and needs_space_between(self.pieces[-1], text, self.between)
            ):
                self.pieces.append(" ")
            self.edge = self.closed = self.between = False
        self.pieces.append(text)
        if self.place is None and not blank:
            self.place = self.open[-1] if self.open else None
        if self.links > 0:
            self.linked += len(text)
        if self.emphases > 0:
            self.strong += len(text)

    def new_line(self, blank: bool = False) -> bool:
        """End the line, and say whether there was one; `blank` sets the next one apart."""
        line = ""
        if self.pieces:
            line = _folded("".join(self.pieces))
            if line:
                self._print(line)
            elif not blank and any("\xa0" in piece for piece in self.pieces):
                blank = True  # a line kept open with a space that doesn't fold
            self.pieces, self.place, self.linked, self.strong = [], None, 0, 0
            self.credited = False
        self.blank = self.blank or blank
        return bool(line)

    def _print(self, line: str) -> None:
        if len(self.lines) > MAX_LINES:
            raise UnreadableInput(
                f"the page prints more than {MAX_LINES:,} lines; hand over its parts, or its text as text/plain"
            )
        if self.blank and self.lines:
            self.lines.append("")
            self.contexts.append(None)
        size = len(line)
        self.lines.append(line)
        self.contexts.append(HtmlContext(self.place, min(1.0, self.linked / size), min(1.0, self.strong / size)))
        self.blank = False


def _is_flowing(row: etree._Element) -> bool:
    """Whether a table's row holds the page's layout: cells with paragraphs, broken lines or running text in them."""
    for cell in row:
        if cell.text and len(cell.text) > FLOWING_CELL:
            return True
        for inner in cell:
            if inner.tag in BLOCKS or inner.tag == "br" or (inner.tail and len(inner.tail) > FLOWING_CELL):
                return True
    return False


def _folded(text: str) -> str:
    """A line with its white space folded: the source's own line breaks and tabs mean nothing, save between cells."""
    if _CELL_END not in text and not text.startswith(BULLET):
        return " ".join(text.split())
    bullet = BULLET if text.startswith(BULLET) else ""
    cells = [" ".join(cell.split()) for cell in text.removeprefix(bullet).split(_CELL_END)]
    return bullet + CELL_GAP.join(cell for cell in cells if cell) if any(cells) else ""
