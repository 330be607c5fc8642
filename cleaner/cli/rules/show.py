"""`cleaner rules list`, `show` and `schema`: the rules a line each, all of one rule, and what a rule file may say."""

import difflib
from collections.abc import Iterable, Mapping
from typing import Annotated

import typer
from rich.text import Text

from cleaner.cli import options
from cleaner.cli.output import painted, say, width
from cleaner.cli.rules import loading
from cleaner.model import CleanerError, Label
from cleaner.ruleset import Rule
from cleaner.ruleset.jsonschema import schema_text
from cleaner.text.visible import visible

ALIKE = 3
"""Ids proposed in the place of one that isn't known."""

NO_LIMIT = 10_000
"""`max_words` of a rule that sets no limit (`ruleset.schema.Where`)."""


class NoSuchRule(CleanerError):  # noqa: N818 - named for what is missing
    """No rule has that id."""


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


def show(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The rule's id, as in `credit.photo-agency`.")],
    rules: options.Rules = None,
) -> None:
    """All of one rule: where it stands, its pattern as written, and as it is with its parts written out."""
    say(painted(_shown(find(loading.every_rule(rules), identity))))


def find(rules: Mapping[str, Rule], identity: str) -> Rule:
    """A rule by its id. Raises NoSuchRule, with ids that are like it."""
    rule = rules.get(identity)
    if rule is None:
        alike = difflib.get_close_matches(identity, rules, ALIKE)
        hint = f"; perhaps {', '.join(alike)}" if alike else ""
        raise NoSuchRule(f"there is no rule {identity}{hint}")
    return rule


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
        ("phrases", [f"{rule.match}: {', '.join(rule.phrases)}"] if rule.phrases else []),
        ("pattern", [rule.written] if rule.written else []),
        ("expanded", [rule.pattern] if rule.pattern != rule.written else []),
        ("unless", rule.unless_written),
        ("expanded", rule.unless if rule.unless != rule.unless_written else []),
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


def schema() -> None:
    """Print the JSON Schema of a rule file; a pack's first line `#:schema FILE` names where it was saved."""
    say(schema_text())
