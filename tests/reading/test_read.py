"""What was handed over, into a document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.reading import HTML, PLAIN, is_html, read


@given(st.text(st.integers(0, 0x10FFFF).map(chr), max_size=100))
def test_the_view_of_plain_text_is_its_lines(text: str) -> None:
    document = read(text, media_type="text/plain")
    assert "\n".join(document.view) == text
    assert document.media_type == PLAIN


def test_bytes_and_text_give_the_same_document() -> None:
    text = "The mayor’s plan\nfailed."
    assert read(text.encode(), "https://example.com/") == read(text, "https://example.com/")
    assert read(text, "https://example.com/").url == "https://example.com/"


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE html><p>x",
        "\ufeff\n <!doctype HTML>",
        "<html lang=en>",
        "<HTML>",
        "<?xml version='1.0'?><html>",
        "<body>x",
    ],
)
def test_a_page_is_told_by_how_it_begins(text: str) -> None:
    assert is_html(text, None)
    assert read(text).media_type == HTML


@pytest.mark.parametrize("text", ["", "Rain.", "The <html> tag opens a page.", "<3 from us all"])
def test_text_is_not_taken_for_a_page(text: str) -> None:
    assert not is_html(text, None)


@pytest.mark.parametrize("media_type", ["text/html", "Text/HTML; charset=utf-8", "application/xhtml+xml"])
def test_a_media_type_that_is_given_counts(media_type: str) -> None:
    assert read("<p>Rain.</p>", media_type=media_type).view == ("Rain.",)


def test_a_page_given_as_plain_text_stays_as_it_is() -> None:
    assert read("<html><p>Rain.", media_type="text/plain").view == ("<html><p>Rain.",)
