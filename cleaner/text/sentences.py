"""Sentences, running text, and lines that look like headlines: told by length and last character."""

from __future__ import annotations

from cleaner.text.punctuation import CLAUSE_ENDS, CLOSERS, SENTENCE_ENDS

PROSE_WORDS = 15
"""Words of a block from which it counts as running text: captions, teasers and buttons are mostly shorter."""

MIN_SENTENCE_WORDS = 8
"""Words of a line that ends like a sentence before it ends a list: headlines have no stop, short paragraphs do."""


def ends_sentence(text: str) -> bool:
    """Whether a text ends like a sentence, closing quotation marks and brackets aside.

    >>> ends_sentence("“It rained.”"), ends_sentence("Rain stops play")
    (True, False)
    """
    return text.rstrip(CLOSERS).endswith(SENTENCE_ENDS)


def ends_clause(text: str) -> bool:
    """Whether a text ends like a sentence or a part of one, as no headline does.

    >>> ends_clause("She said:"), ends_clause("Rain stops play")
    (True, False)
    """
    return text.rstrip(CLOSERS).endswith(CLAUSE_ENDS)


def is_prose(text: str) -> bool:
    """Whether a block (its white space folded) is running text: long enough, and it ends like a sentence.

    >>> is_prose("The council voted on Monday."), is_prose("The council voted on Monday " * 3 + "and went home.")
    (False, True)
    """
    return text.count(" ") + 1 >= PROSE_WORDS and ends_sentence(text)


def is_headline_like(text: str) -> bool:
    """Whether a line could be a headline: it begins with a letter or digit, and no stop is at its end.

    >>> is_headline_like("Council votes to close two libraries"), is_headline_like("The council voted on Monday.")
    (True, False)
    """
    bare = text.rstrip(CLOSERS)
    return bool(bare) and not bare.endswith(CLAUSE_ENDS) and bare[0].isalnum()
