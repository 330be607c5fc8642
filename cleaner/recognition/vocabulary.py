"""Roles, agencies and places: entities that word lists know."""

from __future__ import annotations

import re

from cleaner.model import Entity, EntityKind
from cleaner.recognition.names import BUREAUS, DESKS, NOT_IN_NAMES, PLACES, ROLES, bare_word
from cleaner.text.organizations import AGENCIES
from cleaner.text.words import tokenize

MOST_ROLE_WORDS = 4
"""Words of a role, at most: "Senior State Political Reporter"."""

ROLE_WORDS = ROLES | {f"{role}s" for role in ROLES} | {"editor", "editors"}
_FIRST_OF_PLACES = frozenset(place.split()[0].rstrip(".") for place in PLACES)
_KNOWN = ROLE_WORDS | AGENCIES | BUREAUS | _FIRST_OF_PLACES
_WORD = re.compile(r"[^\s|/,;:()•·]+")
_NO_ROLE = frozenset(
    "the a an of for to from in on at by with and or but is was are were has had have he she it".split()
)


def recognize_vocabulary(text: str) -> list[Entity]:
    """The roles, agencies and places of a text. An agency and a place begin with a capital.

    >>> [(str(e.kind), e.value) for e in recognize_vocabulary("Ana Ruiz, senior political reporter, Reuters, New York")]
    [('role', 'senior political reporter'), ('agency', 'Reuters'), ('place', 'New York')]
    """
    if _KNOWN.isdisjoint(tokenize(text)):
        return []
    found: list[Entity] = []
    words = list(_WORD.finditer(text))
    bare = [bare_word(word[0]) for word in words]
    index = 0
    while index < len(words):
        kind, size = _known_at(words, bare, index)
        if kind is not None:
            first = index - _words_in_front(text, words, bare, index) if kind is EntityKind.ROLE else index
            start, end = words[first].start(), words[index + size - 1].end()
            value = text[start:end].rstrip(".,'’")
            found.append(Entity(kind, start, start + len(value), value))
        index += size
    return found


def _known_at(words: list[re.Match[str]], bare: list[str], index: int) -> tuple[EntityKind | None, int]:
    """What the lists know the word at an index for, and how many words that takes in."""
    word = bare[index]
    if word in ROLE_WORDS:
        return EntityKind.ROLE, 1
    if not words[index][0][:1].isupper():
        return None, 1
    if f"{word} {bare[index + 1]}" in PLACES if index + 1 < len(bare) else False:
        return EntityKind.PLACE, 2
    if word in AGENCIES:
        size = 1
        while index + size < len(bare) and (bare[index + size] in AGENCIES or bare[index + size] == "press"):
            size += 1
        return EntityKind.AGENCY, size
    return (EntityKind.PLACE, 1) if word in BUREAUS else (None, 1)


def _words_in_front(text: str, words: list[re.Match[str]], bare: list[str], index: int) -> int:
    """How many words before the one that names a role belong to it: its field and its rank."""
    size = 0
    while size < MOST_ROLE_WORDS - 1 and index - size > 0:
        before, word = words[index - size - 1], bare[index - size - 1]
        apart = text[before.end() : words[index - size].start()] != " "
        if apart or word in _NO_ROLE or not (word in NOT_IN_NAMES or word in DESKS):
            break
        size += 1
    return size
