"""`cleaner rules list`: the rules, a line each."""

from typing import Annotated

import typer
from rich.text import Text

from cleaner.cli import options
from cleaner.cli.output import painted, say, visible, width
from cleaner.cli.rules import loading
from cleaner.model import Label


def list_rules(
    label: Annotated[Label | None, typer.Option("--label", help="Only rules for this label.")] = None,
    rules: options.Rules = None,
) -> None:
    """A line a rule: id, label, kind, score and reason."""
    chosen = [rule for rule in loading.every_rule(rules).values() if label is None or rule.label is label]
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
