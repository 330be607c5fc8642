"""The pre-commit hooks and the GitHub action, tried by running what they run."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.cli.shared import PACK, PROSE, STORY

ROOT = Path(__file__).resolve().parent.parent
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))}
ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A user's project with a pack and a case, and `cleaner` on the path."""
    case = tmp_path / "fixtures" / "paper" / "one"
    case.mkdir(parents=True)
    (case / "input.txt").write_text(STORY, "utf-8")
    (case / "expected.txt").write_text(PROSE + "\n", "utf-8")
    (case / "expected.json").write_text(json.dumps({"lines": {"0": "promo drop"}}), "utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "sure.toml").write_text(PACK, "utf-8")
    (tmp_path / "pyproject.toml").write_text('[tool.cleaner]\nrules = ["rules"]\n', "utf-8")
    command = tmp_path / "bin" / "cleaner"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cleaner "$@"\n', "utf-8")
    command.chmod(0o755)
    return tmp_path


def bash(project: Path, script: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PATH": f"{project / 'bin'}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT), "CI": "true",
    }  # fmt: skip
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]  # as the runner calls it
    return subprocess.run(command, cwd=project, env=environment | more, capture_output=True, text=True, check=False)


def hook(project: Path, identity: str, *args: str) -> subprocess.CompletedProcess[str]:
    """Run a hook as pre-commit does: on the files it is for."""
    wanted = HOOKS[identity]
    assert wanted["language"] == "python"
    names = [path.relative_to(project).as_posix() for path in sorted(project.rglob("*")) if path.is_file()]
    chosen = [name for name in names if re.search(wanted["files"], name)]
    chosen = [name for name in chosen if not re.search(wanted.get("exclude", "^$"), name)]
    assert chosen
    files = chosen if wanted.get("pass_filenames", True) else []
    return bash(project, shlex.join([*shlex.split(wanted["entry"]), *args, *files]))


def test_the_hooks_pass_where_all_is_well(project: Path) -> None:
    for identity in HOOKS:
        result = hook(project, identity)
        assert result.returncode == 0, result.stdout + result.stderr


def test_the_hook_for_cases_fails_where_one_differs(project: Path) -> None:
    (project / "fixtures" / "paper" / "one" / "expected.txt").write_text("Else.\n", "utf-8")
    result = hook(project, "cleaner-check", "fixtures")
    assert result.returncode == 1
    assert "Else." in result.stdout


def test_the_hook_for_rules_fails_where_one_is_at_fault(project: Path) -> None:
    (project / "rules" / "sure.toml").write_text(PACK.replace("score", "scor"), "utf-8")
    result = hook(project, "cleaner-rules-lint")
    assert result.returncode == 1
    assert "rules/sure.toml:10:1: error: unknown key `scor`" in result.stdout


def steps(project: Path, **inputs: str) -> dict[str, subprocess.CompletedProcess[str]]:
    """The action's own steps, but for the installing, with its inputs put in."""
    values: dict[str, Any] = {name: entry.get("default", "") for name, entry in ACTION["inputs"].items()} | inputs
    assert set(inputs) <= set(ACTION["inputs"])
    results = {}
    for step in ACTION["runs"]["steps"]:
        if "run" not in step or step["name"] == "Install":
            continue
        assert step["shell"] == "bash"
        assert "${{" not in step["run"]  # inputs come by the environment: in a script they would be code
        if "inputs.rules != ''" in str(step.get("if")) and not values["rules"]:
            continue
        given = {
            name: re.sub(r"\$\{\{ inputs\.([\w-]+) \}\}", lambda found: str(values[found[1]]), value)
            for name, value in step["env"].items()
        }
        results[step["name"]] = bash(project, step["run"], **given)
    return results


def test_the_action_is_green_where_all_is_well(project: Path) -> None:
    for result in steps(project).values():
        assert result.returncode == 0, result.stderr
    assert "1 case: 1 as expected" in steps(project)["Golden cases"].stdout


def test_the_action_annotates_what_differs_and_writes_sarif(project: Path) -> None:
    (project / "fixtures" / "paper" / "one" / "expected.json").write_text('{"lines": {"0": "nav drop"}}', "utf-8")
    result = steps(project, sarif="out.sarif", paths="fixtures\n\n")["Golden cases"]
    assert result.returncode == 1
    assert "::error file=fixtures/paper/one/input.txt,line=1,title=" in result.stdout
    assert len(json.loads((project / "out.sarif").read_text("utf-8"))["runs"][0]["results"]) == 1


def test_the_action_checks_the_rules_it_is_given(project: Path) -> None:
    (project / "more rules").mkdir()
    text = PACK.replace("test.", "more.").replace("JUNK", "TRASH").replace("council", "chorus")
    (project / "more rules" / "pack.toml").write_text(text, "utf-8")
    found = steps(project, rules="more rules\n")
    assert [result.returncode for result in found.values()] == [0, 0], found
    (project / "more rules" / "pack.toml").write_text(text.replace("why", "whi"), "utf-8")
    result = steps(project, rules="more rules")["Rules"]
    assert result.returncode == 1
    assert "::error file=more rules/pack.toml,line=5" in result.stdout


def test_the_action_installs_what_it_was_taken_from() -> None:
    (install,) = [step for step in ACTION["runs"]["steps"] if step.get("name") == "Install"]
    assert install["env"] == {"CLEANER_SOURCE": "${{ github.action_path }}"}
    assert '"$CLEANER_SOURCE"' in install["run"]
