"""Dates: when an article was published and when it was changed, from the timestamps printed with it.

What is decided here:

- Dates between headline and text come first; then those above the headline or behind the text that say what they
  are; then the others above (often the day the page was made) and behind.
- What a date is, the words before it say ("Published", "Updated"). One without such words is one of publication.
- A date marked as one of a change is `modified` alone, unless the address names that very day: of the evaluation
  pages that print only such a date, one in five was published on that day.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaner.metadata.day_order import day_first
from cleaner.metadata.spans import EDGES, OPENING, LabelledSpan, Position
from cleaner.metadata.url import date_in_url
from cleaner.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_DATE_LENGTH = 60
"""Characters of a line that is a date and nothing else."""

MAX_TIMESTAMP_WORDS = 20
MAX_WORDS_BEHIND = 6
"""Words behind the date of a timestamp: "4 min read", "Updated 3 hours ago", the name of the paper."""

DAY = len("2019-03-04")

DATED = (Label.TIMESTAMP, Label.BYLINE, Label.KICKER)
"""Labels whose spans may say when."""

UNDATED = frozenset({Label.CAPTION, Label.CREDIT})
"""What a date on the same line belongs to ("The mill at Harrow, March 12, 2019"), as it does to text before it."""

_CHANGED = re.compile(r"(?i)(?:\b|(?<=[a-z\d]))(?:updated?|modified|revised|amended|corrected|changed|last)\b")
_PUBLISHED = re.compile(r"(?i)(?:\b|(?<=[a-z\d]))(?:published|posted|created|written|filed|issued|released|first)\b")
_BEFORE_DATE = re.compile(
    r"(?i)\b(?:(?:first|last|originally) )?(?:published|posted|updated?|modified|created|on|at|by|date)\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)
_SEPARATORS = " .,:;|•·*/–—-\xa0"


class Dates(NamedTuple):
    """ISO 8601, or None where the text doesn't say."""

    published: str | None = None
    modified: str | None = None


def extract_dates(page: Sequence[LabelledSpan], top: int | None, url: str | None) -> Dates:
    """The dates printed with the article; `top` is the headline's block."""
    others = {s.block for s in page if s.label in UNDATED}
    others |= {dated.block for text, dated in pairwise(page) if text.kept and text.block == dated.block}
    own = [s for s in page if s.label in DATED and s.position in EDGES and s.block not in others]
    order = day_first(own, [s for s in page if not s.kept], url)
    above = [s for s in own if s.position is Position.HEAD and top is not None and s.block < top]
    foot = [s for s in own if s.position is Position.FOOT]
    beside = [s for s in own if s not in above and s not in foot]
    found = Dates()
    for group in (beside, _saying(above), _saying(foot)):
        found = _completed(found, group, order)
    day = date_in_url(url)
    if found.modified and day and found.modified.startswith(day):
        found = Dates(found.published or day, found.modified)
    for group in (above, foot):
        found = _completed(found, group, order)
    if found == Dates():
        return _completed(found, _dates_alone(page), order)
    return _by_url(found, own, day, order)


def _by_url(found: Dates, own: Sequence[LabelledSpan], day: str | None, order: bool | None) -> Dates:
    """What was found; a day of publication behind the one that the address names gives way to that one, if printed."""
    if day is None or found.published is None or found.published[:DAY] <= day:
        return found
    printed = (iso for s in own for _, _, iso in s.dates(order) if iso.startswith(day))
    return Dates(next(printed, found.published), found.modified)


def _completed(found: Dates, group: Sequence[LabelledSpan], day_first: bool | None) -> Dates:
    """What was found, completed by the dates of a group; none was published after it was changed."""
    more = dates_of_timestamps(group, day_first)
    published = found.published or more.published
    late = bool(found.modified and published and published[:DAY] > found.modified[:DAY])
    return Dates(found.published if late else published, found.modified or more.modified)


def _saying(spans: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    return [span for span in spans if says_what_date(span.brief)]


def _dates_alone(page: Iterable[LabelledSpan]) -> list[LabelledSpan]:
    """A line of the opening that is a date alone and was kept; where there are more, they are headings of a diary."""
    dates = [span for span in page if span.kept and len(span.text) <= MAX_DATE_LENGTH and is_date_alone(span)]
    return dates if len(dates) == 1 and dates[0].position in OPENING else []


def dates_of_timestamps(spans: Iterable[LabelledSpan], day_first: bool | None = None) -> Dates:
    """The first date of publication and the first of a change, of timestamps in print order.

    What a date is, the words before it say; they may stand in the timestamp before ("Updated", and the date on the
    next line). A date without such a word is one of publication, where none has it.

    >>> lines = ["Published", "4 March 2019", "Last updated 5 March 2019 at 09:22"]
    >>> dates_of_timestamps(LabelledSpan(n, line, Label.TIMESTAMP) for n, line in enumerate(lines))
    Dates(published='2019-03-04', modified='2019-03-05T09:22')
    """
    found: dict[str | None, str] = {}
    pending: str | None = None
    for span in spans:
        text, at = span.brief, 0
        for start, end, iso in span.dates(day_first):
            found.setdefault(_kind_of_date(text[at:start]) or pending, iso)
            at, pending = end, None
        pending = _kind_of_date(text[at:])
    return Dates(found.get("published") or found.get(None), found.get("changed"))


def says_what_date(text: str) -> bool:
    """Whether a timestamp says what its date is: of publication or of a change.

    >>> says_what_date("First published 4 March 2019"), says_what_date("4 March 2019")
    (True, False)
    """
    return _kind_of_date(text) is not None


def _kind_of_date(words: str) -> str | None:
    """What the words before a date say that it is; the last such word counts."""
    changed = max((match.start() for match in _CHANGED.finditer(words)), default=-1)
    published = max((match.start() for match in _PUBLISHED.finditer(words)), default=-1)
    if max(changed, published) < 0:
        return None
    return "changed" if changed > published else "published"


def is_date_alone(span: LabelledSpan) -> bool:
    """Whether a line is a date, and nothing else.

    >>> [is_date_alone(LabelledSpan(0, text, Label.BODY)) for text in ("Monday, March 4, 2019", "March 4, 2019: rain")]
    [True, False]
    """
    dates = span.dates()
    return bool(dates) and not span.text[dates[0][1] :].strip(_SEPARATORS) and is_timestamp(span.text, dates)


def is_timestamp(text: str, dates: Sequence[tuple[int, int, str]]) -> bool:
    """Whether a line is a timestamp by its words and the dates in it: a date and little else, the date in front.

    >>> is_timestamp("Monday March 4 2019, The Echo", [(7, 19, "2019-03-04")])
    True
    >>> is_timestamp("The mill at Harrow, March 4, 2019", [(20, 33, "2019-03-04")])
    False
    """
    if not dates or text.count(" ") >= MAX_TIMESTAMP_WORDS:
        return False
    start, end, _ = dates[0]
    return not _BEFORE_DATE.sub("", text[:start]).strip(_SEPARATORS) and len(text[end:].split()) <= MAX_WORDS_BEHIND
