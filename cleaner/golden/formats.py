"""The formats a report can be printed in. A new one is a function, and a line here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cleaner.findings import github, junit, sarif
from cleaner.golden import human, json_report
from cleaner.golden.findings import KINDS, findings, tested
from cleaner.golden.made import DISTRIBUTION, versions

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.golden.compare import Report


class Format(StrEnum):
    """Their names on the command line."""

    HUMAN = "human"
    JSON = "json"
    JUNIT = "junit"
    GITHUB = "github"
    SARIF = "sarif"


def _junit(report: Report) -> str:
    return junit.render("cleaner check", tested(report))


def _github(report: Report) -> str:
    return github.render(findings(report)) + human.count(report) + "\n"


def _sarif(report: Report) -> str:
    return sarif.render(findings(report), versions()[DISTRIBUTION], KINDS)


FORMATS: dict[Format, Callable[[Report], str]] = {
    Format.HUMAN: human.render,
    Format.JSON: json_report.render,
    Format.JUNIT: _junit,
    Format.GITHUB: _github,
    Format.SARIF: _sarif,
}
