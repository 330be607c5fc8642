"""The place of a block among the others."""

from __future__ import annotations

import numpy as np

from cleaner.features.place import CAP, shifted
from tests.documents import in_blocks, measured

PROSE = "The council voted on Monday to keep both of the town’s libraries open for another year, she said."


def column(name: str, *texts: str) -> list[float]:
    return measured(in_blocks(*texts))[name]


def test_blocks_are_counted_from_both_ends_up_to_a_cap() -> None:
    many = ["Home"] * 60
    assert column("index", *many)[:3] == [0, 1, 2]
    assert column("left", *many)[-3:] == [2, 1, 0]
    assert max(column("index", *many)) == CAP


def test_running_text_is_counted_before_and_after() -> None:
    texts = ("Home", PROSE, "Read more", PROSE, "Share")
    assert column("prose_before", *texts) == [0, 0, 1, 1, 2]
    assert column("prose_after", *texts) == [2, 1, 1, 0, 0]
    assert column("since_prose", *texts) == [CAP, CAP, 1, 2, 1]
    assert column("until_prose", *texts) == [1, 2, 1, CAP, CAP]


def test_the_core_is_the_stretch_of_running_text_and_forgives_an_odd_line() -> None:
    texts = ["Home"] * 9 + [PROSE, "Read more", PROSE, PROSE] + ["Share"] * 9
    assert np.flatnonzero(column("in_core", *texts)).tolist() == [9, 10, 11, 12]
    assert column("before_core", *texts)[7:10] == [2, 1, 0]
    assert column("after_core", *texts)[12:15] == [0, 1, 2]


def test_a_notice_far_from_the_running_text_is_not_its_core() -> None:
    texts = [PROSE, *["Home"] * 20, *[PROSE] * 5]
    assert column("in_core", *texts) == [0] * 21 + [1] * 5


def test_a_document_without_running_text_is_all_its_own_core() -> None:
    assert column("in_core", "Home", "News") == [1, 1]


def test_runs_of_a_kind_are_measured() -> None:
    texts = ("Home", "News", PROSE, PROSE, PROSE, "Share")
    assert column("run", *texts) == [2, 2, 3, 3, 3, 1]
    assert column("run_at", *texts) == [0, 1, 0, 1, 2, 0]


def test_neighbours_are_told_with_marks_for_the_ends() -> None:
    texts = ("Home page", "Read more:", "Rain.")
    assert column("prev_words", *texts) == [-1, 2, 2]
    assert column("next_words", *texts) == [2, 1, -1]
    assert column("prev_colon", *texts) == [0, 0, 1]
    assert column("next_stop", *texts) == [0, 1, -1]


def test_shifting_by_more_than_there_is_leaves_the_filling() -> None:
    for by in (-3, -2, -1, 1, 2, 3):
        assert shifted(np.array([7.0], dtype=np.float32), by, -1).tolist() == [-1]
