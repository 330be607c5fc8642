"""Deciding: when the first kept block is called a standfirst. All places and persons are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cleaner.model import Action, Annotation, Label
from cleaner.stages.decide import decide
from tests.documents import in_blocks, scored

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

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
    found = tuple((notes[n],) if notes and n in notes else () for n in range(len(lines)))
    verdicts = decide(
        replace(document, scores=scored(*(label for label, _ in lines)), annotations=found), rules
    ).verdicts
    return next((tile.label, tile.action) for tiles in verdicts for tile in tiles if tile.action is Action.KEEP)


def page(
    summary: str = SUMMARY, above: Label = Label.TIMESTAMP, below: Label = Label.BYLINE
) -> list[tuple[Label, str]]:
    furniture = [(Label.HEADLINE, TITLE), (above, "March 4, 2019")]
    return [*furniture, (Label.BODY, summary), (below, "By Jo Doe"), *((Label.BODY, text) for text in TEXT)]


UNTOLD = "Nobody in the valley had slept that night, and the lamps were lit until four."


@pytest.mark.parametrize("below", [Label.BYLINE, Label.TIMESTAMP, Label.SHARE])
def test_what_stands_between_headline_and_byline_is_a_standfirst_and_stays(rules: RuleSet, below: Label) -> None:
    assert label_of_first_kept(rules, *page(UNTOLD, below=below)) == (Label.STANDFIRST, Action.KEEP)


@pytest.mark.parametrize("text", [SUMMARY, "Forty people lose their work as the wheel stops turning"])
def test_above_a_picture_a_summary_or_a_line_without_a_stop_is_one(rules: RuleSet, text: str) -> None:
    assert label_of_first_kept(rules, *page(text, below=Label.CAPTION))[0] is Label.STANDFIRST


def test_above_a_picture_a_first_paragraph_stays_one(rules: RuleSet) -> None:
    assert label_of_first_kept(rules, *page(UNTOLD, below=Label.CAPTION)) == (Label.BODY, Action.KEEP)


@pytest.mark.parametrize("text", [SUMMARY * 5, "The mill"])
def test_a_long_text_and_a_word_or_two_are_none(rules: RuleSet, text: str) -> None:
    assert label_of_first_kept(rules, *page(text))[0] is Label.BODY


@pytest.mark.parametrize(("above", "below"), [(Label.BYLINE, Label.SHARE), (Label.TIMESTAMP, Label.PROMO)])
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
