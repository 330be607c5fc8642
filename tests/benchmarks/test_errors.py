"""What errors cost."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from benchmarks.errors import Kind, costs, table


def page(*blocks: tuple[str, float, str | None]) -> Any:
    texts, body, labels = zip(*blocks, strict=True)
    return SimpleNamespace(gold="one two three four", texts=list(texts), body=np.array(body), labels=list(labels))


def test_a_kept_caption_and_a_dropped_list_item_cost_their_words() -> None:
    judged = page(("one two", 1.0, None), ("a b c", 0.0, "caption"), ("• three", 0.9, None), ("four", 0.0, None))
    found = costs([judged], [np.array([1.0, 2.0, -1.0, 0.5])])
    assert found == {
        Kind("kept", "caption"): pytest.approx(75),
        Kind("dropped", "list item"): pytest.approx(50),
        Kind("kept", "not labelled"): pytest.approx(25),
    }


def test_costs_are_the_mean_over_pages() -> None:
    good, bad = page(("one", 1.0, None)), page(("x", 0.0, "nav"))
    assert costs([good, bad], [np.array([1.0]), np.array([1.0])]) == {Kind("kept", "nav"): pytest.approx(12.5)}


def test_a_table_has_a_column_for_each_account_and_a_row_for_each_kind() -> None:
    shown = table([("before", {Kind("kept", "nav"): 1.0}), ("after", {Kind("dropped", "paragraph"): 0.256})])
    assert shown.splitlines()[2:] == ["| kept | nav | 1.00 | 0.00 |", "| dropped | paragraph | 0.00 | 0.26 |"]
