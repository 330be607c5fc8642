"""What made the expectations of a golden case, so that a difference tells what has changed since.

A document's result depends on the rules (with their weights), on the libraries the stages lean on, and on the
program's own code. The first two are written down with a case; where neither has changed, it was the third, or
somebody edited the expectation.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

DISTRIBUTION = "news-text-cleaner"
UNICODE = "unicode"
UNKNOWN = "unknown"
"""The version of what isn't installed; it is no change from or to anything."""

INTERFACE = frozenset({"rich", "typer"})
"""Dependencies of the command line, which no result depends on."""


class Made(NamedTuple):
    """The digest of rules and weights, and versions by distribution."""

    ruleset: str
    versions: Mapping[str, str]

    def to_dict(self) -> dict[str, Any]:
        return {"ruleset": self.ruleset, "versions": dict(self.versions)}


class Change(NamedTuple):
    """Something with another version than before."""

    name: str
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.name} {self.old} -> {self.new}"


class Cause(NamedTuple):
    """What has changed since a case was made: the rules, versions, or neither."""

    rules: Change | None
    versions: tuple[Change, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """`rules`, `libraries`, both, or `neither`.

        >>> Cause(None, (Change("ftfy", "6.2", "6.3"),)).names, Cause(None, ()).names
        (('libraries',), ('neither',))
        """
        found = (*(["rules"] if self.rules else []), *(["libraries"] if self.versions else []))
        return found or ("neither",)

    def __str__(self) -> str:
        told = []
        if self.rules:
            told.append(f"the rules changed ({self.rules})")
        if self.versions:
            told.append(f"versions changed ({', '.join(map(str, self.versions))})")
        return " and ".join(told) or (
            "neither rules nor libraries changed: it is the program's own code, or the expectation was edited"
        )


def made_by(rules: RuleSet) -> Made:
    """What makes results here and now."""
    return Made(rules.content_digest, versions())


def cause_of(made: Made | None, rules: RuleSet) -> Cause | None:
    """What has changed since a case was made; None where it isn't known what made it."""
    if made is None:
        return None
    now = made_by(rules)
    names = sorted(set(made.versions) | set(now.versions))
    pairs = [Change(name, made.versions.get(name, UNKNOWN), now.versions.get(name, UNKNOWN)) for name in names]
    changed = made.ruleset != now.ruleset
    return Cause(
        Change("ruleset", made.ruleset, now.ruleset) if changed else None,
        tuple(change for change in pairs if change.old != change.new and UNKNOWN not in (change.old, change.new)),
    )


@cache
def versions() -> Mapping[str, str]:
    """The program, what it is built on, and Unicode's tables (Python's), by name."""
    found = {DISTRIBUTION: _version(DISTRIBUTION)}
    for line in _requirements():
        requirement, _, marker = line.partition(";")
        name = re.split(r"[\s<>=!~\[(]", requirement.strip(), maxsplit=1)[0]
        name = re.sub(r"[-_.]+", "-", name).lower()  # as the metadata of an installed package spell it, or not
        if "extra" not in marker and name not in INTERFACE:
            found[name] = _version(name)
    return dict(sorted(found.items())) | {UNICODE: unicodedata.unidata_version}


def _requirements() -> list[str]:
    try:
        return requires(DISTRIBUTION) or []
    except PackageNotFoundError:  # a checkout that isn't installed
        file = Path(__file__).resolve().parents[2] / "pyproject.toml"
        found: list[str] = tomllib.loads(file.read_text("utf-8"))["project"]["dependencies"] if file.exists() else []
        return found


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return UNKNOWN
