"""Echoes: what a block shares with the rest of its document.

Captions are printed twice, pull quotes repeat a sentence, a standfirst tells what the first paragraph tells, a teaser
speaks of something else altogether.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from cleaner.features import shape
from cleaner.features.place import PROSE_WORDS
from cleaner.model import Block
from cleaner.ruleset.patternless import repeat_key
from cleaner.ruleset.trees import Floats

NAMES = (
    "repeats",
    "repeats_later",
    "repeats_near",
    "inside_other",
    "holds_other",
    "known",
    "known_in_core",
    "known_in_lead",
    "shared_prev",
    "shared_next",
)

LEAD = 3
"""Blocks of running text that are the lead: they name what the article is about."""

MIN_KEY, LONG_KEY = 15, 60
"""Letters and digits of a block before it is looked for inside others, and of a block that others are looked for in."""

NEAR_KEY = 8
"""Letters and digits of two blocks, one of which begins like the other, before they are a repeat."""

_TRIM = ",.;:!?\"'“”‘’()[]"


def measure(blocks: Sequence[Block], own: Floats, core: NDArray[np.bool_]) -> Floats:
    """Blocks × `NAMES`; `core` says which blocks are the article's running text, so far as its place tells."""
    n = len(blocks)
    keys = [repeat_key(block.text) for block in blocks]
    content = [content_words(block.text) for block in blocks]
    known: Counter[str] = Counter()
    known_in_core: Counter[str] = Counter()
    for words, inside in zip(content, core, strict=True):
        known.update(words)
        if inside:
            known_in_core.update(words)
    lead_blocks = np.flatnonzero(core)[:LEAD].tolist()
    lead: set[str] = set().union(*(content[i] for i in lead_blocks))
    lead_without_first: set[str] = set().union(*(content[i] for i in lead_blocks[1:]))
    counts = Counter(keys)
    longs = "\n".join(key for key in keys if len(key) > LONG_KEY)
    shorts = [key for key in keys if MIN_KEY < len(key) <= 3 * LONG_KEY]
    seen: set[str] = set()
    rows = []
    for i, (key, words) in enumerate(zip(keys, content, strict=True)):
        size = len(words) or 1
        own_core = bool(core[i])
        first_lead = bool(lead_blocks) and i == lead_blocks[0]
        rows.append(
            (
                min(counts[key], 5) - 1,
                counts[key] > 1 and key not in seen,
                any(_begins_alike(key, keys[j]) for j in (i - 2, i - 1, i + 1, i + 2) if 0 <= j < n),
                len(key) > MIN_KEY and longs.count(key) > (len(key) > LONG_KEY) * counts[key],
                len(key) > LONG_KEY and any(other in key for other in shorts if len(other) < len(key)),
                sum(known[word] > 1 for word in words) / size,
                sum(known_in_core[word] > own_core for word in words) / size,
                len(words & (lead_without_first if first_lead else lead)) / size,
                len(words & content[i - 1]) / size if i else 0.0,
                len(words & content[i + 1]) / size if i + 1 < n else 0.0,
            )
        )
        seen.add(key)
    return np.array(rows, dtype=np.float32).reshape(-1, len(NAMES))


def _begins_alike(key: str, other: str) -> bool:
    return len(key) > NEAR_KEY and len(other) > NEAR_KEY and (key.startswith(other) or other.startswith(key))


def content_words(text: str) -> set[str]:
    """Words that carry a subject: of five letters or more, and capitalised ones of three or more; no possessives.

    >>> sorted(content_words("The Mayor’s plan to close the old libraries"))
    ['close', 'libraries', 'mayor', 'the']
    """
    found = set()
    for word in text.split(" "):
        if len(word) >= 5 or (len(word) >= 3 and word[0].isupper()):
            found.add(word)
    return {_content_word(word) for word in found}


@lru_cache(maxsize=50_000)
def _content_word(word: str) -> str:
    bare = word.strip(_TRIM).lower()
    return bare[:-2] if bare.endswith(("’s", "'s")) else bare
