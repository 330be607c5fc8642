"""Recognize the named entities of a text: dates, times, durations, counts, names, roles, agencies, places, contacts.

`recognize_entities` is asked once of each block, so it has to be cheap: a look at the characters comes before each
pattern, and in long texts only dates and contacts are looked for, which is all that is read there. It recognizes what
is printed and judges nothing: a name in a headline is as much a name as one in a byline.
"""

from __future__ import annotations

import re

from cleaner.model import Entity
from cleaner.recognition.contacts import recognize_contacts
from cleaner.recognition.dates import recognize_dates
from cleaner.recognition.names import recognize_names
from cleaner.recognition.quantities import recognize_quantities
from cleaner.recognition.vocabulary import recognize_vocabulary

LONGEST = 1_000
"""Characters of a text that are looked at: what stands behind is running text."""

LONGEST_LINE = 200
"""Characters of a text in which more than dates and contacts is looked for. A longer one is a paragraph."""


_DIGIT = re.compile(r"\d")


def recognize_entities(text: str) -> tuple[Entity, ...]:
    """The entities of a text in order; none overlaps another.

    >>> [(str(e.kind), e.value) for e in recognize_entities("By ANA RUIZ, Staff Writer | March 4, 2019 | 2 min read")]
    [('name', 'Ana Ruiz'), ('role', 'Staff Writer'), ('date', '2019-03-04'), ('duration', 'PT2M')]
    >>> [(str(e.kind), e.value) for e in recognize_entities("12 comments · tips@echo.example · @anaruiz")]
    [('count', '12'), ('email', 'tips@echo.example'), ('handle', '@anaruiz')]
    """
    text = text[:LONGEST]
    has_digit = _DIGIT.search(text) is not None
    found = recognize_dates(text) if has_digit else []
    if "@" in text or "www." in text or "://" in text or "protected]" in text:
        found += recognize_contacts(text)
    if len(text) <= LONGEST_LINE:
        if has_digit or "ago" in text:
            found += recognize_quantities(text)
        found += recognize_vocabulary(text)
        found += recognize_names(text)
    if len(found) < 2:
        return tuple(found)
    kept: list[Entity] = []
    for entity in found:  # the surer kinds come first
        if all(entity.end <= other.start or entity.start >= other.end for other in kept):
            kept.append(entity)
    return tuple(sorted(kept, key=lambda entity: entity.start))
