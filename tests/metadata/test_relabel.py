"""Bylines and timestamps by the name their print leaves no doubt of."""

from __future__ import annotations

import pytest

from cleaner.metadata.relabel import relabel_by_print, relabel_head
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label


def line(text: str, label: Label, kept: bool = False) -> LabelledSpan:
    return LabelledSpan(1, text, label, kept, position=Position.HEAD)


@pytest.mark.parametrize("text", ["By Jo Doe", "Jo Doe Political editor", "Words by Jo Doe", "Jo Doe, Staff Writer"])
def test_a_byline_taken_for_a_caption_is_a_byline(text: str) -> None:
    assert relabel_by_print([line(text, Label.CAPTION)])[0].label is Label.BYLINE


@pytest.mark.parametrize("text", ["Jo Doe at the mill", "Jo Doe", "By the mill on Monday", "The editor, Jo Doe"])
def test_a_caption_stays_one(text: str) -> None:
    assert relabel_by_print([line(text, Label.CAPTION)])[0].label is Label.CAPTION


def test_a_name_and_role_with_an_offer_joined_to_it_is_a_byline() -> None:
    found = relabel_head([line("Jo Doe Political editor subscribe Just £1 a month", Label.PROMO)])[0]
    assert (found.label, found.text) == (Label.BYLINE, "Jo Doe Political editor")
    assert relabel_head([line("Subscribe to Jo Doe's letter", Label.PROMO)])[0].label is Label.PROMO


def test_a_timestamp_or_byline_that_was_kept_is_read_all_the_same() -> None:
    assert relabel_head([line("Last updated 4 June 2020", Label.BODY, True)])[0].label is Label.TIMESTAMP
    assert relabel_head([line("By Jo Doe", Label.BODY, True)])[0].label is Label.BYLINE
    assert relabel_head([line("4 June 2020", Label.BODY, True)])[0].label is Label.BODY


def test_the_role_below_a_name_belongs_to_the_byline() -> None:
    page = [line("Jo Doe", Label.BYLINE), line("Natural history correspondent", Label.CAPTION)]
    assert [s.label for s in relabel_head(page)] == [Label.BYLINE, Label.BYLINE]


def test_a_name_with_an_agency_behind_a_bar_is_a_byline_below_a_date_and_a_credit_below_a_caption() -> None:
    signed = line("Jo Doe | Ostley Wire", Label.CREDIT)
    date, caption = line("4 March 2019", Label.TIMESTAMP), line("A mill", Label.CAPTION)
    assert relabel_head([date, signed])[1].label is Label.BYLINE
    assert relabel_head([caption, signed])[1].label is Label.CREDIT


def test_a_byline_between_the_text_and_the_comments_is_no_reader_s() -> None:
    text, signed = line("The mill closed in May.", Label.BODY, True), line("Posted by Jo Doe, Editor", Label.COMMENTS)
    heading = line("2 comments", Label.COMMENTS)
    assert [s.label for s in relabel_by_print([text, signed, heading])][1] is Label.BYLINE
    assert [s.label for s in relabel_by_print([text, heading, signed])][2] is Label.COMMENTS
