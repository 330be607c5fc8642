"""Echoes: what a block shares with the rest of its document.

Captions are printed twice, pull quotes repeat a sentence, a standfirst tells what the first paragraph tells, a teaser
speaks of something else altogether.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.features.shape import FUNCTION_WORDS, MAX_WORDS
from cleaner.model import Block
from cleaner.ruleset.patternless import repeat_key
from cleaner.ruleset.trees import Floats

NAMES = (
    "repeats",
    "repeats_later",
    "repeats_near",
    "twin",
    "inside_other",
    "holds_near",
    "known",
    "known_in_core",
    "known_in_lead",
    "shared_prev",
    "shared_next",
    "content_words",
    "lead_in_repeats",
    "bracket_repeats",
)

LEAD = 3
"""Blocks of running text that are the lead: they name what the article is about."""

MIN_KEY, LONG_KEY = 15, 60
"""Letters and digits of a block before it is looked for inside others, and of a block that others are looked for in."""

NEAR_KEY = 8
"""Letters and digits of two blocks, one of which begins like the other, before they are a repeat."""

MAX_SEARCHED = 200_000
"""Letters of long blocks in which shorter ones are looked for; a document beyond that is a dump of many articles, in
which a repeat means little, and the search would take the square of its length."""

MIN_TWIN_WORDS = 3
"""Content words a block must have before another is called its twin."""

BESIDE = (-2, -1, 1, 2)
"""Where a repeat, a twin or a quoted sentence is looked for, in blocks from the block itself."""

MAX_LEAD_IN = 30
"""Characters in front of a colon or bar that are a lead-in ("Posted by:", "In pictures |") and not a clause."""

MAX_BRACKET = 60
"""Characters of a last bracket that names a source ("(Quist's)") and is not an aside."""

MIN_LETTERS = 4
"""Letters of a word that carries a subject; shorter ones are mostly grammar."""


def measure(blocks: Sequence[Block], tokens: Sequence[Sequence[str]], core: NDArray[np.bool_]) -> Floats:
    """Blocks × `NAMES`; `tokens` are the blocks' words, `core` says which are the article's running text, so far as
    their place tells."""
    keys = [repeat_key(block.text) for block in blocks]
    content = [content_words(own) for own in tokens]
    inside = core.tolist()
    known = _at_least_twice(content)
    in_core = [words for words, flag in zip(content, inside, strict=True) if flag]
    core_once: set[str] = set().union(*in_core)
    core_twice = _at_least_twice(in_core)
    lead_blocks = np.flatnonzero(core)[:LEAD].tolist()
    lead: set[str] = set().union(*(content[i] for i in lead_blocks))
    lead_without_first: set[str] = set().union(*(content[i] for i in lead_blocks[1:]))
    counts = Counter(keys)
    lead_ins = _shared([_lead_in(block.text) for block in blocks], keys)
    brackets = _shared([_last_bracket(block.text) for block in blocks], keys)
    longs = "\n".join(key for key in keys if len(key) > LONG_KEY)
    if len(longs) > MAX_SEARCHED:
        longs = ""
    seen: set[str] = set()
    rows = []
    for i, (key, words) in enumerate(zip(keys, content, strict=True)):
        size = len(words) or 1
        beside = [i + by for by in BESIDE if 0 <= i + by < len(keys)]
        about = lead_without_first if i in lead_blocks[:1] else lead
        rows.append(
            (
                min(counts[key], 5) - 1,
                counts[key] > 1 and key not in seen,
                any(_begins_alike(key, keys[j]) for j in beside),
                max((_likeness(words, content[j]) for j in beside), default=0.0) if size >= MIN_TWIN_WORDS else 0.0,
                len(key) > MIN_KEY and longs.count(key) > (len(key) > LONG_KEY) * counts[key],
                len(key) > LONG_KEY and any(MIN_KEY < len(keys[j]) < len(key) and keys[j] in key for j in beside),
                len(words & known) / size,
                len(words & (core_twice if inside[i] else core_once)) / size,
                len(words & about) / size,
                len(words & content[i - 1]) / size if i else 0.0,
                len(words & content[i + 1]) / size if i + 1 < len(content) else 0.0,
                min(len(words), MAX_WORDS),
                lead_ins[i],
                brackets[i],
            )
        )
        seen.add(key)
    return np.array(rows, dtype=np.float32).reshape(-1, len(NAMES))


def _lead_in(text: str) -> str:
    """What stands in front of an early colon or bar, or nothing.

    >>> _lead_in("Posted by: marshwren, 3 May"), _lead_in("The mayor spoke: nobody listened to her for long.")
    ('Posted by', 'The mayor spoke')
    """
    ends = [at for at in (text.find(":", 1, MAX_LEAD_IN), text.find("|", 1, MAX_LEAD_IN)) if at > 0]
    return text[: min(ends)].strip() if ends else ""


def _last_bracket(text: str) -> str:
    """What stands in brackets at the end, or nothing.

    >>> _last_bracket("The vase was sold in May. (Quist's)")
    "Quist's"
    """
    if text[-1] != ")":
        return ""
    return text[text.rfind("(", len(text) - MAX_BRACKET) + 1 : -1] if "(" in text[-MAX_BRACKET:] else ""


def _shared(parts: Sequence[str], keys: Sequence[str]) -> list[int]:
    """For each block, how many others of a different text have the same part, up to 4."""
    texts: dict[str, set[str]] = {}
    for part, key in zip(parts, keys, strict=True):
        if part:
            texts.setdefault(part, set()).add(key)
    return [min(len(texts[part]), 5) - 1 if part else 0 for part in parts]


def _at_least_twice(content: Sequence[set[str]]) -> set[str]:
    """Words of two sets or more."""
    once: set[str] = set()
    twice: set[str] = set()
    for words in content:
        twice |= words & once
        once |= words
    return twice


def _begins_alike(key: str, other: str) -> bool:
    return len(key) > NEAR_KEY and len(other) > NEAR_KEY and (key.startswith(other) or other.startswith(key))


def _likeness(words: set[str], others: set[str]) -> float:
    """Shared words over all words of two blocks (Jaccard index)."""
    shared = len(words & others)
    return shared / (len(words) + len(others) - shared) if shared else 0.0


def content_words(tokens: Sequence[str]) -> set[str]:
    """Words that carry a subject: of four letters or more, without those that carry grammar.

    >>> sorted(content_words(["the", "mayor's", "plan", "would", "close", "both", "libraries"]))
    ['close', 'libraries', "mayor's", 'plan']
    """
    return {token for token in tokens if len(token) >= MIN_LETTERS} - FUNCTION_WORDS
