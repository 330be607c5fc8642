"""What of a document is body by its gold: which of its blocks, and how well a body agrees with it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WORD = re.compile(r"\w+")
GRAM = 4
"""Words of a shingle: the measure of the public article-extraction-benchmark."""

BODY_SHARE = 0.5
"""A block is body where this share of its shingles stands in the gold."""

Shingles = Counter[tuple[str, ...]]


def shingles(text: str) -> Shingles:
    """The runs of four words of a text, or all its words where there are fewer; nothing for a text without words."""
    words = WORD.findall(text)
    return Counter(tuple(words[i : i + GRAM]) for i in range(max(1, len(words) - GRAM + 1)) if words)


def f1(gold: str, body: str) -> float:
    """How well a body agrees with the gold: F1 of the shingles, 0 to 1; 1 where both are empty.

    >>> f1("a b c d e", "a b c d e"), round(f1("a b c d e", "a b c d x"), 2), f1("a", "")
    (1.0, 0.5, 0.0)
    """
    wanted, got = shingles(gold), shingles(body)
    if not wanted and not got:
        return 1.0
    return 2 * (wanted & got).total() / max(1, wanted.total() + got.total())


def body_blocks(texts: Sequence[str], gold: str) -> list[bool]:
    """For each block of a document, is it body by the gold?

    >>> body_blocks(["Share this", "The mill closed in May.", "Rain."], "The mill closed in May.")
    [False, True, False]
    """
    grams = shingles(gold)
    joined = f" {' '.join(WORD.findall(gold))} "
    return [_is_body(text, grams, joined) for text in texts]


def _is_body(text: str, grams: Shingles, joined: str) -> bool:
    words = WORD.findall(text)
    if not words:
        return False
    if len(words) < GRAM:
        return f" {' '.join(words)} " in joined
    own = [tuple(words[i : i + GRAM]) for i in range(len(words) - GRAM + 1)]
    return sum(gram in grams for gram in own) >= BODY_SHARE * len(own)
