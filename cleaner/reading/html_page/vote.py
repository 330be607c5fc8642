"""trafilatura's vote on a page: which of our lines are in the main content that it extracts.

The vote is one measurement among others. Its text is compared with ours word by word, so a line that it leaves out is
still in the account, and a line that it keeps has to stand on the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from lxml import etree, html

from cleaner.model import HtmlContext
from cleaner.reading.html_page.render import Rendered
from cleaner.text.words import bigrams, share_of

MAX_CHARACTERS = 2_000_000
MAX_ELEMENTS = 30_000
MAX_DEPTH = 100
"""Sizes of a page, twice to four times those of the largest pages of news, beyond which trafilatura isn't asked: it
takes quadratic time for what is nested, and minutes for what is long. No line of such a page has a vote."""

_WORD = re.compile(r"\w+")

STRIPPED = tuple(
    "script style svg template noscript iframe object embed audio video canvas map picture math nav footer aside menu "
    "button select option optgroup input textarea datalist dialog link source track param progress".split()
)
"""Elements that are stripped before trafilatura is asked. It would leave them out itself, but copies the tree several
times first. On 78 pages the vote was the same on all 20,031 lines, in four fifths of the time."""


def can_vote(root: html.HtmlElement, lines: Sequence[str], depth: int) -> bool:
    """Whether a page is of a size that trafilatura is asked about; `depth` is that of its blocks."""
    if depth > MAX_DEPTH or sum(map(len, lines)) > MAX_CHARACTERS:
        return False
    return bool(root.xpath("count(//*)") <= MAX_ELEMENTS)


def add_votes(root: html.HtmlElement, page: Rendered) -> tuple[HtmlContext | None, ...]:
    """Add to the contexts of a page the vote on each line: the share of its words, in pairs of neighbours, that
    trafilatura's main content has in one of its paragraphs. The tree can't be used afterwards.

    >>> from cleaner.reading.html_page.parse import parse
    >>> from cleaner.reading.html_page.render import render
    >>> prose = "The bridge was closed on Friday, the council said, after cracks were found in two of its piers. "
    >>> page = f"<body><nav><a href='/'>Home</a></nav><article><p>{prose * 3}</p><p>{prose * 2}</p></article></body>"
    >>> root = parse(page)
    >>> [context and context.vote for context in add_votes(root, render(root))]
    [0.0, None, 1.0, None, 1.0]
    """
    if not can_vote(root, page.lines, page.depth):
        return tuple(page.contexts)
    etree.strip_elements(root, *STRIPPED, with_tail=False)
    theirs: set[tuple[str, str]] = set()
    for paragraph in _main_content(root).split("\n"):
        theirs |= bigrams(_WORD.findall(paragraph))
    if not theirs:
        return tuple(page.contexts)
    return tuple(
        context and context._replace(vote=share_of(bigrams(_WORD.findall(line)), theirs))
        for line, context in zip(page.lines, page.contexts, strict=True)
    )


def _main_content(root: html.HtmlElement) -> str:
    """The text trafilatura extracts; empty where it finds none."""
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(root, fast=True, include_comments=False, include_tables=True)
    except Exception:  # a fault of the library on a broken page costs the page its vote, not its text
        return ""
    text: str | None = getattr(document, "text", None)
    return text or ""
