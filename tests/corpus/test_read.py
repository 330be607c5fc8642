"""Reading a corpus: folders, JSONL, and what can't be read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from cleaner.corpus.read import CorpusError, read_corpus


def test_a_folder_is_read_in_order_with_its_first_folders_as_sites(tmp_path: Path) -> None:
    for name in ("b/two.txt", "a/one.html", "a/.hidden.txt", "a/notes.md", "three.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Rain.", "utf-8")
    found = read_corpus(tmp_path)
    items = list(found)
    assert found.size == 3
    assert [(Path(item.name).name, item.folder, item.media_type) for item in items] == [
        ("one.html", "a", "text/html"),
        ("two.txt", "b", "text/plain"),
        ("three.txt", "", "text/plain"),
    ]
    assert list(found) == items


def test_the_body_beside_a_golden_input_is_its_gold(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "input.txt").write_text("Share\nRain.", "utf-8")
    (tmp_path / "case" / "expected.txt").write_text("Rain.\n", "utf-8")
    (item,) = read_corpus(tmp_path)
    assert item.gold == "Rain.\n"


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_line_is_a_document(tmp_path: Path, name: str) -> None:
    rows = [
        {"text": "Rain.", "url": "https://www.harrow.example/a", "gold": "Rain."},
        {"html": "<p>Rain.", "expected": {"body": "Rain."}, "id": "two"},
    ]
    text = "".join(json.dumps(row) + "\n" for row in rows).encode()
    (tmp_path / name).write_bytes(gzip.compress(text) if name.endswith("gz") else text)
    one, two = read_corpus(tmp_path / name)
    assert (one.host, one.gold, one.name) == ("harrow.example", "Rain.", f"{tmp_path / name}:1")
    assert (two.name, two.media_type, two.gold) == ("two", "text/html", "Rain.")


def test_lines_that_cannot_be_read_are_named_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = ["{", "[]", '{"body": "x"}', '{"text": "x", "url": 3}', '{"text": "Rain."}', ""]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), "utf-8")
    found = read_corpus(tmp_path / "a.jsonl")
    assert [item.data for item in found] == ["Rain."]
    assert [fault.split(": ")[0].rpartition(":")[2] for fault in found.faults] == ["1", "2", "3", "4"]


def test_a_place_without_documents_is_an_error(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(CorpusError):
            read_corpus(path)
