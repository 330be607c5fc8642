"""The section: which kickers name one."""

from __future__ import annotations

import pytest

from cleaner.metadata.section import extract_section
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label


def kicker(block: int, text: str) -> LabelledSpan:
    return LabelledSpan(block, text, Label.KICKER, position=Position.HEAD)


def test_the_kicker_above_the_headline_is_the_section_and_the_nearest_of_several() -> None:
    assert extract_section([kicker(0, "News"), kicker(1, "Rivers |")], 2, ()) == "Rivers"


def test_a_heading_below_the_headline_is_none() -> None:
    assert extract_section([kicker(3, "Key points")], 2, ()) is None


@pytest.mark.parametrize("text", ["EXCLUSIVE", "Breaking News", "Subscriber Only", "Accept", "T"])
def test_how_new_or_dear_an_article_is_is_no_section(text: str) -> None:
    assert extract_section([kicker(0, "Rivers"), kicker(1, text)], 2, ()) == "Rivers"


def test_the_author_s_name_above_a_column_is_none() -> None:
    assert extract_section([kicker(1, "Jo Doe")], 2, ("Jo Doe",)) is None
