"""The publisher, where a line of copyright or a timestamp names it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.metadata.spans import LabelledSpan, Position, labelled
from cleaner.model import Label

_COPYRIGHT = re.compile(
    r"(?:©|\(c\)|(?i:copyright))[\s:©]*(?:\(c\)\s*)?(?:(?:1[89]|20)\d\d(?:\s*[-–—]\s*\d{2,4})?[\s,]*)?(?:by )?"
    r"(?P<name>(?:[Tt]he )?[A-ZÀ-Þ][\w&’'-]*(?:\.[A-Za-z]\w+)*(?: (?:(?:of|and|the|&) )?[A-ZÀ-Þ&][\w&’'-]*){0,6})"
)
_BEHIND_DATE = re.compile(r"[,|•·]\s*(The(?: [A-ZÀ-Þ][\w&’'-]*){1,4})$")
_RIGHTS = re.compile(r"(?i)\s+all(?:\s+rights?\b.*)?$")
_NOBODY = re.compile(r"(?i)(?:all(?: rights.*)?|inc|ltd|llc|plc|limited|policy|notice)$")


def extract_publisher(page: Sequence[LabelledSpan]) -> str | None:
    """What a rule captured in the head, else the paper behind a date there, else who a copyright notice names."""
    captured = [name for span in page if span.position is Position.HEAD for name in span.captured("publisher")]
    behind_dates = [from_timestamp(span.brief) for span in labelled(page, Label.TIMESTAMP, (Position.HEAD,))]
    rights = (from_copyright(span.brief) for span in labelled(page, Label.LEGAL))
    return next((name for name in (*captured, *behind_dates, *rights) if name), None)


def from_copyright(text: str) -> str | None:
    """Who a line of copyright says holds the rights in the page.

    >>> from_copyright("Copyright 2019 The Ostley Echo. This material may not be published.")
    'The Ostley Echo'
    >>> from_copyright("© 2020 The Post. All rights reserved."), from_copyright("© 2020 Ostley.com")
    ('The Post', 'Ostley.com')
    >>> from_copyright("© 2020 THE RIVER POST ALL RIGHTS RESERVED")
    'THE RIVER POST'
    >>> from_copyright("© 2019 All rights reserved."), from_copyright("The copyright of the song is hers.")
    (None, None)
    """
    match = _COPYRIGHT.search(text)
    name = _RIGHTS.sub("", match["name"]).rstrip(".- ") if match else ""
    return None if not name or _NOBODY.match(name) else name


def from_timestamp(text: str) -> str | None:
    """The paper named behind a date.

    >>> from_timestamp("Monday March 4 2019, 12.01am, The Ostley Echo"), from_timestamp("March 4, 2019 | Local News")
    ('The Ostley Echo', None)
    """
    match = _BEHIND_DATE.search(text)
    return match[1] if match else None
