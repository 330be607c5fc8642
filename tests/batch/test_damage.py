"""Truncated and damaged inputs: what could be read is cleaned, what couldn't be has a row, and nothing is silent."""

from __future__ import annotations

import bz2
import gzip
import json
import lzma
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch.formats import not_a_text
from cleaner.batch.streams import zstd
from tests.batch.shared import Quick, jsonl, ledger, run, statuses, story
from tests.batch.test_readers import HTTP, answer, record

PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": lambda data: bytes(zstd().compress(data)),
}


@pytest.mark.parametrize("suffix", PACKERS)
@pytest.mark.parametrize("damage", ["cut", "garbage behind"])
def test_a_member_that_is_cut_or_followed_by_garbage_costs_no_row_before_it(
    suffix: str, damage: str, tmp_path: Path
) -> None:
    parts = [PACKERS[suffix](json.dumps({"text": story(n)}).encode() + b"\n") for n in range(20)]
    data = b"".join(parts)[:-5] if damage == "cut" else b"".join(parts) + b"garbage"
    (tmp_path / f"in.jsonl{suffix}").write_bytes(data)
    run([tmp_path / f"in.jsonl{suffix}"], tmp_path / "out.jsonl")
    rows = ledger(tmp_path / "out.jsonl")
    bad = [row for row in rows if row["status"] != "ok"]
    assert len(rows) - len(bad) >= 19
    assert len(bad) == 1
    assert rows[-1] == bad[0]
    assert "(byte " in bad[0]["reason"]
    assert "damaged" in bad[0]["reason"]


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_document_whose_end_is_missing_is_no_empty_document(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a.txt{suffix}").write_bytes(PACKERS[suffix](story(1).encode())[:-6])
    run([tmp_path / f"a.txt{suffix}"], tmp_path / "out.jsonl")
    (row,) = ledger(tmp_path / "out.jsonl")
    assert (row["status"], "they end too early" in row["reason"]) == ("quarantined", True)


def crawl(count: int) -> list[bytes]:
    pages = (answer(f"<p>Rain fell on {n} days.</p>".encode()) for n in range(count))
    return [record("response", page, HTTP, f"https://example.com/{n}") for n, page in enumerate(pages)]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("lie", [b"Content-Length: 7", b"Content-Length: 99999", b"Content-Length: -3", b"Content-Le"])
def test_a_record_that_lies_about_its_length_costs_no_other(lie: bytes, packed: bool, tmp_path: Path) -> None:
    parts = crawl(9)
    head, _, rest = parts[4].partition(b"Content-Length: ")
    parts[4] = head + lie + b"\r\n" + rest.partition(b"\r\n")[2]
    name = "in.warc.gz" if packed else "in.warc"
    (tmp_path / name).write_bytes(b"".join(map(gzip.compress, parts) if packed else parts))
    run([tmp_path / name], tmp_path / "out.jsonl")
    rows = ledger(tmp_path / "out.jsonl")
    assert [row["status"] for row in rows] == ["ok"] * 4 + ["quarantined"] + ["ok"] * 4
    assert rows[4]["reason"]


def test_a_member_that_is_damaged_in_its_middle_costs_no_other_record(tmp_path: Path) -> None:
    parts = [gzip.compress(part, mtime=0) for part in crawl(9)]
    parts[4] = parts[4][:60] + bytes(40) + parts[4][100:]
    (tmp_path / "in.warc.gz").write_bytes(b"".join(parts))
    run([tmp_path / "in.warc.gz"], tmp_path / "out.jsonl")
    found = [row["status"] for row in ledger(tmp_path / "out.jsonl")]
    assert (found.count("ok"), found.count("quarantined")) == (8, 1)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ("Content-Encoding: gzip\r\n", b"<p>Rain fell.</p>"),
        ("Content-Encoding: utf-8\r\n", b"<p>Rain fell.</p>"),
        ("Content-Encoding: br\r\n", b"<p>Rain fell.</p>"),
        ("Content-Encoding: zstd\r\n", bytes(zstd().compress(b"<p>Rain fell.</p>"))),
        ("Content-Encoding: deflate\r\n", gzip.compress(b"<p>Rain fell.</p>", mtime=0)),
        ("Transfer-Encoding: chunked\r\n", b"<p>Rain fell.</p>"),
        ("Transfer-Encoding: chunked\r\n", b"8\r\n<p>Rain \r\n9\r\nfell.</p>\r\n0\r\n\r\n"),
    ],
)
def test_what_the_bytes_of_an_answer_are_counts_not_what_its_header_says(
    headers: str, body: bytes, tmp_path: Path
) -> None:
    (tmp_path / "in.warc").write_bytes(record("response", answer(body, more=headers), HTTP))
    run([tmp_path / "in.warc"], tmp_path / "out.jsonl")
    (made,) = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert made["article"]["articleBody"] == "Rain fell."


def test_an_input_that_is_written_over_while_it_is_read_ends_the_run(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", [story(n) for n in range(300)])

    class Writing(Quick):
        def clean(self, data: Any, *args: Any, **more: Any) -> Any:
            status = source.stat()
            source.write_bytes(source.read_bytes().replace(b"council", b"COUNCIL"))
            os.utime(source, ns=(status.st_atime_ns, status.st_mtime_ns + 10**9))
            return super().clean(data, *args, **more)

    with pytest.raises(Exception, match=r"in\.jsonl: has changed since the run began"):
        run([source], tmp_path / "out.jsonl", Writing)
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3\n",
        b"PK\x03\x04word/document.xml",
        b"\x89PNG\r\n\x1a\n",
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed\n\nRain fell.",
        b"From: a@example.com\nSubject: Rain\nMIME-Version: 1.0\n\nRain fell.",
        b'[{"text": "Rain fell."}]',
        b'{\n  "text": "Rain fell."\n}\n',
        b'{"text": "Rain fell."}\n{"text": "Hail fell."}\n',
        b"WARC/1.0\r\nWARC-Type: response\r\n",
        b"PAR1\x15\x04",
    ],
)
def test_what_is_no_text_is_not_cleaned_as_one(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    run([tmp_path / "a.txt"], tmp_path / "out.jsonl")
    assert statuses(tmp_path / "out.jsonl") == {"a.txt": "quarantined"}


@pytest.mark.parametrize(
    "text",
    [
        "[Update, 4 p.m.] Rain fell on Monday.",
        "{Corrects date} Rain fell on Monday.",
        "[1] Rain fell. [2] Hail fell. [3]",
        "Rain, hail, snow, sleet, fog, frost, dew and wind.",
        "name,age\nwere the two words, she said, that the form asked for",
        '"Rain," she said.',
        "{} is how an empty object is written, he said.",
        "From: the council. To: its people.",
        "Date: 4 March 2019\nPlace: Harrow\n\nRain fell.",
        "PK is what his friends call him.",
    ],
)
def test_an_article_that_begins_with_a_bracket_or_is_full_of_commas_stays_text(text: str) -> None:
    assert not_a_text(text.encode()) == ""
