"""Matching: where rules apply, and what they propose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cleaner.model import Annotation, Document, Label
from cleaner.ruleset import RuleSet
from cleaner.stages.match import match
from tests.documents import in_blocks

RulesOf = Callable[..., RuleSet]

PROSE = "The council voted on Monday to keep both of the town’s two libraries open for another year, she said."


def rule(kind: str = "line", pattern: str = "zebra", more: str = "", name: str = "test.zebra") -> str:
    return f"id = '{name}'\nlabel = 'promo'\nkind = '{kind}'\npattern = '''{pattern}'''\n{more}"


def found(document: Document, rules: RuleSet) -> list[Annotation]:
    notes = match(document, rules).annotations
    assert len(notes) == len(document.blocks)
    assert all(note.block == n for n, group in enumerate(notes) for note in group)
    return [note for group in notes for note in group]


def test_a_line_rule_proposes_its_label_for_the_whole_block(rules_of: RulesOf) -> None:
    (note,) = found(in_blocks(PROSE, "A zebra for sale"), rules_of(rule()))
    assert (note.block, note.start, note.end) == (1, 0, 16)
    assert (note.label, note.rule, note.kind, note.score, note.decisive) == (
        Label.PROMO,
        "test.zebra",
        "line",
        2.0,
        False,
    )


def test_a_span_rule_proposes_the_stretch_alone_in_code_points(rules_of: RulesOf) -> None:
    (note,) = found(in_blocks("😀 “Ä zebra” ran"), rules_of(rule("span")))
    assert (note.start, note.end) == (5, 10)


def test_captures_become_properties_and_those_that_took_no_part_do_not(rules_of: RulesOf) -> None:
    made = rules_of(
        rule(pattern=r"^By (?P<who>\w+)(?: and (?P<other>\w+))?$", more="emit = {author = 'who', editor = 'other'}")
    )
    assert [note.captures for note in found(in_blocks("By Ana", "By Ana and Tom"), made)] == [
        (("author", "Ana"),),
        (("author", "Ana"), ("editor", "Tom")),
    ]


@pytest.mark.parametrize(
    ("zone", "places"),
    [
        ("any", [0, 2, 4, 6, 8, 10]),
        ("head", [0, 2, 4]),
        ("tail", [6, 8, 10]),
        ("edge", [0, 2, 4, 6, 8, 10]),
        ("late", [4, 6, 8, 10]),
    ],
)
def test_a_zone_reaches_two_paragraphs_into_the_text(rules_of: RulesOf, zone: str, places: list[int]) -> None:
    texts = ["zebra", PROSE] * 5 + ["zebra"]
    notes = found(in_blocks(*texts), rules_of(rule(more=f"where = {{zone = '{zone}'}}")))
    assert [note.block for note in notes] == places


def test_the_edge_of_a_long_text_is_not_its_middle(rules_of: RulesOf) -> None:
    notes = found(in_blocks(*[PROSE] * 3, "zebra", *[PROSE] * 3), rules_of(rule(more="where = {zone = 'edge'}")))
    assert notes == []


def test_an_exception_and_a_limit_of_words_keep_a_rule_away(rules_of: RulesOf) -> None:
    made = rules_of(rule(more="unless = ['she said']\nwhere = {min_words = 2, max_words = 4}"))
    texts = ("zebra", "a zebra", "a zebra, she said", "a b c d zebra")
    assert [note.block for note in found(in_blocks(*texts), made)] == [1]


def test_a_heading_proposes_for_the_list_below_it_up_to_running_text(rules_of: RulesOf) -> None:
    made = rules_of(rule("heading", "^Related$"))
    notes = found(in_blocks(PROSE, "Related", "Bridge stays closed", "Mayor denies plan", PROSE, "Ferry sinks"), made)
    assert [(note.block, note.kind) for note in notes] == [(1, "heading"), (2, "item"), (3, "item")]


def test_a_repeat_is_proposed_for_both_prints(rules_of: RulesOf) -> None:
    table = "id = 'test.twice'\nlabel = 'caption'\nkind = 'repeat'\nwhere = {min_words = 3}"
    texts = ("A man walks by", "A man walks by - Reuters", PROSE, "A man walks by")
    assert [note.block for note in found(in_blocks(*texts), rules_of(table))] == [0, 1]


def test_a_run_of_headlines_is_proposed_as_a_whole(rules_of: RulesOf) -> None:
    table = "id = 'test.run'\nlabel = 'related'\nkind = 'run'\nwhere = {min_words = 3, min_run = 3}"
    texts = (
        "Bridge stays closed",
        "Ferry has sunk",
        PROSE,
        "Mayor denies plan",
        "Bridge stays closed",
        "Ferry has sunk",
        "It did.",
    )
    assert [note.block for note in found(in_blocks(*texts), rules_of(table))] == [3, 4, 5]


def test_a_site_pack_is_chosen_by_the_url_or_by_its_fingerprint_alone(rules_of: RulesOf) -> None:
    head = "pack = 'site.example'\ndomains = ['example.com']\nfingerprint = ['^Example News$']"
    made = rules_of(rule(more="score = 3"), head=head)
    plain = in_blocks("A zebra for sale", PROSE)
    assert found(plain, made) == []
    assert found(replace(plain, url="https://other.org/"), made) == []
    (by_url,) = found(replace(plain, url="https://www.example.com/a"), made)
    (by_print,) = found(in_blocks("A zebra for sale", PROSE, "Example News"), made)
    assert by_url == by_print
    assert by_url.decisive


def test_a_sure_rule_of_a_general_pack_is_evidence_only(rules_of: RulesOf) -> None:
    (note,) = found(in_blocks("zebra"), rules_of(rule(more="score = 3")))
    assert not note.decisive
    (note,) = found(in_blocks("zebra"), rules_of(rule(more="score = 3"), head="pack = 'mine'"))
    assert note.decisive


def test_lone_surrogates_are_matched_around(rules_of: RulesOf) -> None:
    (note,) = found(in_blocks("\ud800 zebra \udfff"), rules_of(rule("span")))
    assert (note.start, note.end) == (2, 7)
