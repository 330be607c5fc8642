"""The words of a block, small and without punctuation: counted on by several measurements, so made fast."""

from __future__ import annotations

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
