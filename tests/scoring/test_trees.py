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
