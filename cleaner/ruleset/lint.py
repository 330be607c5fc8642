"""What is wrong with rule files, all of it at once: loading stops at the first fault, a lint goes on."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import RuleError
from cleaner.ruleset.compile import CompiledRule, RuleSet
from cleaner.ruleset.examples import hits
from cleaner.ruleset.load import load_pack
from cleaner.ruleset.schema import Pack, Rule, read_pack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

ERROR, WARNING = "error", "warning"


class Finding(NamedTuple):
    """A fault of a rule file. `where` is a file, or `file:line`."""

    where: str
    level: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.level}: {self.message}"


def lint(shipped: Sequence[Path], added: Sequence[Path]) -> list[Finding]:
    """All faults of some rule files; a rule of an `added` file may take the place of a shipped one.

    Errors are what keeps a file from being loaded, or one of two rules from ever counting; warnings are what somebody
    should look at.
    """
    findings: list[Finding] = []
    packs: list[Pack] = []
    for path in [*shipped, *added]:
        pack, errors = read_all(path)
        findings += errors
        packs += [pack] if pack is not None else []
    sound = [_without_broken_patterns(pack, findings) for pack in packs]
    rules = [rule for pack in sound for rule in pack.rules]
    findings += _duplicate_ids(rules, {str(path) for path in added})
    for language in sorted({pack.language for pack in sound}):
        together = [pack for pack in sound if pack.is_for(language)]
        findings += _same_patterns([rule for pack in together for rule in pack.rules])
        findings += _shadowed(together)
    return sorted(set(findings), key=_by_place)


def read_all(path: Path) -> tuple[Pack | None, list[Finding]]:
    """A rule file with those of its rules that are well-formed, and the faults of the others."""
    try:
        return load_pack(path), []
    except RuleError as error:
        first = Finding(error.where, ERROR, error.message)
    try:
        text = path.read_text("utf-8")
        data = tomllib.loads(text)
    except (OSError, ValueError):
        return None, [first]
    rows = text.split("\n")
    starts = [n for n, row in enumerate(rows) if re.match(r"\s*\[\[\s*rule\s*\]\]", row)]
    entries = data.get("rule", [])
    if not isinstance(entries, list) or len(starts) != len(entries):
        return None, [first]  # written otherwise than line by line: the places of its rules can't be told
    try:
        pack = read_pack(path, data | {"rule": []}, "\n".join(rows[: starts[0]] if starts else rows))
    except RuleError as error:
        return None, [Finding(error.where, ERROR, error.message)]
    rules: list[Rule] = []
    findings: list[Finding] = []
    for entry, start, end in zip(entries, starts, [*starts[1:], len(rows)], strict=True):
        alone = "\n" * start + "\n".join(rows[start:end])  # the rule by itself, on the lines where it stands
        try:
            rules += read_pack(path, data | {"rule": [entry]}, alone).rules
        except RuleError as error:
            findings.append(Finding(error.where, ERROR, error.message))
    return _with_rules(pack, rules), findings


def _with_rules(pack: Pack, rules: Iterable[Rule]) -> Pack:
    return Pack(pack.name, pack.language, tuple(rules), pack.source, pack.domains, pack.fingerprint)


def _without_broken_patterns(pack: Pack, findings: list[Finding]) -> Pack:
    """The pack with the rules whose patterns RE2 takes; what is wrong with the others goes to `findings`."""
    kept = []
    for rule in pack.rules:
        try:
            if rule.pattern:
                CompiledRule(rule).compile()
            kept.append(rule)
        except RuleError as error:
            findings.append(Finding(error.where, ERROR, error.message))
    try:
        RuleSet([_with_rules(pack, ())], {}, "")
    except RuleError as error:
        findings.append(Finding(error.where, ERROR, error.message))
        return Pack(pack.name, pack.language, tuple(kept), pack.source, pack.domains)
    return _with_rules(pack, kept)


def _duplicate_ids(rules: Sequence[Rule], added: set[str]) -> Iterator[Finding]:
    first: dict[str, Rule] = {}
    for rule in rules:
        earlier = first.setdefault(rule.id, rule)
        if earlier is rule:
            continue
        if _file(rule) in added and _file(earlier) not in added:
            yield Finding(rule.source, WARNING, f"{rule.id} takes the place of the rule at {earlier.source}")
        else:
            yield Finding(rule.source, ERROR, f"the id {rule.id} stands at {earlier.source} already")


def _same_patterns(rules: Sequence[Rule]) -> Iterator[Finding]:
    """Rules of different sites may share a pattern; no document is of both."""
    first: dict[tuple[object, ...], Rule] = {}
    for rule in rules:
        if not rule.pattern:
            continue
        key = (rule.pattern, rule.kind, rule.where, rule.unless, rule.pack if rule.pack.startswith("site.") else "")
        earlier = first.setdefault(key, rule)
        if earlier.id != rule.id:
            yield Finding(rule.source, ERROR, f"{rule.id} has the same pattern as {earlier.id} at {earlier.source}")


def _shadowed(packs: Sequence[Pack]) -> Iterator[Finding]:
    """Rules that say nothing another rule doesn't say, so far as their own examples show."""
    last = {rule.id: rule for pack in packs for rule in pack.rules}
    merged = [_with_rules(pack, (rule for rule in pack.rules if last[rule.id] is rule)) for pack in packs]
    ruleset = RuleSet(merged, {}, "", trusted=[pack.name for pack in merged])
    site_packs = {pack.name for pack in merged if pack.is_site}
    rivals: dict[tuple[str, str], list[Rule]] = defaultdict(list)
    for rule in ruleset.rules.values():
        rivals[rule.label, rule.kind].append(rule)
    for rule in ruleset.rules.values():
        others = [other for other in rivals[rule.label, rule.kind] if _could_shadow(other, rule, site_packs)]
        for example in rule.hits:
            others = [other for other in others if hits(ruleset, other, example)] if others else []
        if others:
            yield Finding(rule.source, WARNING, f"{rule.id} is shadowed: {others[0].id} hits all its examples too")


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
    file, _, line = finding.where.rpartition(":")
    return (file, int(line), finding.message) if line.isdigit() else (finding.where, 0, finding.message)
