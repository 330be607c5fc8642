"""Rule files as data, and the compiled rule set the stages work with."""

from cleaner.ruleset.compile import Hit, RuleSet
from cleaner.ruleset.load import load_ruleset, shipped_rules
from cleaner.ruleset.schema import Pack, Rule

__all__ = ["Hit", "Pack", "Rule", "RuleSet", "load_ruleset", "shipped_rules"]
