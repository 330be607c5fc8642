"""`cleaner rules diff`: what changes between two rule sets, as a table, data and a page; and when it ends with 1."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from tests.cli.shared import PACK, PROSE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Run = Callable[..., Result]

OTHER = PROSE.replace("Monday", "Friday <b>")
WORSE = (
    PACK.replace("'^The council voted '", "'^Nothing at all'").replace("The council voted", "Nothing at all")
    + """
[[rule]]
id = "test.worse"
label = "promo"
why = "The tests need a rule that takes body."
pattern = 'Friday'
score = 3.0
hits = ["Friday", "on Friday"]
misses = ["Monday", "Sunday"]
"""
)


@pytest.fixture
def files(here: Path) -> Path:
    rows = [
        {"id": "same", "text": f"JUNK TO GO\n\n{PROSE}", "gold": PROSE},
        {"id": "worse", "text": f"{PROSE}\n\n{OTHER}\n\n{PROSE.replace('Monday', 'Sunday')}",
         "gold": f"{PROSE}\n\n{OTHER}\n\n{PROSE.replace('Monday', 'Sunday')}"},
        {"id": "relabelled", "text": f"JUNK TO GO\n\n{PROSE}"},
    ]  # fmt: skip
    (here / "corpus.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (here / "old.toml").write_text(PACK, "utf-8")
    (here / "new.toml").write_text(WORSE, "utf-8")
    return here


def test_rule_sets_that_are_alike_change_nothing(run: Run, files: Path) -> None:
    result = run("rules", "diff", "old.toml", files / "old.toml", "corpus.jsonl")
    assert result.exit_code == 0
    assert "0 of 3 documents change" in result.stderr


@pytest.mark.usefixtures("files")
def test_the_document_that_loses_most_comes_first_with_its_lines_and_rules(run: Run) -> None:
    result = run("rules", "diff", "old.toml", "new.toml", "corpus.jsonl")
    assert result.exit_code == 1
    rows = result.stdout.splitlines()
    assert rows[1].split()[-1] == "worse"
    assert "    3: The council voted on Friday" in result.stdout
    assert "body keep > promo drop  [test.worse]" in result.stdout
    assert "mean F1 of 2 documents: 1.0000 > " in result.stdout


@pytest.mark.usefixtures("files")
def test_changes_up_to_the_bound_are_taken(run: Run) -> None:
    args = ("rules", "diff", "old.toml", "new.toml", "corpus.jsonl", "--metadata-bound", "1")
    assert run(*args, "--bound", "0.01").exit_code == 1
    assert run(*args, "--bound", "0.99").exit_code == 0


def test_changes_are_data_for_programs(run: Run, files: Path) -> None:
    run("rules", "diff", "old.toml", "new.toml", "corpus.jsonl", "--format", "json", "-o", "out.json")
    record = json.loads((files / "out.json").read_text("utf-8"))
    first = record["changes"][0]
    assert (record["documents"], first["document"], first["gained"]) == (3, "worse", 0)
    assert first["lost"] == len(OTHER.split())
    assert first["lines"][0]["new"] == {"verdict": "promo drop", "rules": ["test.worse"]}
    assert first["f1"]["new"] < first["f1"]["old"]


@pytest.mark.usefixtures("files")
def test_changes_are_a_page_of_its_own(run: Run) -> None:
    out = run("rules", "diff", "old.toml", "new.toml", "corpus.jsonl", "--format", "html").stdout
    tags: list[str] = []
    links: list[str] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            tags.append(tag)
            links.extend(str(value) for name, value in attrs if name in ("src", "href"))

    Reader().feed(out)
    assert "details" in tags
    assert "b" not in tags
    assert not links
    assert "Friday &lt;b&gt;" in out


def test_a_saved_run_of_another_version_is_a_side(run: Run, files: Path) -> None:
    folder = files / "documents"
    folder.mkdir()
    (folder / "one.txt").write_text(f"JUNK TO GO\n\n{PROSE}\n\n{OTHER}\n", "utf-8")
    saved = run("clean", "documents", "--format", "jsonl", "--rules", "old.toml").stdout
    (files / "saved.jsonl").write_text(saved, "utf-8")
    assert run("rules", "diff", "saved.jsonl", "old.toml", "documents").exit_code == 0
    assert run("rules", "diff", "saved.jsonl", "new.toml", "documents").exit_code == 1
    (folder / "two.txt").write_text(PROSE, "utf-8")
    result = run("rules", "diff", "saved.jsonl", "old.toml", "documents")
    assert result.exit_code == 1
    assert "two.txt: saved.jsonl has no record of it" in result.stderr


@pytest.mark.parametrize(
    ("old", "message"), [("nowhere.toml", "no such rule file"), ("corpus.jsonl", "corpus.jsonl:1: no record"),
                         ("nowhere.jsonl", "can't be read")]
)  # fmt: skip
def test_a_side_that_cannot_be_read_is_an_error(run: Run, files: Path, old: str, message: str) -> None:
    assert files.is_dir()
    result = run("rules", "diff", old, "shipped", "corpus.jsonl")
    assert result.exit_code == 2
    assert message in result.stderr
