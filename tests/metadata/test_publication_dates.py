"""When an article was published and changed: which timestamps of a page count, and in which order."""

from __future__ import annotations

import pytest

from cleaner.metadata.publication_dates import Dates, extract_dates
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label

MASTHEAD = LabelledSpan(0, "Wednesday, April 3, 2019", Label.TIMESTAMP, position=Position.HEAD)
HEADLINE = LabelledSpan(1, "Ostley mill to close", Label.HEADLINE, position=Position.HEAD)


def below(text: str, block: int = 2) -> LabelledSpan:
    return LabelledSpan(block, text, Label.TIMESTAMP, position=Position.HEAD)


def foot(text: str) -> LabelledSpan:
    return LabelledSpan(9, text, Label.TIMESTAMP, position=Position.FOOT)


def test_a_date_below_the_headline_comes_before_the_masthead_s() -> None:
    assert extract_dates([MASTHEAD, HEADLINE, below("April 2, 2019")], 1, None).published == "2019-04-02"
    assert extract_dates([MASTHEAD, HEADLINE], 1, None).published == "2019-04-03"


def test_a_date_that_says_what_it_is_comes_before_the_masthead_s() -> None:
    page = [MASTHEAD, HEADLINE, foot("First published 1 April 2019")]
    assert extract_dates(page, 1, None).published == "2019-04-01"


def test_a_masthead_s_day_behind_that_of_a_change_is_not_the_article_s() -> None:
    page = [MASTHEAD, HEADLINE, below("Updated April 2, 2019")]
    assert extract_dates(page, 1, None) == Dates(None, "2019-04-02")


def test_a_change_on_the_day_that_the_address_names_was_on_the_day_of_publication() -> None:
    page = [HEADLINE, below("Updated April 2, 2019 at 9:22")]
    on_it, behind = "https://echo.example/2019/apr/02/mill", "https://echo.example/2019/03/30/mill"
    assert extract_dates(page, 1, on_it) == Dates("2019-04-02", "2019-04-02T09:22")
    assert extract_dates(page, 1, behind) == Dates(None, "2019-04-02T09:22")


def test_the_day_in_the_address_alone_is_not_what_the_text_says() -> None:
    assert extract_dates([HEADLINE], 1, "https://echo.example/2019/04/02/mill") == Dates()


def test_a_date_alone_that_was_kept_counts_where_it_is_the_only_one() -> None:
    kept = LabelledSpan(3, "April 2, 2019", Label.BODY, kept=True, position=Position.LEAD)
    assert extract_dates([HEADLINE, kept], 1, None).published == "2019-04-02"
    diary = [kept, kept._replace(block=5, text="April 3, 2019")]
    assert extract_dates([HEADLINE, *diary], 1, None) == Dates()


@pytest.mark.parametrize("label", [Label.CAPTION, Label.CREDIT, Label.PROMO, Label.RELATED, Label.COMMENTS])
def test_the_date_of_something_else_is_not_the_article_s(label: Label) -> None:
    assert extract_dates([HEADLINE, below("April 2, 2019")._replace(label=label)], 1, None) == Dates()


def test_of_two_printed_days_the_one_that_the_address_names_comes_before_a_later_one() -> None:
    page = [HEADLINE, below("April 4, 2019"), foot("April 2, 2019")]
    assert extract_dates(page, 1, "https://echo.example/2019/04/02/mill").published == "2019-04-02"
    assert extract_dates(page, 1, "https://echo.example/2019/04/03/mill").published == "2019-04-04"


def test_a_date_on_the_line_of_a_caption_is_the_caption_s() -> None:
    caption = LabelledSpan(2, "The mill at Harrow", Label.CAPTION, position=Position.HEAD)
    assert extract_dates([HEADLINE, caption, below(", April 2, 2019")], 1, None) == Dates()
    kept = caption._replace(label=Label.BODY, kept=True)
    assert extract_dates([HEADLINE, kept, below(", April 2, 2019")], 1, None) == Dates()
    assert extract_dates([HEADLINE, caption, below("April 2, 2019", 3)], 1, None).published == "2019-04-02"
