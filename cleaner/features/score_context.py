"""What the first sums say of a block's neighbours, and of the article's extent: measurements of the second weighing."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.features import extent, shape
from cleaner.features.measurement import Measurement, names_of
from cleaner.features.place import shifted
from cleaner.scoring.trees import Floats

OWN_MEASUREMENTS = (
    Measurement("first_sum", "its own first sum, within ± 6", "log-odds"),
    Measurement("prev_sum", "that of the block before (−9: there is none)", "log-odds"),
    Measurement("next_sum", "that of the block behind", "log-odds"),
    Measurement("prev2_sum", "that of the second block before", "log-odds"),
    Measurement("next2_sum", "that of the second block behind", "log-odds"),
    Measurement("prev3_sum", "that of the third block before", "log-odds"),
    Measurement("next3_sum", "that of the third block behind", "log-odds"),
    Measurement("near_before", "mean of the 3 before", "log-odds"),
    Measurement("near_after", "mean of the 3 behind", "log-odds"),
    Measurement("far_before", "mean of the 8 before", "log-odds"),
    Measurement("far_after", "mean of the 8 behind", "log-odds"),
    Measurement("kept_words_before", "kept words that stand before it", "share"),
    Measurement("kept_words_after", "kept words that stand behind it", "share"),
    Measurement("kept_before", "kept blocks before it, up to 10", "blocks"),
    Measurement("kept_after", "kept blocks behind it, up to 10", "blocks"),
    Measurement("cluster_share", "kept words that its own stretch has", "share"),
    Measurement("cluster_before_main", "its stretch stands before the main one", "flag"),
    Measurement("cluster_after_main", "its stretch stands behind the main one", "flag"),
    Measurement("to_main", "distance to the main stretch", "blocks"),
    Measurement("since_kept", "distance to the last kept block", "blocks"),
    Measurement("until_kept", "distance to the next kept block", "blocks"),
)
OWN_NAMES = names_of(OWN_MEASUREMENTS)

MEASUREMENTS = (*OWN_MEASUREMENTS, *extent.MEASUREMENTS)
NAMES = names_of(MEASUREMENTS)

LIMIT = 6.0
"""Sums are held within ± this: surer than 400 to 1 is sure."""

OUTSIDE = -9.0
"""The sum of what stands before the first and after the last block."""

NEAR, FAR = 3, 8
FARTHEST = 40
MAX_KEPT = 10

MAX_GAP = 2
"""Blocks left out in a row that a stretch of kept ones bridges: a caption with its credit, a teaser, an advert."""


class FirstSums(NamedTuple):
    """What the first weighing makes of each block (log-odds): that it is body, if it stands inside the article; that
    it stands between the article's first and last block; that it is the first; that it is the last."""

    body: Floats
    extent: Floats
    start: Floats
    end: Floats


def measure(first: FirstSums, table: Floats) -> Floats:
    """Blocks × `NAMES`, from the first sums and the table they were made of."""
    around = _around(first.body, table[:, shape.WORDS])
    return np.hstack([around, extent.measure(first.extent, first.start, first.end)])


def _around(body: Floats, block_words: Floats) -> Floats:
    """Blocks × `OWN_NAMES`: the block's own sum, its neighbours', and the stretches of kept blocks around it."""
    n = len(body)
    sums = np.clip(body, -LIMIT, LIMIT)
    kept = sums > 0
    words = np.where(kept, block_words, 0.0)
    words_up_to = np.cumsum(words)
    total = float(words_up_to[-1]) + 1.0
    kept_up_to = np.cumsum(kept)
    columns = (
        sums,
        *(shifted(sums, by, OUTSIDE) for by in (1, -1, 2, -2, 3, -3)),
        _mean_before(sums, NEAR),
        _mean_before(sums[::-1], NEAR)[::-1],
        _mean_before(sums, FAR),
        _mean_before(sums[::-1], FAR)[::-1],
        (words_up_to - words) / total,
        1 - words_up_to / total,
        np.minimum(kept_up_to - kept, MAX_KEPT),
        np.minimum(kept_up_to[n - 1] - kept_up_to, MAX_KEPT),
        *_clusters(kept, words),
    )
    return np.column_stack(columns).astype(np.float32)


def _mean_before(values: Floats, reach: int) -> Floats:
    """Mean of up to `reach` values before each; `OUTSIDE` where there are none."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low = np.maximum(0, index - reach)
    mean: Floats = np.where(index > 0, (sums[index] - sums[low]) / np.maximum(1, index - low), OUTSIDE)
    return mean


def _clusters(kept: NDArray[np.bool_], words: Floats) -> tuple[NDArray[Any], ...]:
    """How each block stands to the stretches of kept blocks: the share of the words of the one it is in, whether that
    is before or after the largest, how far the largest is, and how far the nearest kept block is on either side."""
    n = len(kept)
    index = np.arange(n)
    last = np.maximum.accumulate(np.where(kept, index, -FARTHEST))
    following = np.minimum.accumulate(np.where(kept, index, n + FARTHEST)[::-1])[::-1]
    since, until = index - last, following - index
    bridged = kept | (following - last - 1 <= MAX_GAP)
    number = np.cumsum(np.diff(bridged.astype(np.int8), prepend=0) == 1) * bridged
    sizes = np.bincount(number, weights=words * kept, minlength=2)
    sizes[0] = 0.0
    main = int(np.argmax(sizes))
    inside = np.flatnonzero(number == main) if main else index
    start, end = int(inside[0]), int(inside[-1])
    return (
        sizes[number] / (sizes.sum() or 1.0),
        (number > 0) & (number < main),
        number > main,
        np.clip(np.maximum(start - index, index - end), 0, FARTHEST),
        np.minimum(since, FARTHEST),
        np.minimum(until, FARTHEST),
    )
