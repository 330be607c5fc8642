"""Echoes: what a block shares with the rest of its document.

Captions are printed twice, pull quotes repeat a sentence, a standfirst tells what the first paragraph tells, a teaser
speaks of something else altogether.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.features.measurement import Measurement, names_of
from cleaner.features.shape import FUNCTION_WORDS, MAX_WORDS
from cleaner.model import Block
from cleaner.scoring.trees import Floats
from cleaner.text.normalize import repeat_key

MEASUREMENTS = (
    Measurement("repeats", "further prints of the same text, up to 4", "prints"),
    Measurement("repeats_later", "it is the first of several prints", "flag"),
    Measurement("repeats_near", "one of the two blocks on either side begins alike", "flag"),
    Measurement("near_duplicate", "content words in common with the likest of these, of the words of both", "share"),
    Measurement("inside_other", "its text stands inside a long block elsewhere", "flag"),
    Measurement("holds_near", "the text of one of the two blocks on either side stands inside it", "flag"),
    Measurement("known", "its content words that stand in two blocks or more", "share"),
    Measurement("known_in_core", "its content words that the core's other running text holds", "share"),
    Measurement("known_in_lead", "its content words that the lead holds", "share"),
    Measurement("shared_prev", "its content words that the block before holds", "share"),
    Measurement("shared_next", "its content words that the block behind holds", "share"),
    Measurement("content_words", "content words, up to 120", "words"),
    Measurement(
        "lead_in_repeats",
        "others with the same lead-in before a colon or bar (“Posted by:”), up to 4",
        "blocks",
    ),
    Measurement("bracket_repeats", "others that end in the same brackets (“(Quist's)”), up to 4", "blocks"),
)
NAMES = names_of(MEASUREMENTS)

LEAD = 3
"""Blocks of running text that are the lead: they name what the article is about."""

MIN_KEY, LONG_KEY = 15, 60
"""Letters and digits of a block before it is looked for inside others, and of a block that others are looked for in."""

NEAR_KEY = 8
"""Letters and digits of two blocks, one of which begins like the other, before they are a repeat."""

MAX_SEARCHED = 200_000
"""Letters of long blocks in which shorter ones are looked for; a document beyond that is a dump of many articles, in
which a repeat means little, and the search would take the square of its length."""

MIN_NEAR_DUPLICATE_WORDS = 3
"""Content words a block must have before another is called its twin."""

BESIDE = (1, 2)
"""Where a repeat, a twin or a quoted sentence is looked for, in blocks from the block itself, up and down."""

MAX_LEAD_IN = 30
"""Characters in front of a colon or bar that are a lead-in ("Posted by:", "In pictures |") and not a clause."""

MAX_BRACKET = 60
"""Characters of a last bracket that names a source ("(Quist's)") and is not an aside."""

MIN_SUBJECT_LETTERS = 4
"""Letters of a word that carries a subject; shorter ones are mostly grammar."""


def measure(blocks: Sequence[Block], tokens: Sequence[Sequence[str]], core: NDArray[np.bool_]) -> Floats:
    """Blocks × `NAMES`; `tokens` are the blocks' words, `core` says which are the article's running text, so far as
    their place tells."""
    keys = [repeat_key(block.text) for block in blocks]
    content = [content_words(own) for own in tokens]
    inside, holds = _one_in_another(keys)
    near_duplicates, shared_prev, shared_next = _shared_beside(content)
    columns = (
        *_repeats(keys),
        near_duplicates,
        inside,
        holds,
        *_known(content, core),
        shared_prev,
        shared_next,
        [min(len(words), MAX_WORDS) for words in content],
        _shared([_lead_in(block.text) for block in blocks], keys),
        _shared([_last_bracket(block.text) for block in blocks], keys),
    )
    return np.array(columns, dtype=np.float32).T


Column = Sequence[float]
"""One measurement of all blocks."""


def _repeats(keys: Sequence[str]) -> tuple[Column, Column, Column]:
    """How often each block stands elsewhere too; whether it does so further down alone; and whether one beside it
    begins alike."""
    counts = Counter(keys)
    first = {key: n for n, key in reversed(list(enumerate(keys)))}
    near = [False] * len(keys)
    for by in BESIDE:
        for n, (one, other) in enumerate(zip(keys, keys[by:], strict=False)):
            if _begins_alike(one, other):
                near[n] = near[n + by] = True
    repeats = [min(counts[key], 5) - 1 for key in keys]
    return (
        repeats,
        [count > 0 and first[key] == n for n, (key, count) in enumerate(zip(keys, repeats, strict=True))],
        near,
    )


def _one_in_another(keys: Sequence[str]) -> tuple[Column, Column]:
    """Whether each block stands inside another; and whether one beside it stands inside it."""
    long_keys = [key for key in keys if len(key) > LONG_KEY]
    counts = Counter(long_keys)
    longs = "\n".join(long_keys)
    if len(longs) > MAX_SEARCHED:
        longs = ""
    inside = [
        longs.count(key) > counts[key] if len(key) > LONG_KEY else len(key) > MIN_KEY and key in longs for key in keys
    ]
    holds = [False] * len(keys)
    for by in BESIDE:
        for n, (one, other) in enumerate(zip(keys, keys[by:], strict=False)):
            if len(one) > LONG_KEY or len(other) > LONG_KEY:
                holds[n] = holds[n] or _holds(one, other)
                holds[n + by] = holds[n + by] or _holds(other, one)
    return inside, holds


def _known(content: Sequence[set[str]], core: NDArray[np.bool_]) -> tuple[Column, Column, Column]:
    """The share of each block's words that another block has; another of the core; the lead, the block apart."""
    inside = core.tolist()
    known = _at_least_twice(content)
    in_core = [words for words, flag in zip(content, inside, strict=True) if flag]
    core_once: set[str] = set().union(*in_core)
    core_twice = _at_least_twice(in_core)
    lead: set[str] = set().union(*in_core[:LEAD])
    in_lead = [len(words & lead) for words in content]
    if in_core:
        lead_without_first: set[str] = set().union(*in_core[1:LEAD])
        in_lead[inside.index(True)] = len(in_core[0] & lead_without_first)
    sizes = [len(words) or 1 for words in content]
    return (
        [len(words & known) / size for words, size in zip(content, sizes, strict=True)],
        [
            len(words & (core_twice if flag else core_once)) / size
            for words, size, flag in zip(content, sizes, inside, strict=True)
        ],
        [count / size for count, size in zip(in_lead, sizes, strict=True)],
    )


def _shared_beside(content: Sequence[set[str]]) -> tuple[Column, Column, Column]:
    """How like each block the likest of those beside it is (shared words over all words of both, the Jaccard index);
    and the share of its words that the one before it has, and the one after it."""
    sizes = [len(words) for words in content]
    likest = [0.0] * len(content)
    shared: dict[int, list[int]] = {}
    for by in BESIDE:
        shared[by] = [len(one & other) for one, other in zip(content, content[by:], strict=False)]
        for n, count in enumerate(shared[by]):
            if count:
                likeness = count / (sizes[n] + sizes[n + by] - count)
                likest[n] = max(likest[n], likeness)
                likest[n + by] = max(likest[n + by], likeness)
    return (
        [likeness if size >= MIN_NEAR_DUPLICATE_WORDS else 0.0 for likeness, size in zip(likest, sizes, strict=True)],
        [count / (size or 1) for count, size in zip([0, *shared[1]], sizes, strict=False)],
        [count / (size or 1) for count, size in zip([*shared[1], 0], sizes, strict=False)],
    )


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


def _holds(key: str, other: str) -> bool:
    return len(key) > LONG_KEY and MIN_KEY < len(other) < len(key) and other in key


def content_words(tokens: Sequence[str]) -> set[str]:
    """Words that carry a subject: of four letters or more, without those that carry grammar.

    >>> sorted(content_words(["the", "mayor's", "plan", "would", "close", "both", "libraries"]))
    ['close', 'libraries', "mayor's", 'plan']
    """
    return {token for token in tokens if len(token) >= MIN_SUBJECT_LETTERS} - FUNCTION_WORDS
