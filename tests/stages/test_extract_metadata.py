"""Describing: which spans speak of which property. All persons, places and papers are invented."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.model import Annotation, Document, Image, Label, NewsArticle, Verdict, usual_action
from cleaner.stages.extract_metadata import extract_metadata
from tests.documents import in_blocks

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

TITLE = (Label.HEADLINE, "Ostley mill to close after dry years")
FIRST = (
    Label.BODY,
    "The mill at Ostley will close in May, its owner said on Monday, after nine years with too little water.",
)
SECOND = (
    Label.BODY,
    "It is the last of eleven mills that the river drove, and forty people work there, some for all their lives.",
)
THIRD = (
    Label.BODY,
    "The county will decide in April whether the dam is to be taken down, which anglers have long asked for.",
)
FOURTH = (
    Label.BODY,
    "Nobody has asked the miller, who lives beside the dam and says that he would rather move than hear it silent.",
)
TEXT = (FIRST, SECOND, THIRD, FOURTH)

Captures = dict[int, tuple[tuple[str, str], ...]]


def decided(*lines: tuple[Label, str], captures: Captures | None = None, url: str | None = None) -> Document:
    """A document of decided lines; `captures` are those of a rule that agrees with the verdict, by line."""
    document = in_blocks(*(text for _, text in lines))
    verdicts = tuple((Verdict(0, len(text), label, usual_action(label), ()),) for label, text in lines)
    notes = tuple(
        (Annotation(n, 0, len(text), label, "test.rule", "line", 2.0, (captures or {})[n]),)
        if n in (captures or {})
        else ()
        for n, (label, text) in enumerate(lines)
    )
    return replace(document, annotations=notes, verdicts=verdicts, url=url, language="en", body="The body.")


def described(rules: RuleSet, *lines: tuple[Label, str], **how: Any) -> NewsArticle:
    return extract_metadata(decided(*lines, **how), rules).article


def test_a_page_without_anything_has_nothing_but_language_and_body(rules: RuleSet) -> None:
    assert described(rules) == NewsArticle(in_language="en", article_body="The body.")


def test_the_head_of_an_article_is_read(rules: RuleSet) -> None:
    article = described(
        rules,
        (Label.KICKER, "Rivers"),
        TITLE,
        (Label.STANDFIRST, "Forty jobs go with the last wheel"),
        (Label.BYLINE, "By Jo Doe and Ana Ruiz"),
        (Label.TIMESTAMP, "Published 4 March 2019, updated 5 March 2019"),
        (Label.CAPTION, "The mill in flood."),
        (Label.CREDIT, "Photo: Mei Li"),
        *TEXT,
    )
    assert article.headline == TITLE[1]
    assert article.article_section == "Rivers"
    assert article.abstract == "Forty jobs go with the last wheel"
    assert article.author == ("Jo Doe", "Ana Ruiz")
    assert (article.date_published, article.date_modified) == ("2019-03-04", "2019-03-05")
    assert article.image == (Image("The mill in flood.", "Mei Li"),)


def test_the_foot_of_an_article_is_read(rules: RuleSet) -> None:
    article = described(
        rules,
        TITLE,
        *TEXT,
        (Label.BYLINE, "Reporting by Jo Doe; Editing by Ana Ruiz"),
        (Label.CORRECTION, "Correction: The mill has forty workers, not fifty."),
        (Label.TAGS, "Mills   Rivers"),
        (Label.LEGAL, "© 2019 Ostley Echo. All rights reserved."),
    )
    assert article.author == ("Jo Doe",)
    assert article.editor == ("Ana Ruiz",)
    assert article.correction == ("Correction: The mill has forty workers, not fifty.",)
    assert article.keywords == ("Mills", "Rivers")
    assert article.publisher == "Ostley Echo"


def test_a_date_of_a_change_is_never_taken_for_one_of_publication(rules: RuleSet) -> None:
    article = described(rules, TITLE, (Label.TIMESTAMP, "Updated March 5, 2019"), *TEXT)
    assert (article.date_published, article.date_modified) == (None, "2019-03-05")


@pytest.mark.parametrize("label", [Label.CAPTION, Label.PROMO, Label.RELATED, Label.COMMENTS, Label.BODY])
def test_dates_of_other_lines_are_not_the_article_s(rules: RuleSet, label: Label) -> None:
    article = described(rules, TITLE, (label, "The mill in flood, March 4, 2019"), *TEXT)
    assert (article.date_published, article.date_modified) == (None, None)


def test_figures_are_read_as_the_page_s_country_prints_them(rules: RuleSet) -> None:
    line = (Label.TIMESTAMP, "03/04/2019")
    assert described(rules, TITLE, line, *TEXT, url="https://echo.example.co.uk/a").date_published == "2019-04-03"
    assert described(rules, TITLE, line, *TEXT).date_published is None


def test_names_and_dates_of_other_articles_are_left_alone(rules: RuleSet) -> None:
    other = [
        (Label.RELATED, "Dam to go"),
        (Label.RELATED, "Eels return"),
        (Label.BYLINE, "By Mei Li"),
        (Label.TIMESTAMP, "May 9, 2019"),
    ]
    article = described(rules, TITLE, *TEXT, *other)
    assert (article.author, article.date_published) == ((), None)


def test_names_and_dates_between_later_paragraphs_are_a_report_s_entries(rules: RuleSet) -> None:
    entries = [(Label.BYLINE, "By Mei Li"), (Label.TIMESTAMP, "May 9, 2019")]
    article = described(rules, TITLE, *TEXT, *entries, FIRST)
    assert (article.author, article.date_published) == ((), None)


def test_menus_far_above_the_headline_say_nothing(rules: RuleSet) -> None:
    menu = [(Label.KICKER, "Sport"), (Label.BYLINE, "By Mei Li"), (Label.CAPTION, "A goal"), *[(Label.NAV, "Home")] * 4]
    article = described(rules, *menu, TITLE, *TEXT)
    assert (article.article_section, article.author, article.image) == (None, (), ())


def test_a_plain_byline_and_timestamp_are_read_whatever_they_were_taken_for(rules: RuleSet) -> None:
    article = described(
        rules, TITLE, (Label.CAPTION, "By Jo Doe"), (Label.CAPTION, "March 4, 2019 | 3 min read"), *TEXT
    )
    assert (article.author, article.date_published, article.image) == (("Jo Doe",), "2019-03-04", ())


def test_a_kept_standfirst_is_the_abstract_too(rules: RuleSet) -> None:
    document = decided(TITLE, (Label.STANDFIRST, "The mill is to close in May."), *TEXT)
    verdicts = list(document.verdicts)
    verdicts[1] = tuple(tile._replace(action=usual_action(Label.BODY)) for tile in verdicts[1])
    assert (
        extract_metadata(replace(document, verdicts=tuple(verdicts)), rules).article.abstract
        == "The mill is to close in May."
    )


def test_the_items_of_a_standfirst_stand_on_lines_of_their_own(rules: RuleSet) -> None:
    items = [(Label.STANDFIRST, "Forty jobs go"), (Label.STANDFIRST, "The dam stays")]
    later = (Label.STANDFIRST, "Another summary")
    assert described(rules, TITLE, *items, FIRST, later, SECOND).abstract == "Forty jobs go\nThe dam stays"


def test_the_dateline_and_its_agency_come_from_the_first_paragraphs(rules: RuleSet) -> None:
    captured = (("dateline", "OSTLEY (Reuters)"), ("credit_text", "Reuters"))
    article = described(rules, TITLE, *TEXT, captures={1: captured})
    assert (article.dateline, article.credit_text) == ("OSTLEY (Reuters)", ("Reuters",))
    assert described(rules, TITLE, *TEXT, FIRST, captures={5: captured}).dateline is None


def test_agencies_are_named_once_and_not_where_one_is_the_author(rules: RuleSet) -> None:
    byline, note = (Label.BYLINE, "Ostley Wire"), (Label.AGENCY, "With files from AFP and Ostley Wire")
    captures: Captures = {1: (("credit_text", "Ostley Wire"),), 6: (("credit_text", "AFP and Ostley Wire"),)}
    article = described(rules, TITLE, byline, *TEXT, note, captures=captures)
    assert (article.author, article.credit_text) == (("Ostley Wire",), ("AFP",))


def test_the_source_may_stand_on_the_line_below_its_label(rules: RuleSet) -> None:
    lines = [(Label.AGENCY, "News provided by"), (Label.AGENCY, "Ostley Mills, Inc.")]
    assert described(rules, TITLE, *lines, *TEXT).credit_text == ("Ostley Mills, Inc.",)


def test_a_kicker_that_a_rule_knows_for_no_section_is_none(rules: RuleSet) -> None:
    lines = [(Label.KICKER, "Long read"), TITLE, *TEXT]
    assert described(rules, *lines, captures={0: ()}).article_section is None
    assert described(rules, *lines).article_section == "Long read"


def test_of_several_kickers_the_one_next_to_the_headline_is_the_section(rules: RuleSet) -> None:
    assert described(rules, (Label.KICKER, "News"), (Label.KICKER, "Rivers"), TITLE, *TEXT).article_section == "Rivers"


def test_the_keywords_are_what_a_rule_captured_of_the_list(rules: RuleSet) -> None:
    article = described(
        rules, TITLE, *TEXT, (Label.TAGS, "Topics: mills, rivers"), captures={5: (("keywords", "mills, rivers"),)}
    )
    assert article.keywords == ("mills", "rivers")


def test_pictures_behind_the_first_other_article_are_its(rules: RuleSet) -> None:
    lines = [(Label.CAPTION, "The dam"), (Label.RELATED, "Eels return"), (Label.CAPTION, "An eel")]
    assert described(rules, TITLE, *TEXT, *lines).image == (Image("The dam", None),)


def test_a_correction_printed_twice_is_named_once(rules: RuleSet) -> None:
    line = (Label.CORRECTION, "Correction: forty, not fifty.")
    assert described(rules, TITLE, line, *TEXT, line).correction == (line[1],)


def test_the_address_is_a_captured_one_or_one_made_of_the_headline(rules: RuleSet) -> None:
    link = (Label.SHARE, "https://echo.example/ostley-mill-to-close")
    assert described(rules, TITLE, *TEXT, link).url == link[1]
    assert described(rules, TITLE, *TEXT, (Label.SHARE, "https://echo.example/about-us")).url is None
    short = (Label.SHARE, "https://ec.example/x1")
    assert described(rules, TITLE, *TEXT, short, captures={5: (("url", short[1]),)}).url == short[1]
