"""trafilatura's verdict, laid beside our lines."""

from __future__ import annotations

import pytest
import trafilatura

from cleaner.model import HtmlContext
from cleaner.reading.html_page.parse import parse
from cleaner.reading.html_page.render import Rendered, render
from cleaner.reading.html_page.vote import add_votes

PROSE = "The council voted on Monday to keep both of the libraries of the town open for another year, its leader said."
PAGE = f"<body><nav><a href='/'>Home</a></nav><article><h1>Open</h1><p>{PROSE} One.</p><p>{PROSE} Two.</p></article></body>"


def votes(*lines: str) -> list[float]:
    """The votes on lines, whatever the page prints."""
    page = Rendered(list(lines), [HtmlContext(None)] * len(lines), {}, 3)
    return [context.vote for context in add_votes(parse(PAGE), page) if context]


def test_lines_of_the_main_content_are_voted_for_and_others_are_not() -> None:
    assert votes(f"{PROSE} One.", "Home", f"{PROSE} Two.", "Quite another line") == [1.0, 0.0, 1.0, 0.0]


def test_a_line_that_is_longer_than_the_main_content_is_voted_for_in_part() -> None:
    (share,) = votes(f"{PROSE} One. And {PROSE.swapcase()}")
    assert 0.4 < share < 0.6


def test_blank_lines_have_no_marks_and_get_none() -> None:
    root = parse(PAGE)
    page = render(root)
    assert [context is None for context in add_votes(root, page)] == [not line for line in page.lines]


def test_a_fault_of_the_library_costs_the_vote_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RecursionError

    monkeypatch.setattr(trafilatura, "bare_extraction", broken)
    assert votes(f"{PROSE} One.") == [0.0]


def test_what_prints_nothing_has_no_say() -> None:
    root = parse(PAGE.replace("<body>", f"<body><script>{PROSE}</script><style>p {{}}</style>"))
    page = render(root)
    for line, context in zip(page.lines, add_votes(root, page), strict=True):
        assert context is None or context.vote == (line != "Home")
