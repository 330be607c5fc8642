"""Whether a page prints the day before the month, in dates of figures ("03/04/2019").

It is asked in this order: another date of figures that leaves no doubt; the weekday in front of one; a date in words,
or in the address, that is one of the two readings; the country of the host or the region named in the address; an
American or British zone beside the time. Where none of them tells, nothing is read.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from cleaner.metadata.url import date_in_url
from cleaner.recognition.dates import find_dates, parse_date
from cleaner.text.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

DAY_FIRST_HOSTS = word_list("dates.day_first_hosts")
MONTH_FIRST_HOSTS = word_list("dates.month_first_hosts")
DAY_FIRST_REGIONS = word_list("dates.day_first_regions")

_HOST_END = re.compile(r"(?:[a-z][a-z\d+.-]*:)?(?://)?(?:[^/?#@]*@)?[^/?#:]*?\.([a-z]+)\.?(?:[:/?#].*)?", re.I | re.S)
LAST_MONTH = 12
_REGION = re.compile(r"(?i)//(?:www\.)?(uk|us|au|in|ie|nz|za)\.|[/_-](?:en[-_])?(gb|uk|us|au|ie|nz|za)(?=[/?#]|$)")

_FIGURES = re.compile(r"(?<![\d./-])([0-3]?\d)([/-])([0-3]?\d)\2(?:\d{4}|\d\d)(?![\d/-])")
_WEEKDAY_AT_END = re.compile(r"(?i)\b(mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\.?,? ?$")
LONGEST_WEEKDAY = 11
"""Characters of "Wednesday, ", looked at in front of a date."""

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ZONE = re.compile(r"\d ?(?:[ap]\.?m\.?)? ?(?:(E[SD]?T|C[SD]T|P[SD]?T|M[SD]T)|(BST|AE[SD]T|NZ[SD]T))\b", re.IGNORECASE)


def day_first_for(url: str | None) -> bool | None:
    """Whether a page's host prints the day before the month, from its country code; None where that doesn't tell.

    A region named in the address ("/en-gb/", "uk.paper.example") tells, too.

    >>> day_first_for("https://www.paper.example.co.uk/a"), day_first_for("city.gov"), day_first_for("//paper.com/x.uk")
    (True, False, None)
    """
    region = _REGION.search(url) if url else None
    if region:
        return (region[1] or region[2]).lower() in DAY_FIRST_REGIONS
    match = _HOST_END.fullmatch(url.strip()) if url else None
    end = match[1].lower() if match else ""
    return True if end in DAY_FIRST_HOSTS else False if end in MONTH_FIRST_HOSTS else None


def day_first(dated: Sequence[str], others: Iterable[str], url: str | None) -> bool | None:
    """Whether the dates of figures in `dated` have the day first, by themselves, `others` on the page, and the address.

    >>> day_first(["03/04/2019"], ["14/03/2019"], None), day_first(["03/04/2019 5 pm EDT"], [], None)
    (True, False)
    >>> day_first(["03/04/2019"], ["Updated 3 April 2019"], None), day_first(["03/04/2019"], [], None)
    (True, None)
    """
    doubtful = [match[0] for text in dated for match in _FIGURES.finditer(text)]
    if not doubtful:
        return day_first_for(url)
    texts = [*dated, *others]
    tellers = (
        _by_figures(texts),
        _by_weekday(texts),
        _by_same_day(doubtful, texts, url),
        day_first_for(url),
        _by_zone(dated),
    )
    return next((told for told in tellers if told is not None), None)


def _by_figures(texts: Iterable[str]) -> bool | None:
    """By a date of figures one of which can be no month."""
    for text in texts:
        for match in _FIGURES.finditer(text):
            first, second = int(match[1]), int(match[3])
            if (first > LAST_MONTH) != (second > LAST_MONTH):
                return first > LAST_MONTH
    return None


def _by_weekday(texts: Iterable[str]) -> bool | None:
    """By the weekday in front of a date of figures, where it was that of one of the two readings alone.

    >>> _by_weekday(["Thursday, 04/07/2019"]), _by_weekday(["Sun 04/07/2019"]), _by_weekday(["Mon, 04/07/2019"])
    (True, False, None)
    """
    for text in texts:
        for match in _FIGURES.finditer(text):
            before = _WEEKDAY_AT_END.search(text[max(0, match.start() - LONGEST_WEEKDAY) : match.start()])
            name = before[1].lower() if before else ""
            fits = [_weekday(match[0], order) == name for order in (True, False)]
            if fits[0] != fits[1]:
                return fits[0]
    return None


def _weekday(figures: str, day_first: bool) -> str | None:
    iso = parse_date(figures, day_first=day_first)
    return _WEEKDAYS[date.fromisoformat(iso[:10]).weekday()] if iso else None


def _by_same_day(doubtful: Iterable[str], texts: Iterable[str], url: str | None) -> bool | None:
    """By a date without doubt that is one of the two readings."""
    certain = {iso[:10] for text in texts for _, _, iso in find_dates(text)} | {date_in_url(url)}
    for figures in doubtful:
        readings = [parse_date(figures, day_first=order) in certain for order in (True, False)]
        if readings[0] != readings[1]:
            return readings[0]
    return None


def _by_zone(texts: Iterable[str]) -> bool | None:
    zone = next((match for match in map(_ZONE.search, texts) if match), None)
    return None if zone is None else bool(zone[2])
