"""How many words of a page stand in elements that print nothing: counted, so that what goes is in the account."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from cleaner.text.sentences import PROSE_WORDS

_texts = etree.XPath(
    "descendant-or-self::*[not(self::script or self::style or self::iframe or self::noembed)]/text()",
    smart_strings=False,
)


class Words(NamedTuple):
    """Words, and those of them in running text."""

    all: int = 0
    prose: int = 0

    def plus(self, other: Words) -> Words:
        """The sum of two counts."""
        return Words(self.all + other.all, self.prose + other.prose)


NONE = Words()


def words_in(node: etree._Element) -> Words:
    """The words of an element and all it holds, scripts and style sheets aside.

    >>> words_in(etree.HTML("<noscript>Rain <b>fell</b><style>p {}</style></noscript>"))
    Words(all=2, prose=0)
    """
    if not len(node):
        return counted([node.text]) if node.text else NONE
    return counted(_texts(node))


def counted(texts: list[str]) -> Words:
    """The words of some texts."""
    counts = [len(text.split()) for text in texts]
    return Words(sum(counts), sum(count for count in counts if count >= PROSE_WORDS))
