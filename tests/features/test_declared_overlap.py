"""What a page declares, laid beside its blocks."""

from __future__ import annotations

import pytest

from cleaner.features import declared_overlap
from cleaner.model import Declared, Source
from cleaner.text.words import tokenize

TEXT = "The council voted on Monday to keep the libraries open.\nIt will meet again in spring."


def column(name: str, declared: Declared, *blocks: str) -> list[float]:
    return declared_overlap.measure(declared, [tokenize(block) for block in blocks])[
        :, declared_overlap.NAMES.index(name)
    ].tolist()


def test_the_share_of_a_block_that_the_declared_text_has() -> None:
    blocks = (
        "The council voted on Monday to keep the libraries open.",
        "The council voted",
        "Home",
        "Meet me in spring",
    )
    assert column("told_share", Declared(body=TEXT), *blocks) == pytest.approx([1, 1, 0, 1 / 3])


@pytest.mark.parametrize("declared", [Declared(), Declared(body=""), Declared(body=" \n")])
def test_a_page_that_declares_no_text_is_not_one_whose_text_is_elsewhere(declared: Declared) -> None:
    assert column("told_share", declared, "Home", "The council voted") == [declared_overlap.NOT_TOLD] * 2


def test_blocks_before_and_after_the_declared_text_are_known() -> None:
    blocks = ("Home", "It will meet again in spring.", "Photo", "the libraries open", "About us")
    assert column("told_before", Declared(body=TEXT), *blocks) == [0, 0, 1, 1, 1]
    assert column("told_after", Declared(body=TEXT), *blocks) == [1, 1, 1, 0, 0]


def test_a_block_is_as_like_a_headline_as_the_words_they_share() -> None:
    declared = Declared(headlines=((Source.JSON_LD, "Rain in Ostley"), (Source.OPEN_GRAPH, "Rain")))
    assert column("like_headline", declared, "Rain in Ostley", "Rain", "Rain in Harrow", "Home") == [1, 1, 0.5, 0]
    assert column("like_description", declared, "Rain in Ostley") == [0]


def test_a_page_without_blocks_has_no_rows() -> None:
    assert declared_overlap.measure(Declared(body=TEXT), []).shape == (0, len(declared_overlap.NAMES))
