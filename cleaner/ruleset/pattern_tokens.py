"""What the tokens of a regular expression stand for: flags, counts, and the members of small classes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from cleaner.ruleset.clauses import END, START

MAX_CLASS = 10
"""Members of a class that is tried one by one."""

_GROUP = re.compile(r"\(\?(?:P?<\w+>|(?P<flags>[a-zA-Z-]*):)$")
_FLAGS = re.compile(r"\(\?(?P<flags>[a-zA-Z-]+)\)$")
_COUNT = re.compile(r"\{(\d+)(?P<more>,(\d*))?\}\??$")
_ESCAPED = re.compile(r"\\[^\w\s]$")
_ASSERTIONS = frozenset({r"\b", r"\B"})


def folds_case(flags: str, folded: bool) -> bool:
    """Whether case is folded under flags such as `i`, `-i` or `s-i`."""
    on, _, off = flags.partition("-")
    return (folded or "i" in on) and "i" not in off


@cache
def flags_of(token: str) -> str | None:
    """Of flags alone, which."""
    found = _FLAGS.match(token)
    return found["flags"] if found else None


@cache
def group_flags(token: str) -> str | None:
    """Of an opening of a group, its flags, perhaps none; None for any other token."""
    if token == "(":
        return ""
    found = _GROUP.match(token)
    return (found["flags"] or "") if found else None


@cache
def is_repeat(token: str) -> bool:
    return token in ("*", "+", "?", "*?", "+?", "??") or bool(_COUNT.match(token))


def bounds_of(repeat: str) -> tuple[int, int | None]:
    """The least and the most times; None for no limit.

    >>> [bounds_of(repeat) for repeat in ("?", "*", "+?", "{2}", "{2,}", "{0,3}")]
    [(0, 1), (0, None), (1, None), (2, 2), (2, None), (0, 3)]
    """
    count = _COUNT.match(repeat)
    if count is None:
        return int(repeat[0] == "+"), 1 if repeat[0] == "?" else None
    if not count["more"]:
        return int(count[1]), int(count[1])
    return int(count[1]), int(count[3]) if count[3] else None


def members_of(token: str) -> Sequence[str] | None:
    """The characters a token stands for, where they are few.

    >>> members_of("a"), members_of("[ab-]"), members_of(r"\\."), members_of("^"), members_of("[a-z]")
    (['a'], ['a', 'b', '-'], ['.'], ['\\x02'], None)
    """
    if token in _ASSERTIONS:
        return [""]
    if token in ("^", r"\A"):
        return [START]
    if token in ("$", r"\z"):
        return [END]
    if token == r"\d":
        return list("0123456789")
    if len(token) == 1:
        return None if token == "." else [token]
    if _ESCAPED.match(token):
        return [token[1]]
    if token[0] not in "\\[({*+?":
        return [token]
    if not token.startswith("[") or token.startswith(("[^", "[[:")):
        return None
    inner = re.findall(r"\\.|.", token[1:-1], re.DOTALL)
    if len(inner) > MAX_CLASS or "-" in inner[1:-1]:
        return None
    if all(len(member) == 1 or _ESCAPED.match(member) for member in inner):
        return [member[-1] for member in inner]
    return None
