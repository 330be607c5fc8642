"""A report for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleaner.text.visible import visible_json

if TYPE_CHECKING:
    from cleaner.golden.case import Expected
    from cleaner.golden.compare import Comparison, LineDifference, Report
    from cleaner.golden.made import Cause
    from cleaner.stages.score import Evidence, Sum

MEASUREMENTS = 10


def render(report: Report) -> str:
    """One JSON object: counts, the cases that differ, the fixtures that can't be checked."""
    record = {
        "cases": len(report.comparisons),
        "as_expected": len(report.comparisons) - len(report.differing) - len(report.failing_as_known),
        "with_known_failures": len(report.failing_as_known),
        "differing": len(report.differing),
        "known_failures": {"lines": report.known_lines, "properties": report.known_properties},
        "results": [_case(comparison) for comparison in report.comparisons],
        "faults": [{"where": fault.where, "message": fault.message} for fault in report.faults],
    }
    return visible_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def _case(comparison: Comparison) -> dict[str, Any]:
    body = comparison.body
    return {
        "case": comparison.case.name,
        "folder": str(comparison.case.folder),
        "differs": comparison.differs,
        "cause": _cause(comparison.cause),
        "lines": [_line(difference) for difference in comparison.lines],
        "article": [{"property": d.name, "expected": d.expected, "got": d.got} for d in comparison.article],
        "known_failures": [
            {"reason": group.reason, "lines": sorted(group.lines), "article": list(group.article)}
            for group in comparison.known
        ],
        "fixed": list(comparison.fixed),
        "body": {"expected": body.expected, "got": body.got} if body else None,
    }


def _cause(cause: Cause | None) -> dict[str, Any] | None:
    """What has changed since the case was made: `names` holds "rules", "libraries" or "neither"."""
    if cause is None:
        return None
    pairs = {name: dict(zip(("old", "new"), pair, strict=True)) for name, pair in cause.versions.items()}
    ruleset = dict(zip(("old", "new"), cause.ruleset, strict=True)) if cause.ruleset else None
    return {"names": list(cause.names), "ruleset": ruleset, "versions": pairs}


def _line(difference: LineDifference) -> dict[str, Any]:
    return {
        "index": difference.line,
        "line": difference.line + 1,
        "text": difference.text,
        "expected": [_span(span) for span in difference.expected],
        "got": [_span(span) for span in difference.got],
        "rules": list(difference.rules),
        "proposals": [{"rule": rule, "label": str(label)} for rule, label in difference.proposals],
        "evidence": evidence_record(difference.evidence) if difference.evidence else None,
    }


def _span(span: Expected) -> dict[str, Any]:
    record: dict[str, Any] = {"label": str(span.label), "action": str(span.action)}
    return record if span.text is None else record | {"text": span.text}


def evidence_record(evidence: Evidence) -> dict[str, Any]:
    """The probabilities of a block's labels, and its scores with the weightiest measurements of each."""
    return {
        "probabilities": {str(label): round(value, 4) for label, value in evidence.probabilities.items()},
        "first": _sum(evidence.first),
        "second": _sum(evidence.second),
        str(evidence.otherwise): _sum(evidence.label),
    }


def _sum(summed: Sum) -> dict[str, Any]:
    parts = [
        {"measurement": part.name, "value": round(part.value, 4), "worth": round(part.worth, 4)}
        for part in summed.parts[:MEASUREMENTS]
    ]
    return {"total": round(summed.total, 4), "base": round(summed.base, 4), "parts": parts}
