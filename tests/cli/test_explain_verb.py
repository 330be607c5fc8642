"""`cleaner explain`: what became of every line, and the reasoning about one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.cli.shared import JUNK, PROSE, STORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Run = Callable[..., Result]


@pytest.fixture
def story(here: Path) -> str:
    (here / "a.txt").write_text(STORY, "utf-8")
    return "a.txt"


def test_every_line_stands_with_its_number_from_one_its_action_label_and_rules(run: Run, story: str, pack: str) -> None:
    rows = run("explain", story, "--rules", pack).stdout.split("\n")
    assert rows[0].split() == ["1", "drop", "promo", *JUNK.split(), "[test.junk]"]
    assert rows[1].strip() == "2"
    assert rows[2].split()[:4] == ["3", "keep", "body", "The"]
    assert PROSE in rows[2]


def test_nothing_is_coloured_where_nobody_looks_at_a_terminal(run: Run, story: str) -> None:
    assert "\x1b[" not in run("explain", story).stdout


def test_one_line_comes_with_the_reason_the_source_and_the_sums(run: Run, story: str, pack: str) -> None:
    out = run("explain", f"{story}:1", "--rules", pack).stdout
    assert f"test.junk  {pack}:5" in out
    assert "The tests need a line that goes, whatever the weights." in out
    assert "First step" in out
    assert "Second step" in out


def test_a_rule_is_told_with_what_its_parts_matched(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(f"By Ana Ruiz | 4 March 2019\n\n{PROSE}\n", "utf-8")
    out = run("explain", "a.txt:1").stdout
    assert "{names} = “Ana Ruiz”" in out
    assert "{date} = “4 March 2019”" in out
    record = json.loads(run("explain", "a.txt:1", "--format", "json").stdout)
    (signed,) = [rule for rule in record["proposals"] if rule["rule"] == "byline.by-names-and-date"]
    assert {"name": "{names}", "text": "Ana Ruiz"} in signed["matched"]


def test_the_sums_are_numbers_for_programs(run: Run, story: str, pack: str) -> None:
    record = json.loads(run("explain", f"{story}:3", "--format", "json", "--rules", pack).stdout)
    assert (record["number"], record["label"], record["action"]) == (3, "body", "keep")
    assert "test.prose" in [proposal["rule"] for proposal in record["proposals"]]
    assert len(record["evidence"]["second"]["parts"]) <= 10
    assert set(record["evidence"]["first"]["parts"][0]) == {"measurement", "value", "worth"}


def test_all_lines_are_given_to_programs_too(run: Run, story: str, pack: str) -> None:
    record = json.loads(run("explain", story, "--format", "json", "--rules", pack).stdout)
    assert next((line["number"], line["index"], line["label"]) for line in record["lines"]) == (1, 0, "promo")


def test_a_blank_line_is_explained_too(run: Run, story: str) -> None:
    assert "The line holds no text." in run("explain", f"{story}:2").stdout


@pytest.mark.parametrize("line", [0, 5, 999])
def test_a_line_the_document_lacks_is_an_error(run: Run, story: str, line: int) -> None:
    result = run("explain", f"{story}:{line}")
    assert result.exit_code == 2
    assert f"has no line {line}, only 1 to 4" in result.stderr


def test_a_file_whose_name_ends_like_a_line_number_is_a_file(run: Run, here: Path) -> None:
    (here / "a:1").write_text(STORY, "utf-8")
    assert len(run("explain", "a:1").stdout.split("\n")) > 3
    assert "First step" in run("explain", "a:1:1").stdout


def test_standard_input_can_be_explained(run: Run, pack: str) -> None:
    assert "test.junk" in run("explain", "--rules", pack, "--", "-:1", stdin=STORY).stdout


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere.txt:3", "."])
def test_a_document_that_is_not_there_is_an_error(run: Run, name: str) -> None:
    assert run("explain", name).exit_code == 2


def test_a_document_that_is_no_text_is_a_finding(run: Run, here: Path) -> None:
    (here / "a.txt").write_bytes(bytes(range(256)))
    result = run("explain", "a.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "binary" in result.stderr


def test_an_empty_document_has_one_blank_line(run: Run, here: Path) -> None:
    (here / "a.txt").write_bytes(b"")
    assert run("explain", "a.txt").stdout.strip() == "1"


def test_what_steers_a_terminal_is_written_out(run: Run, here: Path) -> None:
    (here / "a.txt").write_text("The \x1b]0;title\x07 and \u202eback\n", "utf-8")
    out = run("explain", "a.txt").stdout
    assert "\x1b" not in out
    assert "\u202e" not in out
