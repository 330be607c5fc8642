"""Words broken at a line's end: whether the hyphen goes with the break, or belongs to the word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache, cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spellchecker import SpellChecker

HYPHENS = ("-", "\u2010", "\xad")
"""Hyphens that break words; a soft one does nothing else."""

MIN_PART = 2
"""Letters before a hyphen that a printer would break a word at: "e-mail" is no broken word."""

MIN_SECOND = 5
"""Letters of a known second half that make a word of two, whatever its first half is ("Tarrow-based")."""

_BROKEN = re.compile(r"[^\W\d_]([-\u2010\xad])$")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")

DICTIONARIES = frozenset({"en", "de", "es", "fr", "it", "nl", "pt", "ru"})
"""Languages that the word list knows."""


def breaks_word(above: str, below: str) -> bool:
    """Whether a line ends in a hyphen inside a word that the next line goes on with in small letters.

    >>> breaks_word("was plan-", "ned for May"), breaks_word("it rained -", "and rained")
    (True, False)
    """
    return above[-1:] in HYPHENS and below[:1].islower() and bool(_BROKEN.search(above))


class Hyphenation:
    """What becomes of hyphens at line ends in one document, told by its own words first, then by a word list.

    >>> told = Hyphenation(["The railway is well-known."], "en")
    >>> told.joins("rail-", "way"), told.joins("well-", "known"), told.joins("capabili-", "ties")
    (True, False, True)
    """

    def __init__(self, lines: Sequence[str], language: str) -> None:
        self._lines = lines
        self._language = language

    @cached_property
    def _words(self) -> Counter[str]:
        return Counter(word.lower() for line in self._lines for word in _WORD.findall(line))

    def joins(self, above: str, below: str) -> bool:
        """Whether the word is one without its hyphen; `above` ends in it, `below` begins with its rest."""
        if above[-1] == "\xad":
            return True
        first = above[:-1].rpartition(" ")[2]
        first = first[len(first) - len(_last_letters(first)) :]
        rest = _WORD.match(below)
        second = rest[0] if rest else below
        whole, parted = f"{first}{second}".lower(), f"{first}-{second}".lower()
        if self._words[whole] or self._words[parted]:
            return self._words[whole] >= self._words[parted]
        return self._is_one_word(first.rpartition("-")[2], second.partition("-")[0])

    def _is_one_word(self, first: str, second: str) -> bool:
        """By the word list: "planned" is a word; "well" and "known" are two."""
        if len(first) < MIN_PART or first.isupper():
            return False
        if self._language not in DICTIONARIES:
            return True
        known = _dictionary(self._language).word_frequency
        if (first + second).lower() in known:
            return True
        return not (second in known and (first.lower() in known or len(second) >= MIN_SECOND))


def _last_letters(text: str) -> str:
    found = re.search(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*$", text)
    return found[0] if found else ""


@cache
def _dictionary(language: str) -> SpellChecker:
    from spellchecker import SpellChecker

    return SpellChecker(language=language)
