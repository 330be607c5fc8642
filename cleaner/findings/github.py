"""Findings as GitHub workflow commands, which it shows beside the lines of a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.findings.finding import ERROR, NOTE, WARNING
from cleaner.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.findings.finding import Finding

COMMANDS = {ERROR: "error", WARNING: "warning", NOTE: "notice"}


def render(findings: Iterable[Finding]) -> str:
    """A command a finding.

    >>> from cleaner.findings import ERROR, Finding
    >>> print(render([Finding("a/expected.json", 3, 0, ERROR, "golden.line", "100%\\nnext", title="a, b")]), end="")
    ::error file=a/expected.json,line=3,title=a%2C b::100%25%0Anext
    """
    return "".join(f"{_command(finding)}\n" for finding in findings if not finding.accepted)


def _command(finding: Finding) -> str:
    places = [("file", finding.file)]
    places += [("line", str(finding.line))] if finding.line else []
    places += [("col", str(finding.column))] if finding.line and finding.column else []
    places += [("title", finding.title or finding.kind)]
    told = ",".join(f"{name}={property_text(value)}" for name, value in places)
    return f"::{COMMANDS[finding.level]} {told}::{data_text(finding.text)}"


def data_text(text: str) -> str:
    """The message, escaped as the runner undoes it: the percent sign first."""
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def property_text(text: str) -> str:
    """A value in front of the message, in which `:` and `,` would end it."""
    return data_text(text).replace(":", "%3A").replace(",", "%2C")
