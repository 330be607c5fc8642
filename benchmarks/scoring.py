"""How bodies are scored: bags of word 4-grams, as the public article-extraction-benchmark does.

Precision and recall are averaged over pages, F1 is that of the two averages, and a page is exact where its words are.
"""

from __future__ import annotations

import re
from collections import Counter

WORD = re.compile(r"\w+")
N = 4


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The bag of a text's word 4-grams; of a shorter text, the whole of it.

    >>> shingles("one two three four five").total()
    2
    """
    words = words_of(text)
    return Counter(tuple(words[i : i + N]) for i in range(max(1, len(words) - N + 1))) if words else Counter()


def body_scores(golds: list[str], bodies: list[str]) -> dict[str, float]:
    """F1, precision, recall and the share of exact pages."""
    precision = recall = exact = 0.0
    for gold, body in zip(golds, bodies, strict=True):
        g, b = shingles(gold), shingles(body)
        hit = (g & b).total()
        precision += hit / b.total() if b else 0.0
        recall += hit / g.total() if g else 0.0
        exact += words_of(gold) == words_of(body)
    n = max(1, len(golds))
    p, r = precision / n, recall / n
    return {"f1": 2 * p * r / (p + r) if p + r else 0.0, "precision": p, "recall": r, "exact": exact / n}
