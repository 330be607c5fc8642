"""`cleaner rules suggest`: listed, accepted by number, written."""

from __future__ import annotations

import json
import tomllib
from typing import TYPE_CHECKING

import pytest

from tests.corpus.suggest.pages import OFFER, items

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Run = Callable[..., Result]


@pytest.fixture
def corpus(here: Path) -> str:
    path = here / "corpus.jsonl"
    rows = [{"text": item.data, "url": item.url} for item in items(OFFER, inside=False)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return str(path)


def test_proposals_are_listed_accepted_by_number_and_written(run: Run, here: Path, corpus: str) -> None:
    listed = run("rules", "suggest", corpus)
    assert listed.exit_code == 0
    assert "harrowpost.example, 12 documents" in listed.stdout
    number = next(row.split()[0] for row in listed.stdout.splitlines() if "Readers of the Post" in row)
    written = run("rules", "suggest", corpus, "--accept", number, "-o", "mine")
    assert written.exit_code == 0
    (path,) = (here / "mine").iterdir()
    (rule,) = tomllib.loads(path.read_text("utf-8"))["rule"]
    assert OFFER in rule["hits"]
    assert run("rules", "test", "--rules", "mine").exit_code == 0
    printed = run("rules", "suggest", corpus, "--accept", number)
    assert printed.stdout == path.read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "message"),
    [(("--accept", "99"), "there are"), (("--accept", "x"), "expected numbers"), (("--memory", "lots"), "500MB")],
)
def test_options_at_fault_are_errors(run: Run, corpus: str, args: tuple[str, ...], message: str) -> None:
    result = run("rules", "suggest", corpus, *args)
    assert result.exit_code == 2
    assert message in result.stderr


def test_proposals_are_data_for_programs(run: Run, corpus: str) -> None:
    records = json.loads(run("rules", "suggest", corpus, "--format", "json").stdout)
    assert {"number", "pattern", "hits", "misses", "sample", "taken"} <= set(records[0])


def test_a_pack_that_was_edited_is_not_overwritten_unasked(run: Run, here: Path, corpus: str) -> None:
    run("rules", "suggest", corpus, "-o", "mine")
    (path,) = (here / "mine").iterdir()
    assert run("rules", "suggest", corpus, "-o", "mine").exit_code == 0
    edited = path.read_text("utf-8") + "# mine\n"
    path.write_text(edited, "utf-8")
    refused = run("rules", "suggest", corpus, "-o", "mine")
    assert refused.exit_code == 2
    assert "is there and says something else" in refused.stderr
    assert path.read_text("utf-8") == edited
    assert run("rules", "suggest", corpus, "-o", "mine", "--overwrite").exit_code == 0
    assert path.read_text("utf-8") != edited
