"""The shape of a block by itself."""

from __future__ import annotations

import pytest

from cleaner.features import shape
from cleaner.model import Block, Document, Piece
from tests.documents import measured


def value(text: str, name: str, gap: int = 0, indent: int = 0, lines: int = 1) -> float:
    block = Block(0, text, (Piece(0, 0, len(text)),) * lines, gap, indent)
    return measured(Document((text,), blocks=(block,), annotations=((),)))[name][0]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("It rained all day.", "words", 4),
        ("word " * 299 + "word", "words", shape.MAX_WORDS),
        ("It rained.", "ends_stop", 1),
        ("“It rained.”", "ends_stop", 1),
        ("It rained (a lot)", "ends_stop", 0),
        ("It rained (a lot)", "ends_bracket", 1),
        ("Read more:", "ends_colon", 1),
        ("Did it rain?", "ends_question", 1),
        ("Did it rain?", "ends_stop", 1),
        ("It rained. It poured! Did it? Yes.", "sentences", 4),
        ("Council Votes To Close", "capitals", 1),
        ("Council votes to close", "capitals", 0),
        ("BREAKING NEWS from town", "shouting", 0.5),
        ("The mayor said so", "function_words", 0.5),
        ("Home", "function_words", 0),
        ("12 March 2024", "numbers", pytest.approx(2 / 3)),
        ("“No,” she said", "quotes", 2),
        ("“No,” she said", "saying", 1),
        ("Sign up and get your news", "reader", 1),
        ("I told them that we would", "speaker", 2),
        ("© 2024 | Post", "signs", 2),
        ("• An item", "bullet", 1),
        ("and so on", "starts_small", 1),
        ("12 ships", "starts_digit", 1),
        ("“No,” she said", "starts_quote", 1),
        ("...", "ends_stop", 1),
        ("”", "ends_stop", 0),
    ],
)
def test_a_text_measures(text: str, name: str, expected: float) -> None:
    assert value(text, name) == expected


def test_gap_indent_and_lines_are_capped() -> None:
    assert value("Rain.", "gap", gap=99) == 4
    assert value("Rain.", "indent", indent=99) == 12
    assert value("Rain.", "lines", lines=99) == 5
    assert value("Rain.", "gap", gap=2) == 2
