"""The pytest plugin, in a project of its own: collected, failing readably, rewriting, and with several workers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from tests.cli.shared import PACK, PROSE, STORY

ROOT = Path(__file__).resolve().parent.parent
LOAD = () if any(e.value == "cleaner.pytest_plugin" for e in entry_points(group="pytest11")) else (
    "-p", "cleaner.pytest_plugin",
)  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "sure.toml").write_text(PACK, "utf-8")
    (tmp_path / "pyproject.toml").write_text(
        '[tool.cleaner]\nrules = ["rules"]\n[tool.pytest.ini_options]\ncleaner_goldens = ["goldens"]\n', "utf-8"
    )
    (tmp_path / "test_own.py").write_text("def test_own():\n    pass\n", "utf-8")
    for name in ("good", "other"):
        make(tmp_path / "goldens" / "paper" / name, "promo drop")
    return tmp_path


def make(folder: Path, label: str) -> None:
    folder.mkdir(parents=True)
    (folder / "input.txt").write_text(STORY, "utf-8")
    (folder / "expected.txt").write_text(PROSE + "\n", "utf-8")
    (folder / "expected.json").write_text(json.dumps({"about": "A.", "lines": {"0": label}}), "utf-8")


def run(project: Path, *args: str, **more: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST")}
    environment = clean | {"PYTHONPATH": str(ROOT)} | more
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *LOAD, *args]
    return subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)


def test_cases_are_items_beside_a_projects_own_tests(project: Path) -> None:
    result = run(project, "-v")
    assert result.returncode == 0, result.stdout
    assert "goldens/paper/good/expected.json::good" not in result.stdout
    assert "goldens/paper/good/input.txt::good PASSED" in result.stdout
    assert "3 passed" in result.stdout


def test_a_difference_is_told_as_cleaner_check_tells_it_without_a_traceback(project: Path) -> None:
    make(project / "goldens" / "paper" / "bad", "nav drop")
    result = run(project)
    assert result.returncode == 1
    for part in ("input.txt:1  JUNK TO GO", "- expected  nav drop", "because   test.junk", "cause: "):
        assert part in result.stdout
    assert "Traceback" not in result.stdout
    assert "pytest_plugin.py" not in result.stdout


def test_a_known_failure_is_an_expected_failure_with_its_reason_and_one_that_passes_fails(project: Path) -> None:
    for name, expected, came in (("known", "nav drop", "promo drop"), ("fixed", "promo drop", "other drop")):
        make(project / "goldens" / "paper" / name, expected)
        file = project / "goldens" / "paper" / name / "expected.json"
        groups = [{"reason": "reads like an offer", "lines": {"0": came}}]
        file.write_text(json.dumps(json.loads(file.read_text("utf-8")) | {"known_failures": groups}), "utf-8")
    result = run(project, "-rx", "--junitxml", "out.xml")
    assert "1 failed, 3 passed, 1 xfailed" in result.stdout
    assert "known failures: 1 line: reads like an offer" in result.stdout
    assert "known failures that pass now: line 1" in result.stdout
    assert 'type="pytest.xfail"' in (project / "out.xml").read_text("utf-8")


def test_a_case_without_its_input_fails_and_says_so(project: Path) -> None:
    make(project / "goldens" / "paper" / "bad", "nav drop")
    (project / "goldens" / "paper" / "bad" / "input.txt").unlink()
    result = run(project)
    assert result.returncode == 1
    assert "the case has no input" in result.stdout
    assert "3 passed" in result.stdout


def test_the_cases_named_are_rewritten_and_the_change_is_shown(project: Path) -> None:
    for name in ("bad", "worse"):
        make(project / "goldens" / "paper" / name, "nav drop")
    result = run(project, "--update-goldens", "goldens/paper/bad")
    assert result.returncode == 0, result.stdout
    assert '+    "0": "promo drop"' in result.stdout
    assert "promo drop" in (project / "goldens" / "paper" / "bad" / "expected.json").read_text("utf-8")
    assert "nav drop" in (project / "goldens" / "paper" / "worse" / "expected.json").read_text("utf-8")


def test_a_ci_run_never_rewrites(project: Path) -> None:
    result = run(project, "--update-goldens", CI="true")
    assert result.returncode == 4
    assert "never" in result.stderr


def test_several_workers_share_the_cases(project: Path) -> None:
    make(project / "goldens" / "paper" / "bad", "nav drop")
    result = run(project, "-n", "2")
    assert result.returncode == 1
    assert "1 failed, 3 passed" in result.stdout
    assert "because   test.junk" in result.stdout
    assert "promo drop" in run(project, "-n", "2", "--update-goldens").stdout
    assert run(project, "-n", "2").returncode == 0


def test_nothing_is_collected_where_no_folder_is_named(project: Path) -> None:
    (project / "pyproject.toml").write_text("[tool.pytest.ini_options]\n", "utf-8")
    assert "1 passed" in run(project, ".").stdout
    assert "1 passed" in run(project).stdout


def test_a_folder_can_be_named_on_the_command_line(project: Path) -> None:
    (project / "pyproject.toml").write_text('[tool.cleaner]\nrules = ["rules"]\n', "utf-8")
    assert "3 passed" in run(project, ".", "--goldens", "goldens").stdout
    result = run(project, "--goldens", "nowhere")
    assert result.returncode == 4
    assert "nowhere: no such file or folder" in result.stderr


def test_a_broken_rule_file_is_told_with_file_and_line(project: Path) -> None:
    (project / "rules" / "sure.toml").write_text("schema = 1\npack =\n", "utf-8")
    result = run(project)
    assert result.returncode == 1
    assert "sure.toml:2: not valid TOML" in result.stdout
    assert "Traceback" not in result.stdout


def test_a_case_is_held_against_the_rules_of_its_language(project: Path) -> None:
    german = PACK.replace("[[rule]]", 'language = "de"\n\n[[rule]]', 1).replace("JUNK TO GO", "ALTES ZEUG")
    (project / "rules" / "german.toml").write_text(german.replace("test.", "german."), "utf-8")
    folder = project / "goldens" / "paper" / "german"
    make(folder, "promo drop")
    prose = "Der Gemeinderat hat am Montag beschlossen, das Deichtor bis zum Frühjahr geschlossen zu halten."
    (folder / "input.txt").write_text(f"ALTES ZEUG\n\n{prose}\n", "utf-8")
    (folder / "expected.txt").unlink()
    for language, passed in (("de", "4 passed"), ("en", "1 failed, 3 passed")):
        record = {"about": "A.", "language": language, "lines": {"0": "promo drop"}}
        (folder / "expected.json").write_text(json.dumps(record), "utf-8")
        assert passed in run(project).stdout
