"""The time of a crawl, behind which nothing was published."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from cleaner.metadata.crawl import crawl_time, is_later


def test_dates_datetimes_and_texts_are_taken() -> None:
    assert crawl_time(datetime(2019, 3, 4, 9, 30, 59, tzinfo=UTC)) == "2019-03-04T09:30+00:00"
    assert crawl_time(date(2019, 3, 4)) == crawl_time("2019-03-04") == "2019-03-04"
    assert crawl_time("2019-03-04 09:30") == "2019-03-04T09:30"
    assert crawl_time(None) is None


@pytest.mark.parametrize("value", ["", "soon", "2019-02-31", "04.03.2019", "2019-03-04T25:00"])
def test_what_is_no_date_is_told(value: str) -> None:
    with pytest.raises(ValueError, match="expected ISO 8601"):
        crawl_time(value)


def test_another_kind_of_value_is_told() -> None:
    with pytest.raises(TypeError, match="not int"):
        crawl_time(20190304)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("iso", "crawled", "later"),
    [
        ("2019-03-04", "2019-03-04", False),
        ("2019-03-05", "2019-03-04T23:59+00:00", True),
        ("2019-03-04T10:00+00:00", "2019-03-04T09:59+00:00", True),
        ("2019-03-04T10:00", "2019-03-04T09:59+00:00", False),
        ("2019-03-05T08:00+09:00", "2019-03-04T23:30+00:00", False),
        ("2019-03-04T23:00-05:00", "2019-03-04", True),
    ],
)
def test_instants_are_compared_where_both_have_a_zone_else_days(iso: str, crawled: str, later: bool) -> None:
    assert is_later(iso, crawled) is later
