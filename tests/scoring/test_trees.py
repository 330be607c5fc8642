"""Sums of trees over many rows."""

from __future__ import annotations

import numpy as np

from cleaner.ruleset import RuleSet
from cleaner.scoring.trees import SLAB


def test_rows_beyond_a_slab_are_scored_and_explained_as_if_alone(rules: RuleSet) -> None:
    trees = rules.trees["first"]
    rng = np.random.default_rng(0)
    table = rng.normal(5, 10, (2 * SLAB + 3, len(trees.names))).astype(np.float32)
    chosen = [0, SLAB - 1, SLAB, 2 * SLAB, 2 * SLAB + 2]
    assert np.array_equal(trees.score(table)[chosen], trees.score(table[chosen]))
    assert np.allclose(trees.contributions(table)[chosen], trees.contributions(table[chosen]))


def test_contributions_are_those_of_the_explanation(rules: RuleSet) -> None:
    trees = rules.trees["first"]
    table = np.random.default_rng(0).normal(5, 10, (3, len(trees.names))).astype(np.float32)
    for row, found in zip(table, trees.contributions(table), strict=True):
        told = trees.explain(row, 0)
        assert np.allclose(found, [told.get(name, 0.0) for name in trees.names], atol=1e-4)


def test_measurements_are_found_by_name_wherever_their_columns_stand(rules: RuleSet) -> None:
    trees = rules.trees["first"]
    table = np.random.default_rng(0).normal(5, 10, (20, len(trees.names))).astype(np.float32)
    turned = trees.aligned(trees.names[::-1], {})
    assert np.array_equal(turned.score(table[:, ::-1]), trees.score(table))


def test_a_column_the_trees_do_not_know_changes_nothing(rules: RuleSet) -> None:
    trees = rules.trees["first"]
    table = np.random.default_rng(0).normal(5, 10, (20, len(trees.names))).astype(np.float32)
    wider = trees.aligned(("new", *trees.names), {})
    assert np.array_equal(wider.score(np.hstack([table[:, :1], table])), trees.score(table))


def test_a_measurement_that_is_gone_counts_by_its_default(rules: RuleSet) -> None:
    trees = rules.trees["first"]
    table = np.random.default_rng(0).normal(5, 10, (20, len(trees.names))).astype(np.float32)
    at = trees.names.index("words")
    rest = [n for n in range(len(trees.names)) if n != at]
    without = trees.aligned([trees.names[n] for n in rest], {"words": 12.0})
    table[:, at] = 12.0
    assert np.array_equal(without.score(table[:, rest]), trees.score(table))
