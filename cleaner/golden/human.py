"""A report for people: of each case that differs, the lines, what was expected, what came, and what was behind it."""

from __future__ import annotations

import difflib
import json
from typing import TYPE_CHECKING, Any

from cleaner.golden.case import RECORD
from cleaner.model import Label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.golden.case import Expected
    from cleaner.golden.compare import BodyDifference, Comparison, LineDifference, Report
    from cleaner.stages.score import Evidence

MAX_TEXT = 100
"""Characters of a line that are shown: enough to know it by."""

MAX_BODY = 160
UNKNOWN_CAUSE = "unknown: the case doesn't say what made it (`check PATH --update` writes it down)"
MEASUREMENTS = 4
"""The weightiest measurements shown; `cleaner explain FILE:LINE` shows more."""


def render(report: Report) -> str:
    """All of the report, with a count at its end."""
    parts = [f"{fault}\n" for fault in report.faults] + [of_case(comparison) + "\n" for comparison in report.differing]
    return "\n".join([*parts, count(report) + "\n"])


def count(report: Report) -> str:
    """The last line.

    >>> from cleaner.golden.compare import Report
    >>> count(Report())
    '0 cases: 0 as expected'
    """
    total, differ, failing = len(report.comparisons), len(report.differing), len(report.failing_as_known)
    text = f"{counted(total, 'case')}: {total - differ - failing} as expected"
    if failing:
        text += f", {failing} with known failures ({failures_text(report.known_lines, report.known_properties)})"
    if differ:
        text += f", {differ} differ{'s' if differ == 1 else ''}"
    return f"{text}; {len(report.faults)} can't be checked" if report.faults else text


def failures_text(lines: int, properties: int) -> str:
    """How many lines and properties fail as known.

    >>> failures_text(1, 0), failures_text(20, 2)
    ('1 line', '20 lines, 2 properties')
    """
    told = ((lines, counted(lines, "line")), (properties, counted(properties, "property", "properties")))
    return ", ".join(text for number, text in told if number)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number of things.

    >>> counted(1, "case"), counted(2, "case")
    ('1 case', '2 cases')
    """
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def of_case(comparison: Comparison) -> str:
    """All that is to be said of one case that differs."""
    return "\n".join(_case(comparison))


def _case(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.case.folder}"
    for difference in comparison.lines:
        yield from _line(comparison, difference)
    for name, expected, got in comparison.article:
        yield f"  {name}"
        yield f"    - expected  {value_text(expected)}"
        yield f"    + got       {value_text(got)}"
    if comparison.body:
        if comparison.lines:
            yield "  body differs by these lines"
        else:
            yield "  body"
            yield from _body(comparison.body)
    if comparison.lines or comparison.article or comparison.body:
        yield f"  cause: {comparison.cause or UNKNOWN_CAUSE}"
    if comparison.fixed:
        yield f"  {fixed_text(comparison)}"


def fixed_text(comparison: Comparison) -> str:
    """The known failures that pass, and what to do about them."""
    names, folder = ", ".join(comparison.fixed), comparison.case.folder
    return f"known failures that pass now: {names}; `cleaner check {folder} --update` removes them from {RECORD}"


def known_text(comparison: Comparison) -> str:
    """The known failures of a case, with their reasons."""
    groups = (f"{failures_text(len(g.lines), len(g.article))}: {g.reason}" for g in comparison.known)
    return f"known failures: {'; '.join(groups)}"


def _line(comparison: Comparison, difference: LineDifference) -> Iterator[str]:
    yield f"  {comparison.case.input.name}:{difference.line + 1}  {shortened(difference.text, MAX_TEXT)}"
    yield f"    - expected  {spans_text(difference.expected)}"
    yield f"    + got       {spans_text(difference.got)}"
    if difference.rules:
        yield f"      because   {', '.join(difference.rules)}"
    others = [f"{rule} ({label})" for rule, label in difference.proposals if rule not in difference.rules]
    if others:
        yield f"      proposed  {', '.join(others)}"
    if difference.evidence is not None:
        yield f"      evidence  {summed(difference.evidence)}"


def summed(evidence: Evidence) -> str:
    """A block's scores in one line: how likely it is body, and the measurements that weigh most."""
    parts = [f"{part.name} {part.value:g} ({part.worth:+.2f})" for part in evidence.second.parts[:MEASUREMENTS]]
    share = evidence.probabilities[Label.BODY]
    return f"body {share:.2f} ({evidence.second.total:+.2f}, by itself {evidence.first.total:+.2f}): {', '.join(parts)}"


def spans_text(spans: tuple[Expected, ...]) -> str:
    """Labels and actions of a line's spans, in a row."""
    return " | ".join(f"{s.label} {s.action}" + (f" {shortened(s.text, 40)!r}" if s.text else "") for s in spans)


def value_text(value: Any) -> str:
    """A property's value, in a row."""
    return shortened(json.dumps(value, ensure_ascii=False), MAX_BODY)


def _body(difference: BodyDifference) -> Iterator[str]:
    expected, got = difference.expected.split("\n"), difference.got.split("\n")
    matcher = difflib.SequenceMatcher(None, expected, got, autojunk=False)
    for kind, a, b, c, d in matcher.get_opcodes():
        if kind == "equal":
            continue
        olds, news = expected[a:b], got[c:d]
        start = common_start(olds[0], news[0]) if len(olds) == len(news) == 1 else 0
        yield from (f"    - expected  {_from(text, start)}" for text in olds)
        yield from (f"    + got       {_from(text, start)}" for text in news)


def common_start(one: Sequence[str], other: Sequence[str]) -> int:
    """Where two texts, or lists of lines, begin to differ.

    >>> common_start("the mayor", "the mare")
    6
    """
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _from(text: str, start: int) -> str:
    """The text from a little before `start`; a blank line is named, not printed."""
    if not text:
        return "(a blank line)"
    at = max(0, start - MAX_BODY // 4)
    return ("…" if at else "") + shortened(text[at:], MAX_BODY)


def shortened(text: str, room: int) -> str:
    """At most `room` characters.

    >>> shortened("The council voted", 12)
    'The council…'
    """
    text = text.strip()
    return text if len(text) <= room else text[: room - 1].rstrip() + "…"
