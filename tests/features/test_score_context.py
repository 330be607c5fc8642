"""The neighbours' first sums."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.features import CONTEXT_NAMES, FirstSums, context, measure
from cleaner.features.score_context import LIMIT, OUTSIDE
from tests.documents import in_blocks

SUMS = np.array([-2.0, 1.0, 9.0, -1.0, 2.0], dtype=np.float32)


def column(name: str) -> list[float]:
    table = measure(in_blocks("one", "one two", "one two three", "one two three four", "five"))
    level = np.zeros(5, dtype=np.float32)
    return context(FirstSums(SUMS, level, level, level), table)[:, CONTEXT_NAMES.index(name)].tolist()


def test_sums_are_held_within_limits() -> None:
    assert column("first_sum") == [-2, 1, LIMIT, -1, 2]


def test_neighbours_on_either_side_are_told_with_marks_for_the_ends() -> None:
    assert column("prev_sum") == [OUTSIDE, -2, 1, LIMIT, -1]
    assert column("next_sum") == [1, LIMIT, -1, 2, OUTSIDE]
    assert column("prev2_sum") == [OUTSIDE, OUTSIDE, -2, 1, LIMIT]
    assert column("next3_sum") == [-1, 2, OUTSIDE, OUTSIDE, OUTSIDE]


def test_the_mean_of_the_neighbourhood_leaves_the_block_itself_out() -> None:
    assert column("near_before") == pytest.approx([OUTSIDE, -2, -0.5, 5 / 3, 2])
    assert column("near_after") == pytest.approx([2, 7 / 3, 0.5, 2, OUTSIDE])


def test_kept_blocks_and_words_are_counted_before_and_after() -> None:
    assert column("kept_before") == [0, 0, 1, 2, 2]
    assert column("kept_after") == [3, 2, 1, 1, 0]
    assert column("kept_words_before") == pytest.approx([0, 0, 2 / 7, 5 / 7, 5 / 7])
    assert column("kept_words_after") == pytest.approx([1, 5 / 7, 2 / 7, 2 / 7, 1 / 7])
