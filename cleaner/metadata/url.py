"""What a page's address says: its words, the day in it, and which of the addresses in the text is the article's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cleaner.recognition.dates import parse_date
from cleaner.text.words import content_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.metadata.spans import LabelledSpan

SLUG_WORDS = 3
"""Words a title and an address share, before the one is taken for the other's."""

_URL = re.compile(r"https?://[^\s<>\"”)\]]+")
_DATE_IN_URL = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d|[a-z]{3})[/-]([0-3]?\d)(?=[/_-]|$)", re.IGNORECASE)


def url_path(url: str) -> str:
    """The path of an address, in small letters; empty where the address can't be read.

    >>> url_path("https://paper.example/2019/Rain"), url_path("https://[")
    ('/2019/rain', '')
    """
    try:
        return urlsplit(url).path.lower()
    except ValueError:
        return ""


def date_in_url(url: str | None) -> str | None:
    """The day that a page's address names, as ISO 8601: the one its article was put there.

    >>> date_in_url("https://paper.example/2019/03/04/rain"), date_in_url("https://paper.example/2019/mar/4/rain")
    ('2019-03-04', '2019-03-04')
    >>> date_in_url("https://paper.example/rain-2019")
    """
    match = _DATE_IN_URL.search(url) if url else None
    if match is None:
        return None
    year, month, day = match.groups()
    return parse_date(f"{year}-{int(month):02}-{int(day):02}" if month.isdigit() else f"{day} {month} {year}")


def extract_url(page: Sequence[LabelledSpan], title: str) -> str | None:
    """The address that a rule captured, else the one in print that is made of the title's words."""
    captured = next((url for span in page for url in span.captured("url") if url), None)
    return captured or find_own_url((span.text for span in page if not span.kept), title)


def find_own_url(texts: Iterable[str], title: str) -> str | None:
    """The address in the texts that has words of the title in it: the article's own.

    >>> find_own_url(["Retrieved from https://paper.example/2019/rain-stops-village-play.html."], "Rain stops play")
    'https://paper.example/2019/rain-stops-village-play.html'
    """
    words = content_words(title)
    for text in texts:
        for match in _URL.finditer(text):
            url = match[0].rstrip(".,;:")
            if len(words & content_words(url_path(url))) >= SLUG_WORDS:
                return url
    return None
