"""`cleaner rules lint` and `test`: what is wrong with rule files, all of it at once, and their examples, run."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli import options
from cleaner.cli.output import FINDINGS, complain, progress, say, tell
from cleaner.cli.rules import loading
from cleaner.cli.settings import make_cleaner
from cleaner.corpus.read import read_corpus
from cleaner.corpus.stats import coverage
from cleaner.findings import ERROR, Finding, github, sarif
from cleaner.golden.made import DISTRIBUTION, versions
from cleaner.options import Overrides
from cleaner.ruleset import Rule
from cleaner.ruleset.examples import Failure, failures_of, failures_of_part
from cleaner.ruleset.lint import KINDS, lint
from cleaner.ruleset.load import all_files
from cleaner.ruleset.parts import Part
from cleaner.text.visible import visible, visible_json

BODY_BOUND = 0.2


class Format(StrEnum):
    """How the findings are printed."""

    HUMAN = "human"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def lint_rules(
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATHS", help="Rule files and folders, as with --rules.")
    ] = None,
    rules: options.Rules = None,
    corpus: Annotated[
        Path | None,
        typer.Option("--corpus", metavar="CORPUS", help="Documents (folder or JSONL) to look for dead rules in."),
    ] = None,
    bound: Annotated[
        float,
        typer.Option(
            "--body-bound", metavar="SHARE", help="Share of a rule's hits that may be body lines.", min=0, max=1
        ),
    ] = BODY_BOUND,
    form: Annotated[Format, typer.Option("--format", help="How the findings are printed.")] = Format.HUMAN,
) -> None:
    """Find faults in rule files: all of them, with file, line and column. Of the shipped rules where none are named."""
    named = [*(paths or []), *(rules or [])]
    added, shipped = loading.added_files(named), loading.shipped_files()
    asked = {file.resolve() for file in (all_files(named) if named else added or shipped)}
    files = {str(file) for file in [*added, *shipped] if file.resolve() in asked}
    findings = [finding for finding in lint(shipped, added) if finding.file in files]
    if corpus is not None and not any(finding.level == ERROR for finding in findings):
        cleaner, found = make_cleaner(Overrides(named)), read_corpus(corpus)
        findings += coverage(cleaner, progress(found, found.size, "reading"), files, bound)
        for fault in found.faults:
            complain(fault)
    say(_text(findings, form))
    errors = sum(finding.level == ERROR for finding in findings)
    tell(f"{len(files)} rule file{'' if len(files) == 1 else 's'}: {errors} errors, {len(findings) - errors} warnings")
    if errors:
        raise typer.Exit(FINDINGS)


def _text(findings: list[Finding], form: Format) -> str:
    if form is Format.GITHUB:
        return github.render(findings)
    if form is Format.SARIF:
        return sarif.render(findings, versions()[DISTRIBUTION], KINDS)
    if form is Format.JSON:
        return (
            visible_json(json.dumps([finding._asdict() for finding in findings], ensure_ascii=False, indent=2)) + "\n"
        )
    return "".join(f"{visible(str(finding))}\n" for finding in findings)


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
