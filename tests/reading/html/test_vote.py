"""trafilatura's verdict, laid beside our lines."""

from __future__ import annotations

import pytest
import trafilatura

from cleaner.reading.html import parse, read_lines
from cleaner.reading.html.vote import votes

PROSE = "The council voted on Monday to keep both of the libraries of the town open for another year, its leader said."
PAGE = f"<body><nav><a href='/'>Home</a></nav><article><h1>Open</h1><p>{PROSE} One.</p><p>{PROSE} Two.</p></article></body>"


def test_lines_of_the_main_content_are_voted_for_and_others_are_not() -> None:
    assert votes(parse(PAGE), ["Home", f"{PROSE} One.", f"{PROSE} Two.", "Quite another line"])[::3] == [0.0, 0.0]
    assert votes(parse(PAGE), [f"{PROSE} One.", ""]) == [1.0, 0.0]


def test_a_line_that_is_longer_than_the_main_content_is_voted_for_in_part() -> None:
    (share,) = votes(parse(PAGE), [f"{PROSE} One. And {PROSE.swapcase()}"])
    assert 0.4 < share < 0.6


def test_the_vote_stands_in_the_marks_of_the_lines_that_are_not_blank() -> None:
    lines, marks = read_lines(parse(PAGE))
    assert {line: mark.vote for line, mark in zip(lines, marks, strict=True) if mark}[f"{PROSE} Two."] == 1.0
    assert [mark is None for mark in marks] == [not line for line in lines]


def test_a_fault_of_the_library_costs_the_vote_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    assert votes(parse(PAGE), [PROSE]) == [0.0]


def test_the_tree_is_left_as_it_was() -> None:
    root = parse(PAGE)
    lines = read_lines(root).lines
    assert read_lines(root).lines == lines


def test_an_empty_page_has_no_lines() -> None:
    assert read_lines(None).lines == []
