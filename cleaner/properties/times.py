"""When an article was published and when it was changed, from the timestamps printed with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cleaner.properties.dates import find_dates

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
    next line). A date without such a word is one of publication.

    >>> read_times(["Published", "4 March 2019", "Last updated 5 March 2019 at 09:22"])
    Times(published='2019-03-04', modified='2019-03-05T09:22')
    >>> read_times(["Updated: March 5, 2019"])
    Times(published=None, modified='2019-03-05')
    """
    published = modified = None
    pending = False
    for text in texts:
        at = 0
        for start, end, iso in find_dates(text, day_first=day_first):
            if _is_change(text[at:start], pending):
                modified = modified or iso
            else:
                published = published or iso
            at, pending = end, False
        pending = _is_change(text[at:], False)
    return Times(published, modified)


def _is_change(words: str, pending: bool) -> bool:
    """Whether the words before a date say that it is one of a change; the last such word counts."""
    changed = max((match.start() for match in _CHANGED.finditer(words)), default=-1)
    published = max((match.start() for match in _PUBLISHED.finditer(words)), default=-1)
    return changed > published if max(changed, published) >= 0 else pending


def is_timestamp(text: str) -> bool:
    """A line that is a timestamp whatever else it was taken for: a date and little else, the date in front.

    >>> is_timestamp("Monday March 4 2019, 12.01am, The Echo"), is_timestamp("The mill at Harrow, March 4, 2019")
    (True, False)
    """
    dates = find_dates(text) if text.count(" ") < MAX_TIMESTAMP_WORDS else []
    if not dates or _BEFORE_DATE.sub("", text[: dates[0][0]]).strip(_SEPARATORS):
        return False
    return len(text[dates[0][1] :].split()) <= MAX_WORDS_BEHIND
