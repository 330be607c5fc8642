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

from cleaner.model import Entity, EntityKind
from cleaner.recognition.timezones import offset

if TYPE_CHECKING:
    from collections.abc import Iterable

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
_PERHAPS_YEAR = re.compile(
    r"\d\d(?:\d\d|(?!\d)(?:(?<=[-/']\d\d)|(?<=[-/'] \d\d)|(?<=[A-Za-z.] \d\d)(?=\s*(?:$|[,|)•·]))))"
)
_TWO_DIGITS = re.compile(r"\d\d")
# Nor is there a date without a month near the year, or two other figures with a sign between them.
_PERHAPS_DATE = re.compile(r"(?i)jan|feb|ma[ry]|apr|ju[nl]|aug|sep|oct|nov|dec|\d ?[-/.] ?\d|\d,? \d{1,2},? \d")
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
    return next((iso for _, _, iso in find_dates(text, day_first=day_first)), None)


def find_dates(text: str, *, day_first: bool | None = None) -> list[tuple[int, int, str]]:
    """All complete dates of a text: where each begins and ends, with its time of day, and its ISO form.

    >>> find_dates("Published 4 Mar 2019, 09:22 Updated 5 Mar 2019")
    [(10, 27, '2019-03-04T09:22'), (36, 46, '2019-03-05')]
    """
    return resolve_dates(recognize_dates(text), day_first)


def resolve_dates(entities: Iterable[Entity], day_first: bool | None) -> list[tuple[int, int, str]]:
    """The complete dates among entities, where each begins and ends, and its ISO form; a date in figures is left out
    where nothing says which figure is the day.

    >>> [resolve_dates(recognize_dates("03/04/2019"), order) for order in (True, False, None)]
    [[(0, 10, '2019-04-03')], [(0, 10, '2019-03-04')], []]
    """
    found = []
    for entity in entities:
        if entity.kind is EntityKind.DATE and not entity.value.startswith("--"):
            iso = entity.value if entity.value == entity.day_first or day_first is False else ""
            iso = entity.day_first if day_first else iso
            found += [(entity.start, entity.end, iso)] if iso else []
    return found


def recognize_dates(text: str) -> list[Entity]:
    """All complete dates of a text as entities; a date takes in the time of day beside it.

    >>> recognize_dates("Posted 03/04/2019")
    [Entity(kind=<EntityKind.DATE: 'date'>, start=7, end=17, value='2019-03-04', day_first='2019-04-03')]
    """
    if _TWO_DIGITS.search(text) is None:
        return []
    tight = _TIGHT.fullmatch(text)
    if tight:
        return _tight_date(tight)
    text = text.replace("\xa0", " ").replace("’", "'")
    start = _first_place(text)
    if start is None:
        return []
    found: list[Entity] = []
    done = 0
    for match in _DATE.finditer(text, start):
        month_first, day_first = _calendar_date(match, False), _calendar_date(match, True)
        if month_first is None or day_first is None or match.start() < done:
            continue
        start, done, clock = _clock_beside(text, match, month_first, done)
        values = [day.isoformat() + (_clock(clock, day) if clock else "") for day in (month_first, day_first)]
        found.append(Entity(EntityKind.DATE, start, done, *values))
    return found


def _first_place(text: str) -> int | None:
    """Where the first date may begin: before figures that may be a year, with a month or other figures near them."""
    for year in _PERHAPS_YEAR.finditer(text):
        start = max(0, year.start() - LEAD)
        if _PERHAPS_DATE.search(text, start, year.end() + LEAD):
            return start
    return None


def _tight_date(match: re.Match[str]) -> list[Entity]:
    """The form without separators ("20190304"), which is a date only where it stands alone."""
    year, month, day, hour, minute, zulu = match.groups()
    found = _valid(int(year), int(month), int(day))
    if not found:
        return []
    clock = ""
    if hour and int(hour) < 24 and int(minute) < 60:
        clock = f"T{hour}:{minute}" + ("+00:00" if zulu else "")
    value = found.isoformat() + clock
    return [Entity(EntityKind.DATE, match.start(1), len(match.string.rstrip()), value, value)]


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


def _clock_beside(text: str, match: re.Match[str], day: date, done: int) -> tuple[int, int, re.Match[str] | None]:
    """Start and end of a date with its time of day, and that time's match; behind the date it is looked for first."""
    start, end = match.span()
    if match["between"]:
        return start, end, _WHOLE.match(match["between"])
    beside = _AFTER.match(text, end)
    if beside and _clock(beside, day):
        return start, beside.end(), beside
    beside = _BEFORE.search(text, max(done, start - REACH), start)
    if beside and _clock(beside, day):
        return beside.start(), end, beside
    return start, end, None


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
