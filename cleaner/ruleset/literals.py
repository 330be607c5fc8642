r"""From each pattern, the literal strings it can't match without: what tells which rules to check on a line.

Every match of `(?i)(?:read|see) more\b` holds " more". One pass of an Aho-Corasick automaton over a line finds all such
strings of all rules, and only the rules whose strings were found are checked. (One RE2 Set over whole rules, or over
their telling stretches, was measured first: at 500 real rules its states take milliseconds a line to build and
hundreds of megabytes to hold; see docs/adr/0004.)

A pattern is read as a sequence of items. A run of literal characters is a candidate; a group offers the strings of all
of its alternatives together; what is optional offers nothing. The candidate whose shortest string is longest wins.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.ruleset.translate import tokens

class Literal(NamedTuple):
    """A string to look for: in the text as it stands, or, where `folded`, in the case-folded text."""

    folded: bool
    text: str


Strings = frozenset[Literal]

MIN_WEIGHT = 2.5
"""How telling a string must be: about three small letters. Lighter ones are found on every other line."""

SMALL, CAPITAL, SPACE, COMMON_SIGN, RARE_SIGN = 1.0, 1.5, 0.7, 0.8, 3.0
"""What a character adds to the weight of its string: a bar, a copyright sign or an @ tells more than a letter."""

COMMON_SIGNS = frozenset(".,'’\"“”-()?!")

MAX_STRINGS = 400
"""Strings a rule may have; more cost memory and tell no more than none."""

MAX_CLASS = 6
"""Members of a class that is tried one by one."""

MAX_SPELLINGS = 24
"""Spellings of one run of characters and small classes; a run that has more is cut."""

COMMON = frozenset(
    "the and for with was his her from that this are not but has had have who she him will been they you your our "
    "their all its one new said says news may can out how what when more time day here into over after about also "
    "first two year were which there would could than then them some people other just like get".split()
)
"""Words that stand on most lines: as a rule's only string they tell nothing."""

_GROUP = re.compile(r"\(\?(?:P?<\w+>|(?P<flags>[a-zA-Z-]*):)$")
_FLAGS = re.compile(r"\(\?(?P<flags>[a-zA-Z-]+)\)$")
_COUNT = re.compile(r"\{(\d+)(?:,\d*)?\}\??$")
_ESCAPED = re.compile(r"\\[^\w\s]$")


def required(pattern: str) -> Strings:
    r"""Strings of which every match of `pattern` holds at least one; empty where none can be named.

    >>> sorted(required(r"(?i)(?:read|see) more\b"))
    [Literal(folded=True, text=' more')]
    >>> sorted(required(r"^(?:Photo|Image): .+/Reuters$"))
    [Literal(folded=False, text='/Reuters')]
    >>> sorted(text for _, text in required(r"sign[ -]up|subscribe (?:now|here)"))
    ['sign up', 'sign-up', 'subscribe ']
    >>> required(r"^[A-Z]\w+$")
    frozenset()
    """
    best = _of_alternatives(_split(tokens(pattern)), folded=False)
    return best if best and _weight(best) >= MIN_WEIGHT else frozenset()


def _split(parts: Sequence[str]) -> list[list[str]]:
    """The alternatives at the top level of a pattern or group."""
    found: list[list[str]] = [[]]
    depth = 0
    for token in parts:
        depth += _opens(token) - (token == ")")
        if token == "|" and depth == 0:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _of_alternatives(alternatives: Sequence[Sequence[str]], *, folded: bool) -> Strings:
    """The strings of all alternatives together; none where one of them has none."""
    together: set[Literal] = set()
    for alternative in alternatives:
        flags = _FLAGS.match(alternative[0]) if alternative else None
        folded = folded or bool(flags and "i" in flags["flags"].split("-")[0])
        strings = _of_sequence(alternative, folded=folded)
        if not strings:
            return frozenset()
        together |= strings
    return frozenset(together) if len(together) <= MAX_STRINGS else frozenset()


def _of_sequence(parts: Sequence[str], *, folded: bool) -> Strings:
    """The best candidate of a sequence of items."""
    candidates: list[Strings] = []
    runs = {""}
    n = 0
    while n < len(parts):
        start, n = n, _end_of_item(parts, n)
        repeat = parts[n] if n < len(parts) and _is_repeat(parts[n]) else ""
        n += bool(repeat)
        spellings = _spellings(parts[start], folded=folded)
        if spellings and not repeat and len(runs) * len(spellings) <= MAX_SPELLINGS:
            runs = {run + spelling for run in runs for spelling in spellings}
            continue
        if parts[start] == r"\b" or _FLAGS.match(parts[start]):
            continue
        surely = bool(spellings) and (not repeat or _least(repeat) > 0)
        if surely and len(runs) * len(spellings) <= MAX_SPELLINGS:
            runs = {run + spelling for run in runs for spelling in spellings}
        candidates.append(frozenset(Literal(folded, run) for run in runs if run))
        runs = spellings if surely else {""}
        if _opens(parts[start]) and (not repeat or _least(repeat)):
            inner = _split(parts[start + 1 : _end_of_item(parts, start) - 1])
            candidates.append(_of_alternatives(inner, folded=_folds(parts[start], folded)))
    candidates.append(frozenset(Literal(folded, run) for run in runs if run))
    return max((c for c in candidates if c), key=_weight, default=frozenset())


def _folds(opener: str, folded: bool) -> bool:
    """Whether case is folded inside a group."""
    group = _GROUP.match(opener)
    on, _, off = ((group["flags"] if group else "") or "").partition("-")
    return (folded or "i" in on) and "i" not in off


def _weight(strings: Strings) -> float:
    """How telling strings are: the weight of the lightest, a little less for every one more."""
    return min(map(_weight_of, strings)) - 0.002 * len(strings)


def _weight_of(literal: Literal) -> float:
    if literal.folded and literal.text.strip() in COMMON:
        return 1.0
    return sum(map(_character_weight, literal.text))


def _character_weight(character: str) -> float:
    if character.isalnum():
        return CAPITAL if character.isupper() else SMALL
    if character == " ":
        return SPACE
    return COMMON_SIGN if character in COMMON_SIGNS else RARE_SIGN


def _opens(token: str) -> bool:
    return token == "(" or bool(_GROUP.match(token))


def _end_of_item(parts: Sequence[str], n: int) -> int:
    """Behind the item that begins at `n`: one token, or a whole group."""
    if not _opens(parts[n]):
        return n + 1
    depth = 0
    for end in range(n, len(parts)):
        depth += _opens(parts[end]) - (parts[end] == ")")
        if depth == 0:
            return end + 1
    return len(parts)


def _is_repeat(token: str) -> bool:
    return token in ("*", "+", "?", "*?", "+?", "??") or bool(_COUNT.match(token))


def _least(repeat: str) -> int:
    count = _COUNT.match(repeat)
    return int(count[1]) if count else int(repeat.startswith("+"))


def _spellings(token: str, *, folded: bool) -> set[str]:
    """The characters a token stands for, where they are few; folded where case is."""
    members: list[str] = []
    if len(token) == 1 and token not in ".^$()|[]*+?{}\\":
        members = [token]
    elif _ESCAPED.match(token):
        members = [token[1]]
    elif token.startswith("[") and not token.startswith("[^") and len(token) > 2:
        inner = re.findall(r"\\.|.", token[1:-1], re.DOTALL)
        if all(len(m) == 1 or _ESCAPED.match(m) for m in inner) and "-" not in inner[1:-1]:
            members = [m[-1] for m in inner]
    if len(members) > MAX_CLASS:
        return set()
    return {member.casefold() if folded else member for member in members}
