"""The rules a verb speaks of: the shipped ones, those of the settings and those named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.cli.settings import rule_paths
from cleaner.ruleset import RuleSet, load_ruleset, shipped_rules
from cleaner.ruleset.load import all_files, rule_files

if TYPE_CHECKING:
    from pathlib import Path


def ruleset(rules: list[Path] | None) -> RuleSet:
    """All of them, loaded. Raises RuleError."""
    return load_ruleset(rule_paths(rules))


def shipped_files() -> list[Path]:
    return list(rule_files(shipped_rules()))


def added_files(rules: list[Path] | None) -> list[Path]:
    """The files on top of the shipped ones."""
    return all_files(rule_paths(rules))
