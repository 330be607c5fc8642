"""Dates: every form publishers print reads back, and nothing is read that isn't printed."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.metadata.day_order import day_first_for
from cleaner.recognition.dates import FIRST_YEAR, LAST_YEAR, find_dates, parse_date

FEW = settings(max_examples=20)
"""The forms are many: a few days for each tell as much as many."""

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December"]  # fmt: skip
SHORT = ["Jan.", "Feb.", "Mar.", "Apr.", "May", "Jun.", "Jul.", "Aug.", "Sept.", "Oct.", "Nov.", "Dec."]
WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]

FORMS = [
    "{month} {day}, {year}",
    "{short} {day}, {year}",
    "{short} {day} {year}",
    "{abc} {day} {year}",
    "{abc} {day:02}, {year}",
    "{day} {month} {year}",
    "{day} {month}, {year}",
    "{day:02} {abc} {year}",
    "{day}-{abc}-{year}",
    "{day}{suffix} {month} {year}",
    "{day}{suffix} of {month}, {year}",
    "{month} {day}{suffix} {year}",
    "{month} the {day}{suffix}, {year}",
    "{weekday}, {month} {day}, {year}",
    "{weekday} {day} {month} {year}",
    "{weekday_short} {day} {abc} {year}",
    "{weekday_short}., {short} {day}, {year}",
    "{year}-{number:02}-{day:02}",
    "{year}/{number:02}/{day:02}",
    "{year}.{number:02}.{day:02}",
    "{year} {month} {day}",
    "{day:02}.{number:02}.{year}",
    "{year}{number:02}{day:02}",
]


def print_date(form: str, day: date) -> str:
    suffix = "th" if 10 < day.day < 14 else {1: "st", 2: "nd", 3: "rd"}.get(day.day % 10, "th")
    month = MONTHS[day.month - 1]
    weekday = WEEKDAYS[day.weekday()]
    return form.format(
        month=month,
        abc=month[:3],
        short=SHORT[day.month - 1],
        number=day.month,
        day=day.day,
        year=day.year,
        suffix=suffix,
        weekday=weekday,
        weekday_short=weekday[:3],
    )


@pytest.mark.parametrize("form", FORMS)
@FEW
@given(day=DAYS)
def test_a_day_printed_in_any_form_reads_back(form: str, day: date) -> None:
    assert parse_date(print_date(form, day)) == day.isoformat()


@pytest.mark.parametrize("form", FORMS[:-1])
@pytest.mark.parametrize("frame", ["PUBLISHED: {} | 4 MIN READ", "(updated {})", "• {} •\xa0Last updated 2 hours ago"])
@FEW
@given(day=DAYS)
def test_words_around_a_date_and_capitals_make_no_difference(frame: str, form: str, day: date) -> None:
    assert parse_date(frame.format(print_date(form, day).upper())) == day.isoformat()


@pytest.mark.parametrize("form", [form for form in FORMS[:-1] if form != "{year} {month} {day}"])
@pytest.mark.parametrize(
    ("clock", "front"),
    [
        ("{:%H:%M}", False),
        (" at {:%I:%M %p}", False),
        (", {:%H.%M}", False),
        (" | {:%I:%M%p}", False),
        (" – {:%H:%M:%S}", False),
        (" @ {:%I:%M} {half}", False),
        ("{:%H:%M}, ", True),
        ("{:%I:%M} {half} on ", True),
        ("Updated {:%H%M} hrs ", True),
    ],
)
@FEW
@given(moment=st.datetimes(datetime(FIRST_YEAR, 1, 1), datetime(LAST_YEAR, 12, 31)))
def test_a_time_of_day_beside_a_date_reads_back(form: str, clock: str, front: bool, moment: datetime) -> None:
    time = clock.format(moment, half="a.m." if moment.hour < 12 else "p.m.")
    day = print_date(form, moment.date())
    if time[0].isdigit() and not front:
        time = "T" + time if form.startswith("{year}-") else " " + time
    assert parse_date(time + day if front else day + time) == f"{moment:%Y-%m-%dT%H:%M}".rjust(16, "0")


@given(day=DAYS, day_first=st.booleans())
def test_figures_read_in_the_order_the_caller_knows(day: date, day_first: bool) -> None:
    figures = f"{day.day}/{day.month}/{day.year}" if day_first else f"{day.month}/{day.day}/{day.year}"
    assert parse_date(figures, day_first=day_first) == day.isoformat()
    assert parse_date(figures) in (None, day.isoformat())
    assert (parse_date(figures) is None) == (day.day <= 12 and day.day != day.month)


@given(st.text(), st.sampled_from([None, True, False]))
def test_whatever_is_read_is_a_date_within_the_years_of_the_press(text: str, day_first: bool | None) -> None:
    for start, end, iso in find_dates(text, day_first=day_first):
        assert 0 <= start < end <= len(text)
        assert FIRST_YEAR <= datetime.fromisoformat(iso).year <= LAST_YEAR


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Monday, 4 March 2019 09.22 GMT", "2019-03-04T09:22+00:00"),
        ("2019-03-04T09:22:00Z", "2019-03-04T09:22+00:00"),
        ("2019-03-04T09:22:00.000+0200", "2019-03-04T09:22+02:00"),
        ("2019-03-04 09:22:17 -05:00", "2019-03-04T09:22-05:00"),
        ("20190304T092200Z", "2019-03-04T09:22+00:00"),
        ("9:22 a.m. EST March 4, 2019", "2019-03-04T09:22-05:00"),
        ("09:22, 4 MAR 2019", "2019-03-04T09:22"),
        ("4 MARCH 2019 • 9:22am", "2019-03-04T09:22"),
        ("March 4, 2019: 12:05 AM ET", "2019-03-04T00:05-05:00"),
        ("July 4, 2019 12:05 PM PT", "2019-07-04T12:05-07:00"),
        ("July 4, 2019 12:05 PM (MT)", "2019-07-04T12:05-06:00"),
        ("4 July 2019, 10:00 BST", "2019-07-04T10:00+01:00"),
        ("Jul 04 2019, 15:24pm ist", "2019-07-04T15:24+05:30"),
        ("Updated 0922 GMT (1722 HKT) March 4, 2019", "2019-03-04T09:22+00:00"),
        ("12:30 p.m. GMT (7:30 a.m. EST) on Monday, March 4, 2019", "2019-03-04T12:30+00:00"),
        ("4 March 2019 14:22 GMT+8", "2019-03-04T14:22+08:00"),
        ("4 March 2019 14:22 UTC-03:30", "2019-03-04T14:22-03:30"),
        ("4 March 2019 14:22 XKT", "2019-03-04T14:22"),
        ("Mon Mar 4 09:22:00 UTC 2019", "2019-03-04T09:22+00:00"),
        ("March 4, 2019, noon", "2019-03-04T12:00"),
        ("12 midnight, March 4, 2019", "2019-03-04T00:00"),
        ("March 4, 2019 12 a.m.", "2019-03-04T00:00"),
        ("March 4, 2019 12 p.m.", "2019-03-04T12:00"),
        ("Tuesday | March 5, 2019 | 9:52 PM", "2019-03-05T21:52"),
        ("Mar 4, 2019. 10:11 pm CST.", "2019-03-04T22:11-06:00"),
    ],
)
def test_times_and_zones_are_read_as_printed(text: str, expected: str) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 10, 2019 9 am ET", "2019-03-10T09:00"),
        ("November 3, 2019 9 am ET", "2019-11-03T09:00"),
        ("October 29, 2006 9 am ET", "2006-10-29T09:00"),
        ("April 10, 2006 9 am ET", "2006-04-10T09:00-04:00"),
        ("March 20, 2006 9 am ET", "2006-03-20T09:00-05:00"),
        ("March 20, 1980 9 am ET", "1980-03-20T09:00"),
    ],
)
def test_a_zone_without_season_has_no_offset_where_the_season_is_in_doubt(text: str, expected: str) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "March 4",
        "4 March at 9:22",
        "March 2019",
        "2019",
        "3 hours ago",
        "yesterday",
        "Monday, 9:22 a.m.",
        "Last updated 21 hours ago • 17 minute read",
        "February 30, 2019",
        "29 February 2019",
        "2019-13-04",
        "31/04/2019",
        "32 March 2019",
        "March 4, 1699",
        "4 March 2101",
        "March 4, 20190",
        "2019-03-041",
        "03/04/2019",
        "4/3/19",
        "March 4-6, 2019",
        "No. 20190304",
        "Dismarch 4, 2019",
        "call 555-03-2019",
        "10.4.2019.1",
        "version 1.2.10",
        "the score was 3-1, 24/7/365",
    ],
)
def test_what_is_no_complete_and_certain_date_is_not_read(text: str) -> None:
    assert parse_date(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("28/03/2019", "2019-03-28"),
        ("3/28/19 04:23 pm", "2019-03-28T16:23"),
        ("03/03/2019", "2019-03-03"),
        ("03-28-19", "2019-03-28"),
        ("28-Mar-19", "2019-03-28"),
        ("March 4, '99", "1999-03-04"),
        ("10/28/ 19", None),
        ("Page 4 March 19, 2019", "2019-03-19"),
        ("Jane DoeMarch 4, 2019", "2019-03-04"),
        ("John Roe4 Mar 2019", "2019-03-04"),
        ("4 March 201909:22", "2019-03-04T09:22"),
        ("2019-03-04 15:03:30Updated: 2019-03-05 15:30:46", "2019-03-04T15:03"),
        ("February 30, 2019, printed March 4, 2019", "2019-03-04"),
        ("March 4, 2019 25:10", "2019-03-04"),
        ("March 4, 2019 15:10 a.m.", "2019-03-04"),
        ("March 4, 2019 3 min read", "2019-03-04"),
        ("At 9:22, a man left. March 4, 2019", "2019-03-04"),
        ("Updated on 4 March, 2019. 3 min read", "2019-03-04"),
    ],
)
def test_the_first_date_that_can_be_read_is_read_and_no_more(text: str, expected: str | None) -> None:
    assert parse_date(text) == expected


def test_figures_above_twelve_are_days_whatever_the_host_prints() -> None:
    assert parse_date("11/28/2016", day_first=True) == parse_date("28/11/2016", day_first=False) == "2016-11-28"


def test_all_dates_of_a_line_are_found_with_the_times_beside_them() -> None:
    line = "First posted 9:22 am March 4, 2019; updated 5 March 2019 at 10:15 GMT"
    assert [(line[a:b], iso) for a, b, iso in find_dates(line)] == [
        ("9:22 am March 4, 2019", "2019-03-04T09:22"),
        ("5 March 2019 at 10:15 GMT", "2019-03-05T10:15+00:00"),
    ]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://www.paper.example.co.uk/news/1", True),
        ("http://user@paper.com.au:8080/x", True),
        ("HTTPS://PAPER.IN?x=a.us", True),
        ("//paper.eu", True),
        ("paper.ie/2019", True),
        ("https://service.gov.uk/", True),
        ("https://city.state.us/", False),
        ("https://bureau.gov", False),
        ("https://school.edu./", False),
        ("https://paper.com/news.uk", None),
        ("https://paper.example/", None),
        ("https://paper.ca/", None),
        ("https://127.0.0.1/a.uk", None),
        ("not a url", None),
        ("", None),
        (None, None),
    ],
)
def test_the_country_of_the_host_tells_the_order_of_figures(url: str | None, expected: bool | None) -> None:
    assert day_first_for(url) is expected
