"""What the first step makes of a block's neighbours and of the document: the measurements of the second step."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.features.measurement import Measurement, names_of
from cleaner.features.place import shifted
from cleaner.scoring.trees import Floats

REACH = 5
"""Neighbours on each side whose first scores are looked at: a caption with its credit and a teaser between two
paragraphs are bridged; more brought nothing on publishers left out."""

LIMIT = 6.0
"""Scores are held within ± this: surer than 400 to 1 is sure."""

OUTSIDE = -9.0
"""The score of what stands before the first and after the last block."""

SURE = 2.0
"""Log-odds from which a first score is sure: 88 to 12."""

MAX_COUNT = 20.0
"""Blocks that are surely no body are counted up to here."""

FIRST_SCORE = "first_score"

MEASUREMENTS = (
    Measurement(FIRST_SCORE, "its own first score: log-odds that it is body, within ± 6", "log-odds"),
    *(
        Measurement(f"{side}{n}_score", f"that of the block {n} {where}; −9: there is none", "log-odds")
        for n in range(1, REACH + 1)
        for side, where in (("prev", "before"), ("next", "behind"))
    ),
    Measurement("kept_share", "words of the document that have a first score above 0", "share"),
    Measurement("kept_before", "words with a first score above 0 that stand before it", "share"),
    Measurement("kept_behind", "words with a first score above 0 that stand behind it", "share"),
    Measurement("sure_out", "blocks of the document with a first score under −2, up to 20", "blocks"),
    Measurement("sure_out_before", "blocks before it with a first score under −2, up to 20", "blocks"),
    Measurement("lowest_other", "lowest first score of the other blocks, within ± 6", "log-odds"),
)
NAMES = names_of(MEASUREMENTS)


def measure(first: Floats, words: Floats) -> Floats:
    """Blocks × `NAMES`, from the first scores (log-odds that a block is body) and the blocks' numbers of words.

    >>> measure(np.array([2.0, -8.0], dtype=np.float32), np.array([30.0, 10.0], dtype=np.float32))[:, :3].tolist()
    [[2.0, -9.0, -6.0], [-6.0, 2.0, -9.0]]
    """
    scores = np.clip(first, -LIMIT, LIMIT)
    columns = [scores]
    for n in range(1, REACH + 1):
        columns += [shifted(scores, n, OUTSIDE), shifted(scores, -n, OUTSIDE)]
    return np.column_stack([*columns, *_document(scores, words)]).astype(np.float32)


def _document(scores: Floats, words: Floats) -> tuple[NDArray[Any], ...]:
    """How much of the document the first step keeps, where it stands, and what it surely doesn't keep."""
    count = len(scores)
    if not count:
        return (scores,) * 6
    kept = np.where(scores > 0, words, 0.0)
    up_to, total = np.cumsum(kept), float(kept.sum()) or 1.0
    out = np.cumsum(scores < -SURE)
    lowest = np.full(count, scores.min())
    if count > 1:
        lowest[scores.argmin()] = np.partition(scores, 1)[1]
    return (
        np.full(count, kept.sum() / max(1.0, float(words.sum()))),
        (up_to - kept) / total,
        1 - up_to / total,
        np.full(count, min(MAX_COUNT, out[-1])),
        np.minimum(MAX_COUNT, out - (scores < -SURE)),
        lowest,
    )
