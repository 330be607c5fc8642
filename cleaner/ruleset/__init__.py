"""Rule files as data, and the compiled rule set the stages work with."""

from cleaner.resources import shipped_rules
from cleaner.ruleset.compiled import Hit
from cleaner.ruleset.load import languages_of, load_ruleset
from cleaner.ruleset.rule_set import RuleSet
from cleaner.ruleset.schema import ENGLISH, Pack, Rule

__all__ = ["ENGLISH", "Hit", "Pack", "Rule", "RuleSet", "languages_of", "load_ruleset", "shipped_rules"]
