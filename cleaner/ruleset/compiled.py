"""Rules into an index of their literal strings, and each rule's own exact check behind it.

One linear pass tells which rules may match a text (`index`); the few that may are checked one by one by RE2 (linear
time whatever the pattern), with their exceptions and their limits of length. Nothing here knows documents.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, NamedTuple

import re2

from cleaner.ruleset.parts import Part, first_of_each
from cleaner.ruleset.places import did_you_mean
from cleaner.ruleset.schema import Pack, Rule
from cleaner.ruleset.switches import OFF, PROTECT, Switch
from cleaner.ruleset.translate import PLAIN, PatternError, is_counted, overapproximate, translate
from cleaner.text.surrogates import replace_lone_surrogates

MAX_MEMORY = 64 << 20
"""Bytes one pattern's automaton may take before RE2 falls back to slower matching; its default of 8 MB is too little
for long lists of alternatives under Unicode's letters."""

SURE = 3.0
_NOT_PLAIN = re.compile(f"[^{PLAIN}]")


Owner = Rule | Pack | Switch | Part
"""What has a pattern, and says where it stands when it can't be run."""


class Hit:
    """One rule's match in a text: where, and what its named groups hold, which is found out when it is asked for."""

    __slots__ = ("_found", "_text", "rule")

    def __init__(self, rule: Rule, text: SearchText, check: PatternCheck) -> None:
        self.rule = rule
        self._text = text
        self._found: Found | PatternCheck = check

    @property
    def found(self) -> Found:
        if isinstance(self._found, PatternCheck):
            self._found = self._found.found(self._text)
        return self._found

    @property
    def start(self) -> int:
        return self.found.start

    @property
    def end(self) -> int:
        return self.found.end

    @property
    def groups(self) -> Mapping[str, str]:
        return self.found.groups

    def __repr__(self) -> str:
        return f"Hit({self.rule.id!r}, {self.start}, {self.end}, {self.groups!r})"


class Found(NamedTuple):
    """Where a pattern matched, and what its groups hold (those that took part)."""

    start: int
    end: int
    groups: Mapping[str, str]


class SearchText:
    """A text to be searched, encoded once for all patterns."""

    __slots__ = ("is_ascii", "is_plain", "raw", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.raw = text.encode()
        self.is_ascii = len(text) == len(self.raw)
        self.is_plain = self.is_ascii or not _NOT_PLAIN.search(text)
        """All letters and digits are ASCII, so that RE2's word boundaries and loose classes are Unicode's."""

    def offset(self, at: int) -> int:
        """The code point at byte `at`."""
        return at if self.is_ascii else len(self.raw[:at].decode("utf-8", "replace"))

    def is_boundary(self, at: int) -> bool:
        """Is there a word boundary at byte `at`, for Unicode? -1, a group that took no part, is not our business."""
        if at < 0:
            return True
        at = self.offset(at)
        before = at > 0 and _is_word(self.text[at - 1])
        after = at < len(self.text) and _is_word(self.text[at])
        return before != after


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_"


class PatternCheck:
    r"""A pattern, run on bytes, with the Unicode neighbours of every word boundary looked at.

    Whether it matches is asked first, of a pattern without groups, counts and exact classes: that is what RE2 answers
    fastest, and mostly with no. Where it matches is found by the pattern as it stands.

    >>> check = PatternCheck(r"\bby (?P<author>[A-Z]\w+)")
    >>> check.found(SearchText("Texts by Zoë"))
    Found(start=6, end=12, groups={'author': 'Zoë'})
    >>> check.matches(SearchText("Éby Ana"))
    False
    """

    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.bounded = r"\b" in pattern
        self.counted = is_counted(pattern)
        self.test = _test(overapproximate(pattern))

    @cached_property
    def exact_test(self) -> Callable[[bytes], Any]:
        return _test(translate(self.pattern, marks=False, groups=False))

    @cached_property
    def plain_test(self) -> Callable[[bytes], Any]:
        return _test(translate(self.pattern, marks=False, groups=False, plain=True))

    @cached_property
    def exact(self) -> _Grouped:
        return _Grouped(translate(self.pattern, marks=False))

    @cached_property
    def plain(self) -> _Grouped:
        return _Grouped(translate(self.pattern, marks=False, plain=True))

    @cached_property
    def marked(self) -> _Grouped:
        """With an empty group behind each word boundary, for texts in which ASCII's aren't Unicode's."""
        return _Grouped(translate(self.pattern))

    def matches(self, text: SearchText) -> bool:
        """Does the pattern match anywhere in `text`?"""
        return bool(self.test(text.raw)) and self.confirms(text)

    def confirms(self, text: SearchText) -> bool:
        """Does the pattern match anywhere in `text`, of which `test` is true?"""
        if text.is_plain:
            return not self.counted or bool(self.plain_test(text.raw))
        return bool(self.exact_test(text.raw)) and (not self.bounded or self.marked.search(text) is not None)

    def spans(self, text: SearchText) -> dict[str, tuple[int, int]]:
        """The bytes of the leftmost match in `text`, in which there is one (under ""), and of each group in it."""
        pattern = self.plain if text.is_plain else self.marked if self.bounded else self.exact
        found = pattern.search(text)
        spans: dict[str, tuple[int, int]] = {name: found.span(number) for name, number in pattern.names.items()}
        return {"": found.span(0)} | {name: (start, end) for name, (start, end) in spans.items() if start < end}

    def found(self, text: SearchText) -> Found:
        """The leftmost match in `text`, in which there is one."""
        spans = self.spans(text)
        groups = {name: text.raw[start:end].decode() for name, (start, end) in spans.items() if name}
        start, end = spans.get("span", spans[""])
        return Found(text.offset(start), text.offset(end), first_of_each(groups))


class _Grouped:
    """A pattern with its groups; those without a name are marks of word boundaries."""

    def __init__(self, translated: str) -> None:
        self.regexp = re2.compile(translated.encode(), _options())
        self.names: dict[str, int] = {name.decode(): n for name, n in self.regexp.groupindex.items()}
        unnamed = (n for n in range(1, self.regexp.groups + 1) if n not in self.names.values())
        self.marks = list(unnamed) if r"\b()" in translated else []

    def search(self, text: SearchText) -> Any:
        """RE2's leftmost match of which every boundary is one."""
        found = self.regexp.search(text.raw)
        while found is not None and not all(text.is_boundary(found.end(n)) for n in self.marks):
            found = self.regexp.search(text.raw, found.start() + 1)
        return found


def _test(*patterns: str) -> Callable[[bytes], Any]:
    """A function that says which of the patterns match a text. A Set, even of one, tells that sooner than `search`."""
    matcher = re2.Set.SearchSet(_options())
    for pattern in patterns:
        matcher.Add(pattern.encode())
    matcher.Compile()
    # The wrapper around the Set takes a third of the time of a call; what it wraps takes bytes as they are.
    found: Callable[[bytes], Any] = getattr(matcher, "_set", matcher).Match
    return found


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_MEMORY
    return options


class CompiledRule:
    """A rule with its checks, which are compiled when they are first needed: most never are."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    @cached_property
    def check(self) -> PatternCheck:
        return check_of(self.rule.pattern, self.rule, "pattern")

    @cached_property
    def test(self) -> Callable[[bytes], Any]:
        """Tells fast of most texts that the pattern doesn't match them; of those left, `confirmed` tells."""
        return self.check.test

    @cached_property
    def unless(self) -> tuple[PatternCheck, ...]:
        return tuple(check_of(pattern, self.rule, "unless") for pattern in self.rule.unless)

    def compile(self) -> None:
        """Compile all of it now, as it stands. Raises RuleError where a pattern can't be run."""
        rule = self.rule
        exact = _exact(rule.pattern, rule, "pattern")
        for pattern in rule.unless:
            _exact(pattern, rule, "unless")
        for name, group in rule.emit.items():
            if group not in exact.names:
                message = f"`emit` of {rule.id}: {name} = {group!r}, but the pattern has no group of that name"
                raise rule.fault("emit", message, did_you_mean(group, list(exact.names)))

    def hit(self, text: SearchText) -> Hit | None:
        """The rule's match in `text`; None where there is none, or an exception."""
        return self.confirmed(text) if self.test(text.raw) else None

    def confirmed(self, text: SearchText) -> Hit | None:
        """The same for a text of which `test` is true."""
        if not self.check.confirms(text):
            return None
        for exception in self.unless:
            if exception.matches(text):
                return None
        return Hit(self.rule, text, self.check)


class CompiledSwitch:
    """A switch with the rules it means. Raises RuleError where its pattern can't be run or it means no rule.

    One that means rules of other languages alone (`elsewhere`) is idle.
    """

    def __init__(self, switch: Switch, pack: Pack, rules: Collection[str], elsewhere: Collection[str] = ()) -> None:
        self.switch = switch
        self.site = switch.site or (pack.name if pack.is_site else "")
        self.rules = frozenset(each for each in rules if fnmatchcase(each, switch.rule)) if switch.rule else None
        if self.rules is not None and not self.rules and not any(fnmatchcase(each, switch.rule) for each in elsewhere):
            told = f"`{switch.action}`: there is no rule {switch.rule}"
            raise switch.fault(
                "rule", told, did_you_mean(switch.rule, [*rules, *elsewhere]) or "`cleaner rules list` lists them"
            )
        self.check = check_of(switch.pattern, switch, "pattern") if switch.pattern else None

    @property
    def is_off(self) -> bool:
        return self.switch.action == OFF

    @property
    def protects(self) -> bool:
        return self.switch.action == PROTECT

    def means(self, rule: str) -> bool:
        return self.rules is None or rule in self.rules

    def matches(self, text: str) -> bool:
        """Does it speak of a block with this text?"""
        return self.check is None or self.check.matches(SearchText(text))

    def applies(self, host: str, sites: Collection[str]) -> bool:
        """Does it apply to a document of that host, of those sites (names of packs)?"""
        site = self.site
        return not site or site in sites or host == site or host.endswith("." + site)


def whole_match(pattern: str, owner: Owner) -> Callable[[str], bool]:
    """A function that says whether a text is matched by a pattern from end to end."""
    check = check_of(f"^(?:{pattern})$", owner, "pattern")
    return lambda text: check.matches(SearchText(replace_lone_surrogates(text)))


def check_of(pattern: str, owner: Owner, key: str) -> PatternCheck:
    try:
        return PatternCheck(pattern)
    except (PatternError, re2.error):
        _exact(pattern, owner, key)  # says what is wrong
        raise


def _exact(pattern: str, owner: Owner, key: str) -> _Grouped:
    """A pattern as it stands. Raises RuleError where it can't be run."""
    try:
        return _Grouped(translate(pattern))
    except PatternError as error:
        message, _, suggestion = str(error).partition("; ")
        raise owner.fault(key, f"`{key}` of {owner.id}: {message}", suggestion, pattern) from None
    except re2.error as error:
        reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
        message = f"`{key}` of {owner.id} is no pattern that RE2 can run: {reason}"
        raise owner.fault(key, message, "", pattern) from None
