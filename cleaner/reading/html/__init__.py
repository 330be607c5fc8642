"""HTML pages: parsed once, rendered as lines, each with what the page says of it."""

from __future__ import annotations

from cleaner.model import Mark
from cleaner.reading.html.parse import parse
from cleaner.reading.html.render import Rendered, render
from cleaner.reading.html.vote import votes

__all__ = ["parse", "read_lines", "render"]


def read_lines(root) -> Rendered:
    """The lines of a page, with trafilatura's vote on each."""
    rendered = render(root)
    if root is None:
        return rendered
    lines, marks, unprinted = rendered
    voted = votes(root, lines)
    return Rendered(lines, [mark and mark._replace(vote=vote) for mark, vote in zip(marks, voted, strict=True)], unprinted)
