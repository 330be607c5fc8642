"""`cleaner rules list`: the rules, a line each."""

from collections.abc import Iterable
from typing import Annotated

import typer
from rich.text import Text

from cleaner.cli import options
from cleaner.cli.output import painted, say, visible, width
from cleaner.cli.rules import loading
from cleaner.model import Label


def list_rules(
    label: Annotated[Label | None, typer.Option("--label", help="Only rules for this label.")] = None,
    parts: Annotated[bool, typer.Option("--parts", help="The parts that patterns may name, instead of rules.")] = False,
    rules: options.Rules = None,
) -> None:
    """A line a rule: id, label, kind, score and reason."""
    if parts:
        known = {part.id: part for each in loading.rulesets(rules) for pack in each.packs for part in pack.parts}
        columns = max(map(len, known), default=0)
        _print([(f"{name:<{columns}}", "", known[name].why) for name in sorted(known)])
        return
    chosen = [rule for rule in loading.every_rule(rules).values() if label is None or rule.label is label]
    chosen.sort(key=lambda rule: (list(Label).index(rule.label), rule.id))
    columns = max((len(rule.id) for rule in chosen), default=0)
    _print(
        [(f"{rule.id:<{columns}}", f"  {rule.label:<11}  {rule.kind:<8}  {rule.score:g}", rule.why) for rule in chosen]
    )


def _print(lines: Iterable[tuple[str, str, str]]) -> None:
    """Names, facts and reasons; on a terminal no line is wider than that."""
    room = width()
    rows = []
    for name, facts, reason in lines:
        row = Text().append(name, "bold").append(f"{facts}  ", "cyan")
        why = visible(reason)
        row.append(why if room is None or len(row) + len(why) <= room else why[: max(0, room - len(row) - 1)] + "…")
        rows.append(row)
    say(painted(rows))
