"""The words of a text that say what it is about."""

from __future__ import annotations

import re

MIN_LETTERS = 3
"""Letters of the shortest word that can say what a text is about: "war", "tax"."""

GRAMMAR = frozenset(
    """
    about after also and are been before but can could for from had has have her him his how into its just may more
    most not only our out over said says should some such than that the their them then there these they this those
    was were what when where which while who why will with would you your
    """.split()
)
"""Words as long that say nothing."""

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"['’]s\b")


def telling_words(text: str) -> set[str]:
    """The words that a title, an address and a text share if they are about the same.

    >>> sorted(telling_words("The mayor’s plan for 2019")), sorted(telling_words("/2019/mayor-plan.html"))
    (['2019', 'mayor', 'plan'], ['2019', 'html', 'mayor', 'plan'])
    """
    words = _WORD.findall(_POSSESSIVE.sub("", text.lower()))
    return {word for word in words if len(word) >= MIN_LETTERS} - GRAMMAR
