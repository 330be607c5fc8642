"""Rules switched off, and lines protected whatever rules say: the keys `off` and `protect` of packs and settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.model import RuleError
from cleaner.ruleset.places import Place, Places
from cleaner.ruleset.tables import Fail, Table, failing

OFF, PROTECT = "off", "protect"
SWITCHES = (OFF, PROTECT)


@dataclass(frozen=True, slots=True)
class Switch:
    """A rule switched off, or lines protected whatever rules say of them.

    `rule` is an id or a pattern of ids (`promo.*`), `pattern` a regular expression, `site` a host or the name of a
    site's pack; each is empty where it doesn't limit. Switched off is what the rules propose for the lines that the
    pattern matches; protected are lines that the pattern matches and one of the rules proposes something for.
    """

    action: str
    rule: str
    site: str
    pattern: str
    source: str
    """`file:line`."""
    column: int = 0

    @property
    def id(self) -> str:
        """What an account names as the reason."""
        return f"{PACK_OF_SWITCHES}.{self.action}"

    def fault(self, _key: str, message: str, suggestion: str = "", _item: str = "") -> RuleError:
        """An error where the switch stands."""
        return RuleError(self.source, message, self.column, suggestion)


PACK_OF_SWITCHES = "settings"


def read_switches(top: Table, path: Path, places: Places, prefix: str = "") -> tuple[Switch, ...]:
    """The rules a file switches off and the lines it protects; `prefix` stands before the names of its tables."""
    found = []
    for action in SWITCHES:
        inline = tables = 0
        for entry in top.take(action, list, []):
            named = isinstance(entry, str)
            inline, tables = inline + named, tables + (not named)
            table = None if named else (prefix + action, tables - 1)
            place = places.of(_table_of(prefix), action, entry) if named else places.of(table, "rule")
            fail = failing(path, places, table) if table else top.fail
            found.append(_read_switch(action, {"rule": entry} if named else entry, f"{path}:{place.line}", place, fail))
    return tuple(found)


def _table_of(prefix: str) -> tuple[str, int] | None:
    return (prefix.rstrip("."), 0) if prefix else None


def _read_switch(action: str, entry: Any, source: str, place: Place, fail: Fail) -> Switch:
    if not isinstance(entry, dict):
        raise fail(action, f"`{action}` must hold rule ids or tables, not {type(entry).__name__}")
    table = Table(entry, fail)
    switch = Switch(
        action=action,
        rule=table.take("rule", str, ""),
        site=table.take("site", str, ""),
        pattern=table.take("pattern", str, ""),
        source=source,
        column=place.column,
    )
    table.done()
    if not switch.rule and not switch.pattern:
        raise fail(None, f"`{action}` needs a `rule` (an id, or a pattern of ids such as `promo.*`) or a `pattern`")
    return switch
