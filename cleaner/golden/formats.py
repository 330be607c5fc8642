"""The formats a report can be printed in: for people, for programs, and as findings or test results for CI services."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.findings import ERROR, NOTE, Finding, github, junit, sarif
from cleaner.findings.junit import CheckResult
from cleaner.golden import human, json_report
from cleaner.golden.case import BODY
from cleaner.golden.human import UNKNOWN_CAUSE, common_start, count, failures_text, shortened, spans_text, value_text
from cleaner.golden.made import DISTRIBUTION, versions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.golden.compare import BodyDifference, Comparison, Report

LINE, PROPERTY, BODY_TEXT, FAULT, FIXED, KNOWN = (
    f"golden.{name}" for name in ("line", "property", "body", "fault", "fixed", "known-failure")
)
KINDS = {
    LINE: "A line of a golden case got another label or action than expected.",
    PROPERTY: "A property of the article has another value than a golden case expects.",
    BODY_TEXT: "The body is another than a golden case expects.",
    FAULT: "A golden case can't be read.",
    FIXED: "A known failure of a golden case passes.",
    KNOWN: "A golden case fails as it is known to.",
}
MAX_TEXT = 120


class Format(StrEnum):
    """Their names on the command line."""

    HUMAN = "human"
    JSON = "json"
    JUNIT = "junit"
    GITHUB = "github"
    SARIF = "sarif"


def _junit(report: Report) -> str:
    return junit.render("cleaner check", results(report), count(report))


def _github(report: Report) -> str:
    return github.render(findings(report)) + count(report) + "\n"


def _sarif(report: Report) -> str:
    return sarif.render(findings(report), versions()[DISTRIBUTION], KINDS, summary=count(report))


FORMATS: dict[Format, Callable[[Report], str]] = {
    Format.HUMAN: human.render,
    Format.JSON: json_report.render,
    Format.JUNIT: _junit,
    Format.GITHUB: _github,
    Format.SARIF: _sarif,
}


def findings(report: Report) -> list[Finding]:
    """A finding for each fault and each line, property and body that differs; known failures as suppressed ones."""
    found = []
    for error in report.faults:
        file, line = _place(error.where)
        found.append(Finding(file, line, 0, ERROR, FAULT, error.message, title="golden case at fault"))
    for comparison in report.comparisons:
        found += _differences(comparison)
    return found


def results(report: Report) -> list[CheckResult]:
    """A test for each case, grouped by publisher; a fixture that can't be read is an error."""
    found = []
    for error in report.faults:
        file = _place(error.where)[0]
        group = Path(file).parent.name or "golden"
        found.append(CheckResult(group, Path(file).name, file, error=(error.message, str(error))))
    for comparison in report.comparisons:
        group, name = comparison.case.name.split("/")
        failure = (_told(comparison), human.of_case(comparison)) if comparison.differs else None
        xfail = human.known_text(comparison) if comparison.known and not comparison.differs else None
        found.append(CheckResult(group, name, shown(comparison.case.folder), failure, xfail=xfail))
    return found


def _told(comparison: Comparison) -> str:
    told = [
        f"differs: {failures_text(len(comparison.lines), len(comparison.article))}".removesuffix(": "),
        *(["the body differs"] if comparison.body else []),
        *([f"known failures that pass now: {', '.join(comparison.fixed)}"] if comparison.fixed else []),
    ]
    return "; ".join(told)


def shown(path: Path) -> str:
    """The path as services want it: relative to the current folder where it lies below, with slashes."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _place(where: str) -> tuple[str, int]:
    file, _, line = where.rpartition(":")
    return (shown(Path(file)), int(line)) if file and line.isdigit() else (shown(Path(where)), 0)


def _differences(comparison: Comparison) -> Iterator[Finding]:
    case = comparison.case
    cause = f"cause: {comparison.cause or UNKNOWN_CAUSE}"
    for line in comparison.lines:
        rules = ", ".join(line.rules)
        message = (
            f"{shortened(line.text, MAX_TEXT)!r}: expected {spans_text(line.expected)}, got {spans_text(line.got)}"
            + (f" because of {rules}" if rules else "")
            + f"; {cause}"
        )
        title = f"{case.name}: {spans_text(line.got)}" + (f" [{rules}]" if rules else "")
        yield Finding(shown(case.input), line.line + 1, 0, ERROR, LINE, message, title=title)
    for name, expected, got in comparison.article:
        message = f"{name}: expected {value_text(expected)}, got {value_text(got)}; {cause}"
        row = case.rows.get(name, 1)
        yield Finding(shown(case.record), row, 0, ERROR, PROPERTY, message, title=f"{case.name}: {name}")
    if comparison.body is not None:
        row, message = _first_difference(comparison.body)
        file = shown(case.folder / BODY)
        yield Finding(file, row, 0, ERROR, BODY_TEXT, f"{message}; {cause}", title=f"{case.name}: the body")
    if comparison.fixed:
        yield Finding(shown(case.record), 1, 0, ERROR, FIXED, human.fixed_text(comparison), title=case.name)
    for group in comparison.known:
        for index, got in group.lines.items():
            message = f"expected {spans_text(case.expected(index))}, got {spans_text(got)}, as known"
            yield Finding(shown(case.input), index + 1, 0, NOTE, KNOWN, message, title=case.name, accepted=group.reason)
        for name, value in group.article.items():
            message = f"{name}: expected {value_text(case.article[name])}, got {value_text(value)}, as known"
            row = case.rows.get(name, 1)
            yield Finding(shown(case.record), row, 0, NOTE, KNOWN, message, title=case.name, accepted=group.reason)


def _first_difference(body: BodyDifference) -> tuple[int, str]:
    expected, got = body.expected.split("\n"), body.got.split("\n")
    at = common_start(expected, got)
    old, new = (rows[at] if at < len(rows) else "nothing" for rows in (expected, got))
    told = f"expected {shortened(old, MAX_TEXT)!r}, got {shortened(new, MAX_TEXT)!r}"
    return min(at, len(expected) - 1) + 1, f"the body differs from here on: {told}"
