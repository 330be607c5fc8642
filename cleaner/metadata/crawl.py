"""When a page was fetched: what it dates can't lie behind that. Nothing here asks today's clock."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

DAY = len("2019-03-04")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?\s?(Z|[+-]\d\d:?\d\d)?)?")


def crawl_time(value: date | datetime | str | None) -> str | None:
    """The time of a crawl as ISO 8601, to the minute.

    Raises ValueError for a text that is no date, TypeError for anything else.

    >>> crawl_time("2019-03-04T09:30:59Z"), crawl_time(date(2019, 3, 4))
    ('2019-03-04T09:30+00:00', '2019-03-04')
    >>> crawl_time("yesterday")
    Traceback (most recent call last):
    ValueError: crawled is 'yesterday'; expected ISO 8601, say 2019-03-04 or 2019-03-04T09:30:00Z
    """
    if value is None:
        return None
    if isinstance(value, date):
        value = value.isoformat()
    if not isinstance(value, str):
        raise TypeError(f"crawled is a date, a datetime or a text, not {type(value).__name__}")
    match = _ISO.fullmatch(value.strip())
    zone = (match[3] or "").replace("Z", "+00:00") if match else ""
    found = f"{match[1]}T{match[2]}{zone}" if match and match[2] else match[1] if match else ""
    try:
        return datetime.fromisoformat(found).isoformat(timespec="minutes") if "T" in found else _day(found)
    except ValueError:
        raise ValueError(f"crawled is {value!r}; expected ISO 8601, say 2019-03-04 or 2019-03-04T09:30:00Z") from None


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def is_later(iso: str, crawled: str | None) -> bool:
    """Whether a date lies behind the crawl. Instants are compared where both have time and zone, else days.

    >>> is_later("2019-03-05", "2019-03-04"), is_later("2019-03-04T23:00", "2019-03-04"), is_later("2019-03-05", None)
    (True, False, False)
    >>> is_later("2019-03-05T01:00+09:00", "2019-03-04T17:00+00:00"), is_later("2019-03-05T01:00+09:00", "2019-03-04")
    (False, False)
    """
    if crawled is None:
        return False
    one, other = _instant(iso), _instant(crawled)
    if one and other:
        return one > other
    return (one.isoformat() if one else iso)[:DAY] > (other.isoformat() if other else crawled)[:DAY]


def _instant(iso: str) -> datetime | None:
    """An ISO date with time and zone in UTC; None where it lacks one of them."""
    moment = datetime.fromisoformat(iso) if "T" in iso else None
    return moment.astimezone(UTC) if moment and moment.tzinfo and 1 < moment.year < datetime.max.year else None
