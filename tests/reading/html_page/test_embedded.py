"""Articles that stand only in a page's data."""

from __future__ import annotations

import json

import pytest

from cleaner.reading import read
from cleaner.reading.html_page.embedded import find_embedded_article
from cleaner.reading.html_page.parse import parse

PARAGRAPHS = [
    f"{n}. The council voted on Monday night to close the covered market in Harrow for two years, saying that its roof "
    "could fall at any time & that nobody would be let in."
    for n in range(6)
]
MARKUP = "".join(f"<p>{text.replace('&', '&amp;')}</p>" for text in PARAGRAPHS)
LD = "<script type='application/ld+json'>{}</script>"
NEXT = "<script id=__NEXT_DATA__ type='application/json'>{}</script>"


def found(page: str) -> list[str]:
    """The paragraphs of the article in a page's data."""
    root = parse(page)
    assert root is not None
    return find_embedded_article(root)


def article(body: object) -> str:
    """JSON-LD that declares an article's text."""
    return LD.format(json.dumps({"@type": "NewsArticle", "articleBody": body}))


@pytest.mark.parametrize(
    "record",
    [
        {"@type": "NewsArticle", "articleBody": "\n\n".join(PARAGRAPHS)},
        {"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle", "articleBody": MARKUP}]},
        [
            {
                "@type": "NewsArticle",
                "articleBody": MARKUP.replace("&amp;", "&").replace("<", "&lt;").replace(">", "&gt;"),
            }
        ],
        {"@type": "NewsArticle", "articleBody": PARAGRAPHS},
    ],
)
def test_the_body_that_json_ld_declares_is_read(record: object) -> None:
    assert [line for line in read(LD.format(json.dumps(record)), None, "text/html").view if line] == PARAGRAPHS


def test_the_text_of_another_article_in_json_ld_is_not_this_ones() -> None:
    other = {"@type": "NewsArticle", "url": "https://example.org/other", "headline": "Market", "articleBody": MARKUP}
    listed = {"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": other}]}
    page = f"<h1>Shop closes</h1><p>The shop on the corner of Mill Lane is to close in May.</p>{LD.format(json.dumps(listed))}"
    assert not set(PARAGRAPHS) & set(read(page, None, "text/html").view)


@pytest.mark.parametrize(
    "state",
    [
        {"story": {"paragraphs": PARAGRAPHS}},
        {"story": {"title": "x", "body": MARKUP}},
        {"props": {"blocks": [{"kind": "p", "text": text} for text in PARAGRAPHS]}},
        {"props": {"blocks": [{"kind": "p", "model": 1, "content": f"<p>{text}</p>"} for text in PARAGRAPHS]}},
        {"body": [{"type": "p", "children": [{"text": t[:30]}, {"text": t[30:], "bold": True}]} for t in PARAGRAPHS]},
        {"nav": [{"text": "Home"}] * 500, "a": {"b": {"content": {"rendered": MARKUP}}}},
    ],
)
def test_the_article_in_a_framework_s_state_is_read_whatever_its_shape(state: object) -> None:
    assert found(NEXT.format(json.dumps(state))) == PARAGRAPHS


@pytest.mark.parametrize(
    "script",
    [
        "window.__PRELOADED_STATE__ = {};",
        "window.Shop=window.Shop||{{}};Shop.globalContent={};Shop.go=function(){{}}",
        "var data={},b=1",
        "window['__STATE__'] = {};",
    ],
)
def test_the_state_that_a_script_assigns_is_read(script: str) -> None:
    state = json.dumps({"story": {"body": MARKUP}, "next": 0}).replace('"next": 0', '"next":undefined')
    assert found(f"<script>{script.format(state)}</script>") == PARAGRAPHS


def test_a_state_in_a_text_of_json_is_read() -> None:
    state = json.dumps(json.dumps({"story": {"body": MARKUP}}))
    assert found(f"<script>window.S = JSON.parse({state})</script>") == PARAGRAPHS


def test_of_many_articles_in_a_state_the_page_s_own_is_taken() -> None:
    others = [{"title": f"Another story, number {n}", "body": MARKUP * 3} for n in range(4)]
    own = {"title": "Covered market to close", "body": MARKUP}
    page = "<title>Covered market to close - The Post</title>" + NEXT.format(json.dumps({"posts": [*others, own]}))
    assert found(page) == PARAGRAPHS


@pytest.mark.parametrize(
    "page",
    [
        "<p>Nothing",
        LD.format("{"),
        LD.format("[" * 100_000),
        LD.format(json.dumps({"articleBody": None})),
        LD.format(json.dumps({"articleBody": "Too short to be one."})),
        NEXT.format(json.dumps({"menu": ["Home", "News"] * 500})),
        "<script>" + "a = {b: " * 5_000 + "</script>",
        '<script>var x = {"a": [1, 2, function() {}]}</script>',
    ],
)
def test_data_without_an_article_or_broken_give_nothing(page: str) -> None:
    assert found(page) == []


def test_an_article_that_is_printed_is_not_added() -> None:
    lines = read(article(MARKUP) + f"<article>{MARKUP}</article>", None, "text/html").view
    assert [line for line in lines if line] == PARAGRAPHS


def test_the_lines_of_an_article_that_is_not_printed_are_added_and_marked() -> None:
    document = read("<h1>Market to close</h1>" + article(MARKUP), None, "text/html")
    assert document.view == ("Market to close", *[piece for text in PARAGRAPHS for piece in ("", text)])
    paths = [context.element.path for context in document.html_contexts if context and context.element]
    assert paths == ["html > body > h1", *["script.article.body"] * len(PARAGRAPHS)]


def test_what_is_printed_of_it_is_not_printed_twice_and_the_rest_follows_it() -> None:
    page = f"<p>{PARAGRAPHS[0].replace('&', '&amp;')}</p><footer>About us</footer>" + article(MARKUP)
    assert [line for line in read(page, None, "text/html").view if line] == [*PARAGRAPHS, "About us"]


@pytest.mark.parametrize("texts", [PARAGRAPHS, [f"<p>{text}</p>" for text in PARAGRAPHS]])
def test_half_a_surrogate_pair_in_a_state_is_no_character_of_a_line(texts: list[str]) -> None:
    lines = found(NEXT.format(json.dumps({"body": [text.replace(" at", " \ud83d at") for text in texts]})))
    assert len(lines) == len(PARAGRAPHS)
    assert "\ufffd" in lines[0]
    assert "\n".join(lines).encode()


@pytest.mark.parametrize("broken", ["{},", "<!-- {} -->", "//<![CDATA[\n{}\n//]]>", "{};"])
def test_a_broken_script_of_json_ld_is_mended_here_too(broken: str) -> None:
    record = json.dumps({"@type": "NewsArticle", "articleBody": "\n".join(PARAGRAPHS)})[:-1] + ",}"
    page = LD.format(broken.replace("{}", record))
    assert [line for line in read(page, None, "text/html").view if line] == PARAGRAPHS
