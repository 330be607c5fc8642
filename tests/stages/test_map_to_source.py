"""The account: verdicts back to lines, through folding and repairs; and the body."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.model import Action, Document, Label, Verdict
from cleaner.ruleset import RuleSet
from cleaner.stages.map_to_source import BLANK, map_to_source, unfolded_offset, unrepaired_offset
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment


def accounted(rules: RuleSet, text: str, *verdicts: list[tuple[int, Label, Action]]) -> Document:
    """The account of a text, whose n-th block is decided by the n-th list: where each stretch ends, and what it is."""
    document = segment(repair(Document(tuple(text.split("\n"))), rules), rules)
    tiles = []
    for block, given_ in zip(document.blocks, verdicts, strict=True):
        starts = [0, *(end for end, _, _ in given_[:-1])]
        ends = [*(end for end, _, _ in given_[:-1]), len(block.text)]
        rows = zip(starts, ends, given_, strict=True)
        tiles.append(tuple(Verdict(a, b, label, action, (f"test.{label}",)) for a, b, (_, label, action) in rows))
    return map_to_source(replace(document, verdicts=tuple(tiles)), rules)


KEEP = (0, Label.BODY, Action.KEEP)
DROP = (0, Label.NAV, Action.DROP)


def test_a_line_bears_its_blocks_verdict(rules: RuleSet) -> None:
    kept, dropped = accounted(rules, "Rain fell.\nHome", [KEEP], [DROP]).lines
    assert (kept.label, kept.action, kept.rules) == (Label.BODY, Action.KEEP, ("test.body",))
    assert (dropped.label, dropped.action, dropped.rules) == (Label.NAV, Action.DROP, ("test.nav",))


def test_blank_lines_go_for_being_blank(rules: RuleSet) -> None:
    lines = accounted(rules, "\n \t\nRain fell.", [KEEP]).lines
    assert [line.rules for line in lines[:2]] == [(BLANK,), (BLANK,)]
    assert [line.spans == () for line in lines] == [True, False, False]


def test_a_glued_credit_is_a_span_of_its_own_and_the_longest_names_the_line(rules: RuleSet) -> None:
    text = "  A man smiles on the pier.Photo: Reuters\r"
    cut = len("A man smiles on the pier.")
    (line,) = accounted(rules, text, [(cut, Label.CAPTION, Action.EXTRACT), (0, Label.CREDIT, Action.EXTRACT)]).lines
    assert [text[s.start : s.end] for s in line.spans] == ["  A man smiles on the pier.", "Photo: Reuters\r"]
    assert (line.label, line.rules) == (Label.CAPTION, ("test.caption", "test.credit"))


def test_a_cut_is_carried_back_through_a_repair(rules: RuleSet) -> None:
    text = "The mayorâ€™s â€œplanâ€\x9d Photo: Reuters"
    cut = len("The mayor’s “plan” ")
    (line,) = accounted(rules, text, [(cut, Label.BODY, Action.KEEP), (0, Label.CREDIT, Action.EXTRACT)]).lines
    assert text[line.spans[1].start :] == "Photo: Reuters"


def test_a_verdict_on_joined_lines_reaches_each_of_them(rules: RuleSet) -> None:
    text = "The plan was drawn up by\nTom Birch\n, who has run the larger library since 1998."
    cut = len("The plan was drawn up by ")
    document = accounted(rules, text, [(cut, Label.BODY, Action.KEEP), (0, Label.NAV, Action.DROP)])
    assert [line.label for line in document.lines] == [Label.BODY, Label.NAV, Label.NAV]
    assert document.body == "The plan was drawn up by"


def test_paragraphs_of_the_body_are_apart_as_in_the_source(rules: RuleSet) -> None:
    text = "One fell.\nTwo fell.\n\nThree fell.\n\nHome\nFour fell."
    assert (
        accounted(rules, text, [KEEP], [KEEP], [KEEP], [DROP], [KEEP]).body
        == "One fell.\nTwo fell.\n\nThree fell.\n\nFour fell."
    )


def test_what_is_left_of_a_paragraph_around_a_cut_is_joined(rules: RuleSet) -> None:
    verdicts = [(8, Label.BODY, Action.KEEP), (15, Label.NAV, Action.DROP), (0, Label.BODY, Action.KEEP)]
    assert accounted(rules, "It rains (Home) in town.", verdicts).body == "It rains in town."


def test_a_document_without_text_has_no_body(rules: RuleSet) -> None:
    assert accounted(rules, "\n \n").body == ""


# --- offsets

raw_lines = st.text(st.sampled_from("ab ’\t\xa0\u2003\x1c\x85\r"), max_size=30)


@given(raw_lines, st.data())
def test_an_offset_of_the_folded_text_leads_to_the_same_character(raw: str, data: st.DataObject) -> None:
    folded = " ".join(raw.split())
    assume(folded)
    offset = data.draw(st.integers(0, len(folded) - 1))
    at = unfolded_offset(raw, folded, offset)
    assert raw[at].isspace() if folded[offset] == " " else raw[at] == folded[offset]
    assert "".join(raw[:at].split()) == folded[:offset].replace(" ", "")


@given(raw_lines)
def test_offsets_of_the_folded_text_keep_their_order(raw: str) -> None:
    folded = " ".join(raw.split())
    places = [unfolded_offset(raw, folded, offset) for offset in range(len(folded) + 1)]
    assert places == sorted(set(places)) or not folded
    assert places[-1] <= len(raw)


spoilt_lines = st.lists(
    st.sampled_from(
        ["The ", "mayorâ€™s ", "cafÃ© ", "&amp; ", "â€œplanâ€\x9d ", "x\x00y ", "ﬁsh ", "\ud800 ", "— ", "1998. "]
    ),
    max_size=8,
).map("".join)


@given(spoilt_lines)
def test_offsets_of_the_repaired_line_keep_their_order_and_stay_inside(view: str) -> None:
    (repaired,) = repair(Document((view,)), None).repaired  # type: ignore[arg-type]
    places = [unrepaired_offset(view, repaired, offset) for offset in range(len(repaired) + 1)]
    assert places == sorted(places)
    assert places[0] >= 0
    assert places[-1] == len(view)


@given(spoilt_lines)
def test_sound_words_are_found_again_in_the_line_as_handed_over(view: str) -> None:
    (repaired,) = repair(Document((view,)), None).repaired  # type: ignore[arg-type]
    for found in re.finditer(r"The |1998\.", repaired):
        at = unrepaired_offset(view, repaired, found.start())
        assert view[at : at + len(found.group())] == found.group()


@pytest.mark.parametrize("offset", [0, 5, 10])
def test_a_sound_line_needs_no_alignment(offset: int) -> None:
    assert unrepaired_offset("The mayor.", "The mayor.", offset) == offset


def test_in_a_very_long_repair_a_cut_is_placed_in_proportion() -> None:
    view, repaired = "Ã©" * 5000, "é" * 5000
    assert unrepaired_offset(view, repaired, 2500) == 5000
