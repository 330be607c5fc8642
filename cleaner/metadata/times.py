"""When an article was published and when it was changed, from the timestamps printed with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaner.metadata.dates import find_dates

if TYPE_CHECKING:
    from collections.abc import Iterable

_CHANGED = re.compile(r"(?i)(?:\b|(?<=[a-z\d]))(?:updated?|modified|revised|amended|corrected|changed|last)\b")
_PUBLISHED = re.compile(r"(?i)(?:\b|(?<=[a-z\d]))(?:published|posted|created|written|filed|issued|released|first)\b")

_BEFORE_DATE = re.compile(
    r"(?i)\b(?:(?:first|last|originally) )?(?:published|posted|updated?|modified|created|on|at|by|date)\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b"
)
_SEPARATORS = " .,:;|•·*/–—-\xa0"

MAX_TIMESTAMP_WORDS = 20
MAX_WORDS_BEHIND = 6
"""Words behind the date of a timestamp: "4 min read", "Updated 3 hours ago", the name of the paper."""


class Times(NamedTuple):
    """ISO 8601, or None where the text doesn't say."""

    published: str | None = None
    modified: str | None = None


def read_times(texts: Iterable[str], *, day_first: bool | None = None) -> Times:
    """The first date of publication and the first of a change, of timestamps in print order.

    What a date is, the words before it say; they may stand in the timestamp before ("Updated", and the date on the
    next line). A date without such a word is one of publication, where none has it.

    >>> read_times(["Published", "4 March 2019", "Last updated 5 March 2019 at 09:22"])
    Times(published='2019-03-04', modified='2019-03-05T09:22')
    >>> read_times(["Updated: March 5, 2019"]), read_times(["6 March 2019", "First published 4 March 2019"]).published
    (Times(published=None, modified='2019-03-05'), '2019-03-04')
    """
    found: dict[str | None, str] = {}
    pending: str | None = None
    for text in texts:
        at = 0
        for start, end, iso in find_dates(text, day_first=day_first):
            found.setdefault(_said(text[at:start]) or pending, iso)
            at, pending = end, None
        pending = _said(text[at:])
    return Times(found.get("published") or found.get(None), found.get("changed"))


def is_said(text: str) -> bool:
    """Whether a timestamp says what its date is: of publication or of a change.

    >>> is_said("First published 4 March 2019"), is_said("4 March 2019")
    (True, False)
    """
    return _said(text) is not None


def _said(words: str) -> str | None:
    """What the words before a date say that it is; the last such word counts."""
    changed = max((match.start() for match in _CHANGED.finditer(words)), default=-1)
    published = max((match.start() for match in _PUBLISHED.finditer(words)), default=-1)
    if max(changed, published) < 0:
        return None
    return "changed" if changed > published else "published"


def is_date_alone(text: str) -> bool:
    """Whether a line is a date, and nothing else.

    >>> is_date_alone("Monday, March 4, 2019"), is_date_alone("March 4, 2019: the mill")
    (True, False)
    """
    dates = find_dates(text) if text.count(" ") < MAX_TIMESTAMP_WORDS else []
    return bool(dates) and not text[dates[0][1] :].strip(_SEPARATORS) and is_timestamp(text)


def is_timestamp(text: str) -> bool:
    """A line that is a timestamp whatever else it was taken for: a date and little else, the date in front.

    >>> is_timestamp("Monday March 4 2019, 12.01am, The Echo"), is_timestamp("The mill at Harrow, March 4, 2019")
    (True, False)
    """
    dates = find_dates(text) if text.count(" ") < MAX_TIMESTAMP_WORDS else []
    if not dates or _BEFORE_DATE.sub("", text[: dates[0][0]]).strip(_SEPARATORS):
        return False
    return len(text[dates[0][1] :].split()) <= MAX_WORDS_BEHIND
