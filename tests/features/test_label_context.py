"""What the blocks around one are called."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.features import NAMING_NAMES, naming
from cleaner.features.label_context import LABELS, LIMIT, MAX_KEPT
from cleaner.model import Label

SURE = 30.0


def column(name: str, labels: list[Label | None]) -> list[float]:
    """A measurement of blocks that bear these labels for sure, or are kept (None)."""
    first = np.zeros((len(labels), len(LABELS)), dtype=np.float32)
    for row, label in enumerate(labels):
        if label is not None:
            first[row, LABELS.index(label)] = SURE
    keep = np.array([9.0 if label is None else -9.0 for label in labels], dtype=np.float32)
    table = naming(first, keep)
    assert table.shape == (len(labels), len(NAMING_NAMES))
    values: list[float] = table[:, NAMING_NAMES.index(name)].tolist()
    return values


def test_neighbours_are_told_by_name_and_the_ends_have_none() -> None:
    assert column("prev_is_nav", [Label.NAV, Label.NAV, Label.SHARE]) == pytest.approx([0, 1, 1])
    assert column("next_is_share", [Label.NAV, Label.NAV, Label.SHARE]) == pytest.approx([0, 1, 0])


def test_a_kept_block_is_called_nothing() -> None:
    assert column("prev_is_nav", [None, Label.NAV]) == [0, 0]
    assert column("prev_kept", [None, Label.NAV]) == [0, 1]
    assert column("next_kept", [Label.NAV, None]) == [1, 0]


def test_the_neighbourhood_leaves_the_block_itself_out_and_ends_eight_blocks_away() -> None:
    blocks = [Label.NAV, *[Label.SHARE] * 8, Label.NAV]
    assert column("above_nav", blocks) == pytest.approx([0, *[1] * 8, 0])
    assert column("below_nav", blocks) == pytest.approx([0, *[1] * 8, 0])


def test_headlines_above_are_counted_to_the_top() -> None:
    assert column("headlines_above", [Label.HEADLINE, *[Label.NAV] * 9, Label.HEADLINE, Label.NAV])[
        -1
    ] == pytest.approx(2)


def test_kept_blocks_and_the_sum_have_limits() -> None:
    assert column("kept_above", [None] * 9)[-1] == MAX_KEPT
    assert column("keep_sum", [None, Label.NAV]) == [LIMIT, -LIMIT]
