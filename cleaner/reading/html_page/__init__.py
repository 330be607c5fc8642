"""HTML pages: parsed once, rendered as lines, each with what the page says of it."""

from __future__ import annotations

from lxml import html

from cleaner.model import Element, HtmlContext
from cleaner.reading.html_page.embedded import MIN_WORDS, article_text, prose_words
from cleaner.reading.html_page.parse import checked, parse
from cleaner.reading.html_page.render import Rendered, render
from cleaner.reading.html_page.unprinted import NONE
from cleaner.reading.html_page.visible import CONSENT, DIALOG, HIDDEN, NOSCRIPT, TEMPLATE
from cleaner.reading.html_page.vote import voted

__all__ = ["article_text", "checked", "parse", "read_lines", "render", "voted", "with_article"]

REVEALED = frozenset({HIDDEN, NOSCRIPT, TEMPLATE, DIALOG, CONSENT})
"""Reasons that may be wrong: a script shows the page later, or it was made for browsers without scripts."""

MIN_ARTICLE = 150
"""Words of running text from which a page prints its article; pages that do often hide another one."""

MIN_REVEALED = 100
"""Words of running text that have to be hidden for one reason when the article is looked for there..."""

MAX_PRINTED = 300
"""Words of printed running text up to which scripts are searched for the article."""

TIMES = 4
"""...and how many times those that are printed."""


def read_lines(root: html.HtmlElement) -> Rendered:
    """The lines of a page. Where hardly any running text is printed, and much stands in what isn't for one reason, that
    is printed too."""
    rendered = render(root)
    shown = _wrongly_hidden(rendered, prose_words(rendered.lines))
    return render(root, shown) if shown else rendered


def with_article(root: html.HtmlElement, page: Rendered, declared: str | None) -> Rendered:
    """The lines of a page, and those of the article that stands in its data alone, where that has several times the
    running text that is printed: the text it declares, or else what its scripts' state holds.

    The article's lines follow the last of them that is printed, or stand at the end.
    """
    printed = prose_words(page.lines)
    article = (declared or "").split("\n")
    if prose_words(article) < MIN_WORDS and printed < MAX_PRINTED:
        article = article_text(root)
    words = prose_words(article)
    return _added(page, article) if words >= MIN_WORDS and words > TIMES * printed else page


def _added(page: Rendered, article: list[str]) -> Rendered:
    lines, marks = page.lines, page.marks
    printed = {line: at for at, line in enumerate(lines)}
    at = max((printed[line] + 1 for line in article if line in printed), default=len(lines))
    mark = HtmlContext(Element("script", "article body", None, 0))
    added = [line for line in article if line not in printed]
    new_lines = [piece for line in added for piece in ("", line)]
    new_marks = [piece for _ in added for piece in (None, mark)]
    start = 0 if at else 1  # no blank line at the top
    return page._replace(
        lines=lines[:at] + new_lines[start:] + lines[at:], marks=marks[:at] + new_marks[start:] + marks[at:]
    )


def _wrongly_hidden(rendered: Rendered, printed: int) -> frozenset[str]:
    """The reasons for which the page's running text isn't printed."""
    most = max((words.prose for words in rendered.unprinted.values()), default=0)
    if most < MIN_REVEALED:
        return frozenset()
    if printed >= MIN_ARTICLE:
        return frozenset()
    least = max(TIMES * printed, MIN_REVEALED)
    return frozenset(reason for reason in REVEALED if rendered.unprinted.get(reason, NONE).prose >= least)
