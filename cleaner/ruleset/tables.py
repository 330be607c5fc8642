"""TOML tables being read: every key is taken once, with its type; what is left over is an error."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from cleaner.model import RuleError
from cleaner.ruleset.places import Places, did_you_mean


class Fail(Protocol):
    """Makes an error at a key, or at the table where the key is None."""

    def __call__(self, key: str | None, message: str, suggestion: str = "", /) -> RuleError: ...


class Table:
    """One TOML table being read: every key is taken once, what is left over is unknown."""

    def __init__(self, data: Mapping[str, Any], fail: Fail) -> None:
        self.data = dict(data)
        self.fail = fail
        self.known: list[str] = []

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = None, *, required: bool = False) -> Any:
        self.known.append(key)
        if key not in self.data:
            if required:
                alike = did_you_mean(key, list(self.data)).removeprefix("did you mean ").removesuffix("?")
                raise self.fail(None, f"the key `{key}` is missing", f"is {alike} meant to be it?" if alike else "")
            return default
        value = self.data.pop(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            name = kind.__name__ if isinstance(kind, type) else " or ".join(k.__name__ for k in kind)
            raise self.fail(key, f"`{key}` must be a {name}, not {type(value).__name__}")
        return value

    def strings(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self.take(key, list, [], required=required)
        if not all(isinstance(item, str) for item in value):
            raise self.fail(key, f"`{key}` must be a list of strings")
        return tuple(value)

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value: str = self.take(key, str, default, required=default is None)
        if value not in choices:
            message = f"`{key}` is {value!r}; expected one of {', '.join(choices)}"
            raise self.fail(key, message, did_you_mean(value, choices))
        return value

    def done(self) -> None:
        for key in self.data:
            raise self.fail(key, f"unknown key `{key}`", did_you_mean(key, self.known))


def failing(path: Path, places: Places, table: tuple[str, int] | None, who: str = "", key: str | None = None) -> Fail:
    """What makes errors for a table of a file; all of them at one `key` where it is given."""

    def fail(at: str | None, message: str, suggestion: str = "") -> RuleError:
        place = places.of(table, key or at)
        return RuleError(f"{path}:{place.line}", message + who, place.column, suggestion)

    return fail
