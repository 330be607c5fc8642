"""Declared dates."""

from __future__ import annotations

import pytest

from cleaner.metadata.sources import Claim
from cleaner.model import Source
from cleaner.reading.declared.dates import choose, day_order, of_times, read
from cleaner.reading.declared.elements import PageElements, collect_elements
from tests.reading.declared.pages import of, script, tree


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-03-04", "2019-03-04"),
        ("2019-03-04T09:30:15.123Z", "2019-03-04T09:30+00:00"),
        ("2019-03-04T09:30:15-0500", "2019-03-04T09:30-05:00"),
        ("2019-03-04 09:30:15", "2019-03-04T09:30"),
        ("2019-03-04T09:30+05:30", "2019-03-04T09:30+05:30"),
        ("20190304T093015Z", "2019-03-04T09:30+00:00"),
        ("2019-03-04T00:00:00.000Z", "2019-03-04"),
        ("2019-03-04T00:00:32Z", "2019-03-04T00:00+00:00"),
        ("1551691800", "2019-03-04T09:30+00:00"),
        ("1551691800123", "2019-03-04T09:30+00:00"),
        ("Mon, 04 Mar 2019 09:30:00 GMT", "2019-03-04T09:30+00:00"),
        ("March 4, 2019 9:30 am EST", "2019-03-04T09:30-05:00"),
        ("03/04/2019", None),
        ("2019-02-31", None),
        ("0001-01-01T00:00:00Z", None),
        ("9999-12-31", None),
        ("2019-03-04T25:10:00Z", "2019-03-04"),
        ("3 hours ago", None),
        ("", None),
    ],
)
def test_dates_are_read_to_the_minute_with_their_zone(text: str, iso: str | None) -> None:
    assert read(text) == iso


def test_the_region_of_the_language_tells_whether_the_day_comes_first() -> None:
    assert day_order(PageElements(language="en-GB"), None) is True
    assert day_order(PageElements(metas=(("og:locale", "en_US"),)), None) is False
    assert day_order(PageElements(language="en"), None) is None
    assert read("03/04/2019", day_first=True) == "2019-04-03"


def test_a_day_is_filled_in_by_the_time_of_that_day_alone() -> None:
    day, other = Claim(Source.JSON_LD, "2019-03-04"), Claim(Source.META, "2019-03-05T09:30Z")
    assert choose([day, other], None) == ("2019-03-04", Source.JSON_LD)
    same = Claim(Source.TIME, "2019-03-04T09:30Z")
    assert choose([day, other, same], None) == ("2019-03-04T09:30+00:00", Source.TIME)


def test_times_say_what_they_are() -> None:
    body = (
        "<time datetime='2019-03-09'>today</time><h1>Rain stops play again</h1>"
        "Updated <time datetime='2019-03-05'>Tuesday</time> Published <time datetime='2019-03-04'>Monday</time>"
    )
    told = of("", body).article
    assert (told.date_published, told.date_modified) == ("2019-03-04", "2019-03-05")


def test_times_of_other_parts_of_the_page_claim_nothing() -> None:
    body = "<h1>Rain stops play again</h1><p>x</p><aside><time datetime='2019-03-09'>x</time></aside>"
    assert of_times(collect_elements(tree("", body)).times) == []


def test_a_declared_change_is_no_publication() -> None:
    assert (
        of(script({"@type": "NewsArticle", "headline": "Rain", "dateModified": "2019-03-04"})).article.date_published
        is None
    )


def test_the_day_in_the_address_stands_in_where_no_other_source_has_one() -> None:
    found = of(url="https://paper.example/2019/03/04/rain")
    assert (found.article.date_published, found.sources["date_published"]) == ("2019-03-04", Source.ADDRESS)
