"""What trafilatura reads off a page, as one source among others.

It is asked only for what the page neither declares nor plainly prints: it looks for authors, dates and titles in the
page's classes and texts, and takes five times as long as all the other sources together.

What is decided here:

- A byline or a date alone on a line is read better by `stages/describe`, which knows the article's place on the page.
- Of its authors only persons count whose names the page prints: it also makes names of addresses and of labels.
- A site that it names by its host is no publisher's name.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleaner.properties.bylines import is_byline
from cleaner.properties.name_shape import is_personal_name
from cleaner.properties.times import is_timestamp

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LATEST_DATE = "2100-01-01"
"""trafilatura takes no date after today's unless told; today is not part of the document."""

DATES = {"original_date": True, "extensive_search": False, "max_date": LATEST_DATE}


NEEDED = ("headline", "author", "date_published")
"""Properties for which it is asked."""

LONGEST_NAME = 4
"""Words of a name that it finds in a text; longer ones are two things glued together."""


def wanted(missing: Sequence[str], lines: Sequence[str]) -> list[str]:
    """The properties it is to be asked for: those that are missing and that no line says plainly.

    >>> wanted(["author", "keywords"], ["By Jo Doe"]), wanted(["author", "date_published"], ["4 March 2019"])
    ([], ['author'])
    """
    told = {"author": is_byline, "date_published": is_timestamp}
    return [name for name in NEEDED if name in missing and not (name in told and any(map(told[name], lines)))]


def extracted(root: HtmlElement) -> dict[str, Any]:
    """Its record of a page (`title`, `author`, `date` and others); empty where it fails."""
    from trafilatura.metadata import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        record: dict[str, Any] = extract_metadata(root, date_config=dict(DATES), extensive=False).as_dict()
    except Exception:  # a fault of the library on a broken page costs the page its metadata, not its text
        return {}
    return record


def persons(authors: str, printed: str) -> tuple[str, ...]:
    """Those of its authors that are persons whose names the page prints.

    >>> persons("Jo Doe; Jdoe Com; Last Updated May", "By Jo Doe, jdoe@paper.example")
    ('Jo Doe',)
    """
    text = " ".join(printed.split()).casefold()
    found = [name.strip() for name in authors.split(";")]
    return tuple(
        name
        for name in found
        if name.count(" ") < LONGEST_NAME and is_personal_name(name) and f" {name.casefold()}" in f" {text}"
    )
