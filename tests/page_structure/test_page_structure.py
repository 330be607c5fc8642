"""Threads of comments, other articles and second prints are told by the structure of a page."""

from __future__ import annotations

import pytest

from cleaner import clean
from cleaner.model import Label, Line

OPENING = (
    "The harbour board agreed on Tuesday to lengthen the north pier by forty metres, so that the larger ferries can land "
    "in a westerly gale.",
    "Work will begin in April and take two winters, the board's engineer said, and the slipway will stay open throughout.",
    "The cost, put at nine million pounds, is to be shared between the county and the company that runs the crossing.",
)
STORY = "".join(f"<p>{text}</p>" for text in OPENING)
OTHERS = (
    "I have used that ferry for thirty years and nobody ever asked us what we wanted, so I doubt that they will start now.",
    "My cousin worked on the old pier and he says that the sea bed there is mostly silt, which will cost them dearly.",
    "A longer pier is all very well, but the road down to it floods twice a month and nobody has a plan for that at all.",
)


def page(*parts: str) -> str:
    return f"<!doctype html><html><body><main><h1>Pier to grow</h1>{''.join(parts)}</main></body></html>"


def lines_with(text: str, html: str) -> list[Line]:
    return [line for line in clean(html, media_type="text/html").lines if text in line.text]


def reasons_of(text: str, html: str) -> set[str]:
    return {rule for line in lines_with(text, html) for rule in line.rules}


def comment(text: str, names: str = "comment", controls: str = "<a href='#'>Reply</a>") -> str:
    return f"<li class='{names}'><b>Jo Doe</b><span>3 hours ago</span><p>{text}</p><p>{controls}</p></li>"


@pytest.mark.parametrize(
    "thread",
    [
        "<ol class='commentlist'>{}</ol>",
        "<section id='comments' class='comments-area'><h2>3 responses</h2><ul>{}</ul></section>",
        "<div id='disqus_thread'>{}</div>",
        "<div class='x1'>{}</div>",
    ],
)
def test_a_thread_is_set_aside_with_what_its_comments_say(thread: str) -> None:
    names = "k7" if "x1" in thread else "comment"
    html = page(STORY, thread.format("".join(comment(text, names) for text in OTHERS)))
    for text in OTHERS:
        assert reasons_of(text, html) == {"page.comments"}
        assert {line.label for line in lines_with(text, html)} == {Label.COMMENTS}
    assert clean(html, media_type="text/html").body.split() == " ".join(OPENING).split()


def test_a_short_article_under_which_there_are_many_comments_comes_back_alone() -> None:
    thread = "".join(comment(f"{text} {n}.") for n in range(12) for text in OTHERS)
    html = page(f"<p>{OPENING[0]}</p><p>{OPENING[1]}</p>", f"<div class='comments'>{thread}</div>")
    assert clean(html, media_type="text/html").body.split() == " ".join(OPENING[:2]).split()


def test_comments_in_comments_are_of_the_same_thread() -> None:
    inner = comment(OTHERS[2])
    html = page(STORY, f"<ol class='comments'>{comment(OTHERS[0], controls=f'<a>Reply</a><ol>{inner}</ol>')}</ol>")
    assert reasons_of(OTHERS[2], html) == {"page.comments"}


@pytest.mark.parametrize(
    "html",
    [
        page(f"<div class='post comments-open'>{STORY}</div><a class='comments-link'>3 comments</a>"),
        page(f"<div class='comment'>{STORY}</div>"),
        page(
            "<div class='comment'><ul>"
            + "".join(f"<li class='comment-point'>{text}</li>" for text in OPENING)
            + "</ul></div>"
        ),
    ],
)
def test_names_that_say_comment_make_no_thread_of_the_article(html: str) -> None:
    assert not any("page.comments" in reasons_of(text, html) for text in OPENING)


def test_prose_that_looks_like_comments_is_no_thread_by_itself() -> None:
    html = page(STORY, "<div class='k7'>" + "".join(f"<p>{text}</p>" for text in OTHERS) + "</div>")
    assert not any("page.comments" in reasons_of(text, html) for text in OTHERS)


def test_the_next_story_of_an_endless_page_is_another_article() -> None:
    own = f"<article class='post'><h1>Pier to grow</h1>{STORY}</article>"
    after = f"<article class='post'><h1>Roads that flood</h1>{''.join(f'<p>{text}</p>' for text in OTHERS)}</article>"
    html = f"<!doctype html><html><body>{own}{after}</body></html>"
    assert reasons_of(OTHERS[0], html) == {"page.other-article"}
    assert clean(html, media_type="text/html").body.split() == " ".join(OPENING).split()


def test_sections_of_the_own_article_are_no_other_articles() -> None:
    steps = f"<article class='steps'><h2>What will be done</h2>{''.join(f'<p>{text}</p>' for text in OTHERS)}</article>"
    html = f"<!doctype html><html><body><article><h1>Pier to grow</h1>{STORY}</article>{steps}</body></html>"
    assert not any("page.other-article" in reasons_of(text, html) for text in OTHERS)


def test_an_article_that_is_printed_twice_comes_back_once() -> None:
    longer = STORY + "".join(f"<p>{text}</p>" for text in OTHERS)
    html = page(f"<div class='screen'>{longer}</div>", f"<div class='paper'>{longer}</div>")
    assert clean(html, media_type="text/html").body.split() == " ".join([*OPENING, *OTHERS]).split()
    first, second = lines_with(OPENING[0], html)
    assert (first.rules, second.rules) == ((), ("page.second-print",))


def test_a_paragraph_that_is_quoted_again_is_no_second_print() -> None:
    html = page(STORY, f"<p>{OTHERS[0]}</p><blockquote><p>{OPENING[0]}</p></blockquote><p>{OTHERS[1]}</p>")
    assert "page.second-print" not in reasons_of(OPENING[0], html)
