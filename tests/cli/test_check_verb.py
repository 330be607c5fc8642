"""`cleaner check`: golden cases that hold, that differ, and that can't be read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.shared import PROSE, STORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

    Run = Callable[..., Result]

RIGHT: dict[str, Any] = {"about": "A story.", "article": {"datePublished": None}, "lines": {"0": "promo drop"}}


def make(folder: Path, record: Any = RIGHT, body: str = PROSE + "\n", text: str = STORY) -> Path:
    folder.mkdir(parents=True)
    (folder / "input.txt").write_text(text, "utf-8")
    (folder / "expected.txt").write_text(body, "utf-8")
    content = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False, indent=2) + "\n"
    (folder / "expected.json").write_text(content, "utf-8")
    return folder


def test_cases_that_hold_are_counted(run: Run, here: Path, pack: str) -> None:
    make(here / "fixtures" / "paper" / "one")
    make(here / "fixtures" / "paper" / "two")
    result = run("check", "--rules", pack)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "2 cases: 2 as expected\n", "")


def test_a_difference_names_the_line_what_was_expected_what_came_and_the_rule(run: Run, here: Path, pack: str) -> None:
    make(here / "fixtures" / "paper" / "one", RIGHT | {"lines": {"0": "nav drop"}})
    result = run("check", "--rules", pack)
    assert result.exit_code == 1
    rows = [row.split() for row in result.stdout.split("\n")]
    assert rows[1][0] == "input.txt:1"
    assert rows[2] == ["-", "expected", "nav", "drop"]
    assert rows[3] == ["+", "got", "promo", "drop"]
    assert rows[4] == ["because", "test.junk"]
    assert "evidence" in [row[0] for row in rows[5:] if row]
    assert result.stdout.endswith("1 case: 0 as expected, 1 differs\n")


def test_a_difference_of_metadata_and_of_the_body_is_shown(run: Run, here: Path, pack: str) -> None:
    record = RIGHT | {"article": {"datePublished": "2019-03-04"}}
    make(here / "fixtures" / "paper" / "one", record, body=PROSE.replace("Monday", "Friday") + "\n")
    out = run("check", "--rules", pack).stdout
    assert 'expected  "2019-03-04"' in out
    assert "got       null" in out
    assert "Friday" in out
    assert "Monday" in out


def test_only_the_paths_named_are_checked(run: Run, here: Path, pack: str) -> None:
    make(here / "fixtures" / "paper" / "good")
    make(here / "fixtures" / "paper" / "bad", RIGHT | {"lines": {}})
    assert run("check", "fixtures/paper/good", "--rules", pack).exit_code == 0
    assert run("check", "fixtures/paper/good/input.txt", "--rules", pack).exit_code == 0
    assert run("check", "fixtures", "--rules", pack).exit_code == 1


def test_the_report_is_data_for_programs(run: Run, here: Path, pack: str) -> None:
    make(here / "fixtures" / "paper" / "one", RIGHT | {"lines": {"0": "nav drop"}})
    report = json.loads(run("check", "--format", "json", "--rules", pack).stdout)
    assert (report["cases"], report["differing"]) == (1, 1)
    difference = report["results"][0]["lines"][0]
    assert (difference["line"], difference["rules"]) == (1, ["test.junk"])
    assert difference["evidence"]["second"]["parts"]


def test_a_case_without_its_input_is_an_error_and_the_others_are_checked(run: Run, here: Path, pack: str) -> None:
    (make(here / "fixtures" / "paper" / "bad") / "input.txt").unlink()
    make(here / "fixtures" / "paper" / "good")
    result = run("check", "--rules", pack)
    assert result.exit_code == 2
    assert "bad: the case has no input" in result.stdout
    assert "1 case: 1 as expected; 1 can't be checked" in result.stdout


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ('{\n  "about": "x",\n  "lines": {,}\n}', "expected.json:3: not valid JSON"),
        ('{\n  "about": "x",\n  "line": {}\n}', "expected.json:3: unknown key 'line'"),
        ('{\n  "article": {\n    "author": [],\n    "autor": []\n  }\n}', "expected.json:4: 'autor' is no property"),
        (
            '{\n  "lines": {\n    "0": "promo drop",\n    "x": "nav drop"\n  }\n}',
            "expected.json:4: 'x' is no line index",
        ),
        ('{\n  "lines": {\n    "0": "advert drop"\n  }\n}', "expected.json:3: line 0: there is no label 'advert'"),
        ('{\n  "lines": {\n    "0": "promo delete"\n  }\n}', "expected.json:3: line 0: there is no action 'delete'"),
        ('{\n  "lines": {\n    "0": 3\n  }\n}', "expected.json:3: line 0 must be"),
        ('{"lines": {"99": "nav drop"}}', "speaks of line 99, but the input has 4"),
        ('{"lines": {"1": "nav drop"}}', "speaks of line 1, which is blank"),
        ('{"lines": {"0": [["nav", "drop", "JUNK"]]}}', "the spans of line 0 don't add up"),
        ("[]", "the file must be an object"),
        ('{"url": 3}', "'url' must be a string"),
    ],
)
def test_a_broken_record_is_an_error_that_names_file_and_line(run: Run, here: Path, record: str, message: str) -> None:
    make(here / "fixtures" / "paper" / "bad", record)
    result = run("check")
    assert result.exit_code == 2
    assert message in result.stdout


def test_an_input_that_is_no_text_is_an_error(run: Run, here: Path) -> None:
    (make(here / "fixtures" / "paper" / "bad") / "input.txt").write_bytes(bytes(range(256)))
    result = run("check")
    assert result.exit_code == 2
    assert "input.txt: this looks like a binary file" in result.stdout


@pytest.mark.parametrize("paths", [[], ["nowhere"], ["."]])
def test_no_case_where_one_was_looked_for_is_an_error(run: Run, paths: list[str]) -> None:
    assert run("check", *paths).exit_code == 2


def test_expectations_are_rewritten_only_for_the_paths_named_and_the_change_is_shown(
    run: Run, here: Path, pack: str
) -> None:
    wrong = RIGHT | {"lines": {"0": "nav drop", "2": "caption extract"}}
    one, two = (make(here / "fixtures" / "paper" / name, wrong, body="Else.\n") for name in ("one", "two"))
    before = (two / "expected.json").read_bytes()
    result = run("check", "fixtures/paper/one", "--update", "--rules", pack)
    assert result.exit_code == 0
    assert "expected  nav drop" in result.stdout
    assert "rewritten: fixtures/paper/one" in result.stderr
    assert '-    "0": "nav drop",' in result.stdout
    assert '+    "0": "promo drop"' in result.stdout
    written = json.loads((one / "expected.json").read_text("utf-8"))
    assert written.pop("made")["ruleset"]
    assert written == RIGHT
    assert (one / "expected.txt").read_text("utf-8") == PROSE + "\n"
    assert (two / "expected.json").read_bytes() == before
    assert run("check", "fixtures/paper/one", "--rules", pack).exit_code == 0


def test_rewriting_without_naming_paths_is_a_usage_error(run: Run, here: Path) -> None:
    case = make(here / "fixtures" / "paper" / "one", RIGHT | {"lines": {}})
    before = (case / "expected.json").read_bytes()
    assert run("check", "--update").exit_code == 2
    assert (case / "expected.json").read_bytes() == before


def test_a_new_case_gets_its_expectations(run: Run, here: Path, pack: str) -> None:
    case = here / "new"
    case.mkdir()
    (case / "input.txt").write_text(STORY, "utf-8")
    assert run("check", "new", "--rules", pack).exit_code == 2
    assert run("check", "new", "--update", "--rules", pack).exit_code == 0
    assert run("check", "new", "--rules", pack).exit_code == 0
    assert {"headline", "author", "datePublished", "inLanguage"} <= set(
        json.loads((case / "expected.json").read_text("utf-8"))["article"]
    )


def test_a_broken_record_is_never_rewritten(run: Run, here: Path) -> None:
    case = make(here / "bad", "{,}")
    assert run("check", "bad", "--update").exit_code == 2
    assert (case / "expected.json").read_text("utf-8") == "{,}"


def test_a_ci_run_never_rewrites(run: Run, here: Path, pack: str, monkeypatch: pytest.MonkeyPatch) -> None:
    case = make(here / "fixtures" / "paper" / "one", RIGHT | {"lines": {}})
    before = (case / "expected.json").read_bytes()
    monkeypatch.setenv("CI", "true")
    result = run("check", "fixtures", "--update", "--rules", pack)
    assert result.exit_code == 2
    assert "never" in result.stderr
    assert (case / "expected.json").read_bytes() == before


def test_a_difference_says_whether_rules_changed_or_neither(run: Run, here: Path, pack: str) -> None:
    case = make(here / "fixtures" / "paper" / "one")
    assert run("check", "fixtures", "--update", "--rules", pack).exit_code == 0
    record = json.loads((case / "expected.json").read_text("utf-8"))
    record["lines"]["0"] = "nav drop"
    (case / "expected.json").write_text(json.dumps(record), "utf-8")
    assert "cause: neither rules nor libraries changed" in run("check", "--rules", pack).stdout
    (here / "mine.toml").write_text(Path(pack).read_text("utf-8").replace("score = 3.0", "score = 3", 1), "utf-8")
    assert "neither rules" in run("check", "--rules", "mine.toml").stdout
    (here / "mine.toml").write_text(Path(pack).read_text("utf-8").replace("TO GO$", "TO GO"), "utf-8")
    assert "cause: the rules changed (ruleset " in run("check", "--rules", "mine.toml").stdout


def test_a_case_may_expect_a_part_only(run: Run, here: Path, pack: str) -> None:
    body_only = make(here / "fixtures" / "paper" / "body")
    (body_only / "expected.json").unlink()
    record_only = make(here / "fixtures" / "paper" / "record", {"article": {"datePublished": None}})
    (record_only / "expected.txt").unlink()
    assert run("check", "--rules", pack).exit_code == 0
    (body_only / "expected.txt").write_text("Else.\n", "utf-8")
    assert run("check", "--rules", pack).exit_code == 1
    assert run("check", "fixtures", "--update", "--rules", pack).exit_code == 0
    assert not (body_only / "expected.json").exists()
    assert not (record_only / "expected.txt").exists()
    assert "lines" not in json.loads((record_only / "expected.json").read_text("utf-8"))
    assert run("check", "--rules", pack).exit_code == 0


def test_rewriting_keeps_the_known_failures_that_still_fail_and_drops_those_that_pass(
    run: Run, here: Path, pack: str
) -> None:
    known = [
        {"reason": "an offer", "lines": {"0": "promo drop", "2": "caption extract"}},
        {"reason": "no date is read", "article": {"datePublished": None}},
    ]
    record = {"about": "A.", "article": {"datePublished": "2019-03-04"}, "lines": {"0": "body keep", "4": "nav drop"}}
    text = STORY + "\nThe libraries are to be reviewed again in the spring, when the county sets its next budget.\n"
    case = make(here / "case", record | {"known_failures": known}, body="Old.\n", text=text)
    assert run("check", "case", "--update", "--rules", pack).exit_code == 0
    written = json.loads((case / "expected.json").read_text("utf-8"))
    assert written["known_failures"] == [{"reason": "an offer", "lines": {"0": "promo drop"}}, known[1]]
    assert written["article"] == {"datePublished": "2019-03-04"}
    assert "0" not in written["lines"]
    assert (case / "expected.txt").read_text("utf-8").startswith(f"JUNK TO GO\n\n{PROSE}\n\nThe libraries")
    result = run("check", "case", "--rules", pack)
    assert result.exit_code == 0
    assert result.stdout == "1 case: 0 as expected, 1 with known failures (1 line, 1 property)\n"


def test_what_is_not_met_can_be_written_down_as_a_known_failure_with_its_reason(
    run: Run, here: Path, pack: str
) -> None:
    case = make(here / "case", RIGHT | {"lines": {"0": "nav drop"}})
    assert run("check", "case", "--update", "--known-failure", "reads like an offer", "--rules", pack).exit_code == 0
    written = json.loads((case / "expected.json").read_text("utf-8"))
    assert written["lines"] == {"0": "nav drop"}
    assert written["known_failures"] == [{"reason": "reads like an offer", "lines": {"0": "promo drop"}}]
    assert run("check", "case", "--rules", pack).exit_code == 0
    assert run("check", "case", "--known-failure", "x").exit_code == 2
    assert run("check", "case", "--update", "--known-failure", " ").exit_code == 2


def test_a_case_with_the_old_key_is_checked_with_a_warning(run: Run, here: Path, pack: str) -> None:
    make(here / "case", RIGHT | {"lines": {"0": "nav drop"}, "shortfalls": {"lines": {"0": "promo drop"}}})
    result = run("check", "case", "--rules", pack)
    assert result.exit_code == 0
    assert "warning: case/expected.json:" in result.stderr


def test_rewriting_a_case_that_holds_writes_down_what_made_it_and_then_nothing(run: Run, here: Path, pack: str) -> None:
    make(here / "fixtures" / "paper" / "one")
    assert "expected.json" in run("check", "fixtures", "--update", "--rules", pack).stderr
    assert run("check", "fixtures", "--update", "--rules", pack).stderr == ""


@pytest.mark.parametrize("form", ["json", "junit", "github", "sarif"])
def test_every_format_names_the_rule_and_ends_in_the_same_exit_code(run: Run, here: Path, pack: str, form: str) -> None:
    make(here / "fixtures" / "paper" / "one", RIGHT | {"lines": {"0": "nav drop"}})
    result = run("check", "--format", form, "--rules", pack)
    assert result.exit_code == 1
    assert "test.junk" in result.stdout


def test_a_case_in_a_language_that_is_not_known_is_a_fault_of_the_case(run: Run, here: Path, pack: str) -> None:
    folder = make(here / "fixtures" / "paper" / "one", RIGHT | {"language": "tlh"})
    result = run("check", "--rules", pack)
    assert result.exit_code == 2
    assert f"{folder.relative_to(here) / 'expected.json'}: language 'tlh'" in result.stdout


def test_rules_that_are_not_there_are_told_once_and_not_for_every_case(run: Run, here: Path) -> None:
    for name in ("one", "two"):
        make(here / "fixtures" / "paper" / name)
    result = run("check", "--rules", "nowhere.toml")
    assert result.exit_code == 2
    assert result.stderr == "cleaner: nowhere.toml: no such rule file or folder\n"
