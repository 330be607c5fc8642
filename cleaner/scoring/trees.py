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

CELLS = 1 << 16
"""Answers that are found at a time: what they are found in stays in the processor's cache."""


class _Questions:
    """The questions of complete trees of one depth, asked of many rows at a time.

    Trees ask the same thing again and again, so each question is asked once. The answers of all rows are held as bits
    of bytes: on its way down a tree, a row chooses between two answers, and eight rows do so in one operation.
    """

    def __init__(self, feature: NDArray[np.intp], threshold: Floats) -> None:
        """`feature` and `threshold` as `TreeEnsemble` has them: trees × nodes."""
        nodes = zip(feature.T.ravel().tolist(), threshold.T.ravel().tolist(), strict=True)
        numbers: dict[tuple[int, float], int] = {}
        asked = [numbers.setdefault(node, len(numbers)) for node in nodes]
        self._asked = np.array(asked, dtype=np.intp).reshape(feature.T.shape)
        self._feature = np.array([feature for feature, _ in numbers], dtype=np.intp)
        self._threshold = np.array([[threshold] for _, threshold in numbers], dtype=np.float32)
        self._depth = len(self._asked).bit_length()
        self._counted = np.min_scalar_type(2**self._depth - 1)

    def leaves(self, table: Floats) -> NDArray[np.unsignedinteger[Any]]:
        """The leaf of each tree that each row ends in, counted from the left: rows × trees."""
        answers = self._answers(np.ascontiguousarray(table.T)).take(self._asked, axis=0)
        found = np.zeros((answers.shape[1], len(table)), dtype=self._counted)
        for answer in self._ways_down(answers):
            found <<= 1
            found |= np.unpackbits(answer, axis=1, count=len(table))
        return found.T

    def _answers(self, columns: Floats) -> NDArray[np.uint8]:
        """For each question, "above" (1) or "not above" of each row, packed; `columns` are features × rows."""
        rows = columns.shape[1]
        found = np.empty((len(self._feature), (rows + 7) // 8), dtype=np.uint8)
        step = max(1, CELLS // max(1, rows))
        for at in range(0, len(found), step):
            some = slice(at, at + step)
            above = columns.take(self._feature[some], axis=0) > self._threshold[some]
            found[some] = np.packbits(above, axis=1)
        return found

    def _ways_down(self, answers: NDArray[np.uint8]) -> list[NDArray[np.uint8]]:
        """For each level, the answers (trees × packed rows) to the question a row comes to; `answers` are those to
        the questions at all nodes (nodes × trees × packed rows)."""
        given: list[NDArray[np.uint8]] = []
        for level in range(self._depth):
            still_open = answers[2**level - 1 : 2 ** (level + 1) - 1]
            for above in given:
                half = len(still_open) // 2
                left, right = still_open[:half], still_open[half:]
                still_open = left ^ ((left ^ right) & above)
            given.append(still_open[0])
        return given


class TreeEnsemble:
    """A sum of complete binary trees over named measurements.

    `feature[t, k]` and `threshold[t, k]` are the question at node k of tree t (node 0 is the root, the children of k
    are 2k+1 for "not above" and 2k+2 for "above"); `leaf[t]` are its outcomes from left to right. Where `classes`
    is more than 1, tree t adds to class t modulo `classes`.

    >>> trees = TreeEnsemble(["words"], depth=1, classes=1, bias=[0.5],
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
        self._flat_leaf = self.leaf.ravel()
        self._leaf_base = np.arange(self.trees, dtype=np.intp) * 2**depth
        self._questions = _Questions(self.feature, self.threshold)

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> TreeEnsemble:
        """From a table of `rules/evidence/`."""
        return cls(
            data["measurements"],
            depth=data["depth"],
            classes=data["classes"],
            bias=data["bias"],
            feature=data["feature"],
            threshold=data["threshold"],
            leaf=data["leaf"],
        )

    def aligned(self, names: Sequence[str], defaults: Mapping[str, float]) -> TreeEnsemble:
        """The same sum over a table whose columns are `names`: measurements are found by name.

        Columns that the trees don't know are not asked about. A question about a measurement that is no column is
        answered once for all by its default (0 where it has none); its trees go on to count.

        >>> trees = TreeEnsemble(["gone", "words"], depth=1, classes=1, bias=[0.0], feature=[[0], [1]],
        ...                      threshold=[[2.0], [10.0]], leaf=[[-1.0, 1.0], [-1.0, 1.0]])
        >>> trees.aligned(["new", "words"], {"gone": 3.0}).score(np.array([[0.0, 8.0]], dtype=np.float32)).tolist()
        [[0.0]]
        """
        if self.names == tuple(names):
            return self
        at = {name: n for n, name in enumerate(names)}
        column = np.array([at.get(name, 0) for name in self.names], dtype=np.intp)
        known = np.array([name in at for name in self.names], dtype=bool)
        value = np.array([defaults.get(name, 0.0) for name in self.names], dtype=np.float32)
        above = np.where(value[self.feature] > self.threshold, -np.inf, np.inf)
        return TreeEnsemble(
            names,
            depth=self.depth,
            classes=self.classes,
            bias=self.bias.tolist(),
            feature=column[self.feature].tolist(),
            threshold=np.where(known[self.feature], self.threshold, above).tolist(),
            leaf=self.leaf.tolist(),
        )

    def score(self, table: Floats) -> Floats:
        """The sums for each row of `table` (rows × measurements): rows × classes."""
        sums: Floats = np.empty((len(table), self.classes), dtype=np.float32)
        for rows in _slabs(len(table)):
            values = self.outcomes(table[rows])
            sums[rows] = values.reshape(len(values), -1, self.classes).sum(axis=1) + self.bias
        return sums

    def outcomes(self, table: Floats) -> Floats:
        """What each tree says of each row: rows × trees."""
        values: Floats = self._flat_leaf.take(self._places(table))
        return values

    def _places(self, table: Floats) -> NDArray[np.intp]:
        """Where what each tree says of each row stands among all leaves: rows × trees."""
        places: NDArray[np.intp] = np.add(self._questions.leaves(table), self._leaf_base, order="C")
        return places

    def contributions(self, table: Floats) -> NDArray[np.float64]:
        """What each measurement adds to the sum of each row (of class 0); see `explain`: rows × measurements."""
        found = [self._contributions(table[rows]) for rows in _slabs(len(table))]
        return np.vstack(found) if found else np.zeros((0, len(self.names)))

    def _contributions(self, table: Floats) -> NDArray[np.float64]:
        rows, width = table.shape
        row_base = (np.arange(rows, dtype=np.intp) * width)[:, None]
        places = self._places(table)
        credit = np.zeros(rows * width, dtype=np.float64)
        for asked, change in self._ways:
            credit += np.bincount(
                (asked.take(places) + row_base).ravel(), weights=change.take(places).ravel(), minlength=rows * width
            )
        return credit.reshape(rows, width)

    @cached_property
    def _ways(self) -> list[tuple[NDArray[np.intp], NDArray[np.float64]]]:
        """The ways to all leaves, level by level: which measurement is asked about, and by how much the mean of the
        outcomes still open changes with the answer."""
        found = []
        means = [self.leaf.reshape(self.trees, 2**level, -1).mean(axis=2) for level in range(self.depth + 1)]
        for level in range(self.depth):
            asked = self.feature[:, 2**level - 1 : 2 ** (level + 1) - 1]
            change = (means[level + 1] - means[level].repeat(2, axis=1)).astype(np.float64)
            found.append(
                (
                    asked.repeat(2 ** (self.depth - level), axis=1).ravel(),
                    change.repeat(2 ** (self.depth - level - 1), axis=1).ravel(),
                )
            )
        return found

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


def _slabs(rows: int) -> Iterator[slice]:
    return (slice(at, at + SLAB) for at in range(0, rows, SLAB))
