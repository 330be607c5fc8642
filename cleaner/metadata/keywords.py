"""Keywords: what the lists of tags at head and foot name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

LONGEST = 8
"""Words of the longest keyword; a longer one is a text."""

_JOINT = re.compile(r"\s*(?:[,;|•·]|\s/\s|\s{2,}|\t|(?<=\S)\s(?=#))\s*")


def split_keywords(texts: Iterable[str]) -> tuple[str, ...]:
    """The keywords of lists, in print order, each once.

    >>> split_keywords(["tolls, ferries • storms", "Storms", "#RiverTolls #Ostby"])
    ('tolls', 'ferries', 'storms', 'RiverTolls', 'Ostby')
    """
    words: dict[str, str] = {}
    for text in texts:
        for part in _JOINT.split(text.strip()):
            word = part.strip(" .#*-–—:\xa0")
            if any(c.isalnum() for c in word) and word.count(" ") < LONGEST:
                words.setdefault(word.casefold(), word)
    return tuple(words.values())
