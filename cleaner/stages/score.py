"""Weighing: what the measurements of each block come to.

Sums of small trees decide on the body, in two weighings. The first asks four questions of each block by its
measurements: does it stand between the article's first and last block, is it the first, is it the last, and is it body
if it stands between them. From the answers the article's extent is found. The second weighing decides in the light of
the extent and of the neighbours' first sums, so that an odd line inside running text is forgiven and a list of other
headlines is not. Two more sums say what a block is that is not body: one by its measurements, and one, which decides,
in the light of what the first makes of the blocks around it.

HTML pages have sums of their own, since their blocks are measured by what the page says of them as well.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.features import CONTEXT_NAMES, NAMES, NAMING_NAMES, PAGE_NAMES, FirstSums, context, measure, naming
from cleaner.features.page import HEADINGS
from cleaner.model import BlockScores, Document, Label, RuleError
from cleaner.scoring.trees import StackedEnsembles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.ruleset import RuleSet
    from cleaner.scoring.trees import Floats, TreeEnsemble

FIRST = FirstSums._fields
SEQUENCE, LABEL, NAMING = "sequence", "label", "naming"
"""The fitted sums, by the names of their files in `rules/evidence/`: four of the first weighing, the one that decides,
and two that name what is not body."""

TEXT, HTML = "", "html/"
"""The folders of `rules/evidence/` that hold them: for text, and for HTML pages."""

MEASURED = {TEXT: NAMES, HTML: PAGE_NAMES}

OF_FIRST_SUM = {"first_sum": "body", "extent_sum": "extent", "start_sum": "start", "end_sum": "end"}
"""The measurements of the second weighing that are a first sum of the block itself."""


class _Sums(NamedTuple):
    first: StackedEnsembles
    sequence: TreeEnsemble
    label: TreeEnsemble
    naming: TreeEnsemble
    labels: tuple[Label, ...]


@lru_cache(maxsize=8)
def _sums(rules: RuleSet, kind: str) -> _Sums:
    """The sums of a rule set for documents of one kind, over the measurements there are."""
    names = MEASURED[kind]
    wide = (*names, *CONTEXT_NAMES)
    named = (*wide, *NAMING_NAMES)
    columns = dict.fromkeys(FIRST, names) | {SEQUENCE: wide, LABEL: wide, NAMING: named}
    trees = {name: _aligned(rules, kind + name, known) for name, known in columns.items()}
    labels = tuple(Label(label) for label in rules.evidence[kind + NAMING]["labels"])
    return _Sums(
        StackedEnsembles([trees[name] for name in FIRST]), trees[SEQUENCE], trees[LABEL], trees[NAMING], labels
    )


def _aligned(rules: RuleSet, name: str, columns: tuple[str, ...]) -> TreeEnsemble:
    """Fitted weights, by the name of their file, over the columns of a table.

    Warns where they were fitted on measurements that are no longer made. Raises RuleError where the file is missing.
    """
    trees = rules.trees.get(name)
    file = f"rules/evidence/{name}.json"
    if trees is None:
        raise RuleError(file, "the file is missing or holds no trees; run `python -m training DATA`")
    gone = sorted(set(trees.names) - set(columns))
    if gone:
        told = f"{file}: fitted on measurements that are no longer made, which count by their defaults: "
        warnings.warn(f"{told}{', '.join(gone)}; run `python -m training DATA`", stacklevel=2)
    return trees.aligned(columns, rules.evidence.get(name, {}).get("defaults", {}))


def _sums_for(document: Document, rules: RuleSet) -> _Sums:
    return _sums(rules, HTML if document.html_contexts else TEXT)


def score(document: Document, rules: RuleSet) -> Document:
    """Fill in `weighed`."""
    if not document.blocks:
        return replace(document, scores=BlockScores((), (), ()))
    sums = _sums_for(document, rules)
    table, wide = _tables(document, sums)
    keep = sums.sequence.score(wide)[:, 0]
    labels = [Label.OTHER] * len(keep)
    reasons = [""] * len(keep)
    out = np.flatnonzero(keep <= 0)
    if len(out):
        for row, label in zip(out.tolist(), _named(document, sums, wide, keep, out), strict=True):
            labels[row] = sums.labels[label]
        # Taking a sum apart is the dearest step; it is done where no rule can be named as the reason.
        unruled = [n for n in out.tolist() if all(note.label is not labels[n] for note in document.annotations[n])]
        for row, reason in zip(unruled, _blamed(sums, table[unruled], wide[unruled]), strict=True):
            reasons[row] = reason
    return replace(document, scores=BlockScores(tuple(keep.tolist()), tuple(labels), tuple(reasons)))


def _named(document: Document, sums: _Sums, wide: Floats, keep: Floats, out: NDArray[np.intp]) -> list[int]:
    """Which of the labels the blocks `out` bear, by number. A heading of an HTML page is no caption."""
    first = np.zeros((len(keep), sums.label.classes), dtype=np.float32)
    first[out] = sums.label.score(wide[out])
    scores = sums.naming.score(np.hstack([wide[out], naming(first, keep)[out]]))
    if document.html_contexts:
        marks = [document.html_contexts[document.blocks[n].pieces[0].line] for n in out.tolist()]
        headings = [mark is not None and mark.element is not None and mark.element.tag in HEADINGS for mark in marks]
        scores[np.array(headings), sums.labels.index(Label.CAPTION)] = -np.inf
    best: list[int] = scores.argmax(axis=1).tolist()
    return best


def _blamed(sums: _Sums, table: Floats, wide: Floats) -> list[str]:
    """The measurement that speaks most against each of some blocks; where that is one of the first sums, what speaks
    most against the block in it."""
    if not len(table):
        return []
    reasons = sums.sequence.strongest_against(wide)
    for name, first in OF_FIRST_SUM.items():
        rows = [n for n, reason in enumerate(reasons) if reason == name]
        found = sums.first.sums[FIRST.index(first)].strongest_against(table[rows]) if rows else []
        for row, reason in zip(rows, found, strict=True):
            reasons[row] = reason
    return reasons


def _tables(document: Document, sums: _Sums) -> tuple[Floats, Floats]:
    """What the first sums are made of; and what the second is made of: the same, and what the first sums make of it."""
    table = measure(document)
    return table, np.hstack([table, context(FirstSums(*sums.first.score(table).T), table)])


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
    """Why a block was kept or not: the first sums by name, then the second. A second sum above 0 is body."""

    first: Mapping[str, Sum]
    second: Sum


def evidence(document: Document, rules: RuleSet, blocks: Sequence[int]) -> list[Evidence]:
    """The sums of some blocks of a weighed document, taken apart."""
    if not blocks:
        return []
    sums = _sums_for(document, rules)
    table, wide = _tables(document, sums)
    return [
        Evidence(
            {name: _taken_apart(trees, table[n]) for name, trees in zip(FIRST, sums.first.sums, strict=True)},
            _taken_apart(sums.sequence, wide[n]),
        )
        for n in blocks
    ]


def _taken_apart(trees: TreeEnsemble, row: Floats) -> Sum:
    worth = trees.explain(row, 0)
    total, base = sum(worth.values()), worth.pop("", 0.0)
    at = {name: n for n, name in enumerate(trees.names)}
    return Sum(total, base, tuple(Part(name, float(row[at[name]]), value) for name, value in worth.items() if value))
