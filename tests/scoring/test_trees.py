"""Sums of trees over many rows."""

from __future__ import annotations

import numpy as np

from cleaner.ruleset import RuleSet
from cleaner.scoring.trees import SLAB, StackedEnsembles


def test_rows_beyond_a_slab_are_scored_and_blamed_as_if_alone(rules: RuleSet) -> None:
    trees = rules.trees["body"]
    rng = np.random.default_rng(0)
    table = rng.normal(5, 10, (2 * SLAB + 3, len(trees.names))).astype(np.float32)
    chosen = [0, SLAB - 1, SLAB, 2 * SLAB, 2 * SLAB + 2]
    assert np.array_equal(trees.score(table)[chosen], trees.score(table[chosen]))
    forest = StackedEnsembles([trees, rules.trees["end"]])
    assert np.array_equal(forest.score(table)[chosen], forest.score(table[chosen]))
    assert [trees.strongest_against(table)[n] for n in chosen] == trees.strongest_against(table[chosen])


def test_measurements_are_found_by_name_wherever_their_columns_stand(rules: RuleSet) -> None:
    trees = rules.trees["body"]
    table = np.random.default_rng(0).normal(5, 10, (20, len(trees.names))).astype(np.float32)
    turned = trees.aligned(trees.names[::-1], {})
    assert np.array_equal(turned.score(table[:, ::-1]), trees.score(table))


def test_a_column_the_trees_do_not_know_changes_nothing(rules: RuleSet) -> None:
    trees = rules.trees["body"]
    table = np.random.default_rng(0).normal(5, 10, (20, len(trees.names))).astype(np.float32)
    wider = trees.aligned(("new", *trees.names), {})
    assert np.array_equal(wider.score(np.hstack([table[:, :1], table])), trees.score(table))


def test_a_measurement_that_is_gone_counts_by_its_default(rules: RuleSet) -> None:
    trees = rules.trees["body"]
    table = np.random.default_rng(0).normal(5, 10, (20, len(trees.names))).astype(np.float32)
    at = trees.names.index("words")
    rest = [n for n in range(len(trees.names)) if n != at]
    without = trees.aligned([trees.names[n] for n in rest], {"words": 12.0})
    table[:, at] = 12.0
    assert np.array_equal(without.score(table[:, rest]), trees.score(table))
