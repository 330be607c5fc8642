"""The comparison of ledgers, and the containers that the same pages are put into."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks import engines
from cleaner.batch.rows import Columns
from tests.batch.shared import ledger, run

ROW = {
    "status": "ok", "input_sha256": "a", "output_sha256": "b", "words_kept": 3, "words_removed": 1, "ruleset": "r",
    "seconds": 0.1,
}  # fmt: skip


def books(path: Path, rows: list[dict[str, Any]]) -> Path:
    path.write_text("".join(json.dumps({"id": str(n), **row}) + "\n" for n, row in enumerate(rows)), "utf-8")
    return path


def test_ledgers_that_differ_in_times_and_order_only_are_the_same(tmp_path: Path) -> None:
    one = books(tmp_path / "one", [ROW, ROW])
    two = tmp_path / "two"
    two.write_text("\n".join(reversed(one.read_text("utf-8").replace("0.1", "9.9").splitlines())), "utf-8")
    found = engines.differences([one, two])
    assert (found["kept"], found["differences"]) == (True, 0)
    assert found["rows"] == {str(one): 2, str(two): 2}


@pytest.mark.parametrize("name", engines.COMPARED)
def test_every_fact_of_a_document_is_compared(name: str, tmp_path: Path) -> None:
    found = engines.differences([books(tmp_path / "one", [ROW]), books(tmp_path / "two", [{**ROW, name: "other"}])])
    assert not found["kept"]
    assert found["the first of them"][0].startswith(f"0: {name}: ")


def test_rows_that_only_one_ledger_has_are_differences(tmp_path: Path) -> None:
    one, two = books(tmp_path / "one", [ROW]), books(tmp_path / "two", [ROW, ROW])
    assert not engines.differences([one, two])["kept"]
    assert not engines.differences([two, one])["kept"]
    assert engines.main(["--compare", str(one), str(two)]) == 1
    assert engines.main(["--compare", str(one), str(one)]) == 0


@pytest.mark.skipif(sys.platform != "linux", reason="runs are forked")
def test_the_same_pages_are_in_every_container(tmp_path: Path) -> None:
    for library in ("pyarrow",):
        pytest.importorskip(library)
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "a.html").write_text("<p>Rain fell – on Monday.</p>", "utf-8")
    (tmp_path / "pages" / "b.html.gz").write_bytes(gzip.compress(b"<p>Hail fell.</p>"))
    (tmp_path / "pages" / "notes.txt").write_text("no page", "utf-8")
    found = []
    for container in engines.contained(list(engines.pages(tmp_path / "pages")), tmp_path):
        out = tmp_path / f"{container.name}.out.jsonl"
        run([container], out, columns=Columns("html"))
        found.append([(row["id"], row["status"], row["input_sha256"]) for row in ledger(out)])
    assert [(name, status) for name, status, _ in found[0]] == [("a", "ok"), ("b", "ok")]
    assert found[0] == found[1] == found[2]
