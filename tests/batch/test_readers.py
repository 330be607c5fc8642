"""Containers: what becomes of their records, their ids, their addresses and their other columns."""

from __future__ import annotations

import gzip
import io
import json
import os
import re
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from cleaner import extras
from cleaner.batch import run as runs
from cleaner.batch.formats import Kind
from cleaner.batch.inputs import STDIN, Input, find_inputs
from cleaner.batch.rows import Columns
from cleaner.batch.streams import MissingInput
from cleaner.extras import MissingExtra
from tests.batch.shared import Quick, jsonl, ledger, order, run, statuses, story


def rows(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


# --- JSONL


def test_columns_are_chosen_by_name_and_the_others_carried(tmp_path: Path) -> None:
    record = {
        "key": 7,
        "html": "Rain fell.",
        "link": "https://example.com/a",
        "source": "feed",
        "tags": ["a"],
        "n": None,
    }
    (tmp_path / "in.jsonl").write_text(json.dumps(record) + "\n", "utf-8")
    run([tmp_path / "in.jsonl"], tmp_path / "out.jsonl", columns=Columns("html", "key", "link"))
    row = rows(tmp_path / "out.jsonl")[0]
    assert list(row) == [
        "source",
        "id",
        "key",
        "link",
        "input_source",
        "tags",
        "n",
        "article",
        "lines",
        "ruleset",
        "sources",
        "unprinted",
        "warnings",
    ]
    assert (row["id"], row["key"], row["tags"], row["input_source"]) == ("7", 7, ["a"], "feed")
    assert row["article"]["url"] == "https://example.com/a"


def test_a_document_without_an_id_is_known_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "Rain."}\n\n{"text": "Hail."}\n', "utf-8")
    run([tmp_path / "in.jsonl"], tmp_path / "out.jsonl")
    assert [row["id"].rpartition("/")[2] for row in rows(tmp_path / "out.jsonl")] == ["in.jsonl:1", "in.jsonl:3"]


@pytest.mark.parametrize("packing", [".gz", ".zst"])
def test_packed_lines_are_the_same_documents(packing: str, tmp_path: Path) -> None:
    plain = jsonl(tmp_path / "in.jsonl", [story(n) for n in range(500)])
    packed = tmp_path / "packed" / f"in.jsonl{packing}"
    packed.parent.mkdir()
    if packing == ".gz":  # in two members, as they are when files are put together
        half = plain.read_bytes().find(b"\n", 30_000) + 1
        data = plain.read_bytes()
        packed.write_bytes(gzip.compress(data[:half]) + gzip.compress(data[half:]))
    else:
        packed.write_bytes(pytest.importorskip("zstandard").compress(plain.read_bytes()))
    run([plain], tmp_path / "one.jsonl")
    run([packed], tmp_path / "two.jsonl")
    one, two = ([row | {"source": None} for row in rows(tmp_path / f"{name}.jsonl")] for name in ("one", "two"))
    assert one == two


def test_standard_input_may_hold_packed_lines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = gzip.compress(jsonl(tmp_path / "in.jsonl", [story(1), story(2)]).read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    asked = order([], tmp_path / "out.jsonl")
    runs.run(asked._replace(inputs=find_inputs([STDIN], kind=Kind.JSONL)), Quick)
    assert [row["source"] for row in rows(tmp_path / "out.jsonl")] == ["-:1", "-:2"]


def test_rows_of_a_container_get_files_that_no_id_leads_astray(tmp_path: Path) -> None:
    ids = ["../../up", "/etc/passwd", "A", "a", "x" * 300, "\0", "CON", "é", "e\u0301", "", None, "..", "a/b"]
    lines = [json.dumps({"id": name, "text": f"Rain {n}."}) for n, name in enumerate(ids)]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), "utf-8")
    out = tmp_path / "deep" / "out"
    run([tmp_path / "in.jsonl"], out)
    files = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.txt"))
    assert files[:4] == ["in/00000001-up.txt", "in/00000002-etc-passwd.txt", "in/00000003-A.txt", "in/00000004-a.txt"]
    assert len({name.casefold() for name in files}) == len(ids)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "in.jsonl"]
    assert [(out / f"{row['output']}.txt").read_text("utf-8") for row in ledger(out)] == [
        f"Rain {n}.\n" for n in range(len(ids))
    ]


# --- Parquet


def table(path: Path, columns: dict[str, Any], **options: Any) -> Path:
    arrow = pytest.importorskip("pyarrow")
    pytest.importorskip("pyarrow.parquet").write_table(arrow.table(columns), path, **options)
    return path


def read_table(path: Path) -> Any:
    return pytest.importorskip("pyarrow.parquet").read_table(path)


def test_parquet_to_parquet_carries_columns_with_their_types(tmp_path: Path) -> None:
    columns = {
        "id": [10, 11, 12],
        "text": ["Rain fell.\nRead more: hail", "", None],
        "year": [2019, None, 2020],
        "score": [1.0, 0.5, None],
        "day": [date(2019, 3, 4)] * 3,
        "tags": [["a", "b"], [], None],
    }
    run([table(tmp_path / "in.parquet", columns)], tmp_path / "out.parquet")
    found = read_table(tmp_path / "out.parquet")
    assert found.column_names == [
        "source",
        "id",
        "year",
        "score",
        "day",
        "tags",
        "article",
        "lines",
        "ruleset",
        "sources",
        "unprinted",
        "warnings",
    ]
    assert [str(found.schema.field(name).type) for name in ("id", "year", "score", "day", "tags")] == [
        "string", "int64", "double", "date32[day]", "list<element: string>",
    ]  # fmt: skip
    made = found.to_pylist()
    assert [(row["id"], row["year"], row["day"], row["tags"]) for row in made] == [
        ("10", 2019, date(2019, 3, 4), ["a", "b"]),
        ("11", None, date(2019, 3, 4), []),
    ]
    assert made[0]["article"]["articleBody"] == "Rain fell."
    assert made[0]["lines"][1]["spans"][0]["label"] == "promo"
    assert statuses(tmp_path / "out.parquet") == {
        "in.parquet:1": "ok",
        "in.parquet:2": "empty",
        "in.parquet:3": "quarantined",
    }


def test_parquet_in_many_row_groups_is_read_whole_and_in_order(tmp_path: Path) -> None:
    texts = [story(n) for n in range(900)]
    path = table(tmp_path / "in.parquet", {"id": [f"doc-{n}" for n in range(900)], "text": texts}, row_group_size=170)
    run([path], tmp_path / "out.jsonl")
    run([jsonl(tmp_path / "in.jsonl", texts)], tmp_path / "same.jsonl")
    made, same = ([row | {"source": None} for row in rows(tmp_path / f"{name}.jsonl")] for name in ("out", "same"))
    assert made == same


def test_a_damaged_parquet_file_has_one_row_and_the_others_are_cleaned(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "bad.parquet").write_bytes(b"PAR1" + bytes(100))
    (tmp_path / "in" / "good.txt").write_text("Rain fell.", "utf-8")
    run([tmp_path / "in"], tmp_path / "out.jsonl")
    assert statuses(tmp_path / "out.jsonl") == {"bad.parquet:1": "quarantined", "good.txt": "ok"}


def test_a_row_group_that_is_damaged_costs_no_other(tmp_path: Path) -> None:
    """The scan reads nothing but the footer; the damage shows in the cleaning."""
    texts = [f"{n} " + "".join(chr(97 + (n * k) % 26) for k in range(2000)) for n in range(600)]
    path = table(tmp_path / "in.parquet", {"text": texts}, row_group_size=100, compression="gzip", use_dictionary=False)
    data = bytearray(path.read_bytes())
    for at in range(len(data) // 2, len(data) // 2 + 400):
        data[at] ^= 0xFF
    path.write_bytes(data)
    run([path], tmp_path / "out.jsonl")
    found = ledger(tmp_path / "out.jsonl")
    assert len(found) == 600
    bad = [row["source"] for row in found if row["status"] == "quarantined"]
    assert 0 < len(bad) <= 400
    assert len({row["source"] for row in found}) == 600
    assert all("can't be read" in row["reason"] for row in found if row["status"] == "quarantined")


def test_text_that_is_no_utf_8_is_the_fault_of_its_row(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    text = arrow.array([b"Rain.", b"caf\xe9", b"Hail."]).view(arrow.string())
    run([table(tmp_path / "in.parquet", {"text": text})], tmp_path / "out.jsonl")
    assert [row["status"] for row in ledger(tmp_path / "out.jsonl")] == ["ok", "quarantined", "ok"]


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.parquet", "in.warc"])
def test_a_container_without_a_document_has_a_row_too(name: str, tmp_path: Path) -> None:
    if name.endswith(".parquet"):
        table(tmp_path / name, {"text": []})
    else:
        (tmp_path / name).write_bytes(gzip.compress(b"\n") if name.endswith(".gz") else b"")
    run([tmp_path / name], tmp_path / "out.jsonl")
    assert [(row["status"], row["reason"]) for row in ledger(tmp_path / "out.jsonl")] == [
        ("skipped", "there is no document in it")
    ]
    assert (tmp_path / "out.jsonl").read_bytes() == b""


def test_half_a_surrogate_pair_does_not_spoil_a_table(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    (tmp_path / "in.jsonl").write_text('{"text": "Rain \\ud800 fell.", "n": "\\ud800"}\n', "utf-8")
    run([tmp_path / "in.jsonl"], tmp_path / "out.parquet")
    assert read_table(tmp_path / "out.parquet").to_pylist()[0]["n"] == "\ufffd"


def test_a_text_over_the_limit_costs_its_row_alone(tmp_path: Path) -> None:
    texts = [story(n) for n in range(5)]
    texts[2] = "x" * (3 << 20)
    run([table(tmp_path / "in.parquet", {"text": texts}, use_dictionary=False)], tmp_path / "out.jsonl")
    found = ledger(tmp_path / "out.jsonl")
    assert [row["status"] for row in found] == ["ok", "ok", "quarantined", "ok", "ok"]
    assert found[2]["reason"] == "the text is longer than 1,048,576 bytes"


def test_columns_reach_an_arrow_schema_with_the_types_they_came_in(tmp_path: Path) -> None:
    arrow = pytest.importorskip("pyarrow")
    columns = {
        "text": ["Rain.", "Hail."],
        "seen": arrow.array([1, None], arrow.timestamp("ns", "UTC")),
        "price": arrow.array([None, "1.50"], arrow.string()).cast(arrow.decimal128(9, 2)),
        "kind": arrow.array(["a", "b"]).dictionary_encode(),
        "big": arrow.array(["a", None], arrow.large_string()),
        "nest": arrow.array([{"a": [1, 2]}, None]),
    }
    source = table(tmp_path / "in.parquet", columns)
    run([source], tmp_path / "out.parquet")
    given, made = read_table(source), read_table(tmp_path / "out.parquet")
    for name in list(columns)[1:]:
        assert made.schema.field(name).type == given.schema.field(name).type
        assert made.column(name).to_pylist() == given.column(name).to_pylist()


# --- WARC


def record(kind: str, payload: bytes, content_type: str, url: str = "https://example.com/a") -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{len(payload)}-{abs(hash(url)) % 97}>\r\n"
        f"WARC-Date: 2019-03-04T09:30:00Z\r\nWARC-Target-URI: {url}\r\nContent-Type: {content_type}\r\n"
        f"Content-Length: {len(payload)}\r\n\r\n"
    )
    return head.encode() + payload + b"\r\n\r\n"


def answer(
    body: bytes, content_type: str = "text/html; charset=utf-8", status: str = "200 OK", more: str = ""
) -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\n{more}Content-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


HTTP = "application/http; msgtype=response"
PAGE = b"<html><p>Rain fell.</p></html>"
RECORDS = [
    record("warcinfo", b"software: test", "application/warc-fields"),
    record("request", b"GET / HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
    record("response", answer(PAGE), HTTP),
    record("response", answer(b"\xff\xd8", "image/jpeg"), HTTP),
    record("response", answer(b"gone", status="404 Not Found"), HTTP),
    record("response", answer(gzip.compress(PAGE), more="Content-Encoding: gzip\r\n"), HTTP),
    record("response", answer(gzip.compress(bytes(1 << 22)), more="Content-Encoding: gzip\r\n"), HTTP),
    record("response", answer(b"\xff\0", more="Content-Encoding: br\r\n"), HTTP),
    record("conversion", b"Hail fell.", "text/plain", "https://example.com/b"),
]


@pytest.mark.parametrize("name", ["in.warc", "in.warc.gz"])
def test_the_answers_of_a_crawl_are_cleaned_and_the_rest_accounted_for(name: str, tmp_path: Path) -> None:
    packed = name.endswith(".gz")
    (tmp_path / name).write_bytes(b"".join(gzip.compress(raw) if packed else raw for raw in RECORDS))
    run([tmp_path / name], tmp_path / "out.jsonl")
    assert [
        (row["status"], row["reason"] and row["reason"].partition(": brotli")[0])
        for row in ledger(tmp_path / "out.jsonl")
    ] == [
        ("ok", None),
        ("skipped", "the media type is image/jpeg"),
        ("skipped", "the answer is HTTP status 404"),
        ("ok", None),
        ("quarantined", "more than 1,048,576 bytes when unpacked"),
        ("quarantined", "damaged br data"),
        ("ok", None),
    ]
    made = rows(tmp_path / "out.jsonl")
    assert [row["article"]["articleBody"] for row in made] == ["Rain fell.", "Rain fell.", "Hail fell."]
    assert made[2]["article"]["url"] == made[2]["url"] == "https://example.com/b"
    assert made[0]["warc_date"] == "2019-03-04T09:30:00Z"


def test_a_crawl_that_is_no_crawl_or_breaks_off_is_accounted_for(tmp_path: Path) -> None:
    (tmp_path / "no.warc").write_bytes(b"nothing of the kind\n" * 100)
    (tmp_path / "cut.warc").write_bytes(b"".join(RECORDS[:3])[:-20])
    run([tmp_path / "no.warc", tmp_path / "cut.warc"], tmp_path / "out.jsonl")
    rows_ = ledger(tmp_path / "out.jsonl")
    assert [row["status"] for row in rows_] == ["quarantined", "quarantined"]
    assert rows_[0]["reason"] == "no WARC record begins here"
    assert re.fullmatch(r"it breaks off after \d+ of \d+ bytes", rows_[1]["reason"])


# --- where inputs lie


def test_an_address_is_read_by_fsspec(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/corpus/a.jsonl", jsonl(tmp_path / "a.jsonl", [story(1), story(2)]).read_bytes())
    memory.pipe("/corpus/sub/b.txt", b"Rain fell.")
    memory.pipe("/corpus/c.jpg", b"\xff\xd8")
    try:
        run(["memory://corpus"], tmp_path / "out.jsonl")
        run(["memory://corpus/*.jsonl"], tmp_path / "some.jsonl")
        with pytest.raises(MissingInput, match="memory://corpus/nowhere"):
            run(["memory://corpus/nowhere.txt"], tmp_path / "none.jsonl")
    finally:
        memory.rm("/corpus", recursive=True)
    assert [(row["source"], row["status"]) for row in ledger(tmp_path / "out.jsonl")] == [
        ("memory:///corpus/a.jsonl:1", "ok"),
        ("memory:///corpus/a.jsonl:2", "ok"),
        ("memory:///corpus/c.jpg", "skipped"),
        ("memory:///corpus/sub/b.txt", "ok"),
    ]
    assert len(rows(tmp_path / "some.jsonl")) == 2


def test_a_pattern_takes_the_files_it_matches_and_mirrors_what_follows_its_fixed_part(tmp_path: Path) -> None:
    for name in ("in/a.txt", "in/2019/b.txt", "in/2019/c.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Rain fell.", "utf-8")
    run([tmp_path / "in" / "**" / "*.txt"], tmp_path / "out")
    assert sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.txt")) == [
        "2019/b.txt",
        "a.txt",
    ]
    with pytest.raises(MissingInput, match="no file matches"):
        find_inputs([str(tmp_path / "*.nothing")])


def test_what_an_earlier_run_keeps_is_no_input(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Rain fell.", "utf-8")
    (tmp_path / "in" / "bad.txt").write_bytes(bytes(range(256)))
    run([tmp_path / "in"], tmp_path / "in" / "out.jsonl")
    assert {one.name for one in find_inputs([str(tmp_path / "in")])} == {"a.txt", "bad.txt", "out.jsonl"}
    assert {one.name for one in find_inputs([str(tmp_path / "in" / "**" / "*.jsonl")])} == {"out.jsonl"}


def test_a_folder_named_like_the_runs_own_is_kept_apart(tmp_path: Path) -> None:
    (tmp_path / "in" / "_run").mkdir(parents=True)
    (tmp_path / "in" / "_run" / "ledger.txt").write_text("Rain fell.", "utf-8")
    run([tmp_path / "in"], tmp_path / "out")
    assert (tmp_path / "out" / "_run_" / "ledger.txt").read_text("utf-8") == "Rain fell.\n"


def test_a_missing_library_is_named_with_the_extra_that_brings_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"Parquet files need pyarrow: pip install 'news-text-cleaner\[parquet\]'"):
        run([jsonl(tmp_path / "in.jsonl", ["Rain."])], tmp_path / "out.parquet")
    assert not (tmp_path / "out.parquet.run").exists()


def test_two_inputs_of_one_name_both_come_out(tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").write_text(f"Rain fell on {folder}.", "utf-8")
        jsonl(tmp_path / folder / "b.jsonl", [f"Hail fell on {folder}."])
    run([tmp_path / "one", tmp_path / "two", tmp_path / "one"], tmp_path / "out")
    bodies = sorted(path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.txt"))
    assert bodies == sorted(
        f"{what} fell on {folder}.\n" for what in ("Rain", "Hail") for folder in ("one", "two", "one")
    )


def test_a_source_that_is_no_regular_file_is_read_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.jsonl")
    writer = threading.Thread(target=lambda: (tmp_path / "pipe.jsonl").write_text('{"text": "Rain."}\n', "utf-8"))
    found = find_inputs([str(tmp_path / "pipe.jsonl")])
    assert found == [
        Input(str(tmp_path / "pipe.jsonl"), str(tmp_path / "pipe.jsonl"), "pipe.jsonl", Kind.JSONL, is_stream=True)
    ]
    asked = order([tmp_path / "pipe.jsonl"], tmp_path / "out.jsonl")
    writer.start()
    runs.run(asked, Quick)
    writer.join()
    assert len(rows(tmp_path / "out.jsonl")) == 1


def test_the_cleaner_is_told_when_a_page_of_a_crawl_was_fetched(tmp_path: Path) -> None:
    (tmp_path / "in.warc").write_bytes(record("response", answer(PAGE), HTTP))
    run([tmp_path / "in.warc"], tmp_path / "out.jsonl")
    (made,) = rows(tmp_path / "out.jsonl")
    assert made["article"]["dateline"] == "2019-03-04T09:30+00:00"
