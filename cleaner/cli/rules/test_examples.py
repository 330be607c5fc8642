"""`cleaner rules test`: the examples of the rules, run."""

import typer

from cleaner.cli import options
from cleaner.cli.output import FINDINGS, progress, say, tell
from cleaner.cli.rules import loading
from cleaner.ruleset.examples import failures_of


def run_examples(rules: options.Rules = None) -> None:
    """Run the examples of all rules."""
    known = {rule.id: (ruleset, rule) for ruleset in loading.rulesets(rules) for rule in ruleset.rules.values()}
    failed = []
    for ruleset, rule in progress(known.values(), len(known), "testing"):
        failed += list(failures_of(ruleset, rule))
    examples = sum(len(rule.hits) + len(rule.misses) for _, rule in known.values())
    say("".join(f"{failure}\n" for failure in failed))
    tell(f"{len(known)} rules, {examples} examples: {len(failed)} failed")
    if failed:
        raise typer.Exit(FINDINGS)
