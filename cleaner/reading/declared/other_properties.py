"""Publisher, section, keywords and address of a page: which claim is used."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urljoin, urlsplit

from cleaner.metadata.keywords import parse_keywords
from cleaner.metadata.sources import Claim
from cleaner.model import Source
from cleaner.text.lexicon import word_list

MAX_NAME = 80
"""Characters of a publisher's or a section's name."""

MAX_KEYWORDS = 40

_ADDRESS = re.compile(r"(?i)https?:|www\.|//|@")
_USER = re.compile(r"^[a-z\d]*admin[a-z\d]*$")
"""A user who administers the site."""

_MACHINES = re.compile(r"^[\w -]{1,30}: |[_=/{}#<>]|\d{5}|^[a-z]+-[A-Za-z-]+$|^[@&]|^\w+(?:\.\w+)*\.[a-z]{2,3}$|^\W*$")
"""Keywords for machines: "Page Type: Article", "news/local", "content-type", "@river", "paper.example", ids."""

_NO_KEYWORD = word_list("english.no_keyword")

_NO_SECTION = word_list("placeholders.sections")


def choose_publisher(claims: Iterable[Claim]) -> Claim | None:
    """The first name that is no address.

    >>> address, name = Claim(Source.JSON_LD, "https://paper.example"), Claim(Source.OPEN_GRAPH, "The Echo")
    >>> choose_publisher([address, name]).text
    'The Echo'
    """
    for claim in claims:
        usable = len(claim.text) <= MAX_NAME and any(map(str.isalpha, claim.text))
        if usable and not _ADDRESS.search(claim.text) and not _USER.search(claim.text):
            return claim
    return None


def choose_section(claims: Iterable[Claim]) -> Claim | None:
    """The first section that is a name, the first of a list.

    >>> choose_section([Claim(Source.JSON_LD, "Uncategorized"), Claim(Source.META, "Rivers, Towns")]).text
    'Rivers'
    """
    for claim in claims:
        name = re.split(r"\s*[,;|>]\s*|\s[-–—]\s", claim.text)[0].strip()
        if name and len(name) <= MAX_NAME and name.casefold() not in _NO_SECTION and not _ADDRESS.search(name):
            return Claim(claim.source, name)
    return None


def choose_keywords(claims: Sequence[Claim]) -> tuple[tuple[str, ...], Source | None]:
    """The keywords of the first source that has any made for readers.

    >>> choose_keywords([Claim(Source.JSON_LD, "Page Type: Article"), Claim(Source.META, "tolls, ferries")])
    (('tolls', 'ferries'), <Source.META: 'meta'>)
    """
    for source in dict.fromkeys(claim.source for claim in claims):
        texts = [claim.text for claim in claims if claim.source is source]
        words = [word for word in parse_keywords(texts) if not _MACHINES.search(word)]
        if words and not any(word.lower() in _NO_KEYWORD for word in words):
            return tuple(words[:MAX_KEYWORDS]), source
    return (), None


def choose_address(claims: Iterable[Claim], url: str | None) -> Claim | None:
    """The first address of a page, not of a site; relative ones are resolved against the one the page came from.

    >>> choose_address([Claim(Source.CANONICAL, "/rain")], "https://paper.example/rain?ref=x").text
    'https://paper.example/rain'
    >>> choose_address([Claim(Source.CANONICAL, "https://paper.example/")], None)
    """
    for claim in claims:
        try:
            whole = urljoin(url or "", claim.text)
            parts = urlsplit(whole)
        except ValueError:
            continue
        if parts.scheme in ("http", "https") and parts.netloc and (parts.path.strip("/") or parts.query):
            return Claim(claim.source, whole)
    return None
