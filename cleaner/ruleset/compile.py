"""Rules into an index of their literal strings, and each rule's own exact check behind it.

One linear pass tells which rules may match a text (`index`); the few that may are checked one by one by RE2 (linear
time whatever the pattern), with their exceptions and their limits of length. Nothing here knows documents.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from fnmatch import fnmatchcase
from functools import cached_property
from typing import Any, NamedTuple

import re2

from cleaner.ruleset.index import Index, Limits, numbers
from cleaner.ruleset.literals import Known, Strings, clauses, forget
from cleaner.ruleset.parts import Part, Parts, first_of_each
from cleaner.ruleset.places import did_you_mean
from cleaner.ruleset.schema import ENGLISH, OFF, PATTERNLESS, PROTECT, Pack, Rule, Switch
from cleaner.ruleset.translate import PLAIN, PatternError, is_counted, overapproximate, translate
from cleaner.scoring.trees import TreeEnsemble
from cleaner.text.surrogates import replace_lone_surrogates

MAX_MEMORY = 64 << 20
"""Bytes one pattern's automaton may take before RE2 falls back to slower matching; its default of 8 MB is too little
for long lists of alternatives under Unicode's letters."""

SURE = 3.0
BANDS = (21, 46)
"""Where, in words of a text, another index begins. Most rules are for short texts; the many words of long ones need
only be searched for the strings of the few rules that are for them."""

_NOT_PLAIN = re.compile(f"[^{PLAIN}]")


Owner = Rule | Pack | Switch | Part
"""What has a pattern, and says where it stands when it can't be run."""


class Hit:
    """One rule's match in a text: where, and what its named groups hold, which is found out when it is asked for."""

    __slots__ = ("_found", "_text", "rule")

    def __init__(self, rule: Rule, text: _Text, check: _Check) -> None:
        self.rule = rule
        self._text = text
        self._found: Found | _Check = check

    @property
    def found(self) -> Found:
        if isinstance(self._found, _Check):
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


class MatchRequest(NamedTuple):
    """A text, its number of words, and the rules it may match: a set of numbers as in `index`."""

    text: str
    words: int
    candidates: int


class _Text:
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


class _Check:
    r"""A pattern, run on bytes, with the Unicode neighbours of every word boundary looked at.

    Whether it matches is asked first, of a pattern without groups, counts and exact classes: that is what RE2 answers
    fastest, and mostly with no. Where it matches is found by the pattern as it stands.

    >>> check = _Check(r"\bby (?P<author>[A-Z]\w+)")
    >>> check.found(_Text("Texts by Zoë"))
    Found(start=6, end=12, groups={'author': 'Zoë'})
    >>> check.matches(_Text("Éby Ana"))
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

    def matches(self, text: _Text) -> bool:
        """Does the pattern match anywhere in `text`?"""
        return bool(self.test(text.raw)) and self.confirms(text)

    def confirms(self, text: _Text) -> bool:
        """Does the pattern match anywhere in `text`, of which `test` is true?"""
        if text.is_plain:
            return not self.counted or bool(self.plain_test(text.raw))
        return bool(self.exact_test(text.raw)) and (not self.bounded or self.marked.search(text) is not None)

    def found(self, text: _Text) -> Found:
        """The leftmost match in `text`, in which there is one."""
        pattern = self.plain if text.is_plain else self.marked if self.bounded else self.exact
        found = pattern.search(text)
        groups: dict[str, str] = {}
        for name, number in pattern.names.items():
            start, end = found.span(number)
            if start < end:
                groups[name] = text.raw[start:end].decode()
        start, end = found.span(pattern.names["span"] if "span" in groups else 0)
        return Found(text.offset(start), text.offset(end), first_of_each(groups))


class _Grouped:
    """A pattern with its groups; those without a name are marks of word boundaries."""

    def __init__(self, translated: str) -> None:
        self.regexp = re2.compile(translated.encode(), _options())
        self.names: dict[str, int] = {name.decode(): n for name, n in self.regexp.groupindex.items()}
        unnamed = (n for n in range(1, self.regexp.groups + 1) if n not in self.names.values())
        self.marks = list(unnamed) if r"\b()" in translated else []

    def search(self, text: _Text) -> Any:
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
    def check(self) -> _Check:
        return _checked(self.rule.pattern, self.rule, "pattern")

    @cached_property
    def test(self) -> Callable[[bytes], Any]:
        """Tells fast of most texts that the pattern doesn't match them; of those left, `confirmed` tells."""
        return self.check.test

    @cached_property
    def unless(self) -> tuple[_Check, ...]:
        return tuple(_checked(pattern, self.rule, "unless") for pattern in self.rule.unless)

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

    def hit(self, text: _Text) -> Hit | None:
        """The rule's match in `text`; None where there is none, or an exception."""
        return self.confirmed(text) if self.test(text.raw) else None

    def confirmed(self, text: _Text) -> Hit | None:
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
        self.check = _checked(switch.pattern, switch, "pattern") if switch.pattern else None

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
        return self.check is None or self.check.matches(_Text(text))

    def applies(self, host: str, sites: Collection[str]) -> bool:
        """Does it apply to a document of that host, of those sites (names of packs)?"""
        site = self.site
        return not site or site in sites or host == site or host.endswith("." + site)


class RuleSet:
    """All rules of some packs, compiled. Immutable once made; holds no state of any document."""

    def __init__(
        self,
        packs: Sequence[Pack],
        evidence: Mapping[str, Any],
        version: str,
        trusted: Collection[str] = (),
        language: str = ENGLISH,
        *,
        overridden: Sequence[tuple[Rule, Rule]] = (),
        elsewhere: Collection[str] = (),
        parts: Parts | None = None,
    ) -> None:
        """`trusted` names packs whose patterns are known to compile (the shipped ones, tested with every release).

        `language` is that of the articles; only packs of it, and those of any language, belong in its rule set.
        `overridden` are rules that took another's place, each with the other; `elsewhere` are the ids of rules for
        other languages, which switches may name: settings are written once for all of them.
        """
        self.language = language
        """Of the articles."""
        self.packs = tuple(packs)
        self.parts = parts or Parts()
        """What any pack may name."""
        self.overridden = tuple(overridden)
        self.evidence = evidence
        self.version = version
        self._evidence_packs = frozenset(pack.name for pack in packs if not pack.decides)
        self._site_of: dict[str, Pack] = {pack.name: pack for pack in packs if pack.is_site}
        self.rules: dict[str, Rule] = {rule.id: rule for pack in packs for rule in pack.rules}
        self.kinds: dict[str, tuple[Rule, ...]] = {
            kind: tuple(rule for rule in self.rules.values() if rule.kind == kind) for kind in PATTERNLESS
        }
        self._checked = [CompiledRule(rule) for rule in self.rules.values() if rule.kind not in PATTERNLESS]
        for compiled in self._checked:
            if compiled.rule.pack not in trusted:
                compiled.compile()
        self._sites = [
            (pack.name, _checked(pattern, pack, "fingerprint"))
            for pack in self._site_of.values()
            for pattern in pack.fingerprint
        ]
        self.switches = tuple(
            CompiledSwitch(switch, pack, self.rules, elsewhere) for pack in packs for switch in pack.switches
        )
        self._compile()

    def _compile(self) -> None:
        """The index's numbers are: the rules, in order; then the sites' fingerprints."""
        known: Known = {}
        wanted = [clauses(compiled.rule.pattern, known) for compiled in self._checked]
        wanted += [clauses(check.pattern, known) for _, check in self._sites]
        limits = [(each.rule.where.min_words, each.rule.where.max_words) for each in self._checked]
        self._limits = Limits(limits, BANDS)
        self._indexes = self._indexed(wanted)
        forget()
        shaped = sum(1 << number for number in range(len(self._checked)) if not wanted[number])
        self._told = ~shaped
        self._shapes_for = [
            [(number, 1 << number) for number in numbers(shaped & admitted)] for admitted in self._limits.sets
        ]
        self._for_zone: dict[str, int] = {}
        self._for_site = dict.fromkeys(self._site_of, 0)
        for number, compiled in enumerate(self._checked):
            zone, pack = compiled.rule.where.zone, compiled.rule.pack
            self._for_zone[zone] = self._for_zone.get(zone, 0) | 1 << number
            if pack in self._for_site:
                self._for_site[pack] |= 1 << number

    def _indexed(self, wanted: Sequence[tuple[Strings, ...]]) -> list[Index]:
        """For each step of `_limits` an index, which knows only what concerns texts of about its length."""
        found: list[Index] = []
        for first, last in zip((0, *BANDS), (*BANDS, self._limits.steps[-1] + 1), strict=True):
            steps = [n for n, words in enumerate(self._limits.steps) if first <= words < last]
            use = 0
            for n in steps:
                use |= self._limits.sets[n]
            use |= sum(1 << (len(self._checked) + site) for site in range(len(self._sites)))
            index = Index([clauses if use >> n & 1 else None for n, clauses in enumerate(wanted)])
            found += [index] * len(steps)
        return found

    @cached_property
    def trees(self) -> Mapping[str, TreeEnsemble]:
        """The fitted sums of `rules/evidence/`, by file name."""
        return {name: TreeEnsemble.of(table) for name, table in self.evidence.items() if "leaf" in table}

    @cached_property
    def digest(self) -> str:
        """What identifies this rule set: SHA-256 over its rules, weights and the program's version, 16 hex digits."""
        packs = sorted(repr(pack_content(pack)) for pack in self.packs)
        state = repr((self.version, self.language, packs, _canonical(self.evidence)))
        return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    @cached_property
    def content_digest(self) -> str:
        """The same over its rules and weights alone: what a new version of the program doesn't change by itself."""
        packs = sorted(repr(pack_content(pack)) for pack in self.packs)
        state = repr((self.language, packs, _canonical(self.evidence)))
        return hashlib.sha256(state.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def search(self, text: str, words: int) -> tuple[list[Hit], list[str]]:
        """The rules that match `text` (of `words` words), and the sites whose fingerprint it is."""
        candidates = self.candidates(text, words)
        return self.hits([MatchRequest(text, words, candidates)])[0], self.sites_in(text, candidates)

    def candidates(self, text: str, words: int) -> int:
        """The rules and fingerprints that `text` (of `words` words) may match: a set of numbers as in `index`."""
        return self._indexes[self._limits.step(words)].candidates(text)

    def sites_in(self, text: str, candidates: int) -> list[str]:
        """The sites whose fingerprint `text` is; `candidates` are what it may match."""
        sites = candidates >> len(self._checked)
        if not sites:
            return []
        coded = _Text(text)
        return [name for n, (name, check) in enumerate(self._sites) if sites >> n & 1 and check.matches(coded)]

    def applying(self, sites: Collection[str], zones: Iterable[str]) -> int:
        """The rules for a block that stands in `zones` of a document of `sites`: a set of numbers as in `index`."""
        rules = 0
        for zone in zones:
            rules |= self._for_zone.get(zone, 0)
        for site, only_there in self._for_site.items():
            if site not in sites:
                rules &= ~only_there
        return rules

    def hits(self, asked: Sequence[MatchRequest]) -> list[list[Hit]]:
        """For each of some texts, the rules among its candidates that match it, fingerprints apart."""
        coded = [_Text(text) for text, _, _ in asked]
        found: list[list[Hit]] = [[] for _ in asked]
        # Rule by rule, not text by text: an automaton is met in the processor's cache by all texts but the first.
        for number, texts in self._asked_of(asked):
            rule = self._checked[number]
            test = rule.test
            for n in texts:
                if test(coded[n].raw) and (hit := rule.confirmed(coded[n])) is not None:
                    found[n].append(hit)
        return found

    def _asked_of(self, asked: Sequence[MatchRequest]) -> list[tuple[int, list[int]]]:
        """The rules that some texts are to be checked against, in order, each with the numbers of those texts."""
        texts: dict[int, list[int]] = {}
        for n, (_, words, candidates) in enumerate(asked):
            step = self._limits.step(words)
            rules = candidates & self._limits.sets[step]
            for number in numbers(rules & self._told):
                texts.setdefault(number, []).append(n)
            for number, bit in self._shapes_for[step]:
                if rules & bit:
                    texts.setdefault(number, []).append(n)
        return sorted(texts.items())

    def is_decisive(self, rule: Rule) -> bool:
        """A sure rule decides, unless its pack says that its rules are evidence (`decides = false`)."""
        return rule.score >= SURE and rule.pack not in self._evidence_packs

    @cached_property
    def deciding_packs(self) -> frozenset[str]:
        """The packs with rules that decide wherever a document comes from."""
        return frozenset(
            rule.pack for rule in self.rules.values() if self.is_decisive(rule) and not self.is_site_rule(rule)
        )

    def is_site_rule(self, rule: Rule) -> bool:
        return rule.pack in self._site_of

    def sites_of(self, host: str) -> Iterable[str]:
        """The site packs for a host name: a domain stands for its subdomains too."""
        for pack in self._site_of.values():
            if any(host == domain or host.endswith("." + domain) for domain in pack.domains):
                yield pack.name


def whole_match(pattern: str, owner: Owner) -> Callable[[str], bool]:
    """A function that says whether a text is matched by a pattern from end to end."""
    check = _checked(f"^(?:{pattern})$", owner, "pattern")
    return lambda text: check.matches(_Text(replace_lone_surrogates(text)))


def pack_content(pack: Pack) -> tuple[Any, ...]:
    """What of a pack changes results: everything but where its file lies."""
    rules = tuple(
        (r.id, str(r.label), r.kind, r.pattern, r.where, r.unless, tuple(sorted(r.emit.items())), r.score)
        for r in sorted(pack.rules, key=lambda rule: rule.id)
    )
    switches = tuple((s.action, s.rule, s.site, s.pattern) for s in pack.switches)
    content = (pack.name, pack.language, pack.domains, pack.fingerprint, pack.decides, rules)
    return (*content, switches) if switches else content


def _canonical(value: Any) -> Any:
    if isinstance(value, Mapping):
        return tuple((key, _canonical(value[key])) for key in sorted(value))
    if isinstance(value, (list, tuple)):
        return tuple(_canonical(item) for item in value)
    return value


def _checked(pattern: str, owner: Owner, key: str) -> _Check:
    try:
        return _Check(pattern)
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
