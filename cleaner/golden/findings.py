"""A report as findings at places of files, and as test results: what the formats of other programs are made of."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.findings import ERROR, WARNING, Finding
from cleaner.findings.junit import CheckResult
from cleaner.golden.case import BODY
from cleaner.golden.human import UNKNOWN_CAUSE, common_start, of_case, shortened, spans_text, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.golden.case import CaseError
    from cleaner.golden.compare import BodyDifference, Comparison, Report

LINE, PROPERTY, BODY_TEXT, FAULT, MENDED = (
    "golden.line",
    "golden.property",
    "golden.body",
    "golden.fault",
    "golden.mended",
)
KINDS = {
    LINE: "A line of a golden case got another label or action than expected.",
    PROPERTY: "A property of the article has another value than a golden case expects.",
    BODY_TEXT: "The body is another than a golden case expects.",
    FAULT: "A golden case can't be read.",
    MENDED: "A known shortfall of a golden case is none any more.",
}
MAX_TEXT = 120


def findings(report: Report) -> list[Finding]:
    """A finding for each fault, each line, property and body that differs, and each shortfall that is mended."""
    found = [_fault(error) for error in report.faults]
    for comparison in report.comparisons:
        found += _differences(comparison)
        found += [
            Finding(shown(comparison.case.record), 1, 0, WARNING, MENDED, f"no longer a shortfall: {name}")
            for name in comparison.outgrown
        ]
    return found


def tested(report: Report) -> list[CheckResult]:
    """A test for each case, grouped by publisher; a fixture that can't be read is an error."""
    results = [
        CheckResult(Path(file).parent.name or "golden", Path(file).name, file, error=(error.message, str(error)))
        for error in report.faults
        for file in [_place(error.where)[0]]
    ]
    for comparison in report.comparisons:
        case = comparison.case
        group, name = case.name.split("/")
        failure = None
        if comparison.differs:
            lines, properties = len(comparison.lines), len(comparison.article)
            told = f"{lines} lines and {properties} properties differ" + ("; the body too" if comparison.body else "")
            failure = (told, of_case(comparison))
        out = f"known shortfalls: {comparison.known}\n" if comparison.known else ""
        results.append(CheckResult(group, name, shown(case.folder), failure, out=out))
    return results


def shown(path: Path) -> str:
    """The path as services want it: relative to the current folder where it lies below, with slashes."""
    try:
        return path.resolve().relative_to(Path.cwd().resolve()).as_posix()
    except ValueError:
        return path.as_posix()


def _fault(error: CaseError) -> Finding:
    file, line = _place(error.where)
    return Finding(file, line, 0, ERROR, FAULT, error.message, title="golden case at fault")


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


def _first_difference(body: BodyDifference) -> tuple[int, str]:
    expected, got = body.expected.split("\n"), body.got.split("\n")
    at = common_start(expected, got)
    old, new = (rows[at] if at < len(rows) else "nothing" for rows in (expected, got))
    told = f"expected {shortened(old, MAX_TEXT)!r}, got {shortened(new, MAX_TEXT)!r}"
    return min(at, len(expected) - 1) + 1, f"the body differs from here on: {told}"
