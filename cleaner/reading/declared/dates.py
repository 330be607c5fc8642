"""Dates as pages declare them, as ISO 8601 to the minute, with the zone where there is one.

What is decided here:

- Midnight to the second is how systems write a day without a time: the day alone is taken.
- Seconds are left out, as everywhere in the record.
- A source that gives only the day gives way to a later one that gives that same day with its time.
- No date is later than the crawl, where its time is known; another source may then have a better one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from cleaner.metadata.crawl import DAY, is_later
from cleaner.metadata.day_order import day_first_for
from cleaner.metadata.sources import Claim
from cleaner.metadata.url import date_in_url
from cleaner.model import Source
from cleaner.reading.declared.elements import PageElements, Time
from cleaner.recognition.dates import parse_date

FIRST_YEAR, LAST_YEAR = 1800, 2100
"""Years outside are faults of a system: 1, 1601, 9999."""

MAX_CHARACTERS = 60
"""Characters of a declared date; a longer text is a sentence."""

_ISO = re.compile(
    r"(\d{4})-?(\d\d)-?(\d\d)(?:[T ]+(\d\d):?(\d\d)(?::?(\d\d)(?:[.,:]\d+)?)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d|[+-]\d\d)?)?",
    re.IGNORECASE,
)
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")
_CHANGED = re.compile(r"updat|modif|edited|revis|correct")
_PUBLISHED = re.compile(r"publi|posted|pubdate|created|issued")
_ZERO = re.compile(r"00:00(?::00(?:[.,]0+)?)?\s*(?:Z|UTC|GMT|[+-]\d\d:?\d\d)?$", re.IGNORECASE)


def read(text: str, day_first: bool | None = None) -> str | None:
    """A declared date as ISO 8601; None where the text is none.

    >>> read("2019-03-04T09:30:59.123-0500"), read("2019-03-04T00:00:00Z"), read("20190304")
    ('2019-03-04T09:30-05:00', '2019-03-04', '2019-03-04')
    >>> read("1551691800"), read("Mon, 04 Mar 2019 09:30:00 +0000"), read("0001-01-01"), read("soon")
    ('2019-03-04T09:30+00:00', '2019-03-04T09:30+00:00', None, None)
    """
    text = text.strip()
    if len(text) > MAX_CHARACTERS:
        return None
    match = _ISO.fullmatch(text)
    if match:
        return _iso(*match.groups())
    if _SECONDS.fullmatch(text):
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(text[:10]))
        return moment.isoformat(timespec="minutes")
    found = parse_date(text, day_first=day_first)
    return found[:DAY] if found and _ZERO.search(text) else found


def _iso(
    year: str, month: str, day: str, hour: str | None, minute: str, second: str | None, zone: str | None
) -> str | None:
    try:
        when = datetime(int(year), int(month), int(day))
    except ValueError:
        return None
    if not FIRST_YEAR <= when.year <= LAST_YEAR:
        return None
    date = f"{year}-{month}-{day}"
    if hour is None or int(hour) > 23 or int(minute) > 59 or (hour, minute, second or "00") == ("00", "00", "00"):
        return date
    return f"{date}T{hour}:{minute}{_offset(zone or '')}"


def _offset(zone: str) -> str:
    """A zone as an offset; empty for none, and for one that no place has.

    >>> _offset("Z"), _offset("-0500"), _offset("+05"), _offset("+9900")
    ('+00:00', '-05:00', '+05:00', '')
    """
    if not zone or zone[0] not in "+-":
        return "+00:00" if zone else ""
    hours, minutes = zone[1:3], zone[3:].lstrip(":") or "00"
    return f"{zone[0]}{hours}:{minutes}" if int(hours) <= 14 and int(minutes) < 60 else ""


def day_order(page: PageElements, url: str | None) -> bool | None:
    """Whether figures have the day first, by the region of the page's language, else by its address."""
    for tag in (page.language, *page.contents("og:locale")):
        region = re.split("[-_]", tag)[-1].upper() if re.search("[-_]", tag) else ""
        if len(region) == 2:
            return region not in ("US", "PH", "CA")
    return day_first_for(url)


def choose(claims: Sequence[Claim], crawled: str | None, day_first: bool | None = None) -> tuple[str, Source] | None:
    """The first date that can be read and isn't later than the crawl, as exactly as another source gives it.

    >>> found = [Claim(Source.JSON_LD, "2019-03-04"), Claim(Source.META, "2019-03-04T09:30Z")]
    >>> choose(found, None)
    ('2019-03-04T09:30+00:00', <Source.META: 'meta'>)
    >>> choose([Claim(Source.JSON_LD, "2091-03-04"), *found[:1]], "2019-03-05")
    ('2019-03-04', <Source.JSON_LD: 'json-ld'>)
    """
    texts = ((read(claim.text, day_first), claim.source) for claim in claims)
    dates = [(iso, source) for iso, source in texts if iso and not is_later(iso, crawled)]
    if not dates:
        return None
    first = dates[0]
    return next((date for date in dates if "T" in date[0] and date[0][:DAY] == first[0][:DAY]), first)


def of_times(times: Iterable[Time], changed: bool = False) -> list[Claim]:
    """What the page's `time` elements say of its publication, or of its last change.

    One that says what it is (`pubdate`, "published") counts anywhere; one that says nothing, only if it is the first
    below the title and no other below it does say.
    """
    pattern = _CHANGED if changed else _PUBLISHED
    listed = list(times)
    labelled = [t for t in listed if pattern.search(t.context) or (t.pubdate and not changed)]
    labelled = [t for t in labelled if not _is_other(t, changed)]
    below = [t for t in listed if t.below_title and not _CHANGED.search(t.context + " " + t.text.lower())]
    chosen = labelled[:1] or ([] if changed else below[:1])
    return [Claim(Source.TIME, text) for time in chosen for text in dict.fromkeys((time.value, time.text)) if text]


def _is_other(time: Time, changed: bool) -> bool:
    return not changed and bool(_CHANGED.search(time.context)) and not _PUBLISHED.search(time.context)


def of_addresses(addresses: Iterable[str]) -> list[Claim]:
    """The day that the first address with one names.

    >>> of_addresses(["https://paper.example/a", "https://paper.example/2019/03/04/rain"])
    [Claim(source=<Source.ADDRESS: 'address'>, text='2019-03-04', item=0)]
    """
    days = (day for address in addresses if (day := date_in_url(address)))
    return [Claim(Source.ADDRESS, day) for day in days][:1]
