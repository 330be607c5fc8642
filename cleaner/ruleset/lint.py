"""What is wrong with rule files, all of it at once: loading stops at the first fault, a lint goes on."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.findings import ERROR, WARNING, Finding
from cleaner.model import RuleError
from cleaner.ruleset.compiled import CompiledRule, CompiledSwitch
from cleaner.ruleset.examples import hits
from cleaner.ruleset.load import load_pack, shared_parts
from cleaner.ruleset.parts import Parts
from cleaner.ruleset.rule_set import RuleSet
from cleaner.ruleset.schema import Pack, Rule, read_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

SYNTAX, DUPLICATE, OVERRIDE, SHADOWED, DEAD, BROAD = (
    "rules.syntax",
    "rules.duplicate",
    "rules.override",
    "rules.shadowed",
    "rules.dead",
    "rules.over-broad",
)
KINDS = {
    SYNTAX: "A rule file says something that can't be read or run.",
    DUPLICATE: "Two rules have the same id or the same pattern.",
    OVERRIDE: "A rule takes the place of another pack's.",
    SHADOWED: "Another rule hits all that a rule's examples show it to hit.",
    DEAD: "A rule hits nothing in a corpus.",
    BROAD: "A rule hits body lines of a corpus, above the bound.",
}


def lint(shipped: Sequence[Path], added: Sequence[Path]) -> list[Finding]:
    """All faults of the `added` rule files, which stand on top of the shipped ones; of the shipped ones where none are
    added.

    Errors are what keeps a file from being loaded, or one of two rules from ever counting; warnings are what somebody
    should look at.
    """
    findings: list[Finding] = []
    packs: list[Pack] = []
    try:
        parts = shared_parts(added)
    except RuleError as error:
        return [finding_of(error)]
    for path in [*shipped, *added]:
        pack, errors = read_all(path, parts)
        findings += errors
        packs += [pack] if pack is not None else []
    sound = [_without_broken_patterns(pack, findings) for pack in packs]
    rules = [rule for pack in sound for rule in pack.rules]
    files = {str(path) for path in added or shipped}
    findings += _duplicate_ids(rules, {str(path) for path in added})
    for language in sorted({pack.language for pack in sound}):
        together = [pack for pack in sound if pack.is_for(language)]
        findings += _same_patterns(together)
        findings += _shadowed(together, files)
    findings += _idle_switches(packs, rules)
    return sorted({finding for finding in findings if finding.file in files}, key=_by_place)


def finding_of(error: RuleError) -> Finding:
    """What keeps a file from being loaded, as a finding."""
    file, _, line = error.where.rpartition(":")
    place = (file, int(line)) if line.isdigit() else (error.where, 0)
    return Finding(*place, error.column, ERROR, SYNTAX, error.message, error.suggestion)


def read_all(path: Path, parts: Parts) -> tuple[Pack | None, list[Finding]]:
    """A rule file with those of its rules that are well-formed, and the faults of the others."""
    try:
        return load_pack(path, parts), []
    except RuleError as error:
        first = finding_of(error)
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except (OSError, ValueError, RecursionError):
        return None, [first]
    rows = text.split("\n")
    starts = [n for n, row in enumerate(rows) if re.match(r"\s*\[\[\s*rule\s*\]\]", row)]
    entries = data.get("rule", [])
    if not isinstance(entries, list) or len(starts) != len(entries):
        return None, [first]  # written otherwise than line by line: the places of its rules can't be told
    try:
        pack = read_pack(path, data | {"rule": []}, "\n".join(rows[: starts[0]] if starts else rows), parts)
    except RuleError as error:
        return None, [finding_of(error)]
    rules: list[Rule] = []
    findings: list[Finding] = []
    for entry, start, end in zip(entries, starts, [*starts[1:], len(rows)], strict=True):
        alone = "\n" * start + "\n".join(rows[start:end])  # the rule by itself, on the lines where it stands
        try:
            rules += read_pack(path, data | {"rule": [entry]}, alone, parts.with_own(pack.parts)).rules
        except RuleError as error:
            findings.append(finding_of(error))
    return _with_rules(pack, rules), findings


def _with_rules(pack: Pack, rules: Iterable[Rule]) -> Pack:
    return replace(pack, rules=tuple(rules), switches=())


def _without_broken_patterns(pack: Pack, findings: list[Finding]) -> Pack:
    """The pack with the rules whose patterns RE2 takes; what is wrong with the others goes to `findings`."""
    kept = []
    for rule in pack.rules:
        try:
            if rule.pattern:
                CompiledRule(rule).compile()
            kept.append(rule)
        except RuleError as error:
            findings.append(finding_of(error))
    try:
        RuleSet([_with_rules(pack, ())], {}, "")
    except RuleError as error:
        findings.append(finding_of(error))
        return replace(pack, rules=tuple(kept), fingerprint=(), switches=())
    return _with_rules(pack, kept)


def _duplicate_ids(rules: Sequence[Rule], added: set[str]) -> Iterator[Finding]:
    first: dict[str, Rule] = {}
    for rule in rules:
        earlier = first.setdefault(rule.id, rule)
        if earlier is rule:
            continue
        if _file(rule) in added and _file(earlier) not in added:
            yield of_rule(rule, "id", WARNING, OVERRIDE, f"{rule.id} takes the place of the rule at {earlier.source}")
        else:
            message = f"the id {rule.id} stands at {earlier.source} already"
            yield of_rule(rule, "id", ERROR, DUPLICATE, message, "give it another id, or take one of them out")


def _same_patterns(packs: Sequence[Pack]) -> Iterator[Finding]:
    """Rules of different sites may share a pattern; no document is of both."""
    first: dict[tuple[object, ...], Rule] = {}
    sites = {pack.name for pack in packs if pack.is_site}
    for rule in (rule for pack in packs for rule in pack.rules):
        if not rule.pattern:
            continue
        key = (rule.pattern, rule.kind, rule.where, rule.unless, rule.pack if rule.pack in sites else "")
        earlier = first.setdefault(key, rule)
        if earlier.id != rule.id:
            message = f"{rule.id} has the same pattern as {earlier.id} at {earlier.source}"
            yield of_rule(rule, "pattern", ERROR, DUPLICATE, message, "take one of them out")


def of_rule(rule: Rule, key: str, level: str, kind: str, message: str, suggestion: str = "") -> Finding:
    """A finding at one of a rule's keys."""
    return finding_of(rule.fault(key, message, suggestion))._replace(level=level, kind=kind)


def _idle_switches(packs: Sequence[Pack], rules: Sequence[Rule]) -> Iterator[Finding]:
    """Switches that mean no rule, or whose pattern can't be run."""
    known = {rule.id for rule in rules}
    for pack in packs:
        for switch in pack.switches:
            try:
                CompiledSwitch(switch, pack, known)
            except RuleError as error:
                yield finding_of(error)


def _shadowed(packs: Sequence[Pack], files: set[str]) -> Iterator[Finding]:
    """Rules of some files that say nothing another rule doesn't say, so far as their own examples show."""
    last = {rule.id: rule for pack in packs for rule in pack.rules}
    merged = [_with_rules(pack, (rule for rule in pack.rules if last[rule.id] is rule)) for pack in packs]
    ruleset = RuleSet(merged, {}, "", trusted=[pack.name for pack in merged])
    site_packs = {pack.name for pack in merged if pack.is_site}
    rivals: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in ruleset.rules.values():
        rivals[rule.label, rule.kind].append(rule)
    for rule in (rule for rule in ruleset.rules.values() if _file(rule) in files):
        others = [other for other in rivals[rule.label, rule.kind] if _could_shadow(other, rule, site_packs)]
        for example in rule.hits:
            others = [other for other in others if hits(ruleset, other, example)] if others else []
        if others:
            message = f"{rule.id} is shadowed: {others[0].id} hits all its examples too"
            suggestion = "add a hit that the other misses, or take the rule out"
            yield of_rule(rule, "hits", WARNING, SHADOWED, message, suggestion)


def _could_shadow(other: Rule, rule: Rule, site_packs: set[str]) -> bool:
    """Does `other` apply wherever `rule` does, with as much weight, and emit what it emits?

    A site's rule speaks on its site alone, and there it speaks louder than a general one: neither makes the other
    needless.
    """
    return (
        other is not rule
        and (other.pack == rule.pack or not {other.pack, rule.pack} & site_packs)
        and other.where.zone in ("any", rule.where.zone)
        and other.score >= rule.score
        and set(other.emit) >= set(rule.emit)
    )


def _file(rule: Rule) -> str:
    return rule.source.rpartition(":")[0]


def _by_place(finding: Finding) -> tuple[str, int, str]:
    return finding.file, finding.line, finding.message
