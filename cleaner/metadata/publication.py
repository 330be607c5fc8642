"""When an article was published and changed, going by the timestamps of its page.

What is decided here:

- Dates between headline and text come first; then those above the headline or behind the text that say what they
  are; then the others above (often the day the page was made) and behind.
- A date marked as one of a change is `modified` alone, unless the address names that very day: of the evaluation
  pages that print only such a date, one in five was published on that day.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cleaner.metadata.address import date_in_address
from cleaner.metadata.dates import find_dates
from cleaner.metadata.day_order import day_first
from cleaner.metadata.labelled_spans import EDGES, OPENING, LabelledSpan, Place
from cleaner.metadata.times import Times, is_date_alone, is_said, read_times
from cleaner.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_DATE = 60
"""Characters of a line that is a date and nothing else, at most."""

UNDATED = frozenset({Label.CAPTION, Label.CREDIT})
"""What a date on the same line belongs to ("The mill at Harrow, March 12, 2019"), as it does to text before it."""

DAY = len("2019-03-04")

DATED = (Label.TIMESTAMP, Label.BYLINE, Label.KICKER)
"""Labels whose stretches may say when."""


def read_publication(page: Sequence[LabelledSpan], top: int | None, url: str | None) -> Times:
    """The dates printed with the article; `top` is the headline's block."""
    others = {s.block for s in page if s.label in UNDATED}
    others |= {dated.block for text, dated in pairwise(page) if text.kept and text.block == dated.block}
    own = [s for s in page if s.label in DATED and s.place in EDGES and s.block not in others]
    order = day_first([s.brief for s in own], (s.brief for s in page if not s.kept), url)
    above = [s for s in own if s.place is Place.HEAD and top is not None and s.block < top]
    foot = [s for s in own if s.place is Place.FOOT]
    beside = [s for s in own if s not in above and s not in foot]
    found = Times()
    for group in (beside, _saying(above), _saying(foot)):
        found = _filled(found, group, order)
    day = date_in_address(url)
    if found.modified and day and found.modified.startswith(day):
        found = Times(found.published or day, found.modified)
    for group in (above, foot):
        found = _filled(found, group, order)
    if found == Times():
        return _filled(found, _dates_alone(page), order)
    return _by_address(found, own, day, order)


def _by_address(found: Times, own: Sequence[LabelledSpan], day: str | None, order: bool | None) -> Times:
    """What was found; a day of publication behind the one that the address names gives way to that one, if printed."""
    if day is None or found.published is None or found.published[:DAY] <= day:
        return found
    printed = (iso for s in own for _, _, iso in find_dates(s.brief, day_first=order) if iso.startswith(day))
    return Times(next(printed, found.published), found.modified)


def _filled(found: Times, group: Sequence[LabelledSpan], day_first: bool | None) -> Times:
    """What was found, filled in by the dates of a group; none was published after it was changed."""
    times = read_times([stretch.brief for stretch in group], day_first=day_first)
    published = found.published or times.published
    late = bool(found.modified and published and published[:DAY] > found.modified[:DAY])
    return Times(found.published if late else published, found.modified or times.modified)


def _saying(stretches: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    return [stretch for stretch in stretches if is_said(stretch.brief)]


def _dates_alone(page: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """A line of the opening that is a date alone and was kept; where there are more, they are headings of a diary."""
    dates = [
        stretch
        for stretch in page
        if stretch.kept and len(stretch.text) <= LONGEST_DATE and is_date_alone(stretch.brief)
    ]
    return dates if len(dates) == 1 and dates[0].place in OPENING else []
