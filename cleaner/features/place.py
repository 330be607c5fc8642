"""The place of a block: where the running text is, how far away, and what stands around it.

Everything is counted on arrays over the whole document, so a long page costs little more than a short one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from cleaner.features import shape
from cleaner.features.measurement import Measurement, names_of
from cleaner.model import Block
from cleaner.scoring.trees import Floats
from cleaner.text.sentences import PROSE_WORDS

MEASUREMENTS = (
    Measurement("index", "blocks before it, up to 40", "blocks"),
    Measurement("left", "blocks behind it, up to 40", "blocks"),
    Measurement("share", "its place among all blocks", "share"),
    Measurement("prose_before", "running text before it, up to 40", "blocks"),
    Measurement("prose_after", "running text behind it, up to 40", "blocks"),
    Measurement("since_prose", "distance to the last running text, up to 40", "blocks"),
    Measurement("until_prose", "distance to the next running text, up to 40", "blocks"),
    Measurement("words_before", "words of the document before it", "share"),
    Measurement("words_after", "words of the document behind it", "share"),
    Measurement("in_core", "it stands inside the core", "flag"),
    Measurement("before_core", "distance to the core that begins below it", "blocks"),
    Measurement("after_core", "distance to the core that ended above it", "blocks"),
    Measurement("blocks", "blocks of the document, up to 300", "blocks"),
    Measurement("prose_share", "blocks of the document that are running text", "share"),
    Measurement("near_prose", "running text among the 3 blocks on either side", "share"),
    Measurement("far_prose", "running text among the 8 blocks on either side", "share"),
    Measurement("run", "length of its run of blocks of one kind: running text, ends in a stop, neither", "blocks"),
    Measurement("run_at", "its place in that run", "blocks"),
    Measurement("prev_words", "words of the block before (−1: there is none)", "words"),
    Measurement("next_words", "words of the block behind", "words"),
    Measurement("prev_stop", "the block before ends in a stop", "flag"),
    Measurement("next_stop", "the block behind ends in a stop", "flag"),
    Measurement("prev2_words", "words of the second block before", "words"),
    Measurement("next2_words", "words of the second block behind", "words"),
    Measurement("gap_after", "blank lines behind it, up to 4", "lines"),
    Measurement("gapless", "blocks of the document without a blank line before them", "share"),
    Measurement("prev_colon", "the block before ends in a colon", "flag"),
    Measurement("like_prev", "difference of its length from the block before; 1: there is none", "share"),
    Measurement("like_next", "difference of its length from that of the block behind", "share"),
    Measurement("bullets_near", "blocks with a bullet among the 3 on either side", "share"),
    Measurement("stops_near", "blocks that end in a stop among the 3 on either side", "share"),
)
NAMES = names_of(MEASUREMENTS)

PROSE_BEFORE = NAMES.index("prose_before")

NEAR, FAR = 3, 8
"""Blocks to either side that are the neighbourhood."""

CAP = 40.0
"""Counts of blocks are capped here: further is far."""

CORE_WORDS = 60.0
CORE_COST = 4.0
CORE_COST_PER_WORD = 0.2
"""The core is the stretch of blocks with the greatest sum, where running text counts its words (at most 60 a block) and
everything else costs 4 (long blocks that don't end like a sentence, a fifth of their words more). Three to four
lines of furniture outweigh a short paragraph; no run of menus outweighs an article."""

MAX_BLOCKS = 300.0


def measure(blocks: Sequence[Block], own: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """Blocks × `NAMES`, and which blocks are the core's running text."""
    n = len(blocks)
    if not n:
        return np.zeros((0, len(NAMES)), dtype=np.float32), np.zeros(0, dtype=bool)
    words = own[:, shape.WORDS]
    stops = own[:, shape.ENDS_STOP]
    prose = (words >= PROSE_WORDS) & (stops > 0)
    index = np.arange(n)
    counted = _counted(prose.astype(np.float32))
    first, last = _core(words, prose)
    inside = (index >= first) & (index <= last)
    words_up_to = np.cumsum(words)
    total = float(words_up_to[-1]) or 1.0
    run, run_at = _runs(np.where(prose, 2, stops))
    gaps = np.array([block.gap for block in blocks], dtype=np.float32)
    columns = (
        np.minimum(index, CAP),
        np.minimum(n - 1 - index, CAP),
        index / n,
        np.minimum(counted[:-1], CAP),
        np.minimum(counted[-1] - counted[1:], CAP),
        _since(prose),
        _since(prose[::-1])[::-1],
        (words_up_to - words) / total,
        1 - words_up_to / total,
        inside,
        np.clip(first - index, 0, CAP),
        np.clip(index - last, 0, CAP),
        np.full(n, min(n, MAX_BLOCKS)),
        np.full(n, counted[-1] / n),
        _window(counted, prose.astype(np.float32), NEAR),
        _window(counted, prose.astype(np.float32), FAR),
        np.minimum(run, CAP),
        np.minimum(run_at, CAP),
        shifted(words, 1, -1),
        shifted(words, -1, -1),
        shifted(stops, 1, -1),
        shifted(stops, -1, -1),
        shifted(words, 2, -1),
        shifted(words, -2, -1),
        np.minimum(shifted(gaps, -1, 4), 4),
        np.full(n, float((gaps[1:] == 0).mean()) if n > 1 else 0.0),
        shifted(own[:, shape.ENDS_COLON], 1, 0),
        _unlike(words, shifted(words, 1, 0)),
        _unlike(words, shifted(words, -1, 0)),
        _window(_counted(own[:, shape.BULLET]), own[:, shape.BULLET], NEAR),
        _window(_counted(stops), stops, NEAR),
    )
    return np.column_stack(columns).astype(np.float32), inside & prose


def shifted(values: NDArray[np.float32], by: int, fill: float) -> NDArray[np.float32]:
    """The values moved down by `by` rows (up where it is negative), with `fill` where nothing stood.

    >>> shifted(np.array([1, 2, 3], dtype=np.float32), 1, -1).tolist()
    [-1.0, 1.0, 2.0]
    """
    out = np.full(len(values), fill, dtype=np.float32)
    if by > 0:
        out[by:] = values[:-by]
    else:
        out[:by] = values[-by:]
    return out


def mean_near(values: Floats, reach: int) -> Floats:
    """Mean of the values within `reach` blocks.

    >>> mean_near(np.array([0.0, 3.0, 6.0]), 1).tolist()
    [1.5, 3.0, 4.5]
    """
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low, high = np.maximum(0, index - reach), np.minimum(len(values), index + reach + 1)
    mean: Floats = (sums[high] - sums[low]) / (high - low)
    return mean


def _core(words: Floats, prose: NDArray[np.bool_]) -> tuple[int, int]:
    """First and last index of the stretch with the greatest sum (Kadane's algorithm)."""
    longer = np.where(words >= PROSE_WORDS, CORE_COST_PER_WORD * words, 0.0)
    worth = np.where(prose, np.minimum(words, CORE_WORDS), -CORE_COST - longer)
    sums = np.concatenate([[0.0], np.cumsum(worth)])
    lowest = np.minimum.accumulate(sums[:-1])
    last = int(np.argmax(sums[1:] - lowest))
    first = int(np.argmin(sums[: last + 1]))
    return (first, last) if prose.any() else (0, len(words) - 1)


def _since(flags: NDArray[np.bool_]) -> Floats:
    """Blocks since the last flagged one before each; `CAP` where there was none."""
    index = np.arange(len(flags))
    last = np.maximum.accumulate(np.where(flags, index, -1))
    before = np.concatenate([[-1], last[:-1]])
    return np.where(before >= 0, np.minimum(index - before, CAP), CAP).astype(np.float32)


def _counted(flags: Floats) -> Floats:
    """How many flags stand before each place, and at the end in all."""
    counts: Floats = np.concatenate([[0], np.cumsum(flags)])
    return counts


def _runs(kinds: NDArray[np.float64]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """For each block, the length of the run of its kind it stands in, and its place in it."""
    n = len(kinds)
    starts = np.flatnonzero(np.concatenate([[True], kinds[1:] != kinds[:-1]]))
    lengths = np.diff(np.concatenate([starts, [n]]))
    return np.repeat(lengths, lengths), np.arange(n) - np.repeat(starts, lengths)


def _window(counted: Floats, flags: Floats, reach: int) -> Floats:
    """Share of flagged blocks among those within `reach`, the block itself not counted."""
    n = len(flags)
    index = np.arange(n)
    low, high = np.maximum(0, index - reach), np.minimum(n, index + reach + 1)
    share: Floats = (counted[high] - counted[low] - flags) / (high - low)
    return share


def _unlike(words: Floats, others: Floats) -> Floats:
    """0 where two blocks are of the same length, 1 where one of them is nothing."""
    unlike: Floats = np.abs(words - others) / (words + others)
    return unlike
