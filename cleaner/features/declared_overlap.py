"""What a page declares of its article, laid beside each block: the text it declares, its headlines, its descriptions.

Some publishers give the whole text in their JSON-LD (`articleBody`), others its first words; a description is often
the standfirst in print.
"""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

import numpy as np

from cleaner.features.measurement import Measurement, names_of
from cleaner.model import Declared
from cleaner.scoring.trees import Floats
from cleaner.text.words import bigrams, share_of, tokenize

MEASUREMENTS = (
    Measurement(
        "told_share",
        "its words in the text the page declares (`articleBody`); −1: there is none",
        "share",
    ),
    Measurement("told_before", "a block of that text stands before it", "flag"),
    Measurement("told_after", "a block of that text stands behind it", "flag"),
    Measurement("told_size", "words of that text over those of the page, up to 2", "ratio"),
    Measurement("like_headline", "words shared with the likest headline the page declares", "share"),
    Measurement("like_description", "the same with the likest description", "share"),
)
NAMES = names_of(MEASUREMENTS)

NOT_TOLD = -1.0
"""The share of a block in a text that the page doesn't declare."""

MIN_SHARE = 0.5
"""Share of a block that stands in the declared text from which it counts as part of it."""

MAX_LENGTH = 3
"""A block so many times as long as a headline or description is not compared: it can't be a print of it."""

MAX_SIZE = 2.0
"""The declared text's words over the page's are counted up to here."""


def measure(declared: Declared, tokens: Sequence[Sequence[str]]) -> Floats:
    """Blocks × `NAMES`; `tokens` are the blocks' words, in small letters."""
    n = len(tokens)
    body = tokenize(declared.body or "")
    told = bigrams(body)
    share = np.array([share_of(bigrams(own), told) for own in tokens] if told else [NOT_TOLD] * n, dtype=np.float32)
    places = np.flatnonzero(share >= MIN_SHARE)
    index = np.arange(n)
    first, last = (places[0], places[-1]) if len(places) else (n, -1)
    bags, lengths = [set(own) for own in tokens], [len(own) for own in tokens]
    size = min(MAX_SIZE, len(body) / (sum(lengths) or 1))
    columns = (
        share,
        (index > first) & bool(len(places)),
        (index < last) & bool(len(places)),
        np.full(n, size),
        _likeness([text for _, text in declared.headlines], bags, lengths),
        _likeness([text for _, text in declared.descriptions], bags, lengths),
    )
    return np.column_stack(columns).astype(np.float32)


def _likeness(texts: Sequence[str], bags: Sequence[AbstractSet[str]], lengths: Sequence[int]) -> Floats:
    """How alike each block is to the likest of some texts: the words both have over the words of either. `bags` are the
    blocks' words, each once, `lengths` how many they are with those that stand twice."""
    best = [0.0] * len(bags)
    for wanted in {frozenset(tokenize(text)) for text in texts} - {frozenset()}:
        most = MAX_LENGTH * len(wanted)
        for n, own in enumerate(bags):
            if lengths[n] <= most:
                common = len(own & wanted)
                if common:
                    best[n] = max(best[n], common / (len(own) + len(wanted) - common))
    return np.array(best, dtype=np.float32)
