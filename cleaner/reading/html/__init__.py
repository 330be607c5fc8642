"""HTML pages: parsed once, rendered as lines, each with what the page says of it."""

from __future__ import annotations

from lxml import html

from cleaner.reading.html.parse import parse
from cleaner.reading.html.render import Rendered, render
from cleaner.reading.html.vote import votes

__all__ = ["parse", "read_lines", "render"]


def read_lines(root: html.HtmlElement | None) -> Rendered:
    """The lines of a page, with trafilatura's vote on each."""
    lines, marks = render(root)
    if root is None:
        return Rendered(lines, marks)
    voted = votes(root, lines)
    return Rendered(lines, [mark and mark._replace(vote=vote) for mark, vote in zip(marks, voted, strict=True)])
