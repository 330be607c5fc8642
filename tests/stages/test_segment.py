"""Segmentation: which lines are one paragraph, and which are not."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given

from cleaner.model import Block, Document
from cleaner.ruleset import RuleSet
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from cleaner.text.rows import rows_of
from tests.documents import documents

PARAGRAPH = (
    "The council voted on Monday to keep both of the town’s libraries open for another year, after a debate that went on "
    "until well past midnight and that few of the members had expected to win. Nine voted for the plan and four against "
    "it, and the mayor, who had said that she would abstain, was seen to raise her hand with the rest of her party."
)


def blocks_of(rules: RuleSet, *lines: str) -> tuple[Block, ...]:
    return segment(Document(lines, repaired=lines), rules).blocks


def texts_of(rules: RuleSet, *lines: str) -> list[str]:
    return [block.text for block in blocks_of(rules, *lines)]


def test_each_line_of_prose_is_a_block(rules: RuleSet) -> None:
    lines = ("Council keeps libraries", "By Ana Ruiz", "The council voted on Monday.", "“No,” she said.")
    assert texts_of(rules, *lines) == list(lines)


def test_blank_lines_are_counted_and_indents_measured(rules: RuleSet) -> None:
    blocks = blocks_of(rules, "", "One.", " \t", "", "   Two.")
    assert [(b.text, b.gap, b.indent, b.pieces[0].line) for b in blocks] == [("One.", 1, 0, 1), ("Two.", 2, 3, 4)]


def test_white_space_is_folded(rules: RuleSet) -> None:
    assert texts_of(rules, "  The\t mayor \xa0 said\u2003so. \r") == ["The mayor said so."]


@pytest.mark.parametrize(
    "lines",
    [
        ("The plan was drawn up by", "Tom Birch", ", who has run the larger library since 1998."),
        ("The council, which met on Monday to talk of it,", "voted to keep both libraries open."),
        ("She had told the", "Harbour Town Post", " that the bridge would stay closed."),
    ],
)
def test_sentences_broken_at_text_nodes_are_joined(rules: RuleSet, lines: tuple[str, ...]) -> None:
    assert texts_of(rules, *lines) == [" ".join(line.strip() for line in lines).replace(" ,", ",")]


def test_a_possessive_is_glued_to_its_name(rules: RuleSet) -> None:
    assert texts_of(rules, "It was a plan of the mayor", "’s own making, and she was proud of it.") == [
        "It was a plan of the mayor’s own making, and she was proud of it."
    ]


@pytest.mark.parametrize("width", [60, 70, 78, 90])
def test_text_wrapped_at_a_column_is_joined(rules: RuleSet, width: int) -> None:
    first, second = textwrap.wrap(PARAGRAPH, width), textwrap.wrap(PARAGRAPH.replace("Monday", "Friday"), width)
    assert texts_of(rules, *first, *second) == [PARAGRAPH, PARAGRAPH.replace("Monday", "Friday")]


def test_wrapped_paragraphs_apart_by_blank_lines_stay_apart(rules: RuleSet) -> None:
    wrapped = textwrap.wrap(PARAGRAPH, 70)
    assert texts_of(rules, *wrapped, "", *wrapped, "", "The end.") == [PARAGRAPH, PARAGRAPH, "The end."]


@pytest.mark.parametrize("bullet", ["•", "-", "*", "–", "1.", "12)"])
def test_list_items_are_not_joined(rules: RuleSet, bullet: str) -> None:
    lines = (
        "What the council will have to do next year, says the",
        f"{bullet} open the doors",
        f"{bullet} pay the bills",
    )
    assert texts_of(rules, *lines) == list(lines)


def test_short_lines_one_below_another_are_not_joined(rules: RuleSet) -> None:
    lines = (
        "Home",
        "News",
        "Sport",
        "Weather",
        "Sign in",
        "Council votes to close two libraries",
        "Bridge stays closed",
    )
    assert texts_of(rules, *lines) == list(lines)


def test_nothing_is_joined_over_a_blank_line(rules: RuleSet) -> None:
    assert len(blocks_of(rules, "The council, which met on Monday to talk of the", "", "libraries, voted.")) == 2


def test_nothing_is_joined_behind_a_full_stop(rules: RuleSet) -> None:
    lines = ("The council voted on Monday to keep both open.", "iPhone sales have fallen, too.")
    assert texts_of(rules, *lines) == list(lines)


def test_a_drop_cap_is_glued_to_its_word(rules: RuleSet) -> None:
    assert texts_of(rules, "T", "he mayor said that she would go.") == ["The mayor said that she would go."]


@pytest.mark.parametrize("capital", ["A", "I"])
def test_a_capital_that_is_a_word_is_not_glued(rules: RuleSet, capital: str) -> None:
    assert capital + "mayor said so." not in texts_of(rules, capital, "mayor said so.")


@given(documents())
def test_every_row_with_text_is_a_piece_of_one_block_at_its_place(rules: RuleSet, text: str) -> None:
    document = segment(repair(Document(tuple(text.split("\n"))), rules), rules)
    rows = {(row.line, row.offset): row.text for row in rows_of(document.repaired)}
    seen = []
    for index, block in enumerate(document.blocks):
        assert block.index == index
        assert block.text == " ".join(block.text.split())
        for piece in block.pieces:
            seen.append((piece.line, piece.offset))
            printed = rows[piece.line, piece.offset]
            assert printed.rstrip("-\u2010\xad") == block.text[piece.start : piece.end].rstrip("-\u2010")
        assert sum(p.end - p.start for p in block.pieces) + len(block.pieces) - 1 >= len(block.text)
    seen += [(piece.line, piece.offset) for block, _ in document.boilerplate for piece in block.pieces]
    assert sorted(seen) == sorted(rows)
