"""Weighing: what the measurements of each block come to.

Two sums of small trees decide on the body. The first weighs each block by its measurements. The second weighs it
again in the light of its neighbours' first sums, so that an odd line inside running text is forgiven and a list of
other headlines is not. A third says what a block is that is not body.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.features import CONTEXT_NAMES, NAMES, context, measure
from cleaner.model import Document, Label, RuleError, Weighed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.ruleset import RuleSet
    from cleaner.ruleset.trees import Floats, TreeSum

BODY, SEQUENCE, LABEL = "body", "sequence", "label"
"""The fitted sums, by the names of their files in `rules/evidence/`."""


class _Sums(NamedTuple):
    body: TreeSum
    sequence: TreeSum
    label: TreeSum
    labels: tuple[Label, ...]


@lru_cache(maxsize=8)
def _sums(rules: RuleSet) -> _Sums:
    """The fitted sums of a rule set. Raises RuleError where they were fitted on other measurements than there are."""
    wide = (*NAMES, *CONTEXT_NAMES)
    for name, expected in ((BODY, NAMES), (SEQUENCE, wide), (LABEL, wide)):
        if name not in rules.trees or rules.trees[name].names != tuple(expected):
            raise RuleError(
                f"rules/evidence/{name}.json",
                "the weights don't fit the measurements; run `python -m benchmarks.fit DATA`",
            )
    labels = tuple(Label(label) for label in rules.evidence[LABEL]["labels"])
    return _Sums(rules.trees[BODY], rules.trees[SEQUENCE], rules.trees[LABEL], labels)


def weigh(document: Document, rules: RuleSet) -> Document:
    """Fill in `weighed`."""
    if not document.blocks:
        return replace(document, weighed=Weighed((), (), ()))
    sums = _sums(rules)
    _, wide = _tables(document, sums)
    keep = sums.sequence.score(wide)[:, 0]
    labels = [Label.OTHER] * len(keep)
    reasons = [""] * len(keep)
    out = np.flatnonzero(keep <= 0)
    if len(out):
        best = sums.label.score(wide[out]).argmax(axis=1)
        for row, label in zip(out.tolist(), best.tolist(), strict=True):
            labels[row] = sums.labels[label]
        # Taking a sum apart is the dearest step; it is done where no rule can be named as the reason.
        unruled = [n for n in out.tolist() if all(note.label is not labels[n] for note in document.annotations[n])]
        for row, reason in zip(unruled, sums.sequence.blame(wide[unruled]) if unruled else [], strict=True):
            reasons[row] = reason
    return replace(document, weighed=Weighed(tuple(keep.tolist()), tuple(labels), tuple(reasons)))


def _tables(document: Document, sums: _Sums) -> tuple[Floats, Floats]:
    """What the first sum is made of, and what the second is: the same, with the neighbours' first sums."""
    table = measure(document)
    first = sums.body.score(table)[:, 0]
    return table, np.hstack([table, context(first, table)])


class Part(NamedTuple):
    """What one measurement of a block adds to a sum: its name, its value, and the log-odds that brings."""

    name: str
    value: float
    worth: float


class Sum(NamedTuple):
    """A sum, and its parts by weight: what is the same for every block (`base`), and each measurement that counts."""

    total: float
    base: float
    parts: tuple[Part, ...]


class Evidence(NamedTuple):
    """Why a block was kept or not: its own measurements first, then with its neighbours' sums. Above 0 is body."""

    first: Sum
    second: Sum


def evidence(document: Document, rules: RuleSet, blocks: Sequence[int]) -> list[Evidence]:
    """The sums of some blocks of a weighed document, taken apart."""
    if not blocks:
        return []
    sums = _sums(rules)
    table, wide = _tables(document, sums)
    return [Evidence(_taken_apart(sums.body, table[n]), _taken_apart(sums.sequence, wide[n])) for n in blocks]


def _taken_apart(trees: TreeSum, row: Floats) -> Sum:
    worth = trees.explain(row, 0)
    total, base = sum(worth.values()), worth.pop("", 0.0)
    at = {name: n for n, name in enumerate(trees.names)}
    return Sum(total, base, tuple(Part(name, float(row[at[name]]), value) for name, value in worth.items() if value))
