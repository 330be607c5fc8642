"""What a page declares of its article, laid beside each block: the text it declares, its headlines, its descriptions.

Some publishers give the whole text in their JSON-LD (`articleBody`), others its first words; a description is often
the standfirst in print.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.features.words import pairs, share_of, words
from cleaner.model import Declared
from cleaner.ruleset.trees import Floats

NAMES = ("told_share", "told_before", "told_after", "told_size", "like_headline", "like_description")

NOT_TOLD = -1.0
"""The share of a block in a text that the page doesn't declare."""

MAX_SIZE = 2.0
"""The declared text's words over the page's are counted up to here."""


def measure(declared: Declared, tokens: Sequence[Sequence[str]]) -> Floats:
    """Blocks × `NAMES`; `tokens` are the blocks' words, in small letters."""
    n = len(tokens)
    body = words(declared.body or "")
    told = pairs(body)
    share = np.array([share_of(pairs(own), told) if told else NOT_TOLD for own in tokens], dtype=np.float32)
    places = np.flatnonzero(share >= 0.5)
    index = np.arange(n)
    first, last = (places[0], places[-1]) if len(places) else (n, -1)
    size = min(MAX_SIZE, len(body) / (sum(map(len, tokens)) or 1))
    columns = (
        share,
        (index > first) & bool(len(places)),
        (index < last) & bool(len(places)),
        np.full(n, size),
        _likeness([text for _, text in declared.headlines], tokens),
        _likeness([text for _, text in declared.descriptions], tokens),
    )
    return np.column_stack(columns).astype(np.float32)


def _likeness(texts: Sequence[str], tokens: Sequence[Sequence[str]]) -> Floats:
    """How alike each block is to the likest of some texts: the words both have over the words of either."""
    best = np.zeros(len(tokens), dtype=np.float32)
    for wanted in {frozenset(words(text)) for text in texts} - {frozenset()}:
        for n, own in enumerate(tokens):
            if len(own) <= 3 * len(wanted):
                have = set(own)
                best[n] = max(best[n], len(have & wanted) / len(have | wanted))
    return best
