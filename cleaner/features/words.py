"""The words of a block, small and without punctuation: counted on by several measurements, so made fast."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

_TYPOGRAPHIC = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("\xa0", " "))
"""Signs beyond ASCII that news text is full of; with these gone most lines are ASCII, which Python translates fast."""

_BULLET = "• "
"""How the items of a list begin on whole pages; the rest of them is mostly ASCII."""

_SIGNS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'
_TO_SPACE = str.maketrans(_SIGNS, " " * len(_SIGNS))
_SMALL_OR_SPACE = bytes(range(128)).decode().lower().translate(_TO_SPACE).encode().ljust(256)
"""The same for bytes of ASCII, with capitals made small."""


def words(text: str) -> list[str]:
    """Small words; an apostrophe inside one stays.

    >>> words("“It’s raining,” she said.")
    ["it's", 'raining', 'she', 'said']
    """
    if not text.isascii():
        if text.startswith(_BULLET):
            return [_BULLET[0], *words(text[len(_BULLET) :])]
        text = text.lower()
        for sign, plain in _TYPOGRAPHIC:
            text = text.replace(sign, plain)
        if not text.isascii():
            return text.translate(_TO_SPACE).split()
    return text.encode().translate(_SMALL_OR_SPACE).decode().split()


def pairs(own: Sequence[str]) -> set[tuple[str, str]]:
    """Words in pairs of neighbours; a lone word is paired with nothing.

    >>> sorted(pairs(["rain", "fell", "today"])), pairs(["rain"]), pairs([])
    ([('fell', 'today'), ('rain', 'fell')], {('rain', '')}, set())
    """
    return set(pairwise(own)) if len(own) != 1 else {(own[0], "")}


def share_of(own: set[tuple[str, str]], theirs: set[tuple[str, str]]) -> float:
    """The share of the pairs that others have too; 0 where there are none.

    >>> share_of({("rain", "fell"), ("fell", "today")}, {("rain", "fell")}), share_of(set(), set())
    (0.5, 0.0)
    """
    return len(own & theirs) / len(own) if own else 0.0
