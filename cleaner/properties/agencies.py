"""Agencies and other sources of a text, as lists of their names; and the initials of the desk that edited it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.properties.names import split_names

if TYPE_CHECKING:
    from collections.abc import Iterable

# A comma before "Inc." belongs to the name.
_JOINT = re.compile(r"\s*(?:[,;/|•·+&]|\band\b)\s*(?!(?:Inc|Ltd|LLC|LLP|PLC|plc|Co|Corp|GmbH|AG|S\.A)\b)")
_INITIALS = re.compile(r"[a-z]{2,4}(?:\s*[,/&]\s*[a-z]{2,4})*")
_ASIDE = re.compile(r"\s[–—-]\s.*")
_WIRES = frozenset(
    """
    aap afp ani ansa ap bloomberg dpa efe epd ians interfax kna pti reuters tass upi xinhua
    """.split()
)
"""Wire agencies of one word, which are printed side by side without a comma: "Reuters AFP"."""
_COMPANY = re.compile(r",? (?:Inc|Ltd|LLC|LLP|Corp)\.?$")
_EDGES = " \t\n.,;:–—-()[]*•\xa0"
_EDITED = re.compile(r"(?i)\bedit(?:ed|ing)\b[^;:()]*?(?:\bby\b|:)\s*:?\s*([^;()]+)")


def split_agencies(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in texts that list agencies, in print order, each once.

    >>> split_agencies(["Reuters and AFP", "the Associated Press/AFP", "Mill & Marsh, Inc."])
    ('Reuters', 'AFP', 'Associated Press', 'Mill & Marsh, Inc.')
    >>> split_agencies(["Reuters dpa", "River Wire - a service of the county's papers"])
    ('Reuters', 'dpa', 'River Wire')
    """
    names: dict[str, str] = {}
    for text in texts:
        for name in _parts(text):
            names.setdefault(_key(name), name)
    return tuple(names.values())


def _parts(text: str) -> list[str]:
    text = _ASIDE.sub("", text.strip())
    words = text.split()
    if words and all(word.lower() in _WIRES for word in words):
        return words
    parts = [text] if _COMPANY.search(text) else _JOINT.split(text)
    bare = (part.removeprefix("the ") if _COMPANY.search(part) else part.strip(_EDGES) for part in parts)
    return [name for name in (part.removeprefix("the ") for part in bare) if any(c.isalpha() for c in name)]


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ")


def split_editors(text: str) -> tuple[str, ...]:
    """Who edited: initials of the desk, or names.

    >>> split_editors("ab,cd/ef"), split_editors("Ana Ruiz and Jo Doe")
    (('ab', 'cd', 'ef'), ('Ana Ruiz', 'Jo Doe'))
    """
    text = text.strip(_EDGES)
    return tuple(re.findall(r"[a-z]+", text)) if _INITIALS.fullmatch(text) else split_names(text)


def editors_in(byline: str) -> tuple[str, ...]:
    """The editors that a byline names beside its writers.

    >>> editors_in("(Reporting by Jo Doe; Writing by Mei Li; Editing by Ana Ruiz and Will Roe)")
    ('Ana Ruiz', 'Will Roe')
    """
    return tuple(name for match in _EDITED.finditer(byline) for name in split_names(match[1]))
