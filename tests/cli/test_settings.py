"""Settings of the current folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.cli.settings import SettingsError, read_settings
from cleaner.options import Options
from tests.cli.shared import PACK, PROSE, STORY

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

    Run = Callable[..., Result]


def test_a_folder_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert read_settings(tmp_path) == Options()


def test_a_pyproject_without_our_table_has_the_defaults(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "x"\n', "utf-8")
    assert read_settings(tmp_path) == Options()


def test_rules_of_the_settings_are_applied_and_lie_beside_them(run: Run, here: Path) -> None:
    (here / "mine.toml").write_text(PACK, "utf-8")
    (here / "pyproject.toml").write_text('[tool.cleaner]\nrules = ["mine.toml"]\n', "utf-8")
    assert run("clean", stdin=STORY).stdout == PROSE + "\n"
    assert run("clean", "--rules", "mine.toml", stdin=STORY).stdout == PROSE + "\n"


def test_the_own_file_goes_before_the_shared_one(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('rules = ["own"]\n', "utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.cleaner]\nrules = ["shared"]\n', "utf-8")
    assert read_settings(tmp_path).rules == (tmp_path / "own",)


@pytest.mark.parametrize(
    ("file", "text", "message"),
    [
        ("cleaner.toml", "rules = []\nrule = []\n", "cleaner.toml:2: unknown key `rule`"),
        ("pyproject.toml", "[a]\nx = 1\n[tool.cleaner]\nx = 1\n", "pyproject.toml:4: unknown key `x`"),
        ("cleaner.toml", 'rules = "mine.toml"\n', "cleaner.toml:1: `rules` must be a list"),
        ("cleaner.toml", "rules = [1]\n", "cleaner.toml:1: `rules` must be a list"),
        ("cleaner.toml", "rules = []\nlanguage = 1\n", "cleaner.toml:2: `language` must be a code"),
        ("cleaner.toml", "keep_foreign = 1\n", "cleaner.toml:1: `keep_foreign` must be true or false"),
        ("cleaner.toml", "rules = \n", "cleaner.toml: not valid TOML"),
        ("pyproject.toml", "[tool]\ncleaner = 3\n", "pyproject.toml: `tool.cleaner` must be a table"),
    ],
)
def test_a_fault_names_file_and_key(tmp_path: Path, file: str, text: str, message: str) -> None:
    (tmp_path / file).write_text(text, "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_settings(tmp_path)
    assert message in str(caught.value)


def test_faulty_settings_end_a_verb_with_2(run: Run, here: Path) -> None:
    (here / "cleaner.toml").write_bytes(b"rules = ['\xff']\n")
    result = run("clean", stdin=STORY)
    assert result.exit_code == 2
    assert "cleaner.toml: not UTF-8" in result.stderr


GERMAN = (
    "Der Gemeinderat hat am Montag beschlossen, das Deichtor bis zum Frühjahr geschlossen zu halten.\n\n"
    "Die Reparatur kostet nach einer ersten Schätzung 320.000 Euro, und das Land soll die Hälfte zahlen.\n"
)


def test_the_command_line_says_which_language_and_whether_others_stay(run: Run) -> None:
    assert run("clean", stdin=GERMAN).stdout.strip() == ""
    assert "Deichtor" in run("clean", "--keep-foreign", stdin=GERMAN).stdout
    assert "Deichtor" in run("clean", "--language", "de", stdin=GERMAN).stdout


def test_the_settings_say_it_for_a_folder_and_the_command_line_goes_before_them(run: Run, here: Path) -> None:
    (here / "cleaner.toml").write_text("keep_foreign = true\n", "utf-8")
    assert "Deichtor" in run("clean", stdin=GERMAN).stdout
    assert run("clean", "--drop-foreign", stdin=GERMAN).stdout.strip() == ""
    (here / "cleaner.toml").write_text('language = "de"\n', "utf-8")
    assert "Deichtor" in run("clean", stdin=GERMAN).stdout


def test_an_unknown_language_is_a_usage_error_that_names_the_known_ones(run: Run) -> None:
    result = run("clean", "--language", "tlh", stdin=GERMAN)
    assert result.exit_code == 2
    assert "expected one of" in result.stderr


def test_settings_that_switch_rules_are_read_as_the_last_rules(tmp_path: Path) -> None:
    file = tmp_path / "cleaner.toml"
    file.write_text('rules = ["mine", "package:harrow"]\noff = ["promo.one"]\n', "utf-8")
    assert read_settings(tmp_path).rules == (tmp_path / "mine", Path("package:harrow"), file)


def test_an_unknown_rule_in_the_settings_is_an_error_with_file_and_line(run: Run, here: Path) -> None:
    (here / "pyproject.toml").write_text('[tool.cleaner]\nrules = []\noff = [\n  "byline.by-nam",\n]\n', "utf-8")
    result = run("clean", "-", stdin="x")
    assert result.exit_code == 2
    assert "pyproject.toml:4: `off`: there is no rule byline.by-nam; did you mean `byline.by-names`?" in result.stderr


def test_an_unknown_key_is_told_with_what_is_like_it(run: Run, here: Path) -> None:
    (here / "cleaner.toml").write_text('rule = ["mine"]\n', "utf-8")
    result = run("clean", "-", stdin="x")
    assert result.exit_code == 2
    assert "did you mean `rules`?" in result.stderr
