"""The headline among the lines that look like one. All titles are invented."""

from __future__ import annotations

import pytest

from cleaner.metadata.headline import extract_headline, find_headline, headline_block, printed_as, without_tail
from cleaner.metadata.spans import LabelledSpan, locate_spans
from cleaner.metadata.url import find_own_url
from cleaner.model import Label

PARAGRAPH = "The mill at Ostley will close in May, its owner said on Monday, as the river gave it too little water."
TITLE = "Ostley mill to close after dry years"


def page(*lines: tuple[Label, str]) -> list[LabelledSpan]:
    return [LabelledSpan(n, text, label, kept=label is Label.BODY) for n, (label, text) in enumerate(lines)]


def headline_of(*lines: tuple[Label, str], url: str | None = None) -> tuple[str | None, str | None]:
    found = page(*lines)
    headline = find_headline(found, url)
    return extract_headline(locate_spans(found, headline_block(found, headline)), headline)


def test_the_line_labelled_so_is_the_headline() -> None:
    assert headline_of((Label.HEADLINE, "The Long Dry"), (Label.BODY, PARAGRAPH)) == ("The Long Dry", None)


def test_of_several_the_first_that_the_text_tells_of_is_taken() -> None:
    menu = (Label.HEADLINE, "Today’s sections Puzzles Log in")
    assert headline_of(menu, (Label.HEADLINE, TITLE), (Label.BODY, PARAGRAPH)) == (TITLE, None)


def test_the_page_s_address_decides_between_titles() -> None:
    rival = (Label.HEADLINE, "The owner of the mill at Ostley says the river gave it too little")
    url = "https://paper.example/2019/ostley-mill-to-close-after-dry-years"
    assert headline_of(rival, (Label.HEADLINE, TITLE), (Label.BODY, PARAGRAPH), url=url)[0] == TITLE


def test_a_short_title_that_the_address_is_made_of_is_the_headline() -> None:
    lines = (Label.NAV, "Low Water"), (Label.CAPTION, TITLE), (Label.BODY, PARAGRAPH)
    assert headline_of(*lines, url="https://paper.example/rivers/low-water.html")[0] == "Low Water"


def test_without_a_labelled_line_a_line_above_the_text_that_it_tells_again_is_taken() -> None:
    assert headline_of((Label.CAPTION, TITLE), (Label.BODY, PARAGRAPH)) == (TITLE, None)


@pytest.mark.parametrize("line", ["Markets rise on Tuesday again", "Ostley", "The mill at Ostley will close in May."])
def test_without_a_labelled_line_nothing_doubtful_is_taken(line: str) -> None:
    assert headline_of((Label.CAPTION, line), (Label.BODY, PARAGRAPH)) == (None, None)


@pytest.mark.parametrize("label", [Label.RELATED, Label.BYLINE, Label.NAV, Label.PROMO])
def test_teasers_and_other_furniture_are_never_taken_for_the_headline(label: Label) -> None:
    assert headline_of((label, TITLE), (Label.BODY, PARAGRAPH)) == (None, None)


def test_the_site_goes_from_a_title_that_also_stands_without_it() -> None:
    lines = (Label.HEADLINE, f"{TITLE} | Ostley Echo"), (Label.HEADLINE, TITLE), (Label.BODY, PARAGRAPH)
    assert headline_of(*lines) == (TITLE, None)


def test_a_dash_stays_in_a_title_that_stands_only_so() -> None:
    title = f"{TITLE} – as it happened"
    assert headline_of((Label.HEADLINE, title), (Label.BODY, PARAGRAPH)) == (title, None)


def test_another_title_of_the_head_is_the_alternative_one() -> None:
    other = "Too little water: the end of a mill"
    assert headline_of((Label.HEADLINE, TITLE), (Label.HEADLINE, other), (Label.BODY, PARAGRAPH)) == (TITLE, other)


def test_the_title_in_print_is_an_alternative_one() -> None:
    note = "This article appeared on Page 4 with the headline: “The Long Dry.”"
    assert headline_of((Label.HEADLINE, TITLE), (Label.BODY, PARAGRAPH), (Label.AGENCY, note)) == (
        TITLE,
        "The Long Dry",
    )


def test_a_page_without_text_has_a_headline_and_one_without_anything_none() -> None:
    assert headline_of((Label.HEADLINE, TITLE)) == (TITLE, None)
    assert headline_of() == (None, None)


@pytest.mark.parametrize(("menu", "block"), [(1, 0), (20, 21)])
def test_the_anchor_is_the_last_print_above_the_text_or_one_near_it(menu: int, block: int) -> None:
    title = (Label.HEADLINE, TITLE)
    found = page(title, *[(Label.NAV, "Home")] * menu, (Label.HEADLINE, f"• {TITLE}"), (Label.BODY, PARAGRAPH))
    assert headline_block(found, find_headline(found, None)) == block
    assert headline_block(found, None) is None


@pytest.mark.parametrize(
    ("title", "short"),
    [("A - B", "A"), ("A: B | C", "A: B"), ("A–B", "A–B"), ("| A", "| A"), ("", "")],
)
def test_a_tail_is_what_stands_behind_the_last_joint(title: str, short: str) -> None:
    assert without_tail(title) == short


def test_a_note_without_a_title_names_none() -> None:
    assert printed_as("This article appeared on Page 4.") is None


def test_an_address_is_the_article_s_own_when_it_is_made_of_its_title() -> None:
    texts = ["See https://paper.example/about", "From (https://paper.example/ostley-mill-close), retrieved today"]
    assert find_own_url(texts, TITLE) == "https://paper.example/ostley-mill-close"
    assert find_own_url(["https://[broken"], TITLE) is None


def test_of_two_lines_that_share_as_much_with_the_address_the_shorter_is_taken() -> None:
    url = "https://paper.example/ostley-mill-to-close-after-dry-years"
    share = (Label.HEADLINE, f"Share this Story : {TITLE}")
    assert headline_of(share, (Label.HEADLINE, TITLE), (Label.BODY, PARAGRAPH), url=url)[0] == TITLE


def test_an_address_spells_a_title_out_with_a_number_of_its_own_behind() -> None:
    lines = (Label.NAV, "Mill or dam"), (Label.CAPTION, TITLE), (Label.BODY, PARAGRAPH)
    assert headline_of(*lines, url="https://paper.example/mill-or-dam-5116733")[0] == "Mill or dam"


def test_a_caption_that_ends_like_a_sentence_is_no_title_where_one_is_labelled() -> None:
    caption = (Label.CAPTION, "The mill at Ostley will close in May.")
    url = "https://paper.example/mill-ostley-close-may"
    lines = (Label.HEADLINE, "The last wheel stops"), caption, (Label.BODY, PARAGRAPH)
    assert headline_of(*lines, url=url)[0] == "The last wheel stops"
    assert headline_of(caption, (Label.BODY, PARAGRAPH), url=url)[0] == caption[1]


def test_a_title_that_was_kept_is_known_by_the_byline_or_date_below_it() -> None:
    kept = (Label.BODY, "Ostley mill will close in May")
    assert headline_of(kept, (Label.TIMESTAMP, "4 March 2019"), (Label.BODY, PARAGRAPH))[0] == kept[1]
    assert headline_of(kept, (Label.BODY, "by"), (Label.BODY, PARAGRAPH))[0] == kept[1]
    assert headline_of(kept, (Label.BODY, PARAGRAPH), (Label.BODY, PARAGRAPH))[0] is None
