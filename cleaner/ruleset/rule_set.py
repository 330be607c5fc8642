"""All rules of some packs, compiled: which of them may match a text, and which do.

One linear pass tells which rules may match a text (`index`); the few that may are checked one by one (`compiled`).
Nothing here knows documents.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, NamedTuple

from cleaner.ruleset.clauses import Strings
from cleaner.ruleset.compiled import SURE, CompiledRule, CompiledSwitch, Hit, SearchText, check_of
from cleaner.ruleset.index import Index, Limits, numbers
from cleaner.ruleset.literals import Known, clauses, forget
from cleaner.ruleset.parts import Parts
from cleaner.ruleset.schema import ENGLISH, PATTERNLESS, Pack, Rule
from cleaner.scoring.trees import TreeEnsemble

BANDS = (21, 46)
"""Where, in words of a text, another index begins. Most rules are for short texts; the many words of long ones need
only be searched for the strings of the few rules that are for them."""


class MatchRequest(NamedTuple):
    """A text, its number of words, and the rules it may match: a set of numbers as in `index`."""

    text: str
    words: int
    candidates: int


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
            (pack.name, check_of(pattern, pack, "fingerprint"))
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
        coded = SearchText(text)
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
        coded = [SearchText(text) for text, _, _ in asked]
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
