"""The options of a cleaner: one object that every caller hands on, checked once."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Self

from cleaner.ruleset import ENGLISH
from cleaner.ruleset.load import PACKAGE


def as_paths(rules: str | Path | Sequence[str | Path]) -> tuple[str | Path, ...]:
    """One path or several, as a tuple. Raises TypeError for anything else.

    >>> as_paths("house.toml"), as_paths(["a.toml", "b.toml"])
    (('house.toml',), ('a.toml', 'b.toml'))
    """
    several = (rules,) if isinstance(rules, str | Path) else rules
    if not isinstance(several, Iterable) or not all(isinstance(path, str | Path) for path in several):
        raise TypeError(f"rules={rules!r}: expected a path of rules, or several")
    return tuple(several)


@dataclass(frozen=True, slots=True)
class Options:
    """What `Cleaner(...)` takes, by the same names; see there for what each does.

    Raises TypeError for a value of another type. Whether the language is known and the rules are sound shows when they
    are loaded.

    >>> Options(("house.toml",), language="de").keep_foreign
    False
    >>> Options(fast="yes")
    Traceback (most recent call last):
    TypeError: fast='yes': expected True or False
    """

    rules: tuple[str | Path, ...] = ()
    shipped: bool = True
    language: str = ENGLISH
    keep_foreign: bool = False
    fast: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", as_paths(self.rules))
        if not isinstance(self.language, str):
            raise TypeError(f'language={self.language!r}: expected a code such as "en" or "de"')
        for name in ("shipped", "keep_foreign", "fast"):
            if not isinstance(getattr(self, name), bool):
                raise TypeError(f"{name}={getattr(self, name)!r}: expected True or False")

    def overridden(self, given: Overrides) -> Self:
        """These options, with what `given` states in their place; its rules come on top of ours, each path once."""
        values = {field.name: getattr(given, field.name) for field in fields(given)}
        rules = {Path(path).resolve(): path for path in (*self.rules, *(values.pop("rules") or ()))}
        stated = {name: value for name, value in values.items() if value is not None}
        return replace(self, rules=tuple(rules.values()), **stated)

    def placed(self) -> Self:
        """The same, for a process in another folder: paths of rules are absolute."""
        rules = (path if str(path).startswith(PACKAGE) else os.path.abspath(path) for path in self.rules)
        return replace(self, rules=tuple(rules))


@dataclass(frozen=True, slots=True)
class Overrides:
    """What a command line says of the options; None where it leaves one to the settings."""

    rules: Sequence[str | Path] | None = None
    language: str | None = None
    keep_foreign: bool | None = None
    fast: bool | None = None
