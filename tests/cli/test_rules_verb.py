"""`cleaner rules`: listing, showing, testing and finding faults."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cleaner.cli.rules import loading
from tests.cli.shared import PACK, PROSE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Run = Callable[..., Result]


@pytest.fixture
def none_shipped(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Only one small shipped pack: testing and linting all of them takes many seconds."""
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    text = PACK.replace("test.", "core.").replace("JUNK", "CORE").replace("council", "chorus")
    (shipped / "core.toml").write_text(text, "utf-8")
    monkeypatch.setattr(loading, "shipped_rules", lambda: shipped)
    load = loading.load_ruleset
    monkeypatch.setattr(loading, "load_ruleset", lambda paths, **extra: load([shipped, *paths], shipped=False, **extra))


def test_rules_are_listed_a_line_each(run: Run, pack: str) -> None:
    result = run("rules", "list", "--rules", pack)
    assert result.exit_code == 0
    assert any(line.split()[:4] == ["test.junk", "promo", "line", "3"] for line in result.stdout.splitlines())


def test_rules_are_listed_by_label(run: Run) -> None:
    rows = run("rules", "list", "--label", "credit").stdout.splitlines()
    assert rows
    assert {row.split()[1] for row in rows} == {"credit"}


def test_an_unknown_label_is_a_usage_error(run: Run) -> None:
    assert run("rules", "list", "--label", "advert").exit_code == 2


def test_a_rule_is_shown_with_its_reason_source_pattern_and_examples(run: Run, pack: str) -> None:
    out = run("rules", "show", "test.junk", "--rules", pack).stdout
    for part in ("whatever the weights", f"{pack}:5", "^JUNK TO GO$", "JUNK TO STAY"):
        assert part in out


def test_a_rule_is_shown_as_written_and_with_its_parts_written_out(run: Run) -> None:
    rows = [row.split(maxsplit=1) for row in run("rules", "show", "byline.by-names").stdout.splitlines()]
    (written,), (expanded, *_) = ([row[1] for row in rows if row[0] == key] for key in ("pattern", "expanded"))
    assert "{names}" in written
    assert "(?P<names>" in expanded


def test_the_parts_that_patterns_may_name_are_listed(run: Run) -> None:
    rows = run("rules", "list", "--parts").stdout.splitlines()
    assert any(row.startswith("{names} ") for row in rows)


def test_a_rule_that_is_not_there_is_an_error_that_proposes_others(run: Run, pack: str) -> None:
    result = run("rules", "show", "test.jnk", "--rules", pack)
    assert result.exit_code == 2
    assert "perhaps test.junk" in result.stderr


@pytest.mark.usefixtures("none_shipped")
def test_examples_that_hold_are_counted(run: Run, pack: str) -> None:
    result = run("rules", "test", "--rules", pack)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "4 rules, 0 parts, 16 examples: 0 failed\n"


@pytest.mark.usefixtures("none_shipped")
def test_an_example_that_fails_is_named(run: Run, here: Path) -> None:
    (here / "mine.toml").write_text(PACK.replace('"JUNK TO STAY"', '"JUNK TO GO"'), "utf-8")
    result = run("rules", "test", "--rules", "mine.toml")
    assert result.exit_code == 1
    assert "mine.toml:5: test.junk should not hit but does: 'JUNK TO GO'" in result.stdout


@pytest.mark.usefixtures("none_shipped")
def test_sound_rule_files_have_no_findings(run: Run, pack: str) -> None:
    result = run("rules", "lint", "--rules", pack)
    assert (result.exit_code, result.stdout) == (0, "")


@pytest.mark.usefixtures("none_shipped")
def test_faults_are_all_named_with_file_and_line(run: Run, here: Path) -> None:
    text = PACK.replace("score = 3.0", "scor = 3.0", 1).replace("'^The council voted '", "'^The (council voted '")
    (here / "mine.toml").write_text(text, "utf-8")
    result = run("rules", "lint", "--rules", "mine.toml")
    assert result.exit_code == 1
    assert "mine.toml:10:1: error: unknown key `scor`" in result.stdout
    assert "mine.toml:18:11: error: `pattern` of test.prose is no pattern that RE2 can run" in result.stdout
    assert result.stderr == "1 rule file: 2 errors, 0 warnings\n"


def test_a_rule_file_that_is_not_there_is_an_error(run: Run) -> None:
    for verb_name in ("list", "test", "lint"):
        result = run("rules", verb_name, "--rules", "nowhere.toml")
        assert result.exit_code == 2
        assert "nowhere.toml: no such rule file or folder" in result.stderr


def test_a_faulty_rule_file_is_an_error_for_every_verb_that_needs_it(run: Run, here: Path) -> None:
    (here / "mine.toml").write_text("schema = 1\npack =\n", "utf-8")
    for args in (["clean"], ["explain", "-"], ["rules", "list"]):
        result = run(*args, "--rules", "mine.toml", stdin="x")
        assert result.exit_code == 2
        assert "mine.toml:2: not valid TOML" in result.stderr


DOCUMENTS = [
    {"text": f"JUNK TO GO\n\n{PROSE}\n", "gold": PROSE, "url": "https://harrow.example/1"},
    {"text": f"{PROSE}\n\n{PROSE.replace('Monday', 'Friday')}\n"},
]


@pytest.fixture
def corpus(here: Path) -> str:
    path = here / "corpus.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in DOCUMENTS), "utf-8")
    return str(path)


def test_what_rules_do_to_a_corpus_is_a_table(run: Run, pack: str, corpus: str) -> None:
    result = run("rules", "stats", corpus, "--rules", pack)
    assert result.exit_code == 0
    rows = {row.split()[0]: row.split()[1:] for row in result.stdout.splitlines()}
    assert rows["rule"] == ["hits", "docs", "kept", "precision", "saved", "cost"]
    assert rows["test.junk"][:4] == ["1", "1", "0", "1.00"]
    assert rows["test.prose"][:3] == ["3", "2", "3"]
    assert "2 documents, 1 with gold" in result.stderr


def test_what_one_rule_does_is_data_for_programs(run: Run, pack: str, corpus: str) -> None:
    out = run("rules", "stats", corpus, "--rules", pack, "--rule", "test.junk", "--format", "json").stdout
    (rule,) = json.loads(out)["rules"]
    assert (rule["rule"], rule["hits"], rule["precision"]) == ("test.junk", 1, 1.0)
    assert run("rules", "stats", corpus, "--rule", "no.such").exit_code == 2
    assert run("rules", "stats", "nowhere").exit_code == 2


@pytest.mark.usefixtures("none_shipped")
def test_a_corpus_shows_dead_rules(run: Run, here: Path, corpus: str) -> None:
    (here / "mine.toml").write_text(PACK.replace("JUNK TO GO", "TRASH TO GO"), "utf-8")
    result = run("rules", "lint", "mine.toml", "--corpus", corpus)
    assert result.exit_code == 0
    assert "mine.toml:9:1: warning: test.junk hits nothing in 2 documents" in result.stdout
    assert "test.prose" not in result.stdout


@pytest.mark.usefixtures("none_shipped")
@pytest.mark.parametrize("form", ["json", "github", "sarif"])
def test_findings_can_be_read_by_programs(run: Run, here: Path, form: str) -> None:
    (here / "mine.toml").write_text(PACK.replace("score = 3.0", "scor = 3.0", 1), "utf-8")
    result = run("rules", "lint", "mine.toml", "--format", form)
    assert result.exit_code == 1
    assert "did you mean `score`?" in result.stdout
    if form == "github":
        assert result.stdout.startswith("::error file=mine.toml,line=10,col=1,")
    else:
        assert json.loads(result.stdout)


def test_a_rule_that_takes_anothers_place_is_a_warning(run: Run, here: Path, pack: str) -> None:
    (here / "mine.toml").write_text(PACK.replace("test.sure", "mine"), "utf-8")
    result = run("clean", "-", "--rules", pack, "--rules", "mine.toml", stdin="JUNK TO GO")
    assert result.exit_code == 0
    assert f"mine.toml:5: warning: test.junk takes the place of the rule at {pack}:5" in result.stderr


def test_the_schema_is_printed(run: Run) -> None:
    assert json.loads(run("rules", "schema").stdout)["properties"]["rule"]
