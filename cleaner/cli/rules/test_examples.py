"""`cleaner rules test`: the examples of the rules and of the parts of patterns, run."""

import typer

from cleaner.cli import options
from cleaner.cli.output import FINDINGS, progress, say, tell
from cleaner.cli.rules import loading
from cleaner.ruleset import Rule
from cleaner.ruleset.examples import Failure, failures_of, failures_of_part
from cleaner.ruleset.parts import Part


def run_examples(rules: options.Rules = None) -> None:
    """Run the examples of all rules and of the parts that their patterns name."""
    rulesets = loading.rulesets(rules)
    known = {rule.id: (ruleset, rule) for ruleset in rulesets for rule in ruleset.rules.values()}
    packs = [(ruleset, pack) for ruleset in rulesets for pack in ruleset.packs]
    parts = {part.source: (ruleset, pack, part) for ruleset, pack in packs for part in pack.parts}
    failed: list[Failure] = []
    for of_pack in parts.values():
        failed += failures_of_part(*of_pack)
    for ruleset, rule in progress(known.values(), len(known), "testing"):
        failed += failures_of(ruleset, rule)
    tested: list[Rule | Part] = [*(rule for _, rule in known.values()), *(part for _, _, part in parts.values())]
    examples = sum(len(each.hits) + len(each.misses) for each in tested)
    say("".join(f"{failure}\n" for failure in failed))
    tell(f"{len(known)} rules, {len(parts)} parts, {examples} examples: {len(failed)} failed")
    if failed:
        raise typer.Exit(FINDINGS)
