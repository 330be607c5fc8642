"""Whether a page prints the day before the month, in dates of figures ("03/04/2019").

It is asked in this order: another date of figures that leaves no doubt; the weekday in front of one; a date in words,
or in the address, that is one of the two readings; the country of the host or the region named in the address; an
American or British zone beside the time. Where none of them tells, nothing is read.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from cleaner.metadata.crawl import DAY
from cleaner.metadata.spans import LabelledSpan
from cleaner.metadata.url import date_in_url
from cleaner.model import Entity, EntityKind
from cleaner.text.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

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


def day_first(dated: Sequence[LabelledSpan], others: Sequence[LabelledSpan], url: str | None) -> bool | None:
    """Whether the dates of figures in `dated` have the day first, by themselves, `others` on the page, and the address.

    >>> from cleaner.model import Label
    >>> line = lambda text: [LabelledSpan(0, text, Label.TIMESTAMP)]
    >>> day_first(line("03/04/2019"), line("14/03/2019"), None), day_first(line("03/04/2019 5 pm EDT"), [], None)
    (True, False)
    >>> day_first(line("03/04/2019"), line("Updated 3 April 2019"), None), day_first(line("03/04/2019"), [], None)
    (True, None)
    """
    doubtful = [entity for span in dated for entity in _dates(span) if entity.value != entity.day_first]
    if not doubtful:
        return day_first_for(url)
    spans = [*dated, *others]
    tellers: tuple[Callable[[], bool | None], ...] = (
        lambda: _by_figures(spans),
        lambda: _by_weekday(spans),
        lambda: _by_same_day(doubtful, spans, url),
        lambda: day_first_for(url),
        lambda: _by_zone(dated),
    )
    return next((found for teller in tellers if (found := teller()) is not None), None)


def _dates(span: LabelledSpan) -> list[Entity]:
    return [entity for entity in span.recognized if entity.kind is EntityKind.DATE]


def _by_figures(spans: Iterable[LabelledSpan]) -> bool | None:
    """By a date of figures one of which can be no month."""
    for span in spans:
        for entity in _dates(span):
            match = _FIGURES.search(span.text, max(0, entity.start - 1), entity.end + 1)
            if match and (int(match[1]) > LAST_MONTH) != (int(match[3]) > LAST_MONTH):
                return int(match[1]) > LAST_MONTH
    return None


def _by_weekday(spans: Iterable[LabelledSpan]) -> bool | None:
    """By the weekday in front of a date of figures, where it was that of one of the two readings alone.

    >>> from cleaner.model import Label
    >>> line = lambda text: [LabelledSpan(0, text, Label.TIMESTAMP)]
    >>> [_by_weekday(line(f"{day}, 04/07/2019")) for day in ("Thursday", "Sun", "Mon")]
    [True, False, None]
    """
    for span in spans:
        for entity in _dates(span):
            figures = _FIGURES.search(span.text, max(0, entity.start - 1))
            if entity.value == entity.day_first or figures is None:
                continue
            before = _WEEKDAY_AT_END.search(span.text[max(0, figures.start() - LONGEST_WEEKDAY) : figures.start()])
            name = before[1].lower() if before else ""
            fits = [_weekday(iso) == name for iso in (entity.day_first, entity.value)]
            if fits[0] != fits[1]:
                return fits[0]
    return None


def _weekday(iso: str) -> str:
    return _WEEKDAYS[date.fromisoformat(iso[:DAY]).weekday()]


def _by_same_day(doubtful: Iterable[Entity], spans: Iterable[LabelledSpan], url: str | None) -> bool | None:
    """By a date without doubt that is one of the two readings."""
    certain = {iso[:DAY] for span in spans for _, _, iso in span.dates()} | {date_in_url(url)}
    for entity in doubtful:
        readings = [iso[:DAY] in certain for iso in (entity.day_first, entity.value)]
        if readings[0] != readings[1]:
            return readings[0]
    return None


def _by_zone(spans: Iterable[LabelledSpan]) -> bool | None:
    zone = next((match for span in spans if (match := _ZONE.search(span.brief))), None)
    return None if zone is None else bool(zone[2])
