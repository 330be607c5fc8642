"""Agencies, editors, keywords and publishers, out of the lines that list them. All but the agencies are invented."""

from __future__ import annotations

import pytest

from cleaner.metadata.credits import editors_in, extract_credits, extract_editors, parse_agencies, parse_editors
from cleaner.metadata.keywords import parse_keywords
from cleaner.metadata.publisher import from_copyright, from_timestamp
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label
from cleaner.text.words import content_words


@pytest.mark.parametrize(
    ("texts", "names"),
    [
        (["Reuters and AFP"], ("Reuters", "AFP")),
        (["Reuters AFP"], ("Reuters", "AFP")),
        (["The Associated Press", "Associated Press"], ("The Associated Press",)),
        (["the Ostley Wire"], ("Ostley Wire",)),
        (["Mill, Marsh & Co, Inc."], ("Mill, Marsh & Co, Inc.",)),
        (["Ostley Wire – paid for by the county’s papers"], ("Ostley Wire",)),
        (["(AFP)", "—"], ("AFP",)),
        ([], ()),
    ],
)
def test_agencies_are_parted_and_each_named_once(texts: list[str], names: tuple[str, ...]) -> None:
    assert parse_agencies(texts) == names


def test_editors_are_initials_or_names() -> None:
    assert parse_editors("ab,cd/ef") == ("ab", "cd", "ef")
    assert parse_editors("Jo Doe and Ana Ruiz.") == ("Jo Doe", "Ana Ruiz")


def test_a_byline_may_name_the_editors_beside_the_writers() -> None:
    assert editors_in("Reporting by Jo Doe; editing by Ana Ruiz") == ("Ana Ruiz",)
    assert editors_in("By Jo Doe") == ()


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["mills, dry years; Ostley"], ("mills", "dry years", "Ostley")),
        (["Ostley   River tolls\tMills"], ("Ostley", "River tolls", "Mills")),
        (["  • Mills", "  • mills"], ("Mills",)),
        (["#Ostley #RiverTolls"], ("Ostley", "RiverTolls")),
        ([", , ,"], ()),
        (["The mill at Ostley will close in May its owner said"], ()),
    ],
)
def test_keywords_are_parted_by_marks_and_gaps(texts: list[str], words: tuple[str, ...]) -> None:
    assert parse_keywords(texts) == words


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("© 2019 Ostley Echo. All rights reserved.", "Ostley Echo"),
        ("Copyright © 2012-2019 by The Ostley Echo", "The Ostley Echo"),
        ("COPYRIGHT 1983 OSTLEY NEWS AGENCY", "OSTLEY NEWS AGENCY"),
        ("© 2019. All rights reserved", None),
        ("She holds the copyright of the song.", None),
    ],
)
def test_a_line_of_copyright_names_the_publisher(text: str, name: str | None) -> None:
    assert from_copyright(text) == name


def test_the_paper_may_stand_behind_the_date() -> None:
    assert from_timestamp("Monday March 4 2019, 12.01am, The Ostley Echo") == "The Ostley Echo"
    assert from_timestamp("March 4, 2019 | Local News") is None


def test_words_that_carry_grammar_tell_nothing() -> None:
    assert content_words("The mill, and what it was") == {"mill"}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("the September 5, 2016 issue of River Magazine", ("River Magazine",)),
        ("FrontPage December 14, 2016 2:24 pm", ("FrontPage",)),
        ("The River Post and can be read here", ("The River Post",)),
        ("Ostley Wire writer Jo Doe", ("Ostley Wire",)),
        ("Ostley Wire Medical Writer Jo Doe", ("Ostley Wire",)),
        ("wire services", ()),
        ("staff and wire reports", ()),
    ],
)
def test_dates_issues_roles_and_kinds_of_sources_are_no_names_of_them(text: str, names: tuple[str, ...]) -> None:
    assert parse_agencies([text]) == names


def test_persons_who_helped_are_no_sources_but_papers_with_two_words_are() -> None:
    def note(text: str, source: str) -> LabelledSpan:
        return LabelledSpan(0, text, Label.AGENCY, captures=(("credit_text", source),))

    assert extract_credits([note("Additional reporting by Jo Doe", "Jo Doe")]) == ()
    assert extract_credits([note("This article first appeared in Mother River.", "Mother River")]) == ("Mother River",)


def test_editors_are_those_who_signed_and_those_a_byline_names() -> None:
    signed = LabelledSpan(0, "ab/cd", Label.AGENCY, captures=(("editor", "ab/cd"),))
    byline = LabelledSpan(1, "(Reporting by Jo Doe; Editing by Ana Ruiz)", Label.BYLINE, position=Position.FOOT)
    assert extract_editors([signed, byline, byline]) == ("ab", "cd", "Ana Ruiz")
