"""HTML into lines: all visible text, nothing else, in order, however the page is made."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.reading.html_page.parse import parse
from cleaner.reading.html_page.render import render as rendered
from cleaner.reading.html_page.visibility import BLOCKS, HIDDEN_TAGS


def render(page: str) -> list[str]:
    """The lines of a page."""
    return rendered(parse(page)).lines


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<h1>Rain</h1><p>It <b>rained</b> <a href='#'>all day</a>.</p>", ["Rain", "", "It rained all day."]),
        ("<p>One<br>two<br/>three</p>", ["One", "two", "three"]),
        ("<p>One\n   two\tthree</p>", ["One two three"]),
        ("<p>One<p>Two", ["One", "", "Two"]),
        ("<div>One</div><div>Two</div>", ["One", "Two"]),
        ("<div><div><p>One</p></div></div><div></div><p>Two</p>", ["One", "", "Two"]),
        ("One <span>two</span> three", ["One two three"]),
        ("<ul><li>One</li><li>Two</li></ul><p>End", ["  • One", "  • Two", "", "End"]),
        ("<ul><li>One<ul><li>Deeper</li></ul></li></ul>", ["  • One", "", "  • Deeper"]),
        ("<table><tr><th>Team<th>Goals<tr><td>Town<td>2</table>", ["Team\tGoals", "Town\t2"]),
        ("<table><tr><td></td><td>2</td></tr></table>", ["2"]),
        ("<figure><img alt='x'><figcaption>A man</figcaption></figure><p>It", ["A man", "", "It"]),
        ("<pre>One\n  two\n\nthree</pre>after", ["One", "two", "three", "", "after"]),
        ("<p>a&amp;b &lt;c&gt; &eacute; &#8217; &nbsp;d</p>", ["a&b <c> é ’ d"]),
        ("<!-- no --><p>One<!-- no --> two</p><?php no ?>", ["One two"]),
        ("<p>a\x00b</p><p>\x00</p>c", ["ab", "", "c"]),
        ("<p>a\ud800b</p>", ["a\ufffdb"]),
        ("<html><body><p>One</p></body></html><p>after", ["One", "", "after"]),
        ("<div>One</section></b></div>two", ["One", "two"]),
        ("just text\nof two lines", ["just text of two lines"]),
        ("<p>a < b and b > c</p>", ["a < b and b > c"]),
        ("<title>Not seen</title><p>Seen", ["Seen"]),
        ("", []),
        (" \n\t", []),
        ("<!-- only -->", []),
        ("<html><body></body></html>", []),
    ],
)
def test_a_page_is_rendered_in_lines(page: str, lines: list[str]) -> None:
    assert [line for n, line in enumerate(render(page)) if line or n] == lines


@pytest.mark.parametrize(
    "tag", sorted(HIDDEN_TAGS - {"input", "meta", "link", "embed", "head", "option", "textarea", "iframe"})
)
def test_what_prints_no_text_is_left_out_and_what_follows_is_not(tag: str) -> None:
    lines = render(f"<body><p>Before <{tag}>hidden</{tag}> after</p><p>End</p></body>")
    assert " ".join(" ".join(lines).split()) == "Before after End"


@pytest.mark.parametrize(
    "attribute",
    [
        "hidden",
        "aria-hidden=true",
        "style='display:none'",
        "style='color:red; DISPLAY : none'",
        "style='visibility:hidden'",
    ],
)
def test_hidden_elements_are_left_out_with_all_they_hold(attribute: str) -> None:
    assert render(f"<p>One</p><div {attribute}>x<p>y<br>z<script>w</script></p>v</div><p>Two</p>") == ["One", "", "Two"]


@pytest.mark.parametrize(
    "attribute", ["aria-hidden=false", "style='display:block'", "style=''", "style", "class=hidden"]
)
def test_elements_that_are_not_hidden_stay(attribute: str) -> None:
    assert render(f"<div {attribute}>One</div>") == ["One"]


def test_a_declared_encoding_does_not_matter_in_decoded_text() -> None:
    for head in ("<meta charset=iso-8859-1>", '<?xml version="1.0" encoding="iso-8859-1"?>', "<!DOCTYPE html>"):
        assert render(f"{head}<body><p>café “x” 東京 😀</p></body>") == ["café “x” 東京 😀"]


@pytest.mark.parametrize("depth", [100, 255, 256, 257, 2047, 2049, 50_000])
@pytest.mark.parametrize("tag", ["div", "span", "b", "ul><li", "blockquote"])
def test_no_depth_of_nesting_loses_text(tag: str, depth: int) -> None:
    closing = "".join(f"</{name}>" for name in reversed(tag.split("><")))
    page = f"<body><p>before</p>{f'<{tag}>' * depth}deep{closing * depth}<p>after</p></body>"
    assert re.findall(r"\w+", " ".join(render(page))) == ["before", "deep", "after"]


def test_text_at_every_level_of_a_deep_page_is_kept_in_order() -> None:
    page = "".join(f"<div>in{n}" for n in range(3000)) + "".join(f"</div>out{n}" for n in range(3000))
    assert render(page) == [f"in{n}" for n in range(3000)] + [f"out{n}" for n in range(3000)]


def test_what_is_hidden_deep_down_stays_hidden() -> None:
    assert render("<div>" * 5000 + "<script>x</script><p hidden>y<b>z</b></p>seen") == ["seen"]


def test_an_element_that_is_never_closed_ends_with_the_page() -> None:
    assert render("<p>One" + "<div>" * 10_000 + "two") == ["One", "", "two"]


def test_a_long_text_is_not_cut() -> None:
    text = "word " * 2_500_000
    (line,) = render(f"<p>{text}</p>")
    assert len(line) == len(text) - 1


words = st.from_regex(r"[a-z]{1,8}", fullmatch=True)
inline = st.sampled_from(["b", "i", "a", "span", "em", "font"])
tags = st.one_of(
    inline, st.sampled_from(sorted(BLOCKS - {"body", "form", "table", "tbody", "thead", "tfoot", "tr", "caption"}))
)
pages = st.recursive(
    words,
    lambda inner: st.one_of(
        st.tuples(tags, st.lists(inner, max_size=4)).map(lambda t: f"<{t[0]}>{' '.join(t[1])}</{t[0]}>"),
        st.tuples(tags, inner).map(lambda t: f"<{t[0]}>{t[1]} "),
        st.lists(inner, max_size=4).map(" ".join),
    ),
    max_leaves=30,
)


@given(pages)
def test_every_word_of_any_page_is_rendered_once_and_in_order(page: str) -> None:
    expected = re.findall(r"[a-z]+", re.sub(r"<[^>]*>", " ", page))
    assert "".join(re.findall(r"[a-z]+", " ".join(render(page)))) == "".join(expected)


@given(st.text(st.integers(0, 0x10FFFF).map(chr) | st.sampled_from("<>/=\"'&;!-pbdiv"), max_size=200))
def test_anything_at_all_is_rendered_in_lines_without_line_breaks(page: str) -> None:
    lines = render(page)
    assert all("\n" not in line and "\r" not in line and "\x00" not in line for line in lines)
    assert not lines or (lines[0] and lines[-1])


@pytest.mark.parametrize("tag", ["main", "article", "header", "section", "figure", "div", "p", "news-story"])
@pytest.mark.parametrize(
    "head", ["<title>x</title>", "<html><head><meta charset=utf-8><title>x</title><style>p {}</style>"]
)
@pytest.mark.parametrize("behind", ["", "<p>After", "After", "<script>x</script><p>After"])
def test_a_head_that_is_not_closed_ends_where_a_browser_ends_it(head: str, tag: str, behind: str) -> None:
    lines = rendered(parse(f"<!doctype html>{head}<!-- x --><{tag}>It <b>rained</b>.</{tag}>{behind}")).lines
    assert " ".join(" ".join(lines).split()) == ("It rained. After" if behind else "It rained.")
