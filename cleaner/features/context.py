"""The neighbours' first sums, as measurements of the second weighing."""

from __future__ import annotations

import numpy as np

from cleaner.features import shape
from cleaner.features.place import shifted
from cleaner.ruleset.trees import Floats

NAMES = (
    "first_sum",
    "prev_sum",
    "next_sum",
    "prev2_sum",
    "next2_sum",
    "prev3_sum",
    "next3_sum",
    "near_before",
    "near_after",
    "far_before",
    "far_after",
    "kept_words_before",
    "kept_words_after",
    "kept_before",
    "kept_after",
)

LIMIT = 6.0
"""Sums are held within ± this: surer than 400 to 1 is sure."""

OUTSIDE = -9.0
"""The sum of what stands before the first and after the last block."""

NEAR, FAR = 3, 8
MAX_KEPT = 10


def measure(first: Floats, table: Floats) -> Floats:
    """Blocks × `NAMES`, from the first sums (log-odds) and the table they were made of."""
    n = len(first)
    sums = np.clip(first, -LIMIT, LIMIT)
    kept = sums > 0
    words = np.where(kept, table[:, shape.WORDS], 0.0)
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
    )
    return np.column_stack(columns).astype(np.float32)


def _mean_before(values: Floats, reach: int) -> Floats:
    """Mean of up to `reach` values before each; `OUTSIDE` where there are none."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low = np.maximum(0, index - reach)
    mean: Floats = np.where(index > 0, (sums[index] - sums[low]) / np.maximum(1, index - low), OUTSIDE)
    return mean
