"""HTML into lines: every visible text of the page, a line for each block, ready for the text stages.

Nothing is judged here: menus and footers come along and are dropped, with a reason, by the stages that decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from cleaner.model import UnreadableInput

UNSEEN = frozenset(
    "head script style template noscript svg math iframe object embed audio video canvas select option button "
    "textarea input meta link datalist dialog".split()
)
"""Elements that print no text of the page, or only controls."""

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 "
    "h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
"""Elements that begin and end a line."""

PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote figure figcaption table ul ol pre article section".split())
"""Blocks set apart by a blank line."""

CELL_GAP = "\t"
BULLET = "  • "

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def render(text: str) -> list[str]:
    """The lines of a page. Raises UnreadableInput where no HTML can be made of it.

    >>> render("<body><nav>Home</nav><h1>Rain</h1><p>It <b>rained</b>.<br>All day.</p><ul><li>One</ul></body>")
    ['Home', '', 'Rain', '', 'It rained.', 'All day.', '', '  • One']
    """
    from trafilatura import load_html

    tree = load_html(text)
    if tree is None:
        raise UnreadableInput("no HTML could be made of it")
    lines: list[str] = []
    current = ""
    blank = False
    for piece in _pieces(tree):
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
    if _folded(current).strip():
        lines += [""] * (blank and bool(lines)) + [_folded(current)]
    return lines


def _folded(text: str) -> str:
    bullet = BULLET if text.startswith(BULLET) else ""
    cells = [" ".join(cell.split()) for cell in text.removeprefix(bullet).split(CELL_GAP)]
    return bullet + CELL_GAP.join(cell for cell in cells if cell) if any(cells) else ""


def _pieces(root: Any) -> Iterator[str]:
    """Text, and line breaks ("\\n", or "\\n\\n" around paragraphs), in document order; without recursion, so that
    no depth of nesting is too much."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, leaving = stack.pop()
        tag = node.tag if isinstance(node.tag, str) else None
        if leaving:
            if tag in BLOCKS:
                yield "\n\n" if tag in PARAGRAPHS else "\n"
            elif tag in ("td", "th"):
                yield CELL_GAP
            if node.tail and node is not root:
                yield _inline(node.tail)
            continue
        stack.append((node, True))
        if tag is None or tag in UNSEEN or _is_hidden(node):
            continue
        if tag == "br":
            yield "\n"
        elif tag in BLOCKS:
            yield "\n\n" if tag in PARAGRAPHS else "\n"
        if tag == "li":
            yield BULLET
        if node.text:
            yield _inline(node.text)
        stack.extend((child, False) for child in reversed(node))


def _inline(text: str) -> str:
    """Text with the source's own line breaks and tabs as spaces: they mean nothing in HTML."""
    return re.sub(r"[\n\r\t]+", " ", text)


def _is_hidden(node: Any) -> bool:
    return (
        node.get("hidden") is not None
        or node.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(node.get("style") or ""))
    )
