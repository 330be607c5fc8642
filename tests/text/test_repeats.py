"""Text printed twice in one document."""

from __future__ import annotations

from cleaner.text.repeats import second_prints

TEXT = [
    "The school bus of Garth turned back at the ford on Tuesday morning.",
    "It had not done so since the flood of 1996.",
    "“Two steps”",
    "The driver, Lou Parry, stopped when the water reached the second step.",
    "On Wednesday the ford was down to the first step, and the bus ran.",
]


def test_a_whole_second_print_is_found_with_its_short_lines() -> None:
    assert sorted(second_prints([*TEXT, "More news", *TEXT])) == [6, 7, 8, 9, 10]


def test_the_first_half_printed_again_is_a_second_print() -> None:
    assert sorted(second_prints([*TEXT, *TEXT[:2]])) == [5, 6]


def test_a_quotation_that_comes_back_is_none() -> None:
    assert not second_prints([*TEXT, TEXT[3]])


def test_paragraphs_in_another_order_are_none() -> None:
    assert not second_prints([*TEXT, *reversed(TEXT)])


def test_lines_that_each_item_of_a_list_repeats_are_none() -> None:
    items = [f"Room number {n} has a bed, a chair and a view." for n in range(9)]
    notes = ["It costs forty pounds a night, with a breakfast.", "The key is to be had at the bar."]
    assert not second_prints([line for item in items for line in (item, *notes)])
