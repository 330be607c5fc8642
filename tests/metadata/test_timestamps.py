"""When an article was published and when it was changed."""

from __future__ import annotations

import pytest

from cleaner.metadata.publication_dates import Dates, dates_of_timestamps, is_timestamp
from cleaner.metadata.spans import LabelledSpan
from cleaner.model import Label
from cleaner.recognition.dates import find_dates


def lines(*texts: str) -> list[LabelledSpan]:
    return [LabelledSpan(n, text, Label.TIMESTAMP) for n, text in enumerate(texts)]


@pytest.mark.parametrize(
    ("texts", "times"),
    [
        (["March 4, 2019"], Dates("2019-03-04", None)),
        (["Published: 4 Mar 2019 | Updated: 5 Mar 2019"], Dates("2019-03-04", "2019-03-05")),
        (["Last updated 05 Mar 2019, originally created on 4 Mar 2019"], Dates("2019-03-04", "2019-03-05")),
        (["Updated March 5, 2019"], Dates(None, "2019-03-05")),
        (["Updated", "March 5, 2019"], Dates(None, "2019-03-05")),
        (["Published", "4 March 2019", "Updated", "5 March 2019"], Dates("2019-03-04", "2019-03-05")),
        (["09:14, 4 May 2022Updated 11:40, 6 May 2022"], Dates("2022-05-04T09:14", "2022-05-06T11:40")),
        (["First published on 4 March 2019", "Last modified on 5 March 2019"], Dates("2019-03-04", "2019-03-05")),
        (["March 4, 2019 / Updated 3 hours ago"], Dates("2019-03-04", None)),
        (["March 4, 2019", "March 9, 2019"], Dates("2019-03-04", None)),
        (["4 min read", "Updated", "Monday"], Dates()),
        ([], Dates()),
    ],
)
def test_the_words_before_a_date_say_what_it_is(texts: list[str], times: Dates) -> None:
    assert dates_of_timestamps(lines(*texts)) == times


def test_figures_are_read_in_the_order_of_the_host() -> None:
    assert dates_of_timestamps(lines("03/04/2019"), day_first=True).published == "2019-04-03"
    assert dates_of_timestamps(lines("03/04/2019")).published is None


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("March 4, 2019", True),
        ("Published on Monday, March 4, 2019 | 4 min read", True),
        ("Monday March 4 2019, 12.01am, The Echo", True),
        ("The mill at Ostley, March 4, 2019", False),
        ("March 4, 2019, was the day on which the mill at Ostley stood still", False),
        ("Monday", False),
        ("", False),
    ],
)
def test_a_plain_timestamp_is_a_date_and_little_else(text: str, verdict: bool) -> None:
    assert is_timestamp(text, find_dates(text)) is verdict
