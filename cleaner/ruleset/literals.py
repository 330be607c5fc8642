r"""From each pattern, the literal strings it can't match without: what tells which rules to check on a line.

Every match of `(?i)(?:read|see) more\b` holds "read more" or "see more". One pass of an Aho-Corasick automaton over a
line finds all such strings of all rules, and only the rules whose strings were found are checked. (One RE2 Set over
whole rules, or over their telling stretches, was measured first: at 500 real rules its states take milliseconds a line
to build and hundreds of megabytes to hold; see docs/adr/0004.)

A pattern is read once, from left to right. Neighbours whose spellings are few are multiplied out; where that ends (a
wide class, a repeat), what stands so far becomes a clause, a set of strings of which one must be there. A group offers
the clauses of its alternatives together; what is optional offers none. The most telling clauses are kept.

The ends of the text and its first ASCII letter or digit are characters too (`START`, `END` and `WORD`, put into the
text by `add_anchors`), so that `^By ` and `^\W*by ` ask for a line that begins so, not for one that holds it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import product
from typing import NamedTuple

from cleaner.ruleset.clauses import (
    END,
    MAX_CLAUSES,
    START,
    WORD,
    Literal,
    Strings,
    most_telling,
    weight_of,
    without_extensions,
)
from cleaner.ruleset.pattern_tokens import bounds_of, flags_of, folds_case, group_flags, is_repeat, members_of
from cleaner.ruleset.translate import stretches

MAX_LENGTH = 12
"""Characters of a string that are looked for: more cost memory and tell no more."""

MAX_HEAD = 20
"""Characters from the first letter that are repeated behind a text that begins with a sign; see `add_anchors`."""

MIN_WEIGHT = 0.4
"""How telling a pattern's first clause must be: even one that is found on every third line spares the other two an
automaton, which costs most on text that it hasn't seen the like of."""

MIN_SECOND_WEIGHT = 1.9
"""How telling a further clause must be: about two small letters."""

MAX_STRINGS = 600
"""Strings a clause may have; more cost memory and tell no more than none."""

MAX_SPELLINGS = 64
"""Spellings to which neighbours are multiplied out, unless one of them alone has more."""

_MULTILINE = re.compile(r"\(\?[a-zA-Z]*m")
_NOTHING = frozenset({""})
_EMPTY = frozenset({"", START, END})
_HEADS = frozenset({START, WORD})
_FIRST = re.compile(r"[0-9A-Za-z]")
_SIGNS = re.compile(
    r"""\\[Ws]$                                            # no word character, or space
    |\[\^(?=.*(?:\\w|\\p\{?L\b.*(?:\\p\{?N\b|\\d))).*\]$     # a class without letters and digits
    |\[(?!\^)-?(?:\\[^\w]|\\s|[^\\\w-])+-?\]$                # a class of signs
    """,
    re.VERBOSE | re.DOTALL,
)
"""Tokens that match no ASCII letter or digit."""


def add_anchors(text: str) -> str:
    r"""The text as strings are looked for in it.

    >>> add_anchors("By Ana"), add_anchors("* By Ana")
    ('\x02\x04By Ana\x03', '\x02* By Ana\x03\x04By Ana\x03')
    """
    if _FIRST.match(text):
        return f"{START}{WORD}{text}{END}"
    first = _FIRST.search(text)
    if first is None:
        return f"{START}{text}{END}"
    return f"{START}{text}{END}{WORD}{f'{text[first.start() :]}{END}'[:MAX_HEAD]}"


class Part(NamedTuple):
    """What is known of a part of a pattern.

    `exact` are all its spellings, where they are few, else None. Whatever it matches begins with one of `first`, ends
    with one of `last`, and holds one string of each of `clauses` (left empty where `exact` says it all). What may be
    left out begins with one of `perhaps` where it isn't. `signs`: it holds no ASCII letter or digit.
    """

    exact: frozenset[str] | None
    first: frozenset[str]
    last: frozenset[str]
    clauses: tuple[Strings, ...]
    perhaps: frozenset[str] = frozenset()
    signs: bool = False


Known = dict[tuple[Sequence[str], bool], Part]
"""What has been found out of groups already, by their tokens and whether case is folded."""

_ANYTHING = Part(None, _NOTHING, _NOTHING, ())


def required(pattern: str) -> Strings:
    r"""Strings of which every match of `pattern` holds at least one: its most telling clause; empty without any.

    >>> sorted(text for _, text in required(r"(?i)(?:read|see) more\b"))
    ['read more', 'see more']
    >>> sorted(required(r"^(?:Photo|Image): .+/Reuters$"))
    [Literal(folded=False, text='/Reuters\x03')]
    >>> sorted(text for _, text in required(r"sign[ -]up|subscribe (?:now|here)"))
    ['sign up', 'sign-up', 'subscribe he', 'subscribe no']
    >>> required(r"^[A-Z]\w+$")
    frozenset()
    """
    found = clauses(pattern)
    return found[0] if found else frozenset()


def clauses(pattern: str, known: Known | None = None) -> tuple[Strings, ...]:
    r"""Sets of strings; every match of `pattern` holds at least one string of each. The most telling first.

    >>> [sorted(text for _, text in clause) for clause in clauses(r"^(?:Photo|Image): .+/Reuters$")]
    [['/Reuters\x03'], ['\x02\x04Image: ', '\x02\x04Photo: ']]
    """
    if _MULTILINE.search(pattern):
        return ()  # the ends of a line aren't those of the text
    whole = _Reader(tuple(stretches(pattern)), {} if known is None else known).alternatives(folded=False)
    found = (without_extensions(clause) for clause in _clauses_of(whole, folded=False))
    least = (MIN_WEIGHT, *(MIN_SECOND_WEIGHT,) * (MAX_CLAUSES - 1))
    return tuple(
        clause for clause, weight in zip(most_telling(found), least, strict=False) if weight_of(clause) >= weight
    )


def forget() -> None:
    """Let go of what was worked out for the patterns read so far, tens of thousands of small objects: nobody asks for
    it once an index is made, and Python's garbage collector walks through all of it again and again."""
    for remembered in (weight_of, _of_token):
        remembered.cache_clear()


class _Reader:
    """Reads the tokens of a pattern once, from left to right. `known` keeps its groups: many stand twice."""

    def __init__(self, parts: Sequence[str], known: Known) -> None:
        self.parts = parts
        self.at = 0
        self.known = known
        self.closing = _closings(parts)

    def alternatives(self, *, folded: bool) -> Part:
        """Up to the end of the group or of the pattern."""
        found: list[tuple[Part, bool]] = []
        while True:
            part, folded = self.sequence(folded=folded)
            found.append((part, folded))
            if self.at >= len(self.parts) or self.parts[self.at] == ")":
                return _either(found)
            self.at += 1

    def sequence(self, *, folded: bool) -> tuple[Part, bool]:
        """Up to the next bar or the end of the group; and whether case is folded behind it."""
        run = _Run(folded)
        while self.at < len(self.parts) and self.parts[self.at] not in ("|", ")"):
            flags = flags_of(self.parts[self.at])
            if flags is not None:
                self.at += 1
                folded = folds_case(flags, folded)
                run.turn(folded)
                continue
            run.add(self.item(folded=folded))
        return run.part(), folded

    def item(self, *, folded: bool) -> Part:
        """One character, class, assertion or group, with its repeat."""
        flags = group_flags(self.parts[self.at])
        if flags is None:
            part = _of_token(self.parts[self.at], folded)
            self.at += 1
        else:
            part = self.group(flags, folded=folded)
        if self.at < len(self.parts) and is_repeat(self.parts[self.at]):
            part = _repeated(part, self.parts[self.at], folded=folded)
            self.at += 1
        return part

    def group(self, flags: str, *, folded: bool) -> Part:
        inside, end = folds_case(flags, folded), self.closing[self.at]
        key = (self.parts[self.at + 1 : end], inside)
        part = self.known.get(key)
        if part is None:
            self.at += 1
            part = self.known[key] = self.alternatives(folded=inside)
        self.at = end + 1
        if inside != folded:
            return Part(None, _NOTHING, _NOTHING, _clauses_of(part, folded=inside))
        return part


def _closings(parts: Sequence[str]) -> dict[int, int]:
    """For each opening of a group, where it is closed."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for n, token in enumerate(parts):
        if group_flags(token) is not None:
            opened.append(n)
        elif token == ")" and opened:
            found[opened.pop()] = n
    return found | dict.fromkeys(opened, len(parts))


class _Run:
    """A sequence being read: the spellings since it was last broken, and the clauses before."""

    def __init__(self, folded: bool) -> None:
        self.folded = folded
        self.spellings = _NOTHING
        self.ended: frozenset[str] = frozenset()
        """Spellings that something optional may have ended already."""
        self.first: frozenset[str] | None = None
        self.clauses: list[Strings] = []
        self.signs = True

    def turn(self, folded: bool) -> None:
        """Go on with case folded, or not."""
        if folded != self.folded:
            self._break(_NOTHING)
            self.folded = folded

    def add(self, part: Part) -> None:
        self.signs = self.signs and part.signs
        if part.exact is not None:
            longer = _joined(self.spellings, part.exact)
            if longer:
                self.spellings = longer
            else:
                self._break(part.exact)
        elif part.signs and self.spellings <= _HEADS:
            self.spellings = frozenset((WORD,))
        elif part.perhaps and self._at_head() and (ended := _joined(self.spellings, part.perhaps)):
            self.ended |= ended
        else:
            self.spellings = _joined(self.spellings, part.first) or self.spellings
            self._break(part.last)
            self.clauses += part.clauses

    def _at_head(self) -> bool:
        """Are the spellings still those of the beginning, of the text or of the sequence?"""
        if self.spellings == _NOTHING:
            return self.first is None
        return all(text[:1] in _HEADS for text in self.spellings)

    def _break(self, spellings: frozenset[str]) -> None:
        """End the spellings here, as a clause; go on with others."""
        if self.first is None:
            self.first = self.spellings | self.ended
        self._close()
        self.spellings = spellings

    def _close(self) -> None:
        self.clauses += _clause(self.spellings | self.ended, folded=self.folded)
        self.ended = frozenset()

    def part(self) -> Part:
        if self.first is None and not self.ended:
            return _exactly(self.spellings)._replace(signs=self.signs)
        last = _NOTHING if self.ended else self.spellings
        self._break(_NOTHING)
        return Part(None, self.first or _NOTHING, last, most_telling(self.clauses), signs=self.signs)


def _exactly(spellings: frozenset[str]) -> Part:
    return Part(spellings, spellings, spellings, ())


def _clause(spellings: frozenset[str], *, folded: bool) -> tuple[Strings, ...]:
    """That one of the spellings is there; nothing where one of them is empty, or nothing but an end of the text."""
    texts = {_placed(text)[:MAX_LENGTH] for text in spellings}
    return () if texts & _EMPTY else (frozenset([Literal(folded, text) for text in texts]),)


def _placed(text: str) -> str:
    r"""A string as it stands in a add_anchors text.

    >>> _placed("\x02By"), _placed("\x02* By"), _placed("\x04By"), _placed("\x04(By")
    ('\x02\x04By', '\x02* By', '\x04By', '(By')
    """
    if text[:1] == START and _FIRST.match(text, 1):
        return f"{START}{WORD}{text[1:]}"
    if text[:1] == WORD:
        return text if _FIRST.match(text, 1) else text[1:]
    return text


def _clauses_of(part: Part, *, folded: bool) -> tuple[Strings, ...]:
    return part.clauses if part.exact is None else _clause(part.exact, folded=folded)


def _either(found: Sequence[tuple[Part, bool]]) -> Part:
    """One part or another; each with whether its case is folded."""
    if len(found) == 1:
        return found[0][0]
    exact = [part.exact for part, _ in found if part.exact is not None]
    signs = all(part.signs for part, _ in found)
    if len(exact) == len(found) and found[0][1] == found[-1][1]:
        together = _few(frozenset().union(*exact))
        return (_exactly(together) if together else _ANYTHING)._replace(signs=signs)
    return Part(
        None,
        _few(frozenset().union(*(part.first for part, _ in found))) or _NOTHING,
        _few(frozenset().union(*(part.last for part, _ in found))) or _NOTHING,
        _together([_clauses_of(part, folded=folded) for part, folded in found]),
        signs=signs,
    )


def _together(found: Sequence[tuple[Strings, ...]]) -> tuple[Strings, ...]:
    """Of alternatives, the clauses that hold whichever is met: the first of each, the second of each, and so on."""
    if not all(found):
        return ()
    ranks = range(max(map(len, found)))
    sums = [frozenset().union(*(clauses[min(rank, len(clauses) - 1)] for clauses in found)) for rank in ranks]
    return most_telling(clause for clause in sums if len(clause) <= MAX_STRINGS)


def _repeated(part: Part, repeat: str, *, folded: bool) -> Part:
    """A part so many times."""
    least, most = bounds_of(repeat)
    if most == 1 and least == 1:
        return part
    if most == 1:
        return _exactly(part.exact | _NOTHING) if part.exact else _perhaps(part)
    if not least:
        return _perhaps(part)
    return Part(None, part.first, part.last, _clauses_of(part, folded=folded), signs=part.signs)


def _perhaps(part: Part) -> Part:
    """A part that may be left out."""
    return _ANYTHING._replace(perhaps=frozenset() if "" in part.first else part.first, signs=part.signs)


def _few(spellings: frozenset[str]) -> frozenset[str] | None:
    return spellings if len(spellings) <= MAX_STRINGS else None


def _joined(left: frozenset[str], right: frozenset[str]) -> frozenset[str] | None:
    """All of one before all of the other; None where they are too many, or where none can be.

    >>> sorted(_joined(frozenset({"a", "b"}), frozenset({"", "c"})))
    ['a', 'ac', 'b', 'bc']
    >>> _joined(frozenset({"a"}), frozenset({START}))
    """
    if len(left) * len(right) > max(MAX_SPELLINGS, len(left), len(right)):
        return None
    if left == _NOTHING:
        return right
    if len(left) == len(right) == 1:
        text = _join(*left, *right)
        return None if text is None else frozenset((text,))
    together = (_join(a, b) for a, b in product(left, right))
    return frozenset(text for text in together if text is not None) or None


def _join(left: str, right: str) -> str | None:
    """One string before the other. Nothing but nothing stands before the start of a text or behind its end."""
    if left[-1:] == END and right in ("", END):
        return left
    if right[:1] in _HEADS and (not left or left in _HEADS):
        return right
    if left[-1:] == END or right[:1] in _HEADS:
        return None
    return left + right


@cache
def _of_token(token: str, folded: bool) -> Part:
    members = members_of(token)
    if members is None:
        return _ANYTHING._replace(signs=bool(_SIGNS.match(token)))
    spellings = frozenset(member.casefold() if folded else member for member in members)
    return _exactly(spellings)._replace(signs=not any(map(_FIRST.search, spellings)))
