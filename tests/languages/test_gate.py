"""The gate before the detectors: what it settles by itself, and what it leaves to them."""

from __future__ import annotations

import pytest

from cleaner.languages.gate import Lexicon, Says, read
from cleaner.ruleset import RuleSet


@pytest.fixture(scope="module")
def lexicons(request: pytest.FixtureRequest) -> dict[str, Lexicon]:
    rules: RuleSet = request.getfixturevalue("rules")
    return {code: Lexicon.of(rules.evidence["languages"], code) for code in ("en", "de")}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The council voted on Monday to keep both of the libraries open.", Says.OWN),
        ("Protests in the harbour of Ostersande", Says.OWN),
        ("Story continues below", Says.OWN),
        ("Jonas Petersen", Says.NOTHING),
        ("12 3 Ana Ruiz 45", Says.NOTHING),
        ("x[3] = (y + 4); return", Says.NOTHING),
        ("Читайте также", Says.OTHER),
        ("transparency", Says.QUIET),
        ("El alcalde no quiere hablar de la sequía", Says.OPEN),
        ("Was ist mit dem Deich?", Says.OPEN),
        ("Am Sonntag fuhren in Sennbruck keine Züge, und in Birkau war der Bahnhof dunkel.", Says.OPEN),
    ],
)
def test_what_the_gate_says_of_a_line_in_an_english_article(
    lexicons: dict[str, Lexicon], text: str, says: Says
) -> None:
    assert read(text, lexicons["en"]).says is says


def test_the_gate_turns_round_with_the_article_s_language(lexicons: dict[str, Lexicon]) -> None:
    german, english = (
        "Der Verband hat nicht gesagt, wie es mit dem Deich und der Mühle weitergehen soll.",
        "It said so, and they were told to go.",
    )
    assert read(german, lexicons["de"]).says is Says.OWN
    assert read(english, lexicons["de"]).says is Says.OPEN


def test_a_word_of_two_languages_is_sure_in_neither(lexicons: dict[str, Lexicon]) -> None:
    assert "in" in lexicons["en"].own
    assert "in" not in lexicons["en"].sure
    assert "in" not in lexicons["de"].sure
    assert "the" in lexicons["en"].sure
