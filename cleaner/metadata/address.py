"""What a page's address says: its words, the day in it, and which of the addresses in the text is the article's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.metadata.dates import read_date
from cleaner.text.words import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable

SLUG_WORDS = 3
"""Words a title and an address share, before the one is taken for the other's."""

_URL = re.compile(r"https?://[^\s<>\"”)\]]+")
_DATE_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d|[a-z]{3})[/-]([0-3]?\d)(?=[/_-]|$)", re.IGNORECASE)


def path_of(url: str) -> str:
    """The path of an address, in small letters; empty where the address can't be read.

    >>> path_of("https://paper.example/2019/Rain"), path_of("https://[")
    ('/2019/rain', '')
    """
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""


def date_in_address(url: str | None) -> str | None:
    """The day that a page's address names, as ISO 8601: the one its article was put there.

    >>> date_in_address("https://paper.example/2019/03/04/rain"), date_in_address("https://paper.example/2019/mar/4/rain")
    ('2019-03-04', '2019-03-04')
    >>> date_in_address("https://paper.example/rain-2019")
    """
    match = _DATE_IN_ADDRESS.search(url) if url else None
    if match is None:
        return None
    year, month, day = match.groups()
    return read_date(f"{year}-{int(month):02}-{int(day):02}" if month.isdigit() else f"{day} {month} {year}")


def own_address(texts: Iterable[str], title: str) -> str | None:
    """The address in the texts that has words of the title in it: the article's own.

    >>> own_address(["Retrieved from https://paper.example/2019/rain-stops-village-play.html."], "Rain stops play")
    'https://paper.example/2019/rain-stops-village-play.html'
    """
    words = content_words(title)
    for text in texts:
        for match in _URL.finditer(text):
            url = match[0].rstrip(".,;:")
            if len(words & content_words(path_of(url))) >= SLUG_WORDS:
                return url
    return None
