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
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

DISTRIBUTION = "news-text-cleaner"
UNKNOWN = "unknown"
"""The version of what isn't installed; it is no change from or to anything."""

INTERFACE = frozenset({"rich", "typer"})
"""Dependencies of the command line, which no result depends on."""


class Made(NamedTuple):
    """The digest of rules and weights, and versions by distribution."""

    ruleset: str
    versions: Mapping[str, str]

    @classmethod
    def now(cls, rules: RuleSet) -> Made:
        """What makes results here and now."""
        return cls(rules.content_digest, versions())


class Cause(NamedTuple):
    """What has changed since a case was made, old and new: the digest of the rules, and versions by name.

    >>> str(Cause(None, {"ftfy": ("6.2", "6.3")})), Cause(("a", "b"), {}).names, Cause(None, {}).names
    ('versions changed (ftfy 6.2 -> 6.3)', ('rules',), ('neither',))
    """

    ruleset: tuple[str, str] | None
    versions: Mapping[str, tuple[str, str]]

    @property
    def names(self) -> tuple[str, ...]:
        """`rules`, `libraries`, both, or `neither`."""
        found = (("rules", self.ruleset), ("libraries", self.versions))
        return tuple(name for name, changed in found if changed) or ("neither",)

    def __str__(self) -> str:
        told = []
        if self.ruleset:
            told.append("the rules changed (ruleset {} -> {})".format(*self.ruleset))
        if self.versions:
            changes = (f"{name} {old} -> {new}" for name, (old, new) in self.versions.items())
            told.append(f"versions changed ({', '.join(changes)})")
        return " and ".join(told) or (
            "neither rules nor libraries changed: it is the program's own code, or the expectation was edited"
        )


def cause_of(made: Made | None, rules: RuleSet) -> Cause | None:
    """What has changed since a case was made; None where it isn't known what made it."""
    if made is None:
        return None
    now = Made.now(rules)
    pairs = {name: (made.versions.get(name, UNKNOWN), new) for name, new in now.versions.items()}
    changed = {name: pair for name, pair in pairs.items() if pair[0] != pair[1] and UNKNOWN not in pair}
    return Cause((made.ruleset, now.ruleset) if made.ruleset != now.ruleset else None, changed)


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
    return dict(sorted(found.items())) | {"unicode": unicodedata.unidata_version}


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
