"""Printed lines: where other systems end them."""

from __future__ import annotations

import pytest

from cleaner.text.rows import has_nel_line_ends, rows_of


@pytest.mark.parametrize("end", ["\r", "\x0b", "\x0c", "\u2028", "\u2029"])
def test_every_line_end_of_other_systems_parts_rows(end: str) -> None:
    rows = rows_of([f"The rain stopped.{end}The river rose.", "It fell."])
    assert [(row.line, row.text, row.gap) for row in rows] == [
        (0, "The rain stopped.", 0),
        (0, "The river rose.", 0),
        (1, "It fell.", 0),
    ]
    assert rows[1].offset == len("The rain stopped.") + 1


@pytest.mark.parametrize("end", ["\r", "\r\r", " \r", "\u2028"])
def test_a_break_at_the_end_of_a_line_is_no_row_of_its_own(end: str) -> None:
    assert [row.gap for row in rows_of([f"Rain.{end}", "", "Snow."])] == [0, 1]


def test_empty_rows_inside_a_line_are_gaps() -> None:
    assert [row.gap for row in rows_of(["Rain.\r\rSnow.\u2029\u2029\u2029Hail."])] == [0, 1, 2]


def test_a_form_feed_opens_a_page() -> None:
    rows = rows_of(["Rain.", "\x0c", "Snow.", "\x0cHail.", "Fog."])
    assert [row.opens_page for row in rows] == [False, True, True, False]


def test_an_ellipsis_of_windows_is_no_line_end() -> None:
    assert not has_nel_line_ends(["“Well\x85 I don’t know\x85 perhaps”, he said."])
    assert has_nel_line_ends(["Rain fell.\x85\x85It stopped.\x85Then it fell again."])
