"""The examples that every rule carries, run as its tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cleaner.ruleset.compiled import whole_match
from cleaner.ruleset.parts import Part
from cleaner.ruleset.patternless import proposed
from cleaner.ruleset.rule_set import RuleSet
from cleaner.ruleset.schema import PATTERNLESS, Pack, Rule
from cleaner.text.surrogates import replace_lone_surrogates


class Failure(NamedTuple):
    """An example that came out the other way: `wanted` is "hit" or "miss"."""

    rule: Rule | Part
    example: str
    wanted: str

    def __str__(self) -> str:
        verb = "should hit but doesn't" if self.wanted == "hit" else "should not hit but does"
        return f"{self.rule.source}: {self.rule.id} {verb}: {self.example!r}"


def failures(ruleset: RuleSet) -> Iterator[Failure]:
    """Every example of every rule that doesn't come out as it should."""
    for pack in ruleset.packs:
        for part in pack.parts:
            yield from failures_of_part(ruleset, pack, part)
    for rule in ruleset.rules.values():
        yield from failures_of(ruleset, rule)


def failures_of_part(ruleset: RuleSet, pack: Pack, part: Part) -> Iterator[Failure]:
    """Every example of a pack's part that the part doesn't match from end to end, or does where it should not."""
    known = ruleset.parts.with_own(pack.parts)
    matches = whole_match(known.expand(part.id, part.fault, key=part.key), part)
    for wanted, examples in (("hit", part.hits), ("miss", part.misses)):
        for example in examples:
            if matches(example) != (wanted == "hit"):
                yield Failure(part, example, wanted)


def failures_of(ruleset: RuleSet, rule: Rule) -> Iterator[Failure]:
    """Every example of one rule that doesn't come out as it should."""
    for wanted, examples in (("hit", rule.hits), ("miss", rule.misses)):
        for example in examples:
            if hits(ruleset, rule, example) != (wanted == "hit"):
                yield Failure(rule, example, wanted)


def hits(ruleset: RuleSet, rule: Rule, example: str) -> bool:
    """Does the rule propose anything in the example? An example for `repeat` or `run` is several lines."""
    if rule.kind in PATTERNLESS:
        return bool(proposed(rule, [" ".join(line.split()) for line in example.split("\n") if line.strip()]))
    text = replace_lone_surrogates(" ".join(example.split()))
    found, _ = ruleset.search(text, len(text.split()))
    return any(hit.rule.id == rule.id for hit in found)
