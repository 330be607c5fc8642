"""Findings as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from cleaner.text.visible import visible_json

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.findings.finding import Finding

VERSION = "2.1.0"
SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
TOOL = "cleaner"
FINGERPRINT = "cleaner/v1"


def render(findings: Sequence[Finding], version: str, kinds: Mapping[str, str], summary: str = "") -> str:
    """One log with one run. `version` is the program's; `kinds` tells of each kind of finding what it is.

    A finding that is accepted is written as suppressed, with its reason.
    """
    used = sorted({finding.kind for finding in findings})
    rules = [{"id": kind, "shortDescription": {"text": kinds.get(kind, kind)}} for kind in used]
    driver = {"name": TOOL, "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, used.index(finding.kind)) for finding in findings],
    } | ({"properties": {"summary": summary}} if summary else {})
    log = {"$schema": SCHEMA, "version": VERSION, "runs": [run]}
    return visible_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n"


def _result(finding: Finding, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": uri(finding.file)}}
    if finding.line:
        place["region"] = {"startLine": finding.line} | ({"startColumn": finding.column} if finding.column else {})
    told = f"{finding.title}: {finding.text}" if finding.title else finding.text
    # Without the line's number: what is found again a line further down is the same finding.
    identity = hashlib.sha256("\0".join((finding.kind, finding.file, told)).encode("utf-8", "replace"))
    accepted = [{"kind": "external", "status": "accepted", "justification": finding.accepted}]
    return ({"suppressions": accepted} if finding.accepted else {}) | {
        "ruleId": finding.kind,
        "ruleIndex": index,
        "level": finding.level,
        "message": {"text": told},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {FINGERPRINT: identity.hexdigest()[:32]},
    }


def uri(file: str) -> str:
    """A file's address: relative to the current folder where it lies below it, as services want it.

    >>> uri("my cases/ü.txt")
    'my%20cases/%C3%BC.txt'
    """
    path = Path(file)
    if path.is_absolute():
        try:
            path = path.resolve().relative_to(Path.cwd().resolve())
        except ValueError:
            return path.as_uri()
    return quote(path.as_posix(), safe="/-._~", errors="replace")
