"""Agencies and other sources of a text, and the desk that edited it: their names, where the page prints them.

Persons who helped are no sources: "Jo Doe of Ostley Wire contributed" names the agency alone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.bylines import names_helpers
from cleaner.metadata.names import parse_names
from cleaner.metadata.spans import EDGES
from cleaner.model import Label
from cleaner.recognition.dates import find_dates
from cleaner.recognition.names import is_personal_name
from cleaner.text.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.metadata.spans import LabelledSpan

# A comma before "Inc." belongs to the name.
_JOINT = re.compile(r"\s*(?:[,;/|•·+&]|\band\b)\s*(?!(?:Inc|Ltd|LLC|LLP|PLC|plc|Co|Corp|GmbH|AG|S\.A)\b)")
_INITIALS = re.compile(r"[a-z]{2,4}(?:\s*[,/&]\s*[a-z]{2,4})*")
_ASIDE = re.compile(r"\s[–—-]\s.*")
_WIRES = word_list("organizations.wires")
_ISSUE = re.compile(r".*\b(?:issue|edition) of (?:the )?")
_CLAUSE = re.compile(r",? (?:and|which|that|where) (?:can|is|was|has|may|appears?)\b.*|,? (?:under|with) (?:a|the) .*")
_ROLE = re.compile(
    r"(?<=\w)\s+(?:(?i:business|economics|entertainment|medical|political|science|senior|sports|staff|technology) )*"
    r"(?:[Ww]riters?|[Rr]eporters?|[Cc]orrespondents?|[Jj]ournalists?|[Ee]ditors?|[Ss]taffers?)\b.*"
)
_GENERIC = word_list("organizations.generic_sources")
_COMPANY = re.compile(r",? (?:Inc|Ltd|LLC|LLP|Corp)\.?$")
_MARKS = " \t\n.,;:–—-()[]*•\xa0"
_EDITED = re.compile(r"(?i)\bedit(?:ed|ing)\b[^;:()]*?(?:\bby\b|:)\s*:?\s*([^;()]+)")


def parse_agencies(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in texts that list agencies, in print order, each once.

    >>> parse_agencies(["Reuters and AFP", "the Associated Press/AFP", "Mill & Marsh, Inc."])
    ('Reuters', 'AFP', 'Associated Press', 'Mill & Marsh, Inc.')
    >>> parse_agencies(["the March 4, 2019 issue of River Magazine", "Ostley Wire and can be read here"])
    ('River Magazine', 'Ostley Wire')
    >>> parse_agencies(["Ostley Wire writer Jo Doe", "wire services"])
    ('Ostley Wire',)
    >>> parse_agencies(["Reuters dpa", "River Wire - a service of the county's papers"])
    ('Reuters', 'dpa', 'River Wire')
    """
    names: dict[str, str] = {}
    for text in texts:
        for name in _parts(text):
            names.setdefault(_key(name), name)
    return tuple(names.values())


def extract_credits(page: Sequence[LabelledSpan]) -> tuple[str, ...]:
    """Agencies and other sources of the text, as datelines, notes and bylines name them, each once."""
    found: dict[str, str] = {}
    provided = False
    for span in page:
        captured = span.captured("credit_text")
        if not captured and span.label is not Label.AGENCY:
            continue
        names = [n for n in parse_agencies(captured) if not (names_helpers(span.brief) and is_personal_name(n))]
        if span.label is Label.AGENCY:
            if provided and not captured:
                names += parse_agencies([span.text])
            provided = span.text.lower().endswith(" by")  # "News provided by", and the name below
        for name in names:
            found.setdefault(_key(name), name)
    return tuple(found.values())


def extract_editors(page: Sequence[LabelledSpan]) -> tuple[str, ...]:
    """Who edited, as the desk signs and bylines name them, each once."""
    signed = [name for span in page for text in span.captured("editor") for name in parse_editors(text)]
    bylines = [span.brief for span in page if span.label is Label.BYLINE and span.position in EDGES]
    return tuple(dict.fromkeys([*signed, *(name for text in bylines for name in editors_in(text))]))


def _parts(text: str) -> list[str]:
    text = _CLAUSE.sub("", _ISSUE.sub("", _undated(_ASIDE.sub("", text.strip()))))
    words = text.split()
    if words and all(word.lower() in _WIRES for word in words):
        return words
    parts = [text] if _COMPANY.search(text) else _JOINT.split(text)
    parts = [_ROLE.sub("", part) for part in parts]
    bare = (part.removeprefix("the ") if _COMPANY.search(part) else part.strip(_MARKS) for part in parts)
    return [name for name in (part.removeprefix("the ") for part in bare) if not set(name.lower().split()) <= _GENERIC]


def _undated(text: str) -> str:
    """A text without its dates.

    >>> _undated("The River Echo March 4, 2019 2:24 pm")
    'The River Echo '
    """
    for start, end, _ in reversed(find_dates(text)):
        text = text[:start] + text[end:]
    return text


def _key(name: str) -> str:
    return name.casefold().removeprefix("the ")


def parse_editors(text: str) -> tuple[str, ...]:
    """Who edited: initials of the desk, or names.

    >>> parse_editors("ab,cd/ef"), parse_editors("Ana Ruiz and Jo Doe")
    (('ab', 'cd', 'ef'), ('Ana Ruiz', 'Jo Doe'))
    """
    text = text.strip(_MARKS)
    return tuple(re.findall(r"[a-z]+", text)) if _INITIALS.fullmatch(text) else parse_names(text)


def editors_in(byline: str) -> tuple[str, ...]:
    """The editors that a byline names beside its writers.

    >>> editors_in("(Reporting by Jo Doe; Writing by Mei Li; Editing by Ana Ruiz and Will Roe)")
    ('Ana Ruiz', 'Will Roe')
    """
    return tuple(name for match in _EDITED.finditer(byline) for name in parse_names(match[1]))
