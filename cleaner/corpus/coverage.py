"""What a corpus shows to be wrong with rules: those that never hit, and those that hit body."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.corpus.stats import rule_stats
from cleaner.findings import WARNING
from cleaner.ruleset.lint import BROAD, DEAD, of_rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from cleaner.corpus.read import Item
    from cleaner.findings import Finding
    from cleaner.pipeline import Cleaner

MIN_HITS = 3
"""Hits that a share is told from."""


def coverage(cleaner: Cleaner, items: Iterable[Item], files: Collection[str], bound: float) -> list[Finding]:
    """Findings on the rules of some files. Body is what the gold says is; without gold, what stays in the body."""
    rules = {i: rule for i, rule in cleaner.ruleset.rules.items() if rule.source.rpartition(":")[0] in files}
    stats = rule_stats(cleaner, items, rules, worth=False)
    found = []
    for identity, counted in stats.rules.items():
        rule = rules[identity]
        if not counted.hits:
            message = f"{identity} hits nothing in {stats.documents} documents"
            suggestion = "take it out, or look whether its pattern still fits"
            found.append(of_rule(rule, "pattern", WARNING, DEAD, message, suggestion))
            continue
        judged = counted.right + counted.wrong
        on_body, of = (counted.wrong, judged) if judged else (counted.kept, counted.hits)
        if rule.kind != "protect" and of >= MIN_HITS and on_body > bound * of:
            message = f"{identity} hits body: {on_body} of {of} lines it hits stand in the body (bound {bound:.0%})"
            suggestion = "narrow the pattern, add an `unless`, or limit its words or zone"
            found.append(of_rule(rule, "pattern", WARNING, BROAD, message, suggestion))
    return sorted(found, key=lambda finding: (finding.file, finding.line))
