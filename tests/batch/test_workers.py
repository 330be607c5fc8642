"""Workers that die elsewhere than in cleaning, and what a run costs its supervisor."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import run as runs
from cleaner.batch.chunks import CHUNK_ROWS
from cleaner.batch.readers import chunk_reader
from cleaner.batch.readers.base import Item
from cleaner.batch.readers.jsonl import Jsonl
from cleaner.batch.run import Hooks, Progress
from tests.batch.shared import Quick, jsonl, ledger, order, run, story

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="what the tests patch, only forked workers have")


def test_a_record_whose_parsing_kills_the_worker_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Jsonl.row

    def crashing(self: Jsonl, container: Any, item: Item) -> Any:
        if item.number == CHUNK_ROWS + 50:
            os.abort()
        return read(self, container, item)

    monkeypatch.setattr(Jsonl, "row", crashing)
    run([jsonl(tmp_path / "in.jsonl", [story(n) for n in range(3 * CHUNK_ROWS)])], tmp_path / "out.jsonl")
    rows = ledger(tmp_path / "out.jsonl")
    assert len(rows) == len({row["source"] for row in rows}) == 3 * CHUNK_ROWS
    bad = [n for n, row in enumerate(rows) if row["status"] != "ok"]
    assert bad == [CHUNK_ROWS + 50]
    assert rows[bad[0]]["reason"] == "it crashed its worker (SIGABRT), twice"


def test_a_record_that_kills_whoever_reads_past_it_costs_no_more_than_its_chunk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Jsonl.items

    def crashing(self: Jsonl, container: Any, span: Any) -> Iterator[Item]:
        for item in read(self, container, span):
            if span is not None and item.number == CHUNK_ROWS + 50:
                os.abort()
            yield item

    monkeypatch.setattr(Jsonl, "items", crashing)
    run([jsonl(tmp_path / "in.jsonl", [story(n) for n in range(3 * CHUNK_ROWS)])], tmp_path / "out.jsonl")
    rows = ledger(tmp_path / "out.jsonl")
    assert len(rows) == len({row["source"] for row in rows}) == 3 * CHUNK_ROWS
    assert [n for n, row in enumerate(rows) if row["status"] != "ok"] == list(range(CHUNK_ROWS + 50, 2 * CHUNK_ROWS))
    assert "from here on the file can't be read: it crashed its worker (SIGABRT)" in rows[CHUNK_ROWS + 50]["reason"]


def test_a_file_whose_reading_kills_the_worker_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = chunk_reader.read_limited

    def crashing(stream: Any, limit: int) -> bytes:
        data = read(stream, limit)
        if data == b"crash":
            os.abort()
        return data

    monkeypatch.setattr(chunk_reader, "read_limited", crashing)
    (tmp_path / "in").mkdir()
    for name, text in (("a.txt", "Rain."), ("b.txt", "crash"), ("c.txt", "Hail.")):
        (tmp_path / "in" / name).write_text(text, "utf-8")
    run([tmp_path / "in"], tmp_path / "out.jsonl")
    assert [row["status"] for row in ledger(tmp_path / "out.jsonl")] == ["ok", "quarantined", "ok"]


def test_an_error_of_a_file_system_that_nobody_has_heard_of_is_the_fault_of_its_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(path: str, _: str = "") -> Any:
        if path.endswith("b.txt"):
            raise RuntimeError("the bucket is gone")
        return open(path, "rb")

    monkeypatch.setattr(chunk_reader, "open_stream", failing)
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Rain.", "utf-8")
    run([tmp_path / "a.txt", tmp_path / "b.txt"], tmp_path / "out.jsonl")
    assert [row["reason"] for row in ledger(tmp_path / "out.jsonl")] == [None, "it can't be read: the bucket is gone"]


def test_a_container_that_kills_whoever_goes_through_it_has_a_row_for_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = Jsonl.items

    def crashing(self: Jsonl, container: Any, span: Any) -> Iterator[Item]:
        for item in read(self, container, span):
            if span is None and item.number == 2 * CHUNK_ROWS + 10:
                os.abort()
            yield item

    monkeypatch.setattr(Jsonl, "items", crashing)
    run([jsonl(tmp_path / "in.jsonl", [story(n) for n in range(3 * CHUNK_ROWS)])], tmp_path / "out.jsonl")
    rows = ledger(tmp_path / "out.jsonl")
    assert [row["status"] for row in rows] == ["ok"] * 2 * CHUNK_ROWS + ["quarantined"]
    assert "from here on the file can't be read: it crashed its worker (SIGABRT), twice" in rows[-1]["reason"]


def test_the_supervisor_does_not_grow_with_the_documents(tmp_path: Path) -> None:
    resident: list[int] = []

    def look(_: Progress) -> None:
        resident.append(int(Path("/proc/self/statm").read_text("ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE"))

    source = jsonl(tmp_path / "in.jsonl", [story(n) for n in range(5000)])
    runs.run(order([source], tmp_path / "out.jsonl"), Quick, Hooks(show=look))
    assert max(resident) - resident[0] < 10 << 20
