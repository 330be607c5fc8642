"""Telling HTML from text."""

from __future__ import annotations

import pytest

from cleaner.model import UnreadableInput
from cleaner.reading import is_html, read


@pytest.mark.parametrize(
    "text", ["<!-- a --> <!DOCTYPE html><p>x", "<p>It rained.</p>", "\ufeff<html>", "<div class='a'>x</div>"]
)
def test_a_text_that_begins_with_a_tag_or_a_comment_before_one_is_html(text: str) -> None:
    assert is_html(text, None)


def test_a_page_below_a_servers_warning_is_html() -> None:
    assert is_html("Warning: no such file in line 3\n<!DOCTYPE html>\n<html lang=en><body>x", None)
    assert not is_html("A page begins with <!DOCTYPE html>, she said.", None)


@pytest.mark.parametrize("text", ["It rained.", "<3 this town", "<- back", "a < b", ""])
def test_a_text_that_begins_with_a_mere_sign_is_not(text: str) -> None:
    assert not is_html(text, None)


@pytest.mark.parametrize("media_type", ["image/png", "html"])
def test_a_media_type_of_neither_is_refused(media_type: str) -> None:
    with pytest.raises(UnreadableInput, match="media type"):
        is_html("It rained.", media_type)


def test_an_empty_media_type_is_none() -> None:
    assert read("<p>It rained.</p>", None, "").media_type == "text/html"


@pytest.mark.parametrize(("url", "media_type"), [(b"x", None), (None, 5)])
def test_what_is_no_text_is_named(url: object, media_type: object) -> None:
    with pytest.raises(TypeError, match="is str or None, not"):
        read("It rained.", url, media_type)  # type: ignore[arg-type]
