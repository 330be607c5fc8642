"""Whether the day comes first in dates of figures, by what else the page and its address say."""

from __future__ import annotations

import pytest

from cleaner.metadata.day_order import day_first, day_first_for
from cleaner.metadata.spans import LabelledSpan
from cleaner.model import Label


def lines(*texts: str) -> list[LabelledSpan]:
    return [LabelledSpan(n, text, Label.TIMESTAMP) for n, text in enumerate(texts)]


FIGURES = lines("03/04/2019")


@pytest.mark.parametrize(
    ("others", "url", "expected"),
    [
        ([], None, None),
        (["23/04/2019"], None, True),
        (["04/23/2019"], None, False),
        (["Updated 3 April 2019"], None, True),
        (["Updated March 4, 2019"], None, False),
        (["Updated 9 May 2019"], None, None),
        ([], "https://paper.example/2019/04/03/rain", True),
        ([], "https://paper.example/2019/03/04/rain", False),
        ([], "https://paper.example.ie/rain", True),
        ([], "https://paper.example/en-gb/rain", True),
        ([], "https://paper.example/en_us/rain", False),
        ([], "https://uk.paper.example/rain", True),
        (["Updated March 4, 2019"], "https://paper.example.co.uk/rain", False),
    ],
)
def test_the_page_is_asked_before_the_address(others: list[str], url: str | None, expected: bool | None) -> None:
    assert day_first(FIGURES, lines(*others), url) is expected


@pytest.mark.parametrize(("zone", "expected"), [("5 pm EDT", False), ("5.30pm BST", True), ("17:00 GMT", None)])
def test_a_zone_tells_where_nothing_else_does(zone: str, expected: bool | None) -> None:
    assert day_first(lines(f"03/04/2019 {zone}"), [], None) is expected
    assert day_first(lines(f"03/04/2019 {zone}"), [], "https://paper.example.com.au/a") is True


@pytest.mark.parametrize("url", ["https://paper.example/us-open", "https://paper.example/in-the-news", "https://[", ""])
def test_an_address_that_names_no_region_tells_nothing(url: str) -> None:
    assert day_first_for(url) is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("Wednesday, 03/04/2019", True), ("Mon 03/04/2019", False), ("Fri. 03/04/2019", None), ("Sun, 02/02/2020", None)],
)
def test_the_weekday_in_front_tells_the_order_where_it_fits_one_reading_alone(
    printed: str, expected: bool | None
) -> None:
    assert day_first(lines(printed), [], None) is expected
