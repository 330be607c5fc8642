"""Deciding: when the first kept block is called a standfirst. All places and persons are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.model import Action, Annotation, Label, Weighed
from cleaner.ruleset import RuleSet
from cleaner.stages.decide import decide
from tests.documents import in_blocks

TITLE = "Ostley mill to close"
SUMMARY = "The last mill at Ostley is to close in May. Its owner blames the dry years."
TEXT = (
    "The owner of the last mill at Ostley will close it in May, she said.",
    "Nine dry years had left her no choice.",
)


def label_of_first_kept(
    rules: RuleSet, *lines: tuple[Label, str], notes: dict[int, Annotation] | None = None
) -> tuple[Label, Action]:
    document = in_blocks(*(text for _, text in lines))
    weighed = Weighed(
        tuple(1.0 if label is Label.BODY else -1.0 for label, _ in lines),
        tuple(label for label, _ in lines),
        tuple("" if label is Label.BODY else "words" for label, _ in lines),
    )
    found = tuple((notes[n],) if notes and n in notes else () for n in range(len(lines)))
    verdicts = decide(replace(document, weighed=weighed, annotations=found), rules).verdicts
    return next((tile.label, tile.action) for tiles in verdicts for tile in tiles if tile.action is Action.KEEP)


def page(
    summary: str = SUMMARY, above: Label = Label.TIMESTAMP, below: Label = Label.BYLINE
) -> list[tuple[Label, str]]:
    furniture = [(Label.HEADLINE, TITLE), (above, "March 4, 2019")]
    return [*furniture, (Label.BODY, summary), (below, "By Jo Doe"), *((Label.BODY, text) for text in TEXT)]


def test_a_summary_between_headline_and_furniture_is_a_standfirst_and_stays(rules: RuleSet) -> None:
    assert label_of_first_kept(rules, *page()) == (Label.STANDFIRST, Action.KEEP)


def test_a_long_line_without_a_stop_there_is_one_too(rules: RuleSet) -> None:
    assert (
        label_of_first_kept(rules, *page("Forty people lose their work as the wheel stops turning"))[0]
        is Label.STANDFIRST
    )


@pytest.mark.parametrize(
    "text",
    [
        "Nobody in the valley had slept that night, and the lamps were lit until four.",
        SUMMARY * 5,
        "The mill",
    ],
)
def test_a_first_paragraph_stays_one(rules: RuleSet, text: str) -> None:
    assert label_of_first_kept(rules, *page(text)) == (Label.BODY, Action.KEEP)


@pytest.mark.parametrize(("above", "below"), [(Label.BYLINE, Label.CAPTION), (Label.TIMESTAMP, Label.PROMO)])
def test_other_neighbours_make_no_standfirst(rules: RuleSet, above: Label, below: Label) -> None:
    assert label_of_first_kept(rules, *page(above=above, below=below))[0] is Label.BODY


def test_without_a_headline_there_is_no_standfirst(rules: RuleSet) -> None:
    assert label_of_first_kept(rules, *page()[1:])[0] is Label.BODY


def test_a_paragraph_that_a_sure_rule_protects_is_not_renamed(rules: RuleSet) -> None:
    sure = Annotation(2, 0, len(SUMMARY), Label.BODY, "test.sure", "protect", 3.0, (), True)
    assert label_of_first_kept(rules, *page(), notes={2: sure})[0] is Label.BODY


def test_menus_above_the_headline_do_not_matter(rules: RuleSet) -> None:
    assert label_of_first_kept(rules, (Label.NAV, "Home"), (Label.PROMO, "Sign up"), *page())[0] is Label.STANDFIRST


def test_the_last_kept_block_of_a_page_is_no_standfirst(rules: RuleSet) -> None:
    assert label_of_first_kept(rules, *page()[:4])[0] is Label.BODY
