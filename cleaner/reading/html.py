"""HTML into lines: every visible text of the page, a line for each block, ready for the text stages.

Nothing is judged here: menus and footers come along and are dropped, with a reason, by the stages that decide.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

UNSEEN = frozenset(
    "head script style template noscript svg math iframe object embed audio video canvas select option button "
    "textarea input meta link datalist dialog".split()
)
"""Elements that print no text of the page, or only controls."""

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
"""Elements that begin and end a line."""

PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote figure figcaption table ul ol pre article section".split())
"""Blocks set apart by a blank line."""

CELL_GAP = "\t"
BULLET = "  • "

_SURROGATE = re.compile("[\ud800-\udfff]")
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def render(text: str) -> list[str]:
    """The lines of a page; none where it prints no text.

    >>> render("<body><nav>Home</nav><h1>Rain</h1><p>It <b>rained</b>.<br>All day.</p><ul><li>One</ul></body>")
    ['Home', '', 'Rain', '', 'It rained.', 'All day.', '', '  • One']
    """
    lines: list[str] = []
    current = ""
    blank = False
    for piece in (*_pieces(text), "\n"):
        if piece not in ("\n", "\n\n"):
            current += piece
            continue
        line = _folded(current)
        if line.strip():
            if blank and lines:
                lines.append("")
            lines.append(line)
            blank = False
        current = ""
        blank = blank or piece == "\n\n"
    return lines


def _folded(text: str) -> str:
    bullet = BULLET if text.startswith(BULLET) else ""
    cells = [" ".join(cell.split()) for cell in text.removeprefix(bullet).split(CELL_GAP)]
    return bullet + CELL_GAP.join(cell for cell in cells if cell) if any(cells) else ""


def _pieces(text: str) -> list[str]:
    """Text, and line breaks ("\\n", or "\\n\\n" around paragraphs), in document order."""
    raw = _SURROGATE.sub("\ufffd", text.replace("\0", "")).encode()
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, target=_Printer())
    pieces: list[str] = etree.fromstring(raw, parser)
    return pieces


class _Printer:
    """Takes the parser's events as they come. No tree is made: lxml's stops at 256 levels of nesting and drops what
    follows, its events don't."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.unseen = 0
        """Open elements since the outermost one that prints nothing, itself included."""
        self.preformatted = 0
        """Open `pre` elements."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self.unseen or tag in UNSEEN or _is_hidden(attributes):
            self.unseen += 1
            return
        if tag == "br":
            self.pieces.append("\n")
        elif tag in BLOCKS:
            self.pieces.append("\n\n" if tag in PARAGRAPHS else "\n")
        if tag == "li":
            self.pieces.append(BULLET)
        self.preformatted += tag == "pre"

    def end(self, tag: str) -> None:
        if self.unseen:
            self.unseen -= 1
            if not self.unseen and tag in BLOCKS:
                self.pieces.append("\n")
        elif tag in BLOCKS:
            self.pieces.append("\n\n" if tag in PARAGRAPHS else "\n")
            self.preformatted -= tag == "pre"
        elif tag in ("td", "th"):
            self.pieces.append(CELL_GAP)

    def data(self, text: str) -> None:
        if self.unseen:
            return
        if not self.preformatted:
            self.pieces.append(_inline(text))
            return
        for n, line in enumerate(text.split("\n")):
            self.pieces += ["\n"] * (n > 0) + [_inline(line)]

    def close(self) -> list[str]:
        return self.pieces


def _inline(text: str) -> str:
    """Text with the source's own line breaks and tabs as spaces: they mean nothing in HTML."""
    return re.sub(r"[\n\r\t]+", " ", text)


def _is_hidden(attributes: Mapping[str, str]) -> bool:
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
    )
