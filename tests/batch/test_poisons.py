"""Documents that hang, crash their worker or eat memory: each has its row, and the others don't notice."""

from __future__ import annotations

import gzip
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import shard
from cleaner.batch.limits import Limits
from cleaner.batch.rows import Row
from cleaner.model import Result
from tests.batch.shared import HASTY, LIMITS, Once, jsonl, ledger, run, statuses, story

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked, and held to memory, on Linux")

REASONS = {
    "HANG": "it took longer than 2 s, twice",
    "SPIN": "it took longer than ",
    "ABORT": "it crashed its worker (SIGABRT), twice",
    "EXIT": "it ended its worker (exit code 3), twice",
    "EAT": "it needed more than 256 MB of memory, twice",
    "TEN GB": "it needed more than 256 MB of memory, twice",
    "RECURSE": "the program failed on it: RecursionError: ",
}


@pytest.mark.parametrize(("poisons", "limits"), [(("HANG", "SPIN"), HASTY), (tuple(REASONS)[2:], LIMITS)])
def test_every_poison_is_quarantined_with_its_reason_and_the_others_are_right(
    poisons: tuple[str, ...], limits: Limits, tmp_path: Path
) -> None:
    texts = [story(n) for n in range(300)]
    places = dict(zip(range(20, 300, 40), poisons, strict=False))
    for place, poison in places.items():
        texts[place] = poison
    out = tmp_path / "out.jsonl"
    report = run([jsonl(tmp_path / "in.jsonl", texts)], out, limits=limits)
    rows = ledger(out)
    assert [row["id"] for row in rows] == [f"doc-{n}" for n in range(300)]
    for n, row in enumerate(rows):
        if n in places:
            assert row["status"] == "quarantined"
            assert row["reason"].startswith(REASONS[places[n]])
            kept = tmp_path / "out.jsonl.run" / row["kept"]
            assert places[n] in kept.read_text("utf-8")
        else:
            assert row["status"] == "ok"
    assert report.tally.documents == 300
    alone = tmp_path / "alone.jsonl"
    healthy = [text for n, text in enumerate(texts) if n not in places]
    run([jsonl(tmp_path / "healthy.jsonl", healthy)], alone)
    bodies = [line.split('"article"')[1] for line in out.read_text("utf-8").splitlines()]
    assert bodies == [line.split('"article"')[1] for line in alone.read_text("utf-8").splitlines()]


def test_a_document_that_fails_once_is_cleaned_the_second_time(tmp_path: Path) -> None:
    texts = [story(n) for n in range(5)]
    texts[2] = "ONCE"
    out = tmp_path / "out.jsonl"
    run([jsonl(tmp_path / "in.jsonl", texts)], out, lambda: Once(tmp_path / "mark"))
    assert [(row["status"], row["attempts"]) for row in ledger(out)] == [
        ("ok", 1), ("ok", 1), ("ok", 2), ("ok", 1), ("ok", 1),
    ]  # fmt: skip


def test_every_kind_of_bad_file_has_its_row(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text(story(1), "utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "encoding.txt").write_bytes(b"\xff\xfea\x00\x00\xd8")
    (folder / "bomb.txt.gz").write_bytes(gzip.compress(b"Rain. " * 35_000_000))
    (folder / "cut.txt.gz").write_bytes(gzip.compress(story(2).encode() * 50)[:-20])
    (folder / "gone.txt").symlink_to(tmp_path / "nowhere")
    (folder / "packed.txt.gz").write_bytes(gzip.compress(story(3).encode()))
    (folder / "photo.jpg").write_bytes(b"\xff\xd8")
    run([folder], tmp_path / "out")
    assert statuses(tmp_path / "out") == {
        "binary.txt": "quarantined",
        "bomb.txt.gz": "quarantined",
        "cut.txt.gz": "quarantined",
        "empty.txt": "empty",
        "encoding.txt": "quarantined",
        "gone.txt": "quarantined",
        "good.txt": "ok",
        "packed.txt.gz": "ok",
        "photo.jpg": "skipped",
    }
    reasons = {row["source"].rpartition("/")[2]: row["reason"] for row in ledger(tmp_path / "out")}
    assert reasons["bomb.txt.gz"] == "more than 1,048,576 bytes when unpacked"
    assert reasons["cut.txt.gz"].startswith("damaged gzip data")
    assert reasons["gone.txt"] == "no such file or directory"
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["_run", "empty.json", "empty.txt", "good.json", "good.txt", "packed.json", "packed.txt"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "Rain', "not valid JSON: Unterminated string starting at character 10"),
        (b"[" * 100_000, "not valid JSON: maximum recursion depth exceeded"),
        (b'{"text": NaN}', "NaN is no JSON number"),
        (b'{"text": "caf\xe9"}', "not UTF-8: byte 14 is 0xe9"),
        (b'"Rain"', "no JSON object but str"),
        (b'{"body": "Rain"}', "there is no column `text`; name one of: body (--text-column)"),
        (b'{"text": null}', "the column `text` is null, not text"),
        (b'{"text": "' + b"x" * (1 << 21) + b'"}', "longer than 1,048,576 bytes"),
    ],
)
def test_a_bad_line_in_the_middle_is_named_and_the_lines_after_it_are_cleaned(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    good = b'{"text": "Rain fell."}'
    (tmp_path / "in.jsonl").write_bytes(b"\n".join([good, b"", line, good]))
    out = tmp_path / "out.jsonl"
    run([tmp_path / "in.jsonl"], out)
    rows = ledger(out)
    assert [row["source"].rpartition(":")[2] for row in rows] == ["1", "3", "4"]
    assert [row["status"] for row in rows] == ["ok", "quarantined", "ok"]
    assert reason in rows[1]["reason"]


def test_a_document_whose_record_can_not_be_written_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = shard.record

    def failing(row: Row, result: Result) -> dict[str, Any]:
        if row.id == "doc-1":
            raise RecursionError("columns nested too deeply")
        return made(row, result)

    monkeypatch.setattr(shard, "record", failing)
    run([jsonl(tmp_path / "in.jsonl", [story(n) for n in range(3)])], tmp_path / "out.jsonl")
    found = ledger(tmp_path / "out.jsonl")
    assert [row["status"] for row in found] == ["ok", "quarantined", "ok"]
    assert "its record can't be written: RecursionError: columns nested too deeply" in found[1]["reason"]
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 2


def test_a_packed_container_that_breaks_off_is_accounted_for(tmp_path: Path) -> None:
    texts = [story(n) * 30 for n in range(400)]
    whole = gzip.compress(jsonl(tmp_path / "in.jsonl", texts).read_bytes())
    (tmp_path / "cut.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    out = tmp_path / "out.jsonl"
    run([tmp_path / "cut.jsonl.gz"], out)
    rows = ledger(out)
    assert 10 < len(rows) < 400
    assert {row["status"] for row in rows[:-1]} == {"ok"}
    assert rows[-1]["status"] == "quarantined"
    assert re.match(r"from here on the file can't be read \(byte [\d,]+\): damaged gzip data", rows[-1]["reason"])
