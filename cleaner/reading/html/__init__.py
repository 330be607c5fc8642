"""HTML pages: parsed once, rendered as lines, each with what the page says of it."""

from __future__ import annotations

from lxml import html

from cleaner.model import Mark
from cleaner.reading.html.parse import parse
from cleaner.reading.html.render import Rendered, render
from cleaner.reading.html.unprinted import NONE, PROSE_WORDS
from cleaner.reading.html.visible import CONSENT, DIALOG, HIDDEN, NOSCRIPT, TEMPLATE
from cleaner.reading.html.vote import can_vote, votes

__all__ = ["parse", "read_lines", "render"]

REVEALED = frozenset({HIDDEN, NOSCRIPT, TEMPLATE, DIALOG, CONSENT})
"""Reasons that may be wrong: a script shows the page later, or it was made for browsers without scripts."""

MIN_REVEALED = 100
"""Words of running text that such an element has at least when it is taken for the article."""


def read_lines(root: html.HtmlElement | None) -> Rendered:
    """The lines of a page, with trafilatura's vote on each.

    Where more running text stands in what isn't printed for one reason than in all that is, that is printed too.
    """
    rendered = render(root)
    if root is None:
        return rendered
    shown = _wrongly_hidden(rendered)
    if shown:
        rendered = render(root, shown)
    lines, marks, unprinted, depth = rendered
    if not can_vote(root, lines, depth):
        return rendered
    voted = votes(root, lines)
    return Rendered(
        lines, [mark and mark._replace(vote=vote) for mark, vote in zip(marks, voted, strict=True)], unprinted, depth
    )


def _wrongly_hidden(rendered: Rendered) -> frozenset[str]:
    """The reasons for which more running text isn't printed than is."""
    most = max((words.prose for words in rendered.unprinted.values()), default=0)
    if most < MIN_REVEALED:
        return frozenset()
    printed = sum(count for count in (len(line.split()) for line in rendered.lines) if count >= PROSE_WORDS)
    return frozenset(
        reason
        for reason in REVEALED
        if rendered.unprinted.get(reason, NONE).prose > max(printed, MIN_REVEALED)
    )
