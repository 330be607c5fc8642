"""Deciding: who is heard in what order, and how a line is cut."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import Cleaner
from cleaner.model import Action, Annotation, BlockScores, Document, Label, Verdict
from cleaner.ruleset import RuleSet
from cleaner.stages.decide import decide
from tests.documents import in_blocks, scored

TEXT = "A man smiles on the pier. Photo: Reuters"
CUT = TEXT.index("Photo")
SURE = 0.9


def note(
    label: Label = Label.PROMO,
    rule: str = "test.rule",
    kind: str = "line",
    score: float = 2.0,
    start: int = 0,
    end: int = len(TEXT),
    decisive: bool = False,
) -> Annotation:
    return Annotation(0, start, end, label, rule, kind, score, (), decisive)


def decided(
    rules: RuleSet,
    *notes: Annotation,
    keep: float = 1.0,
    label: Label = Label.OTHER,
    text: str = TEXT,
    foreign: bool = False,
    reason: str = "words",
) -> list[Verdict]:
    chosen, reason = (Label.BODY, "") if keep > 0 else (label, reason)
    scores = BlockScores((chosen,), (SURE,), (keep,), (label,), (reason,))
    document: Document = replace(in_blocks(text), annotations=(notes,), scores=scores, foreign=foreign)
    (verdicts,) = decide(document, rules).verdicts
    assert [v.start for v in verdicts] == [0, *(v.end for v in verdicts[:-1])]
    assert verdicts[-1].end == len(text)
    return list(verdicts)


def test_a_block_with_a_sum_above_nought_is_body(rules: RuleSet) -> None:
    assert decided(rules, keep=0.1) == [Verdict(0, len(TEXT), Label.BODY, Action.KEEP, (), SURE)]


@pytest.mark.parametrize("keep", [0.0, -0.1])
def test_a_block_with_another_sum_goes_and_names_the_measurement(rules: RuleSet, keep: float) -> None:
    (verdict,) = decided(rules, keep=keep, label=Label.NAV)
    assert verdict == Verdict(0, len(TEXT), Label.NAV, Action.DROP, ("evidence.words",), SURE)


def test_the_rules_that_proposed_its_label_are_its_reason(rules: RuleSet) -> None:
    notes = [note(rule="test.a"), note(Label.SHARE, "test.b"), note(rule="test.c"), note(rule="test.a")]
    (verdict,) = decided(rules, *notes, keep=-1, label=Label.PROMO, reason="best_rule")
    assert verdict.rules == ("test.a", "test.c")


def test_a_measurement_that_spoke_more_than_the_rules_is_named_before_them(rules: RuleSet) -> None:
    (verdict,) = decided(rules, note(rule="test.a"), keep=-1, label=Label.PROMO)
    assert verdict.rules == ("evidence.words", "test.a")


def test_a_removal_by_a_rule_of_another_label_names_that_rule(rules: RuleSet) -> None:
    (verdict,) = decided(rules, note(rule="test.a"), keep=-1, label=Label.NAV, reason="best_rule")
    assert (verdict.label, verdict.rules) == (Label.NAV, ("test.a",))


def test_rules_that_are_not_sure_do_not_overrule_the_sum(rules: RuleSet) -> None:
    assert decided(rules, note(score=3.0), keep=1)[0].action is Action.KEEP


def test_a_caption_is_extracted(rules: RuleSet) -> None:
    assert decided(rules, keep=-1, label=Label.CAPTION)[0].action is Action.EXTRACT


@pytest.mark.parametrize("kind", ["line", "heading", "boundary"])
def test_a_sure_rule_beats_the_sum(rules: RuleSet, kind: str) -> None:
    (verdict,) = decided(rules, note(kind=kind, decisive=True), keep=9)
    assert (verdict.label, verdict.action, verdict.rules) == (Label.PROMO, Action.DROP, ("test.rule",))


def test_a_protection_beats_every_other_sure_rule(rules: RuleSet) -> None:
    protect = note(Label.BODY, "test.protect", "protect", decisive=True)
    for notes in ([note(decisive=True), protect], [protect, note(decisive=True)]):
        (verdict,) = decided(rules, *notes, keep=-9)
        assert (verdict.action, verdict.rules) == (Action.KEEP, ("test.protect",))


def test_a_foreign_document_goes_as_a_whole(rules: RuleSet) -> None:
    (verdict,) = decided(rules, note(decisive=True), keep=9, foreign=True)
    assert (verdict.label, verdict.action, verdict.rules) == (Label.NON_ENGLISH, Action.DROP, ("language.document",))


def test_a_glued_stretch_is_cut_out_of_a_line_that_stays(rules: RuleSet) -> None:
    cut = note(Label.CREDIT, "test.credit", "span", start=CUT)
    assert decided(rules, cut) == [
        Verdict(0, CUT, Label.BODY, Action.KEEP, (), SURE),
        Verdict(CUT, len(TEXT), Label.CREDIT, Action.EXTRACT, ("test.credit",)),
    ]


def test_a_cut_in_the_middle_leaves_three_stretches(rules: RuleSet) -> None:
    cut = note(Label.CREDIT, "test.credit", "span", start=2, end=5)
    assert [v.label for v in decided(rules, cut)] == [Label.BODY, Label.CREDIT, Label.BODY]


def test_nothing_is_cut_out_of_a_line_that_goes(rules: RuleSet) -> None:
    assert len(decided(rules, note(Label.CREDIT, kind="span", start=CUT), keep=-1, label=Label.NAV)) == 1


def test_weak_stretches_and_those_of_the_lines_own_label_are_not_cut(rules: RuleSet) -> None:
    weak = note(Label.CREDIT, kind="span", start=CUT, score=1.0)
    assert len(decided(rules, weak)) == 1
    own = note(Label.CAPTION, kind="span", start=CUT)
    assert len(decided(rules, own, keep=-1, label=Label.CAPTION)) == 1


def test_of_two_stretches_that_overlap_the_stronger_is_cut(rules: RuleSet) -> None:
    weak, strong = note(Label.CREDIT, "test.w", "span", 2.0, 2, 15), note(Label.TAGS, "test.s", "span", 3.0, 6, 12)
    for notes in ([weak, strong], [strong, weak]):
        assert [v.rules for v in decided(rules, *notes)] == [(), ("test.s",), ()]


def test_signs_without_words_go_with_their_neighbour(rules: RuleSet) -> None:
    text = "- Reuters . and he said so on the pier ..."
    head = Annotation(0, 2, 9, Label.CREDIT, "test.head", "span", 2.0)
    assert [(v.start, v.label) for v in decided(rules, head, text=text)] == [(0, Label.CREDIT), (9, Label.BODY)]
    tail = Annotation(0, 34, 38, Label.CREDIT, "test.tail", "span", 2.0)
    assert [(v.start, v.label) for v in decided(rules, tail, text=text)] == [(0, Label.BODY), (34, Label.CREDIT)]


def test_a_document_is_not_left_empty_while_a_sentence_stands_that_no_rule_speaks_against(cleaner: Cleaner) -> None:
    text = "The ferry from Skerra did not sail on Monday because of ice in the harbour."
    assert cleaner.clean(text).body == text
    assert cleaner.clean("Share\n\nSubscribe to our newsletter and never miss a story again.").body == ""


@pytest.mark.parametrize(
    "line", ["Boston | 3 May 2022", "By Ana Wharton 3 May 2022", "By Ana Ruiz, Solomon | 3 May 2022"]
)
def test_no_cut_parts_a_word(cleaner: Cleaner, line: str) -> None:
    text = "The ferry from Skerra did not sail on Monday because of ice in the harbour, the company said."
    result = cleaner.clean(f"Ferry stays in port\n\n{line}\n\n{text}\n\n{text.replace('Skerra', 'Harrow')}")
    pieces = [line[span.start : span.end] for span in result.lines[2].spans]
    assert all(word in line.split() for piece in pieces for word in piece.split())


def labels_of(rules: RuleSet, *lines: tuple[str, Label]) -> list[Label]:
    """The labels of lines that the sums call this; `body` is kept."""
    document = in_blocks(*(text for text, _ in lines))
    labels = tuple(label for _, label in lines)
    notes: tuple[tuple[Annotation, ...], ...] = ((),) * len(lines)
    found = decide(replace(document, annotations=notes, scores=scored(*labels)), rules)
    return [tiles[0].label for tiles in found.verdicts]


HEADLINE = ("The mill is to close", Label.HEADLINE)
PARAGRAPH = ("The owner of the mill at Ostley said on Friday that it would close for good.", Label.BODY)
POINT = ("• The mill will shut its gates in the spring", Label.BODY)


@pytest.mark.parametrize(("points", "expected"), [(1, Label.BODY), (3, Label.STANDFIRST), (7, Label.BODY)])
def test_a_few_points_below_the_headline_are_its_standfirst(rules: RuleSet, points: int, expected: Label) -> None:
    found = labels_of(rules, HEADLINE, *[POINT] * points, PARAGRAPH, PARAGRAPH)
    assert set(found[1:-2]) == {expected}
    assert found[-2:] == [Label.BODY, Label.BODY]


def test_points_below_their_own_heading_are_the_standfirst_too(rules: RuleSet) -> None:
    heading = ("Key points", Label.STANDFIRST)
    assert labels_of(rules, HEADLINE, heading, POINT, POINT, PARAGRAPH)[2:] == [Label.STANDFIRST] * 2 + [Label.BODY]


def test_a_sentence_parted_from_the_text_by_the_byline_is_a_standfirst_whatever_else_stands_between(
    rules: RuleSet,
) -> None:
    summary = ("The closure comes after nine dry summers in a row.", Label.BODY)
    caption, byline = ("The mill in June", Label.CAPTION), ("By Jo Doe", Label.BYLINE)
    assert labels_of(rules, HEADLINE, summary, caption, byline, PARAGRAPH)[1] is Label.STANDFIRST
    assert labels_of(rules, HEADLINE, summary, ("Home", Label.NAV), PARAGRAPH)[1] is Label.BODY


PAGE_HEADLINE = "Harrow council votes to keep both of its libraries open"
PAGE_TEXT = "".join(
    f"<p>{text}</p>"
    for text in (
        "The council voted on Monday to keep both of the town's libraries open for another year, after a long debate.",
        "Margaret Howell, who leads the council, said the decision would cost 40,000 pounds, less than the bridge.",
        "The libraries are to be reviewed again in the spring, when the county sets its budget for the next years.",
    )
)


@pytest.mark.parametrize(
    "page",
    [
        f"<!doctype html><title>{PAGE_HEADLINE} | The Harrow Post</title><h1>{PAGE_HEADLINE}</h1>{PAGE_TEXT}",
        f"<!doctype html><h1>{PAGE_HEADLINE}</h1>{PAGE_TEXT * 3}",
        f"<title>{PAGE_HEADLINE}</title><main><article><h1>{PAGE_HEADLINE}</h1>{PAGE_TEXT}</article></main>",
    ],
)
def test_the_h1_of_a_bare_page_is_its_headline_and_no_body(cleaner: Cleaner, page: str) -> None:
    result = cleaner.clean(page, media_type="text/html")
    assert result.article.headline == PAGE_HEADLINE
    assert result.body.startswith("The council voted")
    (line,) = [line for line in result.lines if line.text == PAGE_HEADLINE]
    assert (line.label, line.action) == (Label.HEADLINE, Action.EXTRACT)
    assert line.rules


def test_an_h1_that_says_something_else_is_weighed_like_any_block(cleaner: Cleaner) -> None:
    first = "The council voted on Monday to keep both of the town's libraries open, its leader said after the vote."
    page = f"<title>{PAGE_HEADLINE}</title><h1>{PAGE_HEADLINE}</h1><h1>{first}</h1>{PAGE_TEXT}"
    reasons = {line.text: line.rules for line in cleaner.clean(page, media_type="text/html").lines}
    assert "page.h1" not in reasons[first]
