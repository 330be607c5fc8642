"""What a page says of its blocks: measured within the page, so that no publisher's names are needed."""

from __future__ import annotations

import numpy as np
import pytest

from cleaner.features import NAMES, PAGE_NAMES, measure, page
from cleaner.model import Document
from cleaner.reading import read
from cleaner.ruleset import RuleSet
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment

PROSE = "The council voted on Monday to keep both of the libraries of the town open for another year, its leader said."


def measured(markup: str, rules: RuleSet) -> dict[str, dict[str, float]]:
    """The measurements of each block, by its text."""
    document = read(f"<html><body>{markup}</body></html>", None, "text/html")
    for stage in (repair, segment, match):
        document = stage(document, rules)
    table = measure(document)
    return {
        block.text: dict(zip(PAGE_NAMES, row.tolist(), strict=True))
        for block, row in zip(document.blocks, table, strict=True)
    }


def test_a_text_has_no_measurements_of_a_page(rules: RuleSet) -> None:
    document = match(segment(repair(Document(("One", "Two")), rules), rules), rules)
    assert measure(document).shape == (2, len(NAMES))


def test_a_page_without_lines_has_no_rows() -> None:
    assert page.measure((), (), np.zeros((0, 25), dtype=np.float32)).shape == (0, len(page.NAMES))


def test_the_element_of_a_block_and_what_it_stands_in_are_told_apart(rules: RuleSet) -> None:
    found = measured(
        "<nav><ul><li>Home</li></ul></nav><article><h2>Rain</h2><p>It rained.</p>"
        "<figure><figcaption>A street</figcaption></figure></article>",
        rules,
    )
    home, rain, rained, street = found["• Home"], found["Rain"], found["It rained."], found["A street"]
    assert (home["tag_li"], home["in_nav"], home["in_ul"], home["in_article"]) == (1, 1, 1, 0)
    assert (rain["tag_heading"], rain["in_article"], rain["tag_p"]) == (2, 1, 0)
    assert (rained["tag_p"], rained["tag_heading"], rained["in_figure"]) == (1, 0, 0)
    assert (street["tag_figcaption"], street["in_figure"]) == (1, 1)


def test_a_name_counts_the_more_the_nearer_it_stands(rules: RuleSet) -> None:
    wrap = "<div>" * 4
    found = measured(
        f"<div><p class='caption'>One</p></div><div class='caption'><p>Two</p></div>"
        f"<div class='caption'>{wrap}<p>Three</p></div></div></div></div></div><p>Four</p>",
        rules,
    )
    assert [found[text]["hint_caption"] for text in ("One", "Two", "Three", "Four")] == [3, 2, 1, 0]


def test_the_names_of_the_whole_page_say_nothing_of_its_blocks(rules: RuleSet) -> None:
    document = read("<html><body class='caption'><p>One</p></body></html>", None, "text/html")
    assert (
        page.measure(
            segment(repair(document, rules), rules).blocks, document.html_contexts, np.zeros((1, 25), dtype=np.float32)
        )[0, page.NAMES.index("hint_caption")]
        == 0
    )


def test_the_element_with_most_running_text_is_the_main_one(rules: RuleSet) -> None:
    found = measured(
        f"<div><p>{PROSE} One.</p><p>{PROSE} Two.</p><p>Short</p></div><div><p>{PROSE} Three.</p></div><p>Else</p>",
        rules,
    )
    assert found["Short"]["container_prose"] == pytest.approx(2 / 3, abs=0.01)
    assert found["Short"]["under_main"] > found["Else"]["under_main"] == 0
    assert [found[text]["from_main"] for text in ("Short", f"{PROSE} Three.", "Else")] == [0, 1, 2]
    assert (found["Short"]["at_in_container"], found["Short"]["left_in_container"]) == (2, 0)


def test_blocks_like_those_of_the_running_text_are_known_by_their_names(rules: RuleSet) -> None:
    found = measured(
        f"<div class='s'><p class='b p-1'>{PROSE} One.</p><p class='b p-2'>{PROSE} Two.</p><p class='b p-3'>Yes.</p>"
        "<p class='x'>No.</p></div>",
        rules,
    )
    assert (found["Yes."]["like_prose"], found["Yes."]["like_count"]) == (1, 3)
    assert (found["No."]["like_prose"], found["No."]["like_count"]) == (0, 1)


def test_links_and_emphasis_are_shares_of_the_block(rules: RuleSet) -> None:
    found = measured("<p><a href='/'>All of it</a></p><p>None of it</p><p>Half <b>half</b></p>", rules)
    assert (found["All of it"]["linked"], found["None of it"]["linked"]) == (1, 0)
    assert 0.4 < found["Half half"]["strong"] < 0.6


def test_the_vote_is_that_of_the_block_and_of_its_neighbours(rules: RuleSet) -> None:
    found = measured(
        f"<nav><a href='/'>Home</a></nav><article><p>{PROSE} One.</p><p>{PROSE} Two.</p></article><footer>About us</footer>",
        rules,
    )
    first, second, footer = found[f"{PROSE} One."], found[f"{PROSE} Two."], found["About us"]
    assert (first["vote"], footer["vote"]) == (1, 0)
    assert (footer["vote_before"], footer["in_voted"], second["in_voted"]) == (1, 0, 1)
    assert first["voted_words_before"] == 0 < second["voted_words_before"] < footer["voted_words_before"] == 1


def test_a_page_nested_without_end_is_measured(rules: RuleSet) -> None:
    found = measured("<div>" * 3000 + f"<p>{PROSE}</p>", rules)
    assert found[PROSE]["depth"] == page.MAX_LEVELS
