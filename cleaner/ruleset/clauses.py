"""How telling the strings of a clause are: which of a pattern's clauses are worth looking for in every text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from math import log
from typing import NamedTuple


class Literal(NamedTuple):
    """A string to look for: in the text as it stands, or, where `folded`, in the case-folded text."""

    folded: bool
    text: str


Strings = frozenset[Literal]
"""A clause: every match holds one of these."""

START, END, WORD = "\x02", "\x03", "\x04"
"""What stands for the two ends of a text in strings, and for the place in front of its first ASCII letter or digit."""

EDGES = START + END + WORD

MAX_CLAUSES = 2
"""Clauses kept for a pattern; a third rules out next to nothing."""

SMALL, CAPITAL, DIGIT, SPACE, COMMON_SIGN, RARE_SIGN = 1.0, 1.5, 1.2, 0.7, 0.8, 3.0
"""What a character adds to the weight of its string: a bar, a copyright sign or an @ tells more than a letter."""

EDGE = 3.0
"""What an end of the text adds: it stands in one place, any other string might stand in a hundred."""

COMMON_SIGNS = frozenset(".,'’\"“”-()?!")

RARITY = 4.0
"""How much rarer a string is for every unit of weight: what makes the weights of a clause's strings add up."""

COMMON = frozenset(
    re.findall(
        r"\w+",
        "the and for with was his her from that this are not but has had have who she him will been they you your our "
        "their all its one new said says news may can out how what when more time day here into over after about also "
        "first two year were which there would could than then them some people other just like get "
        "a an of to in on at by as is it he be or we if so no do up my me us am i s t",
    )
)
"""Words that stand on most lines: as a rule's only string they tell nothing."""

COMMON_WEIGHT = 0.3

STOPS = (".", ".”", '."')
"""How running text ends: no string that tells anything, at the end of a text."""


def without_extensions(clause: Strings) -> Strings:
    """Those that begin with none of the others: where "comment" is looked for, "comments" needn't be.

    >>> sorted(without_extensions(frozenset({Literal(True, "comment"), Literal(True, "comments")})))
    [Literal(folded=True, text='comment')]
    """
    kept: list[Literal] = []
    for literal in sorted(clause):
        if not kept or kept[-1].folded != literal.folded or not literal.text.startswith(kept[-1].text):
            kept.append(literal)
    return frozenset(kept)


def most_telling(found: Iterable[Strings]) -> tuple[Strings, ...]:
    """The most telling clauses, each once."""
    each = list(dict.fromkeys(found))
    return tuple(sorted(each, key=weight_of, reverse=True)[:MAX_CLAUSES] if len(each) > 1 else each)


@cache
def weight_of(strings: Strings) -> float:
    """How telling a clause is: the weight of a string as rare as all of them together are."""
    return -log(sum(RARITY ** -_weight_of(literal.text) for literal in strings), RARITY)


@cache
def _weight_of(text: str) -> float:
    bare = text.strip(EDGES)
    if text[-1:] == END and bare in STOPS:
        return COMMON_WEIGHT
    if len(text) == 1 and _character_weight(text) < RARE_SIGN:
        return 0.0  # a space or a letter by itself is found many times on every line
    if bare.strip(" ") in COMMON:
        return COMMON_WEIGHT if bare == text else COMMON_WEIGHT + EDGE / 2
    return sum(map(_character_weight, bare)) + (0.0 if bare == text else EDGE)


@cache
def _character_weight(character: str) -> float:
    if character.isdigit():
        return DIGIT
    if character.isalpha():
        return CAPITAL if character.isupper() else SMALL
    if character == " ":
        return SPACE
    return COMMON_SIGN if character in COMMON_SIGNS else RARE_SIGN
