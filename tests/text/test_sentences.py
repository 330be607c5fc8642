"""Sentences and headlines, told by length and last character."""

from __future__ import annotations

import pytest

from cleaner.text.punctuation import CLAUSE_ENDS, LINE_ENDS, SENTENCE_ENDS
from cleaner.text.sentences import PROSE_WORDS, ends_clause, ends_sentence, is_headline_like, is_prose


@pytest.mark.parametrize("end", [".", "!", "?", "…", '."', ".”", "?)", ". »", "!’”"])
def test_a_stop_ends_a_sentence_whatever_closes_behind_it(end: str) -> None:
    assert ends_sentence("It rained" + end)


@pytest.mark.parametrize("end", ["", ":", ",", ";", ")", "”"])
def test_nothing_else_ends_a_sentence(end: str) -> None:
    assert not ends_sentence("It rained" + end)


def test_what_ends_a_sentence_ends_a_line_and_what_ends_a_line_ends_a_clause() -> None:
    assert set(SENTENCE_ENDS) < set(LINE_ENDS) < set(CLAUSE_ENDS)


def test_prose_has_words_enough_and_a_stop() -> None:
    words = ["rain"] * PROSE_WORDS
    assert is_prose(" ".join(words) + ".")
    assert not is_prose(" ".join(words))
    assert not is_prose(" ".join(words[1:]) + ".")


@pytest.mark.parametrize("text", ["She said:", "Rain, snow,", "“Rain.”", "— Rain", "”", ""])
def test_no_headline_ends_with_a_stop_or_begins_with_a_sign(text: str) -> None:
    assert not is_headline_like(text)
    assert ends_clause(text) == (text not in ("— Rain", "”", ""))
