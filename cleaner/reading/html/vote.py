"""trafilatura's verdict on a page: which of our lines it takes for the article's main content.

It is one voice among others. Its text is laid beside ours word for word, so everything it leaves out stays in the
account and everything it keeps has to stand on the page.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence
from itertools import pairwise

from lxml import html

MAX_CHARACTERS = 2_000_000
MAX_ELEMENTS = 30_000
MAX_DEPTH = 100
"""Sizes of a page, twice to four times those of the largest pages of news, beyond which trafilatura isn't asked: it
takes quadratic time for what is nested, and minutes for what is long. No line of such a page has a vote."""

_WORD = re.compile(r"\w+")

Gram = tuple[str, str]


def can_vote(root: html.HtmlElement, lines: Sequence[str], depth: int) -> bool:
    """Whether a page is of a size that trafilatura is asked about; `depth` is that of its blocks."""
    if depth > MAX_DEPTH or sum(map(len, lines)) > MAX_CHARACTERS:
        return False
    return bool(root.xpath("count(//*)") <= MAX_ELEMENTS)


def votes(root: html.HtmlElement, lines: Sequence[str]) -> list[float]:
    """For each line the share of its words, in pairs of neighbours, that trafilatura's main content has in one of its
    paragraphs; of a text that the page prints more often than trafilatura does, the best placed counts.

    >>> from cleaner.reading.html import parse
    >>> prose = "The bridge was closed on Friday, the council said, after cracks were found in two of its piers. "
    >>> page = f"<body><nav><a href='/'>Home</a></nav><article><p>{prose * 3}</p><p>{prose * 2}</p></article></body>"
    >>> votes(parse(page), ["Home", (prose * 3).strip(), (prose * 2).strip()])
    [0.0, 1.0, 1.0]
    """
    main = _main_content(root)
    if not main:
        return [0.0] * len(lines)
    theirs: set[Gram] = set()
    for paragraph in main.split("\n"):
        theirs |= _grams(paragraph)
    return [_share(_grams(line), theirs) for line in lines]


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


def _grams(text: str) -> set[Gram]:
    """A text's words in pairs of neighbours; a lone word is paired with nothing."""
    words = _WORD.findall(text)
    return set(pairwise(words)) if len(words) != 1 else {(words[0], "")}


def _share(own: set[Gram], theirs: set[Gram]) -> float:
    return len(own & theirs) / len(own) if own else 0.0
