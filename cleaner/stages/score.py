"""Scoring: a label for each block, and how sure it is, from its measurements and its neighbours'.

Three ensembles of small decision trees read the measurements. The first says how likely a block is body by itself; the
second says it again in the light of the first scores of five neighbours on each side and of the whole document, so that
an odd line inside running text is forgiven and a list of other headlines is not. The third says what a block is that is
not body.

What this doesn't do: remove anything. `decide` reads the scores. HTML pages have weights of their own, since their
blocks are measured by what the page says of them as well.
"""

from __future__ import annotations

import warnings
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from cleaner.features import NAMES, PAGE_NAMES, measure, neighbours, shape, with_neighbours
from cleaner.features.page import HEADINGS
from cleaner.model import BlockScores, Document, Label, RuleError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from numpy.typing import NDArray

    from cleaner.ruleset import RuleSet
    from cleaner.scoring.trees import Floats, TreeEnsemble

FIRST, SECOND, NOT_BODY = "first", "second", "labels"
"""The fitted weights, by the names of their files in `rules/evidence/`."""

TEXT, HTML = "", "html/"
"""The folders of `rules/evidence/` that hold them: for text, and for HTML pages."""

MEASURED = {TEXT: NAMES, HTML: PAGE_NAMES}

BY_RULES = "best_rule"
OWN_RULES = frozenset({*(f"rule_{label}" for label in Label), BY_RULES, "item", "cut", "bound"})
"""The measurements that say what rules propose for the block itself; together they are called by the first."""

_REFIT = "run `python -m training DATA`"


CERTAIN = 2.5
"""Log-odds from which a block is certainly no body: 12 to 1."""

EDGE = 0.5
"""Log-odds under which the first and the last line of clean text go."""

MIN_SENTENCE_WORDS = 5
"""Words of a first block that ends in a stop before it is a sentence and no headline."""

MAX_HEADLINE_WORDS = 16
"""Words of a first block that may be the headline above clean text; longer ones are mostly standfirsts."""

MAX_SIGNATURE_WORDS = 3
"""Words of a last block that may be an agency or initials below clean text."""


class Weights(NamedTuple):
    """What documents of one kind are scored by; `labels` are those of the third ensemble's classes."""

    first: TreeEnsemble
    second: TreeEnsemble
    not_body: TreeEnsemble
    labels: tuple[Label, ...]


@lru_cache(maxsize=8)
def weights_of(rules: RuleSet, kind: str) -> Weights:
    """The weights of a rule set for documents of one kind, over the measurements there are.

    Warns where they were fitted on measurements that are no longer made; raises RuleError where a file is missing.
    """
    names = MEASURED[kind]
    wide = (*names, *neighbours.NAMES)
    return Weights(
        _aligned(rules, kind + FIRST, names),
        _aligned(rules, kind + SECOND, wide),
        _aligned(rules, kind + NOT_BODY, wide),
        tuple(map(Label, _table(rules, kind + NOT_BODY, "labels")["labels"])),
    )


def _table(rules: RuleSet, name: str, key: str) -> Mapping[str, Any]:
    table: Mapping[str, Any] = rules.evidence.get(name, {})
    if key not in table:
        raise RuleError(f"rules/evidence/{name}.json", f"the file is missing or has no {key}; {_REFIT}")
    return table


def _aligned(rules: RuleSet, name: str, columns: tuple[str, ...]) -> TreeEnsemble:
    """Fitted trees, by the name of their file, over the columns of a table."""
    table = _table(rules, name, "leaf")
    trees = rules.trees[name]
    gone = sorted(set(trees.names) - set(columns))
    if gone:
        told = (
            f"rules/evidence/{name}.json: fitted on measurements that are no longer made, which count by their defaults"
        )
        warnings.warn(f"{told}: {', '.join(gone)}; {_REFIT}", stacklevel=2)
    return trees.aligned(columns, table.get("defaults", {}))


def weights_for(document: Document, rules: RuleSet) -> Weights:
    """The weights for a document: those for HTML pages, or those for text."""
    return weights_of(rules, HTML if document.html_contexts else TEXT)


def score(document: Document, rules: RuleSet) -> Document:
    """Fill in `scores`."""
    if not document.blocks:
        return replace(document, scores=BlockScores((), (), (), (), ()))
    weights = weights_for(document, rules)
    table, wide = _tables(document, weights)
    keep = weights.second.score(wide)[:, 0]
    shares = _shares(document, wide, weights)
    likeliest = shares.argmax(axis=1)
    kept = kept_blocks(keep, table)
    body = 1 / (1 + np.exp(-keep.astype(np.float64)))
    sure = np.where(kept, body, (1 - body) * shares[np.arange(len(keep)), likeliest])
    otherwise = tuple(weights.labels[at] for at in likeliest.tolist())
    removed = np.flatnonzero(~kept)
    reasons = [""] * len(keep)
    for row, reason in zip(removed.tolist(), _reasons(weights, table[removed], wide[removed]), strict=True):
        reasons[row] = reason
    labels = tuple(Label.BODY if keeps else label for keeps, label in zip(kept.tolist(), otherwise, strict=True))
    return replace(
        document, scores=BlockScores(labels, tuple(sure.tolist()), tuple(keep.tolist()), otherwise, tuple(reasons))
    )


def kept_blocks(keep: Floats, table: Floats) -> NDArray[np.bool_]:
    """Which blocks are body, by their log-odds and their measurements.

    Clean text is a document in which no block is certainly something else; nothing goes from it on weak evidence. Its
    edges are judged by their own scores, where they are no sentences: a headline above the text, an agency below it.
    """
    kept: NDArray[np.bool_] = keep > 0
    words, stops = table[:, shape.WORDS], table[:, shape.ENDS_STOP] > 0
    text = np.ones(len(keep), dtype=bool)
    if len(keep) > 1:
        text[0] = (stops[0] and words[0] >= MIN_SENTENCE_WORDS) or words[0] > MAX_HEADLINE_WORDS
        text[-1] = words[-1] > MAX_SIGNATURE_WORDS
    if kept.any() and keep[text].min(initial=0.0) > -CERTAIN:
        kept |= text | (keep > -EDGE)
    return kept


def _tables(document: Document, weights: Weights) -> tuple[Floats, Floats]:
    """The measurements of each block; and the same with the first scores of its neighbours."""
    table = measure(document)
    return table, with_neighbours(table, weights.first.score(table)[:, 0])


def _shares(document: Document, wide: Floats, weights: Weights) -> Floats:
    """How likely each label is for each block if it is not body: blocks × labels, each row adds up to 1.

    A heading of an HTML page is no caption.
    """
    scores = weights.not_body.score(wide)
    for row, block in enumerate(document.blocks if document.html_contexts else ()):
        mark = document.html_contexts[block.pieces[0].line]
        if mark is not None and mark.element is not None and mark.element.tag in HEADINGS:
            scores[row, weights.labels.index(Label.CAPTION)] = -np.inf
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _reasons(weights: Weights, table: Floats, wide: Floats) -> list[str]:
    """The measurement that speaks most against each of some blocks; `BY_RULES` where what rules propose for the block,
    taken together, speaks more."""
    if not len(table):
        return []
    names = (*weights.first.names, *neighbours.NAMES[1:])
    found = _contributions(weights, table, wide)
    ruled = np.array([name in OWN_RULES for name in names])
    rules, others = found[:, ruled].sum(axis=1), np.where(ruled, np.inf, found)
    strongest = others.argmin(axis=1).tolist()
    by_rules = (rules < 0) & (rules <= others.min(axis=1))
    return [BY_RULES if flag else names[at] for flag, at in zip(by_rules.tolist(), strongest, strict=True)]


def _contributions(weights: Weights, table: Floats, wide: Floats) -> NDArray[np.float64]:
    """What each measurement adds to the log-odds of body: blocks × (the measurements, the neighbours' first scores).

    What a block's own first score adds is dealt out to the measurements that made it so.
    """
    own = len(weights.first.names)
    second = weights.second.contributions(wide)
    first = weights.first.contributions(table)
    added = second[:, own : own + 1]
    same_way = np.where(first * added > 0, first, 0.0)
    total = same_way.sum(axis=1, keepdims=True)
    shares = np.divide(same_way, total, out=np.zeros_like(same_way), where=total != 0)
    return np.hstack([second[:, :own] + added * shares, second[:, own + 1 :]])


class Part(NamedTuple):
    """What one measurement of a block adds to a score: its name, its value, and the log-odds that brings."""

    name: str
    value: float
    worth: float


class Sum(NamedTuple):
    """A score, and its parts by weight: what is the same for every block (`base`), and each measurement that counts."""

    total: float
    base: float
    parts: tuple[Part, ...]


class Evidence(NamedTuple):
    """Why a block bears its label: the probabilities of all labels, and what they are made of.

    `first` and `second` are the log-odds of body by the block itself and among its neighbours; `label` is the score of
    `otherwise`, the likeliest label if it is not body. `against` are the measurements that speak against body, with
    the share of each.
    """

    probabilities: Mapping[Label, float]
    first: Sum
    second: Sum
    otherwise: Label
    label: Sum
    against: tuple[tuple[str, float], ...]


def evidence(document: Document, rules: RuleSet, blocks: Sequence[int]) -> list[Evidence]:
    """The scores of some blocks of a document, taken apart."""
    if not blocks:
        return []
    weights = weights_for(document, rules)
    table, wide = _tables(document, weights)
    shares = _shares(document, wide, weights)
    rows = list(blocks)
    added = _contributions(weights, table[rows], wide[rows])
    return [_evidence_of(weights, table[n], wide[n], shares[n], own) for n, own in zip(rows, added, strict=True)]


def _evidence_of(weights: Weights, row: Floats, wide: Floats, shares: Floats, added: NDArray[np.float64]) -> Evidence:
    second = _taken_apart(weights.second, wide, 0)
    body, likeliest = float(1 / (1 + np.exp(-second.total))), int(shares.argmax())
    chances = {label: (1 - body) * share for label, share in zip(weights.labels, shares.tolist(), strict=True)}
    return Evidence(
        {Label.BODY: body, **chances},
        _taken_apart(weights.first, row, 0),
        second,
        weights.labels[likeliest],
        _taken_apart(weights.not_body, wide, likeliest),
        _shares_against((*weights.first.names, *neighbours.NAMES[1:]), added),
    )


def _shares_against(names: Sequence[str], added: NDArray[np.float64]) -> tuple[tuple[str, float], ...]:
    against = {name: -value for name, value in zip(names, added.tolist(), strict=True) if value < 0}
    total = sum(against.values())
    return tuple((name, value / total) for name, value in sorted(against.items(), key=lambda item: -item[1]))


def _taken_apart(trees: TreeEnsemble, row: Floats, class_index: int) -> Sum:
    worth = trees.explain(row, class_index)
    total, base = sum(worth.values()), worth.pop("", 0.0)
    at = {name: n for n, name in enumerate(trees.names)}
    return Sum(total, base, tuple(Part(name, float(row[at[name]]), value) for name, value in worth.items() if value))
