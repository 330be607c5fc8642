"""A page's tree into lines: every visible text, a line for each block, with the element it stands in.

Nothing is judged here: menus and footers come along and are dropped, with a reason, by the stages that decide.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lxml import etree

from cleaner.model import Element, Mark
from cleaner.reading.html.visible import BLOCKS, PARAGRAPHS, is_unseen

CELL_GAP = "\t"
_CELL_END = "\0"
"""Marks the end of a cell in the text of a line: no parsed text has one."""

BULLET = "  • "

TELLING = ("class", "id", "role", "itemprop", "property", "data-testid", "data-component", "data-type", "data-module")
"""Attributes whose words say what an element is for."""

EMPHASIS = frozenset({"b", "strong", "em", "i"})


class Rendered(NamedTuple):
    """The lines of a page, blank ones between paragraphs, and for each the place it was printed at (None: blank)."""

    lines: list[str]
    marks: list[Mark | None]


def render(root: etree._Element | None) -> Rendered:
    """The lines of a page; none where it prints no text.

    >>> from cleaner.reading.html.parse import parse
    >>> page = "<body><nav>Home</nav><h1>Rain</h1><p>It <b>rained</b>.<br>All day.</p><ul><li>One</ul></body>"
    >>> render(parse(page)).lines
    ['Home', '', 'Rain', '', 'It rained.', 'All day.', '', '  • One']
    """
    printer = _Printer()
    if root is None:
        return Rendered([], [])
    skipped = None
    walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        if event == "start":
            if is_unseen(node.tag, node.attrib):
                skipped = node
                walk.skip_subtree()
            else:
                printer.start(node.tag, node.attrib)
                if node.text:
                    printer.text(node.text)
            continue
        if event == "end":
            printer.end(node.tag, node is skipped)
        if node.tail:
            printer.text(node.tail)
    printer.new_line()
    return Rendered(printer.lines, printer.marks)


class _Printer:
    """Takes the page's elements and texts as they come, and keeps its lines."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.marks: list[Mark | None] = []
        self.pieces: list[str] = []
        """The texts of the line that is being printed."""
        self.place: Element | None = None
        """The block element in which that line began."""
        self.linked = self.strong = 0
        """Characters of the line inside links, and inside emphasis."""
        self.blank = False
        """Whether a paragraph has ended since the last line."""
        self.open: list[Element] = []
        self.links = self.emphases = self.preformatted = 0
        """Open elements of these kinds."""
        self.number = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in BLOCKS:
            self.new_line(tag in PARAGRAPHS)
            self._open(tag, attributes)
            if tag == "li":
                self.pieces.append(BULLET)
            elif tag == "pre":
                self.preformatted += 1
        elif tag == "br":
            self.new_line()
        elif tag == "a":
            self.links += 1
        elif tag in EMPHASIS:
            self.emphases += 1

    def _open(self, tag: str, attributes: Mapping[str, str]) -> None:
        names = " ".join([attributes[key] for key in TELLING if key in attributes]) if attributes else ""
        self.number += 1
        self.open.append(Element(tag, names, self.open[-1] if self.open else None, self.number))

    def end(self, tag: str, unseen: bool) -> None:
        if tag in BLOCKS:
            self.new_line(tag in PARAGRAPHS and not unseen)
            if not unseen:
                self.open.pop()
                self.preformatted -= tag == "pre"
        elif unseen:
            return
        elif tag in ("td", "th"):
            self.pieces.append(_CELL_END)
        elif tag == "a":
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
        self.pieces.append(text)
        if self.place is None and not text.isspace():
            self.place = self.open[-1] if self.open else None
        self.linked += len(text) * (self.links > 0)
        self.strong += len(text) * (self.emphases > 0)

    def new_line(self, blank: bool = False) -> None:
        """End the line, if there is one; `blank` sets the next one apart."""
        line = _folded("".join(self.pieces)) if self.pieces else ""
        if line:
            if self.blank and self.lines:
                self.lines.append("")
                self.marks.append(None)
            size = len(line)
            self.lines.append(line)
            self.marks.append(Mark(self.place, min(1.0, self.linked / size), min(1.0, self.strong / size)))
            self.blank = False
        self.pieces, self.place, self.linked, self.strong = [], None, 0, 0
        self.blank = self.blank or blank


def _folded(text: str) -> str:
    """A line with its white space folded: the source's own line breaks and tabs mean nothing, save between cells."""
    if _CELL_END not in text and not text.startswith(BULLET):
        return " ".join(text.split())
    bullet = BULLET if text.startswith(BULLET) else ""
    cells = [" ".join(cell.split()) for cell in text.removeprefix(bullet).split(_CELL_END)]
    return bullet + CELL_GAP.join(cell for cell in cells if cell) if any(cells) else ""
