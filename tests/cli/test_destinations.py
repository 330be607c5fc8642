"""Where `-o` leads, and what ends a run: what can't be written is refused by name, before anything is made."""

from __future__ import annotations

import json
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from tests.cli.shared import PROSE, STORY
from tests.cli.test_processes import spawn

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Run = Callable[..., Result]


@pytest.mark.parametrize(
    "out", ["new.csv", "new.arrow", "new.jsonl.xz", "a.docx", "s3://bucket/a.jsonl", "x.parquet.gz"]
)
def test_a_destination_that_is_not_written_is_refused_by_name(out: str, run: Run, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text(STORY, "utf-8")
    result = run("clean", "in", "-o", out)
    assert result.exit_code == 2
    assert out in result.stderr
    assert [path.name for path in here.iterdir()] == ["in"]


def test_a_dash_is_standard_output(run: Run, here: Path, pack: str) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    assert run("clean", "a.txt", "-o", "-", "--rules", pack).stdout == PROSE + "\n"
    assert [path.name for path in here.iterdir()] == ["a.txt"]


def test_an_output_below_a_file_is_refused_in_words(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    result = run("clean", "a.txt", "-o", "a.txt/b.txt")
    assert (result.exit_code, result.stderr) == (2, "cleaner: a.txt: is a file, not a folder\n")


@pytest.mark.parametrize("options", [("--max-size", "100B"), ("--timeout", "0.01")])
def test_limits_hold_for_one_document(options: tuple[str, str], run: Run, here: Path) -> None:
    (here / "a.txt").write_text("\n\n".join(f"{STORY} {n}" for n in range(400)), "utf-8")
    result = run("clean", "a.txt", *options)
    assert result.exit_code == 1
    assert result.stdout == ""


def test_lines_of_json_on_standard_input_are_read_as_such(run: Run, here: Path, pack: str) -> None:
    lines = "".join(json.dumps({"id": n, "text": STORY}) + "\n" for n in range(2))
    run("clean", "-", "-o", "out.jsonl", "--rules", pack, stdin=lines)
    made = [json.loads(line) for line in (here / "out.jsonl").read_text("utf-8").splitlines()]
    assert [(row["id"], row["article"]["articleBody"]) for row in made] == [("0", PROSE), ("1", PROSE)]


def test_a_column_that_no_row_has_is_named(run: Run, here: Path) -> None:
    (here / "in.jsonl").write_text(json.dumps({"text": STORY, "year": 2019}), "utf-8")
    assert (
        "no row has the column `key` (--id-column)"
        in run("clean", "in.jsonl", "-o", "o.jsonl", "--id-column", "key").stderr
    )


def test_a_name_with_a_line_end_makes_no_line_of_its_own(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "a\n0 documents: all is well\x1b[31m.txt").write_bytes(bytes(range(256)) * 8)
    told = run("clean", "in", "-o", "out").stderr
    assert not any(line.startswith("0 documents: all") for line in told.split("\n"))
    assert "\x1b" not in told


@pytest.mark.skipif(sys.platform != "linux", reason="signals are POSIX's")
def test_a_run_that_is_terminated_says_so_and_leaves_no_output(tmp_path: Path) -> None:
    rows = [json.dumps({"id": n, "text": STORY}) for n in range(600)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    process = spawn("clean", "in.jsonl", "-o", "out.jsonl", cwd=tmp_path)
    while not list((tmp_path / "out.jsonl.run" / "shards").glob("*.done")) and process.poll() is None:
        pass
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate()
    assert process.returncode == 143
    assert errors == b"the same command goes on from here\ncleaner: terminated\n"
    assert not (tmp_path / "out.jsonl").exists()
