"""Dates as English-language publishers print them, read as ISO 8601. What isn't printed is not made up.

Patterns, not a library: dateutil and dateparser fill in whatever is missing from today's date, read "10" or "may" as
dates, and take 16 to 70 and 140 to 1,300 microseconds a line (`parse_date`: 1 to 16, on average 9). The forms that
publishers print are few and strict.

What is decided here:

- Days and months as figures ("03/04/2019") are read when one of them is above 12, when both are the same, or when the
  caller knows the order. Dots ("04.03.2019") are day first, as wherever dots are printed.
- Two-digit years follow POSIX: 69 to 99 are 1969 to 1999, the others 2000 to 2068.
- A zone counts only behind a time of day (`zones`).
- Noon is 12:00, midnight 00:00. Seconds are left out.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from cleaner.recognition.timezones import offset

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_YEAR, LAST_YEAR = 1700, 2100
"""Before the first there were hardly any papers in English; a figure after the last is no year."""

PIVOT = 69
"""The first two-digit year of the 20th century, by POSIX."""

REACH = 60
"""How many characters before a date its time of day may begin: "12:30 p.m. GMT (7:30 a.m. EST) on Wednesday, "."""

LARGEST_OFFSET = 14
"""Hours that a zone is before UTC, at most."""

LEAD = 40
"""How many characters before its year a date may begin: "September the 30th 11:06:01 GMT 2019"."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:r(?:uary)?)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\.?"
)
_DAY = r"[0-3]?\d(?:st|nd|rd|th)?(?![a-z\d])"
# A time may be glued to the year ("201909:22"); any other figure makes it a number.
_YEAR = r"(?:1[789]|2[01])\d\d(?=\D|$|\d\d?:\d\d)"
_WEEKDAY = r"(?:mon|tue(?:s)?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?"
# A month may be glued to the word before it where capitals show the seam: "Jane DoeMarch 4, 2019".
_SEAM = r"(?:(?<![^\W\d_])|(?-i:(?=[A-Z][a-z])))"
_BETWEEN = r"\d\d:\d\d(?::\d\d)?(?:\ [a-z]{3,4})?"

_DATE = re.compile(
    rf"""
    {_SEAM}(?P<m1>{_MONTH})[ /-]{{0,2}}(?:the\ )?(?P<d1>{_DAY})
        (?:[ ,./-]{{1,3}}|\ (?P<between>{_BETWEEN})\ )'?(?P<y1>{_YEAR}|(?<=')\d\d\b)
    | (?<![\d.,:/-])(?:
        (?P<y2>{_YEAR})(?P<s2>[-/.]|,?\ )(?:(?P<n2>[01]?\d)|(?P<m2>{_MONTH}))(?P=s2)(?P<d2>[0-3]?\d)
            (?![-/.\d]\d|\d|,?\ {_YEAR}|th|st|nd|rd|:)
        | (?P<a3>[0-3]?\d)(?P<s3>\ ?[-/.]\ ?)(?P<b3>[0-3]?\d)(?P=s3)(?P<y3>{_YEAR})(?![/.-]\d)
        | (?P<a4>[0-3]?\d)/\ ?(?P<b4>[0-3]?\d)/(?P<y4>\d\d)(?![/\d-])
        | (?P<a5>[0-3]\d)-(?P<b5>[0-3]\d)-(?P<y5>\d\d)(?![/\d-])
    )
    | (?<!\d)(?<!\d[.:/])(?P<d6>[0-3]?\d(?:st|nd|rd|th)?)(?:\ of\ |[ ./-]{{0,2}})(?P<m6>{_MONTH})
        [ ,./-]{{0,3}}'?(?P<y6>{_YEAR}|(?<=[-'])\d\d\b|(?<=\ )\d\d(?=\s*(?:$|[|)•·]|,(?!\ [12]\d))))
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Without one of these there is no year, and nothing to look for.
_PERHAPS_YEAR = re.compile(r"\d{4}|[-/'] ?\d\d(?!\d)|[A-Za-z.] \d\d\s*(?:$|[,|)•·])")
_TIGHT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(?:\d\d)?(Z)?)?\s*")

_TIME = r"""
    (?:
        (?P<hour>[012]?\d)(?:[:.h](?P<minute>[0-5]\d)(?::[0-5]\d(?:[.,]\d+)?)?)?(?!\d|:\d)
            (?:\ ?(?P<half>[ap])\.?\ ?m\b\.?)?
        | (?P<word>(?:12\ )?(?:noon|midnight))\b
        | (?P<four>[012]\d[0-5]\d)(?=\ ?(?:gmt|utc|hrs|hours|h)\b)(?:\ ?(?:hrs|hours|h)\b)?
    )
    (?:\ ?\(?(?P<zone>z|[A-Z]{2,4})\b(?:\ ?(?P<shift>[+-]\d\d?)(?::?(?P<quarter>\d\d))?(?!\d))?\)?
        | \ ?(?P<sign>[+-]\d\d):?(?P<rest>\d\d)(?!\d))?
"""
_OTHER_ZONE = r"(?:\ ?\([^()]{4,24}\))?"  # the same time elsewhere: "0922 GMT (1722 HKT)"
_GAP = r"[\s,.|:•·@()–—/-]"
_AFTER = re.compile(
    rf"{_GAP}{{0,5}}(?:{_WEEKDAY}{_GAP}{{0,4}})?(?:(?:at|T|from)\ ?)?{_GAP}{{0,3}}{_TIME}",
    re.IGNORECASE | re.VERBOSE,
)
_WHOLE = re.compile(_TIME, re.IGNORECASE | re.VERBOSE)
_BEFORE = re.compile(
    rf"(?<![\d.:/]){_TIME}{_OTHER_ZONE}{_GAP}{{0,4}}(?:on\b\ ?)?(?:{_WEEKDAY}{_GAP}{{0,4}})?(?:the\ )?\Z",
    re.IGNORECASE | re.VERBOSE,
)


def parse_date(text: str, *, day_first: bool | None = None) -> str | None:
    """The first complete date of a short text, with the time of day and its offset where they stand beside it.

    >>> parse_date("Updated Monday, 4 March 2019 09.22 GMT")
    '2019-03-04T09:22+00:00'
    >>> parse_date("9:22 p.m. March 4, 2019"), parse_date("Sept. 4, 2019 | 3 min read")
    ('2019-03-04T21:22', '2019-09-04')
    >>> parse_date("03/04/2019"), parse_date("03/04/2019", day_first=True), parse_date("March 4")
    (None, '2019-04-03', None)
    """
    return next((iso for _, _, iso in _dates(text, day_first)), None)


def find_dates(text: str, *, day_first: bool | None = None) -> list[tuple[int, int, str]]:
    """All complete dates of a text: where each begins and ends, with its time of day, and its ISO form.

    >>> find_dates("Published 4 Mar 2019, 09:22 Updated 5 Mar 2019")
    [(10, 27, '2019-03-04T09:22'), (36, 46, '2019-03-05')]
    """
    return list(_dates(text, day_first))


def _dates(text: str, day_first: bool | None) -> Iterator[tuple[int, int, str]]:
    tight = _TIGHT.fullmatch(text)
    if tight:
        yield from _tight_date(tight)
        return
    text = text.replace("\xa0", " ").replace("’", "'")
    year = _PERHAPS_YEAR.search(text)
    if year is None:
        return
    done = 0
    for match in _DATE.finditer(text, max(0, year.start() - LEAD)):
        day = _calendar_date(match, day_first)
        if day is None or match.start() < done:
            continue
        start, done, clock = _clock_beside(text, match, day, done)
        yield start, done, day.isoformat() + clock


def _tight_date(match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """The form without separators ("20190304"), which is a date only where it stands alone."""
    year, month, day, hour, minute, zulu = match.groups()
    found = _valid(int(year), int(month), int(day))
    if found:
        clock = ""
        if hour and int(hour) < 24 and int(minute) < 60:
            clock = f"T{hour}:{minute}" + ("+00:00" if zulu else "")
        yield match.start(1), len(match.string.rstrip()), found.isoformat() + clock


def _calendar_date(match: re.Match[str], day_first: bool | None) -> date | None:
    """The day a match of `_DATE` names, or None where it names none for sure."""
    group = match.groupdict()
    for form in "126":
        if group[f"d{form}"]:
            month = group[f"m{form}"]
            number = _MONTHS.index(month[:3].lower()) + 1 if month else int(group["n2"])
            return _valid(_year(group[f"y{form}"]), number, int(group[f"d{form}"].rstrip("stndrhSTNDRH")))
    form = next(form for form in "345" if group[f"a{form}"])
    first, second = int(group[f"a{form}"]), int(group[f"b{form}"])
    if form == "3" and "." in group["s3"]:
        day_first = True
    return _figures(first, second, _year(group[f"y{form}"]), day_first)


def _figures(first: int, second: int, year: int, day_first: bool | None) -> date | None:
    """A date of figures: a figure above 12 is the day whatever is usual, else `day_first` says.

    >>> _figures(28, 3, 2019, False), _figures(3, 4, 2019, None)
    (datetime.date(2019, 3, 28), None)
    """
    if first > 12 or second > 12:
        day_first = first > 12
    elif first == second:
        day_first = True
    if day_first is None:
        return None
    return _valid(year, second, first) if day_first else _valid(year, first, second)


def _year(figures: str) -> int:
    year = int(figures)
    if len(figures) == 2:
        year += 1900 if year >= PIVOT else 2000
    return year


def _valid(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _clock_beside(text: str, match: re.Match[str], day: date, done: int) -> tuple[int, int, str]:
    """Start and end of a date with its time of day, and that time as ISO; behind the date it is looked for first."""
    start, end = match.span()
    if match["between"]:
        inside = _WHOLE.match(match["between"])
        return start, end, _clock(inside, day) if inside else ""
    beside = _AFTER.match(text, end)
    if beside:
        clock = _clock(beside, day)
        if clock:
            return start, beside.end(), clock
    beside = _BEFORE.search(text, max(done, start - REACH), start)
    if beside:
        clock = _clock(beside, day)
        if clock:
            return beside.start(), end, clock
    return start, end, ""


def _clock(match: re.Match[str], day: date) -> str:
    """A match of `_TIME` as `T09:22` or `T09:22+00:00`; empty where it is no time."""
    group = match.groupdict()
    if group["word"]:
        hour, minute = (12 if "noon" in group["word"].lower() else 0), 0
    elif group["four"]:
        hour, minute = int(group["four"][:2]), int(group["four"][2:])
    else:
        if not group["minute"] and not group["half"]:  # "3" of "3 min read"
            return ""
        hour, minute = int(group["hour"]), int(group["minute"] or 0)
        half = (group["half"] or "").lower()
        if half == "a" and hour > 12:
            return ""
        if half and hour <= 12:  # "15:24pm" is printed as well, and plain
            hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02}:{minute:02}{_offset(group, day)}" if hour < 24 else ""


def _offset(group: dict[str, str | None], day: date) -> str:
    """The offset that is printed behind the time, as figures or as a zone's name."""
    if group["sign"]:
        return f"{group['sign']}:{group['rest']}"
    zone = group["zone"] or ""
    if group["shift"]:
        shift = int(group["shift"])
        known = zone.lower() in ("gmt", "utc") and abs(shift) <= LARGEST_OFFSET
        return f"{shift:+03}:{group['quarter'] or '00'}" if known else ""
    return offset(zone, day)
