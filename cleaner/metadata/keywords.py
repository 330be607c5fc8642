"""Keywords: what the lists of tags at head and foot name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.spans import LONGEST, LabelledSpan, labelled
from cleaner.model import Document, Label

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MAX_WORDS = 8
"""Words of the longest keyword; a longer one is a text."""

_JOINT = re.compile(r"\s*(?:[,;|•·]|\s/\s|\s{2,}|\t|(?<=\S)\s(?=#))\s*")


def parse_keywords(texts: Iterable[str]) -> tuple[str, ...]:
    """The keywords of lists, in print order, each once.

    >>> parse_keywords(["tolls, ferries • storms", "Storms", "#RiverTolls #Ostby"])
    ('tolls', 'ferries', 'storms', 'RiverTolls', 'Ostby')
    """
    words: dict[str, str] = {}
    for text in texts:
        for part in _JOINT.split(text.strip()):
            word = part.strip(" .#*-–—:\xa0")
            if any(c.isalnum() for c in word) and word.count(" ") < MAX_WORDS:
                words.setdefault(word.casefold(), word)
    return tuple(words.values())


def extract_keywords(page: Sequence[LabelledSpan], document: Document) -> tuple[str, ...]:
    """What a rule captured of a list of tags, else the lines of the list, with the gaps that part its items.

    A short line right below the head of the comments is a reader's name.
    """
    lists: list[str] = []
    readers = {span.block + 1 for span in labelled(page, Label.COMMENTS)}
    for span in labelled(page, Label.TAGS):
        lists += span.captured("keywords")
        if not span.captures and not span.named and span.block not in readers:
            lists += [document.repaired[piece.line][:LONGEST] for piece in document.blocks[span.block].pieces]
    return parse_keywords(lists)
