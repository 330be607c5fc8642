"""Rules into one automaton over their literal strings, and each rule's own exact check behind it.

One linear pass tells which rules may match a text; the few that may are checked one by one by RE2 (linear time
whatever the pattern), with their exceptions and their limits of length. Nothing here knows documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

import re2
from ahocorasick_rs import AhoCorasick

from cleaner.model import RuleError
from cleaner.ruleset.literals import required
from cleaner.ruleset.schema import PATTERNLESS, Pack, Rule
from cleaner.ruleset.translate import PatternError, translate
from cleaner.ruleset.trees import TreeSum

MAX_MEMORY = 64 << 20
"""Bytes one pattern's automaton may take before RE2 falls back to slower matching; its default of 8 MB is too little for
long lists of alternatives under Unicode's letters."""

SURE = 3.0
GENERAL = "core."
"""How the names of the general packs begin: their rules are weighed, whatever their score."""

CHUNK = 8
"""Rules without a telling string that share one RE2 Set. A Set is as fast for eight patterns as for one; at hundreds
its automaton explodes."""

_SURROGATES = {code: 0xFFFD for code in range(0xD800, 0xE000)}


class Hit(NamedTuple):
    """One rule's match in a text: where, and what its named groups hold."""

    rule: Rule
    start: int
    end: int
    groups: Mapping[str, str]


class Found(NamedTuple):
    """Where a pattern matched, and what its groups hold (those that took part)."""

    start: int
    end: int
    groups: Mapping[str, str]


class _Check:
    """The exact pattern of a rule, run on bytes (so that a line is encoded once, not once a rule), with the Unicode
    neighbours of every word boundary looked at."""

    def __init__(self, pattern: str) -> None:
        translated = translate(pattern)
        self.regexp = re2.compile(translated.encode(), _options())
        self.names: dict[str, int] = {_text(name): n for name, n in self.regexp.groupindex.items()}
        self.marks = [n for n in range(1, self.regexp.groups + 1) if n not in self.names.values()]
        self.bounded = r"\b()" in translated

    def search(self, text: str, raw: bytes) -> Found | None:
        """The leftmost match in `text`, of which `raw` is the UTF-8 encoding."""
        found = self.regexp.search(raw)
        if found is None:
            return None
        ascii_only = len(text) == len(raw)
        if self.bounded and not ascii_only:
            while not all(_is_boundary(text, _offset(raw, found.end(n))) for n in self.marks):
                found = self.regexp.search(raw, found.start() + 1)
                if found is None:
                    return None
        groups = {name: found.group(n).decode("utf-8", "replace") for name, n in self.names.items() if found.group(n)}
        span = self.names["span"] if "span" in groups else 0
        start, end = found.span(span)
        return Found(start, end, groups) if ascii_only else Found(_offset(raw, start), _offset(raw, end), groups)


def _text(name: str | bytes) -> str:
    return name.decode() if isinstance(name, bytes) else name


def _offset(raw: bytes, at: int) -> int:
    """The code point at byte `at`; -1 for a group that took no part."""
    return at if at < 0 else len(raw[:at].decode("utf-8", "replace"))


class _Finder:
    """Finds which rules' strings stand in a text, in one pass."""

    def __init__(self, owners: Mapping[str, Sequence[int]]) -> None:
        self.rules = [tuple(rules) for rules in owners.values()]
        self.automaton = AhoCorasick(list(owners))

    def add_to(self, candidates: set[int], text: str) -> None:
        for string, _, _ in self.automaton.find_matches_as_indexes(text, overlapping=True):
            candidates.update(self.rules[string])


def _is_boundary(text: str, at: int) -> bool:
    """Is there a word boundary at `at`, for Unicode? -1, a group that took no part, is none of our business."""
    if at < 0:
        return True
    before = at > 0 and (text[at - 1].isalnum() or text[at - 1] == "_")
    after = at < len(text) and (text[at].isalnum() or text[at] == "_")
    return before != after


def _options() -> Any:
    options = re2.Options()
    options.log_errors = False
    options.max_mem = MAX_MEMORY
    return options


class _ShapeSet:
    """A few rules that no string tells of, in one RE2 Set."""

    def __init__(self, rules: Sequence[Rule], numbers: Sequence[int]) -> None:
        self.patterns = [rule.pattern for rule in rules]
        self.numbers = tuple(numbers)
        self.least = min(rule.where.min_words for rule in rules)
        self.most = max(rule.where.max_words for rule in rules)

    @cached_property
    def matcher(self) -> Any:
        matcher = re2.Set.SearchSet(_options())
        for pattern in self.patterns:
            # Without its ASCII word boundaries the Set admits more; the rule's own check looks at them.
            matcher.Add(translate(pattern).replace(r"\b()", "").encode())
        matcher.Compile()
        return matcher

    def add_to(self, candidates: set[int], raw: bytes) -> None:
        candidates.update(self.numbers[n] for n in self.matcher.Match(raw) or ())


class CompiledRule:
    """A rule with its checks, which are compiled when they are first needed: 4 ms each, and most are never."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    @cached_property
    def check(self) -> _Check:
        check = _checked(self.rule.pattern, self.rule.source, "pattern", self.rule.id)
        for name, group in self.rule.emit.items():
            if group not in check.names:
                raise RuleError(
                    self.rule.source, f"`emit` of {self.rule.id}: {name} = {group!r}, but the pattern has no group of that name"
                )
        return check

    @cached_property
    def unless(self) -> tuple[_Check, ...]:
        return tuple(_checked(pattern, self.rule.source, "unless", self.rule.id) for pattern in self.rule.unless)

    def compile(self) -> None:
        """Compile all of it now. Raises RuleError where a pattern can't be run."""
        _ = self.check, self.unless

    def admits(self, words: int) -> bool:
        """Is the rule for texts of so many words?"""
        return self.rule.where.min_words <= words <= self.rule.where.max_words

    def hit(self, text: str, raw: bytes, words: int) -> Hit | None:
        """The rule's match in `text` (of `words` words, `raw` in UTF-8); None where it doesn't apply."""
        if not self.admits(words):
            return None
        found = self.check.search(text, raw)
        if found is None or any(check.search(text, raw) for check in self.unless):
            return None
        return Hit(self.rule, found.start, found.end, found.groups)


class RuleSet:
    """All rules of some packs, compiled. Immutable once made; holds no state of any document."""

    def __init__(
        self, packs: Sequence[Pack], evidence: Mapping[str, Any], version: str, trusted: Collection[str] = ()
    ) -> None:
        """`trusted` names packs whose patterns are known to compile (the shipped ones, tested with every release)."""
        self._trusted = frozenset(trusted)
        self.packs = tuple(packs)
        self.evidence = evidence
        self.version = version
        self._site_of: dict[str, Pack] = {pack.name: pack for pack in packs if pack.is_site}
        self.rules: dict[str, Rule] = {rule.id: rule for pack in packs for rule in pack.rules}
        self.kinds: dict[str, tuple[Rule, ...]] = {
            kind: tuple(rule for rule in self.rules.values() if rule.kind == kind) for kind in PATTERNLESS
        }
        self._sites: list[tuple[str, _Check]] = []
        self._checked: list[CompiledRule] = []
        self._shapes: list[_ShapeSet] = []
        self._finders: list[_Finder] = []
        self._compile()

    def _compile(self) -> None:
        owners: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
        shapes: list[int] = []
        for rule in self.rules.values():
            if rule.kind in PATTERNLESS:
                continue
            compiled = CompiledRule(rule)
            if rule.pack not in self._trusted:
                compiled.compile()
            strings = required(rule.pattern)
            for string in strings:
                owners[string.folded].setdefault(string.text, []).append(len(self._checked))
            if not strings:
                shapes.append(len(self._checked))
            self._checked.append(compiled)
        for pack in self._site_of.values():
            for pattern in pack.fingerprint:
                self._sites.append((pack.name, _checked(pattern, f"{pack.source}:1", "fingerprint", pack.name)))
        shapes.sort(key=lambda n: (self._checked[n].rule.where.max_words, self._checked[n].rule.where.min_words, n))
        chunks = [shapes[at : at + CHUNK] for at in range(0, len(shapes), CHUNK)]
        self._shapes = [_ShapeSet([self._checked[n].rule for n in chunk], chunk) for chunk in chunks]
        self._finders = [_Finder(owner) for owner in owners]

    @cached_property
    def trees(self) -> Mapping[str, TreeSum]:
        """The fitted sums of `rules/evidence/`, by file name."""
        return {name: TreeSum.of(table) for name, table in self.evidence.items() if "leaf" in table}

    @cached_property
    def digest(self) -> str:
        """What identifies this rule set: SHA-256 over its rules, weights and the program's version, 16 hex digits."""
        state = repr((self.version, sorted(repr(pack_content(pack)) for pack in self.packs), _canonical(self.evidence)))
        return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def search(self, text: str, words: int) -> tuple[list[Hit], list[str]]:
        """The rules that match `text` (of `words` words), and the sites whose fingerprint it is."""
        candidates: set[int] = set()
        raw = text.encode()
        as_is, folded = self._finders
        as_is.add_to(candidates, text)
        folded.add_to(candidates, text.casefold())
        for shapes in self._shapes:
            if shapes.least <= words <= shapes.most:
                shapes.add_to(candidates, raw)
        hits = [hit for n in sorted(candidates) if (hit := self._checked[n].hit(text, raw, words)) is not None]
        return hits, [site for site, check in self._sites if check.search(text, raw)]

    def is_decisive(self, rule: Rule) -> bool:
        """A sure rule of a pack that isn't one of the general ones decides; all others are evidence."""
        return rule.score >= SURE and not rule.pack.startswith(GENERAL)

    def is_site_rule(self, rule: Rule) -> bool:
        return rule.pack in self._site_of

    def sites_of(self, host: str) -> Iterable[str]:
        """The site packs for a host name: a domain stands for its subdomains too."""
        for pack in self._site_of.values():
            if any(host == domain or host.endswith("." + domain) for domain in pack.domains):
                yield pack.name


def searchable(text: str) -> str:
    """The text with lone surrogates replaced, one for one: RE2 refuses them.

    >>> searchable("a\\ud800b") == "a\\ufffdb"
    True
    """
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.translate(_SURROGATES)
    return text


def pack_content(pack: Pack) -> tuple[Any, ...]:
    """What of a pack changes results: everything but where its file lies."""
    rules = tuple(
        (r.id, str(r.label), r.kind, r.pattern, r.where, r.unless, tuple(sorted(r.emit.items())), r.score)
        for r in sorted(pack.rules, key=lambda rule: rule.id)
    )
    return (pack.name, pack.language, pack.domains, pack.fingerprint, rules)


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple((key, _canonical(value[key])) for key in sorted(value))
    if isinstance(value, (list, tuple)):
        return tuple(_canonical(item) for item in value)
    return value


def _checked(pattern: str, source: str, key: str, who: str) -> _Check:
    try:
        return _Check(pattern)
    except PatternError as error:
        raise RuleError(source, f"`{key}` of {who}: {error}") from None
    except re2.error as error:
        reason = error.args[0].decode() if error.args and isinstance(error.args[0], bytes) else str(error)
        raise RuleError(source, f"`{key}` of {who} is no pattern that RE2 can run: {reason}") from None

