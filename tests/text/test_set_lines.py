"""Lines whose breaks are their author's: verse and programs."""

from __future__ import annotations

import pytest

from cleaner.text.rows import rows_of
from cleaner.text.set_lines import is_code, verses

POEM = (
    "The rope knows the post and the post knows the rope",
    "and neither has asked for my name",
    "I tie what I must in the dark and I hope",
    "that the river will do the same",
)


def test_verse_is_told_by_sentences_without_stops() -> None:
    assert verses(rows_of(["They read it twice:", *POEM, "“I wrote it on a ticket,” he said."])) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    "lines",
    [
        ("The council, which met on", "Monday", "to talk of the new bridge, voted", "to keep both of them open."),
        ("Home and garden news", "Sport and leisure news", "Weather for the week", "Jobs in the county"),
        (
            "Council votes to close two libraries",
            "Bridge stays closed until the spring",
            "Storm keeps the ferry in port",
            "of the lower town",
        ),
    ],
)
def test_broken_sentences_and_lists_are_no_verse(lines: tuple[str, ...]) -> None:
    assert not verses(rows_of(lines))


@pytest.mark.parametrize(
    "line", ["total = a + b", "if dist == 0: open_doors()", "return null;", "print(name, year)", "} else {"]
)
def test_lines_of_a_program(line: str) -> None:
    assert is_code(line)


@pytest.mark.parametrize(
    "line",
    [
        "The rain (which fell) stopped.",
        "slice()",
        "He said: go; they went.",
        "For all of us (and more)",
    ],
)
def test_lines_of_prose(line: str) -> None:
    assert not is_code(line)
