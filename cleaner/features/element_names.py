"""What the names of a page's elements hint at: the words that designers and programmers give to classes and ids.

Words, not names: `story-body__text`, `storyBodyText` and `story_body text` are the same three words everywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.text.lexicon import word_lists

HINTS = word_lists("element_names")
"""Hints, and the words that give them."""

BITS = {hint: 1 << n for n, hint in enumerate(HINTS)}
_OF_WORD: dict[str, int] = {}
for _hint, _words in HINTS.items():
    for _word in _words:
        _OF_WORD[_word] = _OF_WORD.get(_word, 0) | BITS[_hint]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

MAX_NAMES = 400
"""Characters of an element's names that are looked at: utility frameworks give thousands."""


@lru_cache(maxsize=20_000)
def hints_of(names: str) -> int:
    """The hints in the names of an element, as a sum of `BITS`.

    >>> [hint for hint, bit in BITS.items() if hints_of("storyBody-caption js-x") & bit]
    ['body', 'article', 'caption']
    """
    found = 0
    for word in words_of(names):
        found |= _OF_WORD.get(word, 0)
    return found


@lru_cache(maxsize=20_000)
def words_of(names: str) -> frozenset[str]:
    """The words of an element's names, in small letters.

    >>> sorted(words_of("nav__BreadcrumbList top"))
    ['breadcrumb', 'list', 'nav', 'top']
    """
    return frozenset(word.lower() for word in _WORD.findall(names[:MAX_NAMES]))


@lru_cache(maxsize=20_000)
def family_name(names: str) -> str:
    """The names of an element without those that have a digit: numbers tell one paragraph from the next.

    >>> family_name("story-text p-17 js-2f")
    'story-text'
    """
    return " ".join(name for name in names[:MAX_NAMES].split() if not any(map(str.isdigit, name)))
