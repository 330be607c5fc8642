"""Weighing: what the measurements of each block come to.

Two sums of small trees decide on the body. The first weighs each block by its measurements. The second weighs it
again in the light of its neighbours' first sums, so that an odd line inside running text is forgiven and a list of
other headlines is not. A third says what a block is that is not body.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.features import context, measure
from cleaner.model import Document, Label, Weighed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.ruleset import RuleSet
    from cleaner.ruleset.trees import Floats, TreeSum

BODY, SEQUENCE, LABEL = "body", "sequence", "label"
"""The fitted sums, by the names of their files in `rules/evidence/`."""


def weigh(document: Document, rules: RuleSet) -> Document:
    """Fill in `weighed`."""
    if not document.blocks:
        return replace(document, weighed=Weighed((), (), ()))
    _, wide = _tables(document, rules)
    keep = rules.trees[SEQUENCE].score(wide)[:, 0]
    out = np.flatnonzero(keep <= 0)
    labels = [Label.OTHER] * len(keep)
    reasons = [""] * len(keep)
    if len(out):
        names = rules.evidence[LABEL]["labels"]
        best = rules.trees[LABEL].score(wide[out]).argmax(axis=1)
        blamed = rules.trees[SEQUENCE].blame(wide[out])
        for row, label, reason in zip(out.tolist(), best.tolist(), blamed, strict=True):
            labels[row] = Label(names[label])
            reasons[row] = reason
    return replace(document, weighed=Weighed(tuple(keep.tolist()), tuple(labels), tuple(reasons)))


def _tables(document: Document, rules: RuleSet) -> tuple[Floats, Floats]:
    """What the first sum is made of, and what the second is: the same, with the neighbours' first sums."""
    table = measure(document)
    first = rules.trees[BODY].score(table)[:, 0]
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
    table, wide = _tables(document, rules)
    body, sequence = rules.trees[BODY], rules.trees[SEQUENCE]
    return [Evidence(_taken_apart(body, table[n]), _taken_apart(sequence, wide[n])) for n in blocks]


def _taken_apart(trees: TreeSum, row: Floats) -> Sum:
    worth = trees.explain(row, 0)
    total, base = sum(worth.values()), worth.pop("", 0.0)
    at = {name: n for n, name in enumerate(trees.names)}
    return Sum(total, base, tuple(Part(name, float(row[at[name]]), value) for name, value in worth.items() if value))
