"""The article's extent."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from cleaner.features.extent import EDGE_WEIGHT, LIMIT, NAMES, LabelledSpan, best_stretch, measure

LEVEL = np.zeros(7, dtype=np.float32)


def floats(*values: float) -> np.ndarray:
    return np.array(values, dtype=np.float32)


def column(name: str, *three: np.ndarray) -> list[float]:
    return measure(*three)[:, NAMES.index(name)].tolist()


def test_one_odd_block_inside_the_article_is_bridged_and_a_far_paragraph_is_not() -> None:
    inside = floats(-3, 2, 2, -1, 2, -3, 1)
    assert best_stretch(inside, LEVEL, LEVEL) == LabelledSpan(1, 4)


def test_what_looks_like_a_last_block_ends_the_article_before_more_of_the_same() -> None:
    inside = floats(-3, 2, 2, 0.5, 0.5, 0.5, -3)
    assert best_stretch(inside, LEVEL, LEVEL) == LabelledSpan(1, 5)
    assert best_stretch(inside, LEVEL, floats(0, 0, 3, 0, 0, 0, 0)) == LabelledSpan(1, 2)


def test_what_looks_like_a_first_block_starts_the_article() -> None:
    inside = floats(0.5, 0.5, 2, 2, 2, -3, -3)
    assert best_stretch(inside, floats(0, 0, 3, 0, 0, 0, 0), LEVEL) == LabelledSpan(2, 4)


def test_no_single_block_outweighs_many() -> None:
    inside = floats(-2, 3, 3, -50, 3, 3, -2)
    assert best_stretch(inside, LEVEL, LEVEL) == LabelledSpan(1, 5)


def test_places_are_told_from_both_ends_of_the_extent() -> None:
    inside = floats(-3, 2, 2, 2, -3, -3, -3)
    assert column("in_extent", inside, LEVEL, LEVEL) == [0, 1, 1, 1, 0, 0, 0]
    assert column("since_start", inside, LEVEL, LEVEL) == [-1, 0, 1, 2, 3, 4, 5]
    assert column("until_end", inside, LEVEL, LEVEL) == [3, 2, 1, 0, -1, -2, -3]


def test_the_detour_is_nothing_inside_and_grows_with_what_lies_between() -> None:
    inside = floats(2, 2, -1, -1, 1, -3, -3)
    assert column("detour", inside, LEVEL, LEVEL) == pytest.approx([0, 0, 1, 1, 1, 4, 7])


sums = st.integers(1, 12).flatmap(
    lambda n: st.tuples(*[arrays.arrays(np.float32, n, elements=st.integers(-8, 8).map(float))] * 3)
)


@given(sums)
def test_no_other_stretch_is_worth_more(three: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    inside, start, end = three

    def worth(first: int, last: int) -> float:
        held = np.clip(inside[first : last + 1], -LIMIT, LIMIT)
        return float(held.sum() + EDGE_WEIGHT * (start[first] + end[last]))

    n = len(inside)
    best = max(worth(i, j) for i, j in itertools.product(range(n), range(n)) if i <= j)
    first, last = best_stretch(inside, start, end)
    assert first <= last
    assert worth(first, last) == pytest.approx(best)
