"""The speed benchmark: what it measures, not how fast."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.speed import main, repeated
from cleaner.pipeline import STAGES


def test_texts_are_repeated_in_order_up_to_a_size() -> None:
    assert repeated(["aa", "é"], 7) == ["aa", "é", "aa", "é"]


def test_the_record_has_the_whole_every_stage_and_the_peers(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "story.txt"
    path.write_text("Home\n\nThe council voted on Monday to keep both libraries open for another year.\n", "utf-8")
    assert main([str(path), "--megabytes", "0.001", "--rounds", "1", "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert list(record["stages"]) == ["read", *(stage.__name__ for stage in STAGES)]
    assert record["documents"] == 13
    assert "C4 line rules" in record["peers"]
    assert "datatrove C4QualityFilter" in record["peers"] | record["missing"]
    assert record["mb_s"] == pytest.approx(record["megabytes"] / record["seconds"])


def test_a_table_is_printed_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "story.txt"
    path.write_text("The council voted on Monday to keep both libraries open for another year.\n", "utf-8")
    assert main([str(path), "--megabytes", "0.001", "--rounds", "1"]) == 0
    out = capsys.readouterr().out
    assert "the text way" in out
    assert "C4 line rules" in out
    assert all(stage.__name__ in out for stage in STAGES)


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.txt"]) == 2
    assert "nowhere.txt: No such file" in capsys.readouterr().err
