"""Which declared headline is the article's."""

from __future__ import annotations

import pytest

from cleaner.metadata.headline import choose_declared_headline
from cleaner.metadata.sources import Claim
from cleaner.model import Source

SEARCH = Claim(Source.JSON_LD, "Every goal of the May final, and the rain")
SHARED = Claim(Source.OPEN_GRAPH, "Rain stops play at Ostley")


def test_the_headline_in_print_goes_before_others_which_are_kept_as_another_print() -> None:
    found = choose_declared_headline([SEARCH, SHARED], [SHARED.text], [])
    assert (found.text, found.source, found.other) == (SHARED.text, Source.OPEN_GRAPH, SEARCH)
    found = choose_declared_headline([SEARCH, SHARED], [SEARCH.text], [])
    assert (found.text, found.source, found.other) == (SEARCH.text, Source.JSON_LD, SHARED)


def test_without_an_h1_the_most_trusted_source_counts() -> None:
    assert choose_declared_headline([SEARCH, SHARED], [], []).text == SEARCH.text


@pytest.mark.parametrize(
    ("title", "sites"),
    [
        ("Rain stops play | The Echo", ["The Echo"]),
        ("Rain stops play - Echo", ["The Echo"]),
        ("Rain stops play | Cricket | The Echo", ["Cricket", "The Echo"]),
        ("Rain stops play – ostleyecho.example", []),
        ("The Echo: Rain stops play", ["The Echo"]),
    ],
)
def test_the_name_of_the_site_is_cut_off(title: str, sites: list[str]) -> None:
    assert choose_declared_headline([Claim(Source.TITLE, title)], [], sites).text == "Rain stops play"


def test_what_is_no_site_stays() -> None:
    for title in ("Rain – and snow", "Rain: the end", "Rain-soaked | and cold"):
        assert choose_declared_headline([Claim(Source.TITLE, title)], [], ["The Echo"]).text == title


@pytest.mark.parametrize(
    ("claim", "printed", "headline"),
    [
        ("Rain stops play at Ostley for the third...", "Rain stops play at Ostley for the third day in a row", None),
        ("Rain stops play at Ostley for the third", "Rain stops play at Ostley for the third day in a row", None),
        ("Rain stops play at Ostley", "Rain stops play at Ostley Nobody minded much", "Rain stops play at Ostley"),
        ("Rain stops play at Ostley", "Cricket | Rain stops play at Ostley", "Rain stops play at Ostley"),
    ],
)
def test_a_claim_that_is_cut_gives_way_and_a_kicker_or_subtitle_does_not_count(
    claim: str, printed: str, headline: str | None
) -> None:
    assert choose_declared_headline([Claim(Source.JSON_LD, claim)], [printed], []).text == (headline or printed)


def test_an_h1_that_says_the_same_in_other_words_is_the_headline() -> None:
    found = choose_declared_headline([SHARED], ["Why rain stops play at rainy Ostley"], [])
    assert (found.text, found.source) == ("Why rain stops play at rainy Ostley", Source.HEADING)


def test_h1s_of_the_site_count_for_nothing() -> None:
    assert choose_declared_headline([SHARED], ["The Echo", "Sport"], ["The Echo"]).text == SHARED.text
    assert choose_declared_headline([], ["The Echo"], ["The Echo"]).text is None


def test_the_only_h1_goes_before_a_title_tag_that_shares_a_word_with_it() -> None:
    title = Claim(Source.TITLE, "Ostley weather")
    assert choose_declared_headline([title], ["Rain stops play at Ostley"], []).text == "Rain stops play at Ostley"
    assert choose_declared_headline([title], ["Logo of the Echo"], []).text == "Ostley weather"
