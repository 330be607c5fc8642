"""Words of a text: tokens, pairs of them, and the words that say what a text is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from cleaner.text.lexicon import word_list

_TYPOGRAPHIC = (("’", "'"), ("‘", "'"), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("\xa0", " "))
"""Signs beyond ASCII that news text is full of; with these gone most lines are ASCII, which Python translates fast."""

_ITEM = "• "
"""How the items of a list begin on whole pages; the rest of them is mostly ASCII."""

_SIGNS = '!"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'
_TO_SPACE = str.maketrans(_SIGNS, " " * len(_SIGNS))
_LOWER_OR_SPACE = bytes(range(128)).decode().lower().translate(_TO_SPACE).encode().ljust(256)
"""The same for bytes of ASCII, with capitals made small."""

MIN_CONTENT_LETTERS = 3
"""Letters of the shortest word that can say what a text is about: "war", "tax"."""

_NO_CONTENT = word_list("english.no_content")
_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")


def tokenize(text: str) -> list[str]:
    """The words in small letters, without punctuation; an apostrophe inside a word stays.

    >>> tokenize("“It’s raining,” she said.")
    ["it's", 'raining', 'she', 'said']
    """
    if not text.isascii():
        if text.startswith(_ITEM):
            return [_ITEM[0], *tokenize(text[len(_ITEM) :])]
        text = text.lower()
        for sign, plain in _TYPOGRAPHIC:
            text = text.replace(sign, plain)
        if not text.isascii():
            return text.translate(_TO_SPACE).split()
    return text.encode().translate(_LOWER_OR_SPACE).decode().split()


def bigrams(tokens: Sequence[str]) -> set[tuple[str, str]]:
    """Words in pairs of neighbours; a lone word is paired with nothing.

    >>> sorted(bigrams(["rain", "fell", "today"])), bigrams(["rain"]), bigrams([])
    ([('fell', 'today'), ('rain', 'fell')], {('rain', '')}, set())
    """
    return set(pairwise(tokens)) if len(tokens) != 1 else {(tokens[0], "")}


def share_of(own: set[tuple[str, str]], others: set[tuple[str, str]]) -> float:
    """The share of the bigrams that others have too; 0 where there are none.

    >>> share_of({("rain", "fell"), ("fell", "today")}, {("rain", "fell")}), share_of(set(), set())
    (0.5, 0.0)
    """
    return len(own & others) / len(own) if own else 0.0


def content_words(text: str) -> set[str]:
    """The words that a title, an address and a text share if they are about the same.

    >>> sorted(content_words("The mayor’s plan for 2019")), sorted(content_words("/2019/mayor-plan.html"))
    (['2019', 'mayor', 'plan'], ['2019', 'html', 'mayor', 'plan'])
    """
    words = _WORD.findall(_POSSESSIVE.sub("", text.lower()))
    return {word for word in words if len(word) >= MIN_CONTENT_LETTERS} - _NO_CONTENT
