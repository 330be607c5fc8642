"""What the first step makes of the blocks around one, and of the whole document."""

from __future__ import annotations

import numpy as np

from cleaner.features.neighbours import LIMIT, NAMES, OUTSIDE, measure


def measured(name: str, *scores: float, words: float = 20.0) -> list[float]:
    table = measure(np.array(scores, dtype=np.float32), np.full(len(scores), words, dtype=np.float32))
    return [round(value, 3) for value in table[:, NAMES.index(name)].tolist()]


def test_neighbours_are_seen_in_their_order_and_the_ends_as_outside() -> None:
    assert measured("prev1_score", 1, 2, 3) == [OUTSIDE, 1, 2]
    assert measured("next2_score", 1, 2, 3) == [3, OUTSIDE, OUTSIDE]


def test_scores_are_held_within_their_limit() -> None:
    assert measured("first_score", 50, -50) == [LIMIT, -LIMIT]


def test_kept_words_are_shares_of_those_of_the_document() -> None:
    assert measured("kept_share", 1, -1, 2, 3) == [0.75] * 4
    assert measured("kept_before", 1, -1, 2, 3) == [0, 0.333, 0.333, 0.667]
    assert measured("kept_behind", 1, -1, 2, 3) == [0.667, 0.667, 0.333, 0]


def test_blocks_that_are_surely_no_body_are_counted() -> None:
    assert measured("sure_out", -3, 1, -1, -5) == [2] * 4
    assert measured("sure_out_before", -3, 1, -1, -5) == [0, 1, 1, 1]


def test_the_lowest_score_is_that_of_another_block() -> None:
    assert measured("lowest_other", 2, -4, -1) == [-4, -1, -4]
    assert measured("lowest_other", 2) == [2]


def test_a_document_without_blocks_gives_no_rows() -> None:
    assert measure(np.zeros(0, dtype=np.float32), np.zeros(0, dtype=np.float32)).shape == (0, len(NAMES))


def test_nothing_kept_gives_finite_numbers() -> None:
    assert np.isfinite(measure(np.full(3, -5, dtype=np.float32), np.zeros(3, dtype=np.float32))).all()
