"""Running heads and page numbers: what of a wrapped text is print's, and what the article's."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from cleaner.text.rows import rows_of
from cleaner.text.running_heads import running_heads

TEXT = textwrap.wrap(
    "The harbour train will run again from Monday, the county council said, and it has given the railway a grant "
    "for the first year. Four trains a day are planned, two of them in the early morning for the fish. " * 8,
    60,
)


def printed(above: Callable[[int], list[str]], below: Callable[[int], list[str]], first: int = 11) -> list[str]:
    """The text on pages of nine lines."""
    lines: list[str] = []
    for page, start in enumerate(range(0, len(TEXT), 9), first):
        lines += [*above(page), "", *TEXT[start : start + 9], "", *below(page)]
    return lines


def set_aside(lines: list[str]) -> list[str]:
    rows = rows_of(lines)
    return [rows[at].text for at in sorted(running_heads(rows))]


@pytest.mark.parametrize(
    "head",
    ["Orle Quarterly {}", "{}   The Winter Road", "Page {} of 40", "- {} -", "Orle Quarterly | {}", "{}"],
)
def test_a_line_with_a_number_that_counts_on_is_a_running_head(head: str) -> None:
    assert set_aside(printed(lambda page: [head.format(page)], lambda _: [])) == [
        " ".join(head.format(page).split()) for page in range(11, 11 + -(-len(TEXT) // 9))
    ]


def test_what_is_repeated_beside_it_goes_with_it() -> None:
    found = set_aside(printed(lambda page: [f"Orle Quarterly   {page}", "The Winter Road"], lambda _: []))
    assert found.count("The Winter Road") == found.count("Orle Quarterly 11") * -(-len(TEXT) // 9)


def test_the_lines_of_a_browsers_print_are_running_heads() -> None:
    lines = printed(
        lambda _: ["8/8/2016, 2:14 PM   Seal moves in | Record"], lambda n: [f"https://record.example/seal   {n}/9"], 1
    )
    assert len(set_aside(lines)) == 2 * -(-len(TEXT) // 9)


def test_a_subheading_of_the_same_words_stays() -> None:
    lines = printed(lambda page: [f"Orle Quarterly   {page}", "The Winter Road"], lambda _: [])
    rows = rows_of([*lines[:8], "The Winter Road", *lines[8:]])
    assert 7 not in running_heads(rows)


@pytest.mark.parametrize("heading", ["Step {}", "Day {}", "{}."])
def test_numbered_headings_between_whole_paragraphs_stay(heading: str) -> None:
    paragraph = textwrap.wrap(
        "The council said on Monday that the old railway station will open again in spring. " * 4, 60
    )
    lines = [line for n in range(1, 6) for line in (heading.format(n), "", *paragraph, "")]
    assert set_aside(lines) == []


def test_text_that_is_not_wrapped_has_no_running_heads() -> None:
    paragraph = "The council said on Monday that the railway will open again, and that it will cost nothing. " * 3
    assert set_aside([line for n in range(9) for line in (f"Page {n}", *[paragraph] * 6)]) == []
