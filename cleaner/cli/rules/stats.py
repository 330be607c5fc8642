"""`cleaner rules stats`: what each rule does to a corpus."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from cleaner.cli import options
from cleaner.cli.options import Format
from cleaner.cli.output import FINDINGS, complain, painted, progress, say, tell
from cleaner.cli.rules.show import find
from cleaner.cli.settings import make_cleaner
from cleaner.corpus.read import read_corpus
from cleaner.corpus.stats import RuleStats, Stats, rule_stats
from cleaner.options import Overrides
from cleaner.text.visible import visible_json


def stats(
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder of documents, or a JSONL file.")],
    only: Annotated[
        list[str] | None, typer.Option("--rule", metavar="ID", help="Only this rule; can be repeated.")
    ] = None,
    rules: options.Rules = None,
    worth: Annotated[
        bool, typer.Option("--worth/--no-worth", help="With gold: find what each rule saves and costs (takes longer).")
    ] = True,
    form: Annotated[Format, typer.Option("--format", help="How the counts are printed.")] = Format.HUMAN,
) -> None:
    """Count what each rule does: hits, documents, and with gold its precision and the words it saves and costs."""
    cleaner, found = make_cleaner(Overrides(rules)), read_corpus(corpus)
    named = [find(cleaner.ruleset.rules, identity).id for identity in only or []]
    counted = rule_stats(cleaner, progress(found, found.size, "counting"), named, worth=worth)
    told = counted.with_gold and worth
    chosen = [rule for rule in counted.rules.values() if rule.hits or named]
    chosen.sort(key=lambda rule: (-rule.worth, -rule.hits, rule.id) if told else (0, -rule.hits, rule.id))
    say(_json(counted, chosen) if form is Format.JSON else painted(_table(counted, chosen, bool(told))))
    tell(
        f"{counted.documents} documents, {counted.with_gold} with gold: {len(chosen)} of {len(counted.rules)} rules hit"
    )
    faults = [*found.faults, *(counted.faults or [])]
    for fault in faults:
        complain(fault)
    if faults:
        raise typer.Exit(FINDINGS)


def _table(counted: Stats, chosen: list[RuleStats], worth: bool) -> list[Text]:
    columns = max([4, *(len(rule.id) for rule in chosen)])
    head = f"{'rule':<{columns}}  {'hits':>6}  {'docs':>6}  {'kept':>6}"
    head += f"  {'precision':>9}" if counted.with_gold else ""
    rows = [Text(head + (f"  {'saved':>7}  {'cost':>7}" if worth else ""), "bold")]
    for rule in chosen:
        row = f"{rule.id:<{columns}}  {rule.hits:>6}  {rule.documents:>6}  {rule.kept:>6}"
        if counted.with_gold:
            row += f"  {'' if rule.precision is None else f'{rule.precision:.2f}':>9}"
        if worth:
            row += f"  {rule.saved:>7}  {rule.cost:>7}"
        rows.append(Text(row, "red" if worth and rule.worth < 0 else ""))
    return rows


def _json(counted: Stats, chosen: list[RuleStats]) -> str:
    records: list[dict[str, Any]] = [
        {
            "rule": rule.id,
            "hits": rule.hits,
            "documents": rule.documents,
            "kept": rule.kept,
            "right": rule.right,
            "wrong": rule.wrong,
            "precision": rule.precision,
            "words_saved": rule.saved,
            "words_cost": rule.cost,
        }
        for rule in chosen
    ]
    record = {"documents": counted.documents, "with_gold": counted.with_gold, "rules": records}
    return visible_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"
