"""Headline, author and date as trafilatura finds them, one source among others.

It is asked only for what the page neither declares nor plainly prints: it looks for authors, dates and titles in the
page's classes and texts, and takes five times as long as all the other sources together.

What is decided here:

- A byline or a date alone on a line is read better by `stages/extract_metadata`, which knows where the article stands.
- Of its authors only persons count whose names the page prints: it takes addresses and labels for names, too.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from cleaner.metadata.bylines import has_lead_in, is_byline
from cleaner.metadata.publication_dates import is_timestamp
from cleaner.reading.declared.authors import names_in
from cleaner.reading.declared.elements import MAX_TEXT
from cleaner.recognition.dates import find_dates
from cleaner.text.normalize import repeat_key

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LATEST_DATE = "2100-01-01"
"""trafilatura takes no date after today's unless told; today is not part of the document."""

DATES: dict[str, Any] = {"original_date": True, "extensive_search": False, "max_date": LATEST_DATE}

PROPERTIES = ("headline", "author", "date_published")
"""Properties for which it is asked."""

ABOVE, BELOW = 6, 24
"""Lines around the headline among which the article's byline and date are printed, pictures and buttons between."""

MAX_NAME = 4
"""Words of a name that it finds in a text; longer ones are two things glued together."""


def properties_to_ask(missing: Sequence[str], lines: Sequence[str], headline: str = "") -> list[str]:
    """The properties to ask trafilatura for: those that are missing and that no line near the headline states plainly.

    >>> properties_to_ask(["author", "keywords"], ["By Jo Doe"])
    []
    >>> properties_to_ask(["author", "date_published"], ["4 March 2019"])
    ['author']
    >>> properties_to_ask(["author"], ["Rain stops play", *["It rained."] * 40, "By Jo Doe"], "Rain stops play")
    ['author']
    """
    if not any(name in missing for name in PROPERTIES):
        return []
    near = _near(lines, headline)
    tests = {"author": _names_author, "date_published": _is_timestamp}
    return [name for name in PROPERTIES if name in missing and not (name in tests and any(map(tests[name], near)))]


def _near(lines: Sequence[str], headline: str) -> Sequence[str]:
    """The lines around the last print of the headline, or all where it isn't printed."""
    key = repeat_key(headline)
    places = [place for place, line in enumerate(lines) if key and len(line) < MAX_TEXT and repeat_key(line) == key]
    return lines[max(0, places[-1] - ABOVE) : places[-1] + BELOW] if places else lines


def _is_timestamp(line: str) -> bool:
    return is_timestamp(line, find_dates(line))


def _names_author(line: str) -> bool:
    return has_lead_in(line) and is_byline(line)


def extract_record(root: HtmlElement, names: Collection[str] = PROPERTIES) -> dict[str, Any]:
    """Ask trafilatura for `title`, `author` and `date` of a page, so far as wanted; empty where it fails.

    Does what its `extract_metadata` does, without tags, licence and the site's name, which take half of the time.
    """
    from htmldate import find_date
    from trafilatura import metadata as library

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        found = library.examine_meta(root)
        if found.author and " " not in found.author:
            found.author = None
        with suppress(Exception):  # it goes on without the page's JSON-LD itself
            found = library.extract_meta_json(root, found)
        if "headline" in names:
            found.title = found.title or library.extract_title(root)
        if "author" in names:
            found.author = found.author or library.extract_author(root)
        if "date_published" in names:
            address = found.url or library.extract_url(root, None)
            found.date = find_date(root, url=address, **DATES)
        found.clean_and_trim()
    except Exception:  # a fault of the library on a broken page costs the page its metadata, not its text
        return {}
    return {"title": found.title, "author": found.author, "date": found.date}


def printed_persons(authors: str, printed: str) -> tuple[str, ...]:
    """Those of trafilatura's authors that are persons whose names the page prints.

    >>> printed_persons("Jo Doe; Jdoe Com; Last Updated May", "By Jo Doe, jdoe@paper.example")
    ('Jo Doe',)
    """
    text = " " + " ".join(printed.split()).casefold()
    found = (name for part in authors.split(";") for name, person in names_in(part) if person)
    return tuple(dict.fromkeys(name for name in found if name.count(" ") < MAX_NAME and f" {name.casefold()}" in text))
