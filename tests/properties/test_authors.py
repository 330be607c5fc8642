"""Authors: which of the names on a page wrote the article. All persons and papers are invented."""

from __future__ import annotations

import pytest

from cleaner.model import Label
from cleaner.properties.authors import read_authors
from cleaner.properties.bios import subject
from cleaner.properties.bylines import is_byline
from cleaner.properties.stretches import Place, Stretch


def authors(*lines: tuple[Place, str] | Stretch) -> tuple[str, ...]:
    page = [Stretch(0, "Ostley mill to close", Label.HEADLINE, place=Place.HEAD)]
    for n, line in enumerate(lines, 1):
        page.append(line if isinstance(line, Stretch) else Stretch(n, line[1], Label.BYLINE, place=line[0]))
    return read_authors(page)


def bio(text: str, place: Place = Place.FOOT) -> Stretch:
    return Stretch(99, text, Label.AUTHOR_BIO, place=place)


def paper(text: str, name: str) -> Stretch:
    return Stretch(1, text, Label.BYLINE, captures=(("credit_text", name),), place=Place.HEAD)


def test_names_come_in_print_order_and_each_once() -> None:
    assert authors(
        (Place.HEAD, "By Jo Doe and Ana Ruiz"), (Place.LEAD, "By ANA RUIZ"), (Place.FOOT, "Reporting by Mei Li")
    ) == (
        "Jo Doe",
        "Ana Ruiz",
        "Mei Li",
    )


@pytest.mark.parametrize("place", [Place.TEXT, Place.ELSEWHERE])
def test_bylines_inside_the_text_and_elsewhere_on_the_page_are_others(place: Place) -> None:
    assert authors((Place.HEAD, "By Jo Doe"), (place, "By Ana Ruiz")) == ("Jo Doe",)


def test_a_name_alone_counts_below_the_headline_only() -> None:
    assert authors((Place.HEAD, "Jo Doe")) == ("Jo Doe",)
    assert authors((Place.FOOT, "Jo Doe")) == ()
    assert authors(Stretch(-1, "Jo Doe", Label.BYLINE, place=Place.HEAD)) == ()
    assert authors(Stretch(-1, "By Jo Doe", Label.BYLINE, place=Place.HEAD)) == ("Jo Doe",)


def test_a_name_alone_between_paragraphs_is_no_author_where_the_byline_stands_above() -> None:
    assert authors((Place.LEAD, "Jo Doe")) == ("Jo Doe",)
    assert authors((Place.HEAD, "Ana Ruiz"), (Place.LEAD, "Harbour Street")) == ("Ana Ruiz",)


def test_who_checked_it_is_no_author_though_the_name_is_printed_again() -> None:
    assert authors((Place.HEAD, "By Jo Doe"), (Place.HEAD, "Fact checked by Ana Ruiz"), (Place.HEAD, "Ana Ruiz")) == (
        "Jo Doe",
    )


def test_the_box_about_the_author_names_whom_no_byline_names() -> None:
    assert authors(bio("Jo Doe is a reporter at the Echo.")) == ("Jo Doe",)
    assert authors((Place.HEAD, "By Ana Ruiz"), bio("Jo Doe is a reporter at the Echo.")) == ("Ana Ruiz",)


def test_the_standfirst_may_name_the_author() -> None:
    standfirst = Stretch(1, "The river is low, writes Jo Doe", Label.STANDFIRST, captures=(("author", "Jo Doe"),))
    assert authors(standfirst) == ("Jo Doe",)


def test_a_paper_is_the_author_only_where_no_person_is_named() -> None:
    assert authors(paper("By Ostley Wire", "Ostley Wire")) == ("Ostley Wire",)
    assert authors(paper("By Ostley Wire", "Ostley Wire"), (Place.HEAD, "By Jo Doe")) == ("Jo Doe",)
    assert authors(paper("Additional reporting by Ostley Wire", "Ostley Wire")) == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jo Doe is the Echo’s river correspondent.", "Jo Doe"),
        ("About the author: Jo Doe", "Jo Doe"),
        ("Jo Doe", "Jo Doe"),
        ("Our columnist Jo Doe writes every week.", "Jo Doe"),
        ("Ask Ostley is written by Jo Doe, who grew up there.", "Jo Doe"),
        ("Ask Ostley is written by Jo Doe and was founded by her mother, Ana Ruiz.", "Jo Doe"),
        ("Jo Doe has been wrong about rain since 1996.", None),
        ("The Echo is a newspaper.", None),
        ("Follow us", None),
        ("", None),
    ],
)
def test_a_bio_is_about_the_person_its_first_sentence_is_about(text: str, name: str | None) -> None:
    assert subject(text) == name


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("By Jo Doe, Staff Writer", True),
        ("BY JO DOE", True),
        ("By Monday the river had fallen", False),
        ("Jo Doe", False),
        ("By Jo Doe, who for nine years has walked along the river with a notebook and a lamp", False),
    ],
)
def test_a_plain_byline_is_by_and_a_name_and_little_else(text: str, verdict: bool) -> None:
    assert is_byline(text) is verdict
