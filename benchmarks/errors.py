"""What kinds of errors there are, and how many words each costs.

A block counts as an error where the sum's verdict and the gold body differ. Kinds are the labels that readers gave the
lines where a block was wrongly kept; where it was wrongly dropped, what it looks like. The cost is in words per 100
words of the gold body, averaged over pages.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

import numpy as np

LONG_WORDS = 25
"""Words from which a block is a paragraph, not a short line."""


class Judged(Protocol):
    """A page whose blocks are known to be body or not."""

    gold: str
    texts: list[str]
    body: np.ndarray
    labels: list[str | None]


class Kind(NamedTuple):
    """A kind of error: `kept` or `dropped`, and the label or the look of the block."""

    error: str
    kind: str


def look(text: str) -> str:
    """What a block looks like that was dropped and should not have been.

    >>> look("• Two eggs")
    'list item'
    >>> look("What happens next?")
    'short line without a full stop'
    """
    if re.match(r"\W*(?:[•·▪◦‣*–—-]|\d{1,3}[.)]) ", text):
        return "list item"
    if len(text.split()) >= LONG_WORDS:
        return "paragraph"
    ends = text.rstrip("\"'”’)] ")[-1:]
    return "short sentence" if ends in (".", "!", "…") else "short line without a full stop"


def costs(pages: Iterable[Judged], sums: Iterable[np.ndarray]) -> dict[Kind, float]:
    """Words that each kind costs, per 100 words of gold body, averaged over the pages; the dearest first."""
    words: dict[Kind, float] = defaultdict(float)
    number = 0
    for page, page_sums in zip(pages, sums, strict=True):
        number += 1
        size = max(1, len(page.gold.split()))
        for text, share, label, total in zip(page.texts, page.body, page.labels, page_sums, strict=True):
            body, kept = share >= 0.5, total > 0
            if kept and not body:
                words[Kind("kept", label or "not labelled")] += len(text.split()) / size
            elif body and not kept:
                words[Kind("dropped", look(text))] += len(text.split()) / size
    dearest = sorted(words.items(), key=lambda item: -item[1])
    return {kind: 100 * cost / max(1, number) for kind, cost in dearest}


def table(columns: Sequence[tuple[str, dict[Kind, float]]]) -> str:
    """A Markdown table of several accounts, one a column, in the order of the first."""
    kinds = list(dict.fromkeys(kind for _, account in columns for kind in account))
    rows = [
        "| error | kind | " + " | ".join(title for title, _ in columns) + " |",
        "|---|---|" + "---|" * len(columns),
    ]
    for kind in kinds:
        figures = " | ".join(f"{account.get(kind, 0.0):.2f}" for _, account in columns)
        rows.append(f"| {kind.error} | {kind.kind} | {figures} |")
    return "\n".join(rows)
