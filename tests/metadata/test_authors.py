"""Authors: which of the names on a page wrote the article. All persons and papers are invented."""

from __future__ import annotations

import pytest

from cleaner.metadata.authors import extract_authors
from cleaner.metadata.bios import subject
from cleaner.metadata.bylines import is_byline
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label


def authors(*lines: tuple[Position, str] | LabelledSpan) -> tuple[str, ...]:
    page = [LabelledSpan(0, "Ostley mill to close", Label.HEADLINE, position=Position.HEAD)]
    for n, line in enumerate(lines, 1):
        page.append(
            line if isinstance(line, LabelledSpan) else LabelledSpan(n, line[1], Label.BYLINE, position=line[0])
        )
    return extract_authors(page)


def bio(text: str, position: Position = Position.FOOT) -> LabelledSpan:
    return LabelledSpan(99, text, Label.AUTHOR_BIO, position=position)


def paper(text: str, name: str) -> LabelledSpan:
    return LabelledSpan(1, text, Label.BYLINE, captures=(("credit_text", name),), position=Position.HEAD)


def test_names_come_in_print_order_and_each_once() -> None:
    assert authors(
        (Position.HEAD, "By Jo Doe and Ana Ruiz"),
        (Position.LEAD, "By ANA RUIZ"),
        (Position.FOOT, "Reporting by Mei Li"),
    ) == (
        "Jo Doe",
        "Ana Ruiz",
        "Mei Li",
    )


@pytest.mark.parametrize("position", [Position.TEXT, Position.ELSEWHERE])
def test_bylines_inside_the_text_and_elsewhere_on_the_page_are_others(position: Position) -> None:
    assert authors((Position.HEAD, "By Jo Doe"), (position, "By Ana Ruiz")) == ("Jo Doe",)


def test_a_name_alone_counts_below_the_headline_only() -> None:
    assert authors((Position.HEAD, "Jo Doe")) == ("Jo Doe",)
    assert authors((Position.FOOT, "Jo Doe")) == ()
    assert authors(LabelledSpan(-1, "Jo Doe", Label.BYLINE, position=Position.HEAD)) == ()
    assert authors(LabelledSpan(-1, "By Jo Doe", Label.BYLINE, position=Position.HEAD)) == ("Jo Doe",)


def test_a_name_alone_between_paragraphs_is_no_author_where_the_byline_stands_above() -> None:
    assert authors((Position.LEAD, "Jo Doe")) == ("Jo Doe",)
    assert authors((Position.HEAD, "Ana Ruiz"), (Position.LEAD, "Harbour Street")) == ("Ana Ruiz",)


def test_who_checked_it_is_no_author_though_the_name_is_printed_again() -> None:
    assert authors(
        (Position.HEAD, "By Jo Doe"), (Position.HEAD, "Fact checked by Ana Ruiz"), (Position.HEAD, "Ana Ruiz")
    ) == ("Jo Doe",)


def test_the_box_about_the_author_names_whom_no_byline_names() -> None:
    assert authors(bio("Jo Doe is a reporter at the Echo.")) == ("Jo Doe",)
    assert authors((Position.HEAD, "By Ana Ruiz"), bio("Jo Doe is a reporter at the Echo.")) == ("Ana Ruiz",)


def test_the_standfirst_may_name_the_author() -> None:
    standfirst = LabelledSpan(1, "The river is low, writes Jo Doe", Label.STANDFIRST, captures=(("author", "Jo Doe"),))
    assert authors(standfirst) == ("Jo Doe",)


def test_a_paper_is_the_author_only_where_no_person_is_named() -> None:
    assert authors(paper("By Ostley Wire", "Ostley Wire")) == ("Ostley Wire",)
    assert authors(paper("By Ostley Wire", "Ostley Wire"), (Position.HEAD, "By Jo Doe")) == ("Jo Doe",)
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


HEADLINE = LabelledSpan(0, "Ostley mill to close", Label.HEADLINE, position=Position.HEAD)
PARAGRAPH = LabelledSpan(
    5,
    "The mill at Ostley will close in May after nine years with too little water, and its last score is a big one.",
    Label.BODY,
    kept=True,
    position=Position.LEAD,
)


def head(block: int, text: str, label: Label = Label.BYLINE, **more: tuple[tuple[str, str], ...]) -> LabelledSpan:
    return LabelledSpan(block, text, label, position=Position.HEAD, **more)  # type: ignore[arg-type]


def test_a_name_alone_below_the_headline_is_the_author() -> None:
    assert extract_authors([HEADLINE, head(1, "Jo Doe"), PARAGRAPH]) == ("Jo Doe",)


def test_whom_the_headline_is_about_did_not_write_it_unless_a_by_says_so() -> None:
    title = HEADLINE._replace(text="Jo Doe closes the mill at Ostley")
    assert extract_authors([title, head(1, "Jo Doe"), PARAGRAPH]) == ()
    assert extract_authors([title, head(1, "By Jo Doe"), PARAGRAPH]) == ("Jo Doe",)
    column = HEADLINE._replace(text="Jo Doe: why the mill must close")
    assert extract_authors([column, head(1, "Jo Doe"), PARAGRAPH]) == ("Jo Doe",)


def test_the_alternative_text_of_a_picture_names_no_author() -> None:
    caption = head(2, "Jo Doe at the mill on Monday", Label.CAPTION)
    assert extract_authors([HEADLINE, head(1, "Jo Doe"), caption, PARAGRAPH]) == ()
    assert extract_authors([HEADLINE, head(1, "Jo Doe"), head(2, "Jo Doe Senior Writer", Label.CAPTION), PARAGRAPH])


def test_words_of_the_text_are_no_name() -> None:
    assert extract_authors([HEADLINE, head(1, "Mill Score"), PARAGRAPH]) == ()


def test_the_name_in_capitals_above_a_newsletter_is_the_newsletter_s() -> None:
    offer = head(2, "Get our daily news email", Label.PROMO)
    assert extract_authors([HEADLINE, head(1, "WEST BANK FINAL"), offer, PARAGRAPH]) == ()
    assert extract_authors([HEADLINE, head(1, "Jo Doe"), offer, PARAGRAPH]) == ("Jo Doe",)


def test_a_byline_below_the_title_of_another_story_is_that_story_s() -> None:
    other = PARAGRAPH._replace(block=6, text="Related: Dam to go", label=Label.RELATED, kept=False)
    below = other._replace(block=7, text="By Ana Ruiz", label=Label.BYLINE)
    assert extract_authors([HEADLINE, head(1, "By Jo Doe"), PARAGRAPH, other, below]) == ("Jo Doe",)


@pytest.mark.parametrize("mark", ["By", "Written by", "About the author", "Posted by:"])
def test_a_name_below_a_mark_alone_is_the_author_whatever_it_was_taken_for(mark: str) -> None:
    foot = LabelledSpan(6, mark, Label.NAV, position=Position.FOOT)
    assert extract_authors([HEADLINE, PARAGRAPH, foot, foot._replace(block=7, text="Jo Doe")]) == ("Jo Doe",)


def test_who_is_told_of_as_a_writer_at_the_end_and_not_in_the_text_is_the_author() -> None:
    bio = PARAGRAPH._replace(
        block=6,
        text="Prize-winning journalist Jo Doe writes a weekly column on rivers, mills and whoever drowns in them.",
    )
    assert extract_authors([HEADLINE, PARAGRAPH, bio]) == ("Jo Doe",)
    told = PARAGRAPH._replace(
        text="Doe said on Monday that the mill at Ostley would close in May, and nobody wept for it."
    )
    assert extract_authors([HEADLINE, told, bio]) == ()


@pytest.mark.parametrize("desk", ["Staff Reports", "Staff Writer", "Web Desk", "Our Correspondent"])
def test_a_desk_is_no_author(desk: str) -> None:
    byline = head(1, f"By {desk}", captures=(("author", desk),))
    assert extract_authors([HEADLINE, byline, PARAGRAPH]) == ()


def test_an_agency_alone_below_the_headline_is_the_author_where_no_person_is() -> None:
    agency = head(1, "Ostley Wire", Label.AGENCY, captures=(("credit_text", "Ostley Wire"),))
    assert extract_authors([HEADLINE, agency, PARAGRAPH]) == ("Ostley Wire",)
    assert extract_authors([HEADLINE, agency, head(2, "By Jo Doe"), PARAGRAPH]) == ("Jo Doe",)


def test_a_helper_s_agency_is_no_author() -> None:
    helped = head(1, "Ostley Wire’s Jo Doe contributed to this story", captures=(("credit_text", "Ostley Wire"),))
    assert extract_authors([HEADLINE, helped, PARAGRAPH]) == ()


def test_who_signs_three_entries_of_a_live_report_wrote_it() -> None:
    entries = [LabelledSpan(n, "Jo Doe", Label.BYLINE, position=Position.TEXT) for n in (7, 9, 11)]
    assert extract_authors([HEADLINE, PARAGRAPH, *entries]) == ("Jo Doe",)
    assert extract_authors([HEADLINE, PARAGRAPH, *entries[:2]]) == ()


def test_names_without_a_by_count_beside_one_with_it_and_not_elsewhere() -> None:
    marked = head(4, "By Jo Doe")
    assert extract_authors([HEADLINE, head(1, "Hot Houses"), marked, PARAGRAPH]) == ("Jo Doe",)
    assert extract_authors([HEADLINE, marked, PARAGRAPH._replace(block=6), head(5, "Ana Ruiz")]) == (
        "Jo Doe",
        "Ana Ruiz",
    )


def test_a_pen_name_without_a_by_is_read() -> None:
    assert extract_authors([HEADLINE, head(1, "Author: Zibs"), PARAGRAPH]) == ("Zibs",)


def test_a_title_without_a_by_is_no_paper_in_the_author_s_place() -> None:
    series = LabelledSpan(1, "Open Rivers", Label.BYLINE, captures=(("author", "Open Rivers"),), position=Position.HEAD)
    assert authors(series) == ()
    assert authors(paper("The Daily Example", "The Daily Example")) == ("The Daily Example",)


def test_who_signs_the_last_of_several_letters_did_not_write_them_all() -> None:
    letter = LabelledSpan(5, "Ana Ruiz", Label.BODY, kept=True, position=Position.TEXT)
    assert authors(letter, bio("Jo Doe")) == ()
    assert authors(bio("Ana Ruiz", Position.TEXT), bio("Mei Li", Position.TEXT), bio("Jo Doe")) == ()
    assert authors(letter, bio("Jo Doe is a columnist.")) == ("Jo Doe",)
    assert authors(bio("Jo Doe")) == ("Jo Doe",)
