"""Words broken at a line's end."""

from __future__ import annotations

import pytest

from cleaner.text.hyphens import Hyphenation, breaks_word


@pytest.mark.parametrize(
    ("above", "below"), [("the rail-", "way"), ("are plan-", "ned, two"), ("a capabili\xad", "ties")]
)
def test_a_word_of_the_list_is_joined(above: str, below: str) -> None:
    assert breaks_word(above, below)
    assert Hyphenation([above, below], "en").joins(above, below)


@pytest.mark.parametrize(
    ("above", "below"),
    [("a well-", "known brewer"), ("an e-", "mail"), ("the Tarrow-", "based firm"), ("an AI-", "powered")],
)
def test_two_words_keep_their_hyphen(above: str, below: str) -> None:
    assert not Hyphenation([above, below], "en").joins(above, below)


def test_the_documents_own_print_comes_before_the_list() -> None:
    assert not Hyphenation(["It is on-line.", "an on-", "line shop"], "en").joins("an on-", "line shop")
    assert Hyphenation(["The Wexlandish are few.", "the Wex-", "landish"], "en").joins("the Wex-", "landish")


@pytest.mark.parametrize(
    ("above", "below"), [("it rained -", "and"), ("aged 3-", "year"), ("the Rhine-", "Main area"), ("rain", "fell")]
)
def test_other_line_ends_break_no_word(above: str, below: str) -> None:
    assert not breaks_word(above, below)


def test_a_language_without_a_list_joins() -> None:
    assert Hyphenation(["za-", "bok"], "sw").joins("za-", "bok")
