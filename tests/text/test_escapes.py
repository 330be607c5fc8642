"""Escapes that were printed instead of being read."""

from __future__ import annotations

import pytest

from cleaner.text.escapes import is_escaped, unescape


@pytest.mark.parametrize(
    "lines",
    [
        [r"Rain in Orle\n\nRain fell on Orle.\nIt stopped."],
        [r"Z\u00fcrich and K\u00f6ln", "A plain line."],
    ],
)
def test_a_document_of_escapes_is_known(lines: list[str]) -> None:
    assert is_escaped(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [r"The program printed '\n' at each line's end.", "That was all.", "It ran for days."],
        [r"C:\new\names and D:\nothing are folders.\n"],
        ["Zürich", r"K\u00f6ln and \u00d6rebro"],
        ["Rain fell."],
    ],
)
def test_a_text_about_programs_is_left_alone(lines: list[str]) -> None:
    assert not is_escaped(lines)


def test_pairs_of_surrogates_are_one_character() -> None:
    assert unescape(r"\ud83d\ude00 smile") == "😀 smile"
    assert unescape(r"a \"quoted\" word\/path\tend \\n") == 'a "quoted" word/path\tend \\n'
