"""What of a text each part of a rule's pattern matched."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner
from cleaner.ruleset import RuleSet, load_ruleset
from cleaner.ruleset.matched import matched_parts

PACK = """
schema = 1
pack = "house"

[[part]]
name = "desk"
why = "The desks of the house."
phrases = ["Night desk", "City desk"]
hits = ["Night desk", "City desk"]
misses = ["Desk", "night desk"]

[[rule]]
id = "house.signed"
label = "byline"
why = "The house signs its texts like this."
pattern = '^{desk} and {desk}(?:, (?P<note>[a-z]+))?$'
hits = ["Night desk and City desk", "City desk and Night desk, late"]
misses = ["Night desk", "City desk, late"]

[[rule]]
id = "house.buttons"
label = "share"
why = "The buttons of the house."
phrases = ["send it on", "send it on to {desk}"]
match = "starts"
hits = ["Send it on", "Send it on to City desk"]
misses = ["We send it on", "Send it"]

[[rule]]
id = "house.again"
label = "other"
why = "Lines that stand twice."
kind = "repeat"
hits = ["The mill is closed.\\nThe mill is closed.", "It rained.\\nIt rained."]
misses = ["The mill is closed.\\nThe dam is open.", "It rained."]
"""


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> RuleSet:
    path: Path = tmp_path_factory.mktemp("rules") / "house.toml"
    path.write_text(PACK, "utf-8")
    return load_ruleset([path], shipped=False)


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        ("signed", "Night desk and City desk, late", [("{desk}", "Night desk"), ("{desk}", "City desk"), ("note", "late")]),
        ("signed", "Night desk and City desk", [("{desk}", "Night desk"), ("{desk}", "City desk")]),
        ("signed", "Night desk", []),
        ("buttons", "SEND IT ON to City desk", [("phrase", "send it on to {desk}")]),
        ("buttons", "Send it on!", [("phrase", "send it on")]),
        ("buttons", "We sent it", []),
        ("again", "It rained.", []),
    ],
)  # fmt: skip
def test_each_part_group_or_phrase_is_named_with_what_it_matched(
    rules: RuleSet, rule: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert matched_parts(rules, rules.rules[f"house.{rule}"], text) == expected


def test_nearly_every_shipped_rule_with_parts_names_some_of_them_in_its_hits(cleaner: Cleaner) -> None:
    ruleset = cleaner.ruleset
    with_parts = [rule for rule in ruleset.rules.values() if rule.parts and not rule.phrases]
    assert len(with_parts) > 50
    told = [any(matched_parts(ruleset, rule, " ".join(hit.split())) for hit in rule.hits) for rule in with_parts]
    assert sum(told) > 0.9 * len(with_parts)  # a part may stand in an alternative that no example takes
