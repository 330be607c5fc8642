"""The gate before the detectors: what it settles by itself, and what it leaves to them."""

from __future__ import annotations

import pytest

from cleaner.languages.gate import Lexicon, Status, assess
from cleaner.ruleset import RuleSet


@pytest.fixture(scope="module")
def lexicons(request: pytest.FixtureRequest) -> dict[str, Lexicon]:
    rules: RuleSet = request.getfixturevalue("rules")
    return {code: Lexicon.of(rules.evidence["languages"], code) for code in ("en", "de")}


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("The council voted on Monday to keep both of the libraries open.", Status.OWN),
        ("Protests in the harbour of Ostersande", Status.OWN),
        ("Story continues below", Status.OWN),
        ("Jonas Petersen", Status.NOTHING),
        ("12 3 Ana Ruiz 45", Status.NOTHING),
        ("x[3] = (y + 4); return", Status.NOTHING),
        ("Читайте также", Status.OTHER),
        ("transparency", Status.QUIET),
        ("El alcalde no quiere hablar de la sequía", Status.OPEN),
        ("Was ist mit dem Deich?", Status.OPEN),
        ("Am Sonntag fuhren in Sennbruck keine Züge, und in Birkau war der Bahnhof dunkel.", Status.OPEN),
    ],
)
def test_what_the_gate_says_of_a_line_in_an_english_article(
    lexicons: dict[str, Lexicon], text: str, status: Status
) -> None:
    assert assess(text, lexicons["en"]).status is status


def test_the_gate_turns_round_with_the_article_s_language(lexicons: dict[str, Lexicon]) -> None:
    german, english = (
        "Der Verband hat nicht gesagt, wie es mit dem Deich und der Mühle weitergehen soll.",
        "It said so, and they were told to go.",
    )
    assert assess(german, lexicons["de"]).status is Status.OWN
    assert assess(english, lexicons["de"]).status is Status.OPEN


def test_a_word_of_two_languages_is_sure_in_neither(lexicons: dict[str, Lexicon]) -> None:
    assert "in" in lexicons["en"].own
    assert "in" not in lexicons["en"].sure
    assert "in" not in lexicons["de"].sure
    assert "the" in lexicons["en"].sure
