"""Sums of small decision trees: the form in which fitted evidence is stored, scored and explained.

A tree asks at most `depth` questions ("is this measurement above that?") and adds one number. All trees are
complete, so a table of blocks is scored with a few array operations, whatever the number of trees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

SLAB = 1000
"""Rows that are scored at a time: a row takes memory for each of its trees, and a page may have 100,000 rows."""


class TreeSum:
    """A sum of complete binary trees over named measurements.

    `feature[t, k]` and `threshold[t, k]` are the question at node k of tree t (node 0 is the root, the children of k
    are 2k+1 for "not above" and 2k+2 for "above"); `leaf[t]` are its outcomes from left to right. Where `classes`
    is more than 1, tree t adds to class t modulo `classes`.

    >>> trees = TreeSum(["words"], depth=1, classes=1, bias=[0.5],
    ...                 feature=[[0]], threshold=[[10.0]], leaf=[[-1.0, 1.0]])
    >>> trees.score(np.array([[3.0], [30.0]], dtype=np.float32)).ravel().tolist()
    [-0.5, 1.5]
    >>> trees.explain(np.array([30.0], dtype=np.float32), 0)
    {'words': 1.0, '': 0.5}
    """

    def __init__(
        self,
        names: Sequence[str],
        *,
        depth: int,
        classes: int,
        bias: Sequence[float],
        feature: Sequence[Sequence[int]],
        threshold: Sequence[Sequence[float]],
        leaf: Sequence[Sequence[float]],
    ) -> None:
        self.names = tuple(names)
        self.depth = depth
        self.classes = classes
        self.bias = np.array(bias, dtype=np.float32)
        self.feature = np.array(feature, dtype=np.intp).reshape(-1, 2**depth - 1)
        self.threshold = np.array(threshold, dtype=np.float32).reshape(-1, 2**depth - 1)
        self.leaf = np.array(leaf, dtype=np.float32).reshape(-1, 2**depth)
        self.trees = len(self.leaf)
        self._flat_feature = self.feature.ravel()
        self._flat_threshold = self.threshold.ravel()
        self._flat_leaf = self.leaf.ravel()
        self._node_base = np.arange(self.trees, dtype=np.intp) * (2**depth - 1)
        self._leaf_base = np.arange(self.trees, dtype=np.intp) * 2**depth

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> TreeSum:
        """From a table of `rules/evidence/`."""
        return cls(
            data["features"],
            depth=data["depth"],
            classes=data["classes"],
            bias=data["bias"],
            feature=data["feature"],
            threshold=data["threshold"],
            leaf=data["leaf"],
        )

    def score(self, table: Floats) -> Floats:
        """The sums for each row of `table` (rows × features): rows × classes."""
        sums: Floats = np.empty((len(table), self.classes), dtype=np.float32)
        for rows in _slabs(len(table)):
            values = self.outcomes(table[rows])
            sums[rows] = values.reshape(len(values), -1, self.classes).sum(axis=1) + self.bias
        return sums

    def outcomes(self, table: Floats) -> Floats:
        """What each tree says of each row: rows × trees."""
        rows, width = table.shape
        flat = table.ravel()
        row_base = (np.arange(rows, dtype=np.intp) * width)[:, None]
        node = np.zeros((rows, self.trees), dtype=np.intp)
        for _ in range(self.depth):
            at = node + self._node_base
            above = flat.take(self._flat_feature.take(at) + row_base) > self._flat_threshold.take(at)
            node += node + 1 + above
        values: Floats = self._flat_leaf.take(node - (2**self.depth - 1) + self._leaf_base)
        return values

    def blame(self, table: Floats) -> list[str]:
        """For each row, the measurement that takes most from its sum (of class 0); see `explain`."""
        return [name for rows in _slabs(len(table)) for name in self._blame(table[rows])]

    def _blame(self, table: Floats) -> list[str]:
        rows, width = table.shape
        flat = table.ravel()
        row_base = (np.arange(rows, dtype=np.intp) * width)[:, None]
        means = self._means
        node = np.zeros((rows, self.trees), dtype=np.intp)
        credit = np.zeros(rows * width, dtype=np.float64)
        for level in range(self.depth):
            at = node + self._node_base
            asked = self._flat_feature.take(at)
            above = flat.take(asked + row_base) > self._flat_threshold.take(at)
            below = 2 * node + 1 + above
            change = means[level + 1].ravel().take(_place(below, level + 1)) - means[level].ravel().take(
                _place(node, level)
            )
            credit += np.bincount((asked + row_base).ravel(), weights=change.ravel(), minlength=rows * width)
            node = below
        return [self.names[n] for n in credit.reshape(rows, width).argmin(axis=1).tolist()]

    @cached_property
    def _means(self) -> list[Floats]:
        """For each level, the mean of the outcomes still open at each node of each tree: trees × nodes."""
        return [self.leaf.reshape(self.trees, 2**level, -1).mean(axis=2) for level in range(self.depth + 1)]

    def explain(self, row: Floats, class_index: int) -> dict[str, float]:
        """The sum of one row, by measurement; the empty name stands for what is the same for all rows.

        Each question is credited with the change of the mean of the outcomes still open; the parts add up to the score.
        """
        parts: dict[str, float] = {"": float(self.bias[class_index])}
        for tree in range(class_index, self.trees, self.classes):
            node, outcomes = 0, self.leaf[tree]
            parts[""] += float(outcomes.mean())
            for _ in range(self.depth):
                feature = int(self.feature[tree, node])
                above = bool(row[feature] > self.threshold[tree, node])
                half = len(outcomes) // 2
                rest = outcomes[half:] if above else outcomes[:half]
                name = self.names[feature]
                parts[name] = parts.get(name, 0.0) + float(rest.mean() - outcomes.mean())
                node, outcomes = 2 * node + 1 + above, rest
        return dict(sorted(parts.items(), key=lambda item: -abs(item[1])))


class Forest:
    """Several sums of one class over the same measurements and of the same depth, scored in one pass.

    >>> up = TreeSum(["words"], depth=1, classes=1, bias=[0.0], feature=[[0]], threshold=[[10.0]], leaf=[[-1.0, 1.0]])
    >>> down = TreeSum(["words"], depth=1, classes=1, bias=[0.5], feature=[[0]], threshold=[[10.0]], leaf=[[2.0, 0.0]])
    >>> Forest([up, down]).score(np.array([[3.0], [30.0]], dtype=np.float32)).tolist()
    [[-1.0, 2.5], [1.0, 0.5]]
    """

    def __init__(self, sums: Sequence[TreeSum]) -> None:
        self.sums = tuple(sums)
        self._starts = np.cumsum([0] + [one.trees for one in sums[:-1]])
        self._bias = np.array([one.bias[0] for one in sums], dtype=np.float32)
        self._joined = TreeSum(
            sums[0].names,
            depth=sums[0].depth,
            classes=1,
            bias=[0.0],
            feature=np.vstack([one.feature for one in sums]).tolist(),
            threshold=np.vstack([one.threshold for one in sums]).tolist(),
            leaf=np.vstack([one.leaf for one in sums]).tolist(),
        )

    def score(self, table: Floats) -> Floats:
        """The sums for each row of `table`: rows × sums."""
        sums: Floats = np.empty((len(table), len(self.sums)), dtype=np.float32)
        for rows in _slabs(len(table)):
            sums[rows] = np.add.reduceat(self._joined.outcomes(table[rows]), self._starts, axis=1) + self._bias
        return sums


def _slabs(rows: int) -> Iterator[slice]:
    return (slice(at, at + SLAB) for at in range(0, rows, SLAB))


def _place(node: NDArray[np.intp], level: int) -> NDArray[np.intp]:
    """Where nodes (one column a tree) of a level stand in that level's flattened means."""
    width = 2**level
    places: NDArray[np.intp] = node - (width - 1) + np.arange(node.shape[1], dtype=np.intp) * width
    return places
