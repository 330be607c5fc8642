"""`cleaner rules`: the rules, listed, shown, and tested by their own examples."""

import difflib
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from cleaner.cli import options
from cleaner.cli.output import FINDINGS, painted, progress, say, tell, visible, width
from cleaner.cli.settings import rule_paths
from cleaner.model import CleanerError, Label
from cleaner.ruleset import Rule, RuleSet, languages_of, load_ruleset, shipped_rules
from cleaner.ruleset.examples import failures_of
from cleaner.ruleset.lint import ERROR, lint
from cleaner.ruleset.load import rule_files

app = typer.Typer(name="rules", help="List, show, test and check the rules.", no_args_is_help=True)

ALIKE = 3
"""Ids proposed in the place of one that isn't known."""

NO_LIMIT = 10_000
"""`max_words` of a rule that sets no limit (`ruleset.schema.Where`)."""


class NoSuchRule(CleanerError):  # noqa: N818 - named for what is missing
    """No rule has that id."""


@app.command("list")
def list_rules(
    label: Annotated[Label | None, typer.Option("--label", help="Only rules for this label.")] = None,
    rules: options.Rules = None,
) -> None:
    """A line a rule: id, label, kind, score and reason."""
    chosen = [rule for rule in _every_rule(rules).values() if label is None or rule.label is label]
    chosen.sort(key=lambda rule: (list(Label).index(rule.label), rule.id))
    columns = max((len(rule.id) for rule in chosen), default=0)
    room = width()
    rows = []
    for rule in chosen:
        row = Text().append(f"{rule.id:<{columns}}", "bold")
        row.append(f"  {rule.label:<11}  {rule.kind:<8}  {rule.score:g}  ", "cyan")
        why = visible(rule.why)
        row.append(why if room is None or len(row) + len(why) <= room else why[: max(0, room - len(row) - 1)] + "…")
        rows.append(row)
    say(painted(rows))


@app.command("show")
def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The rule's id, as in `credit.photo-agency`.")],
    rules: options.Rules = None,
) -> None:
    """All of one rule, and where it stands."""
    known = _every_rule(rules)
    rule = known.get(identity)
    if rule is None:
        alike = difflib.get_close_matches(identity, known, ALIKE)
        hint = f"; perhaps {', '.join(alike)}" if alike else ""
        raise NoSuchRule(f"there is no rule {identity}{hint}")
    say(painted(_shown(rule)))


def _shown(rule: Rule) -> list[Text]:
    where = rule.where
    limits = [
        f"zone {where.zone}",
        *([f"at least {where.min_words} words"] if where.min_words else []),
        *([f"at most {where.max_words} words"] if where.max_words < NO_LIMIT else []),
        *([f"runs of {where.min_run} or more"] if rule.kind == "run" else []),
    ]
    facts = [
        ("label", [str(rule.label)]),
        ("kind", [rule.kind]),
        ("score", [f"{rule.score:g}"]),
        ("pack", [rule.pack]),
        ("source", [rule.source]),
        ("where", [", ".join(limits)]),
        ("pattern", [rule.pattern] if rule.pattern else []),
        ("unless", rule.unless),
        ("emit", [f"{name} = {group}" for name, group in rule.emit.items()]),
        ("hits", rule.hits),
        ("misses", rule.misses),
    ]
    rows = [Text(rule.id, "bold"), Text(visible(rule.why))]
    for name, values in facts:
        for n, value in enumerate(values):
            rows.append(
                Text().append(f"  {name if not n else '':<8} ", "cyan").append(visible(value).replace("\\n", " / "))
            )
    return rows


@app.command("test")
def run_examples(rules: options.Rules = None) -> None:
    """Run the examples of all rules."""
    known = {rule.id: (ruleset, rule) for ruleset in _rulesets(rules) for rule in ruleset.rules.values()}
    failed = []
    for ruleset, rule in progress(known.values(), len(known), "testing"):
        failed += list(failures_of(ruleset, rule))
    examples = sum(len(rule.hits) + len(rule.misses) for _, rule in known.values())
    say("".join(f"{failure}\n" for failure in failed))
    tell(f"{len(known)} rules, {examples} examples: {len(failed)} failed")
    if failed:
        raise typer.Exit(FINDINGS)


@app.command("lint")
def lint_rules(rules: options.Rules = None) -> None:
    """Find faults in rule files: all of them, with file and line."""
    added = [file for path in rule_paths(rules) for file in rule_files(path)]
    shipped = list(rule_files(shipped_rules()))
    findings = lint(shipped, added)
    say("".join(f"{visible(str(finding))}\n" for finding in findings))
    errors = sum(finding.level == ERROR for finding in findings)
    tell(f"{len(shipped) + len(added)} rule files: {errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(FINDINGS)


def _rulesets(rules: list[Path] | None) -> list[RuleSet]:
    """A rule set for each language that the rule files are written for."""
    paths = rule_paths(rules)
    return [load_ruleset(paths, language=language) for language in languages_of([shipped_rules(), *paths])]


def _every_rule(rules: list[Path] | None) -> dict[str, Rule]:
    return {rule.id: rule for ruleset in _rulesets(rules) for rule in ruleset.rules.values()}
