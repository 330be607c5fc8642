"""The rules a verb speaks of: the shipped ones, those of the settings and those named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.cli.settings import options
from cleaner.options import Overrides
from cleaner.ruleset import Rule, RuleSet, languages_of, load_ruleset, shipped_rules
from cleaner.ruleset.load import all_files, rule_files, whole_sets

if TYPE_CHECKING:
    from pathlib import Path


def rulesets(rules: list[Path] | None) -> list[RuleSet]:
    """All of them, loaded: a rule set for each language that they are written for. Raises RuleError."""
    paths = rule_paths(rules)
    places = paths if whole_sets(paths) else [shipped_rules(), *paths]
    return [load_ruleset(paths, language=language) for language in languages_of(places)]


def rule_paths(rules: list[Path] | None) -> tuple[str | Path, ...]:
    """Rule files and folders on top of the shipped ones, each once."""
    return options(Overrides(rules)).rules


def every_rule(rules: list[Path] | None) -> dict[str, Rule]:
    """All of them by id, whatever language they are for. Raises RuleError."""
    return {rule.id: rule for ruleset in rulesets(rules) for rule in ruleset.rules.values()}


def shipped_files() -> list[Path]:
    return list(rule_files(shipped_rules()))


def added_files(rules: list[Path] | None) -> list[Path]:
    """The files on top of the shipped ones."""
    return all_files(rule_paths(rules))
