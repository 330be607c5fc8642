"""The function an engine calls: as many rows out as in, whatever they do to their worker."""

from __future__ import annotations

import sys

import pytest

from cleaner.batch.rows import Columns, Row
from cleaner.batch.run_options import RunOptions
from cleaner.batch.sandbox import Sandbox
from cleaner.engines.arrow import clean_batch
from tests.batch.shared import HASTY, Quick

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked, and held to memory, on Linux")

TASK = RunOptions("test", limits=HASTY)


def test_rows_that_kill_their_worker_cost_the_others_nothing() -> None:
    texts = ["Rain fell.", "ABORT", "", "HANG", "Hail fell."]
    with Sandbox(Quick, TASK) as sandbox:
        found = sandbox.clean([Row(str(n), str(n), text) for n, text in enumerate(texts)])
        again = sandbox.clean([Row("a", "a", "Rain fell.")])
    assert [row.id for row, _ in found] == ["0", "1", "2", "3", "4"]
    assert [str(outcome.status) for _, outcome in found] == ["ok", "quarantined", "empty", "quarantined", "ok"]
    assert again[0][1].result == found[0][1].result
    assert sandbox.clean([]) == []


def test_an_arrow_batch_keeps_its_rows_its_order_and_its_other_columns() -> None:
    arrow = pytest.importorskip("pyarrow")
    columns = {"id": [7, 8, 9], "page": ["Rain fell.\nRead more: hail", "EXIT", "Snow \u00e9"], "year": [2019, None, 1]}
    batch = arrow.RecordBatch.from_pydict(columns)
    with Sandbox(Quick, TASK) as sandbox:
        made = clean_batch(batch, sandbox, Columns("page"))
    assert made.schema.names == [
        "id",
        "year",
        "status",
        "reason",
        "article",
        "lines",
        "ruleset",
        "sources",
        "unprinted",
        "warnings",
    ]
    assert made.column("year").equals(batch.column("year"))
    assert made.column("status").to_pylist() == ["ok", "quarantined", "ok"]
    assert made.column("reason").to_pylist() == [None, "it ended its worker (exit code 3), twice", None]
    assert made.column("article").to_pylist()[0]["articleBody"] == "Rain fell."
