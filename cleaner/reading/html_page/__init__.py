"""HTML pages: parsed once, rendered as lines, each with its context on the page."""

from __future__ import annotations

from lxml import html

from cleaner.model import Element, HtmlContext
from cleaner.reading.html_page.embedded import MIN_WORDS, count_prose, find_embedded_article
from cleaner.reading.html_page.render import Rendered, render
from cleaner.reading.html_page.visibility import CONSENT, DIALOG, HIDDEN, NO_WORDS, NOSCRIPT, TEMPLATE

REVEALED = frozenset({HIDDEN, NOSCRIPT, TEMPLATE, DIALOG, CONSENT})
"""Reasons that may be wrong: a script shows the page later, or it was made for browsers without scripts."""

MIN_ARTICLE = 150
"""Words of running text from which a page prints its article; pages that do often hide another one."""

MIN_REVEALED = 100
"""Words of running text that have to be hidden for one reason when the article is looked for there..."""

TIMES = 4
"""...and how many times those that are printed."""

MAX_PRINTED = 300
"""Words of printed running text up to which scripts are searched for the article."""


def render_page(root: html.HtmlElement) -> Rendered:
    """Render a page. Where hardly any running text is printed, and much is hidden for one reason, print that too."""
    rendered = render(root)
    printed = count_prose(rendered.lines)
    if printed >= MIN_ARTICLE:
        return rendered
    least = max(TIMES * printed, MIN_REVEALED)
    shown = frozenset(reason for reason in REVEALED if rendered.unprinted.get(reason, NO_WORDS).prose >= least)
    return render(root, shown) if shown else rendered


def add_embedded_article(root: html.HtmlElement, page: Rendered, declared: str | None) -> Rendered:
    """Add the lines of the article that stands in the page's data alone, where that has several times the running text
    that is printed: the text it declares, or else what its scripts' state holds.

    The article's lines follow the last of them that is printed, or stand at the end.
    """
    printed = count_prose(page.lines)
    article = (declared or "").split("\n")
    if count_prose(article) < MIN_WORDS and printed < MAX_PRINTED:
        article = find_embedded_article(root)
    words = count_prose(article)
    return _insert(page, article) if words >= MIN_WORDS and words > TIMES * printed else page


def _insert(page: Rendered, article: list[str]) -> Rendered:
    lines, contexts = page.lines, page.contexts
    printed = {line: at for at, line in enumerate(lines)}
    at = max((printed[line] + 1 for line in article if line in printed), default=len(lines))
    context = HtmlContext(Element("script", "article body", None, 0))
    added = [line for line in article if line not in printed]
    start = 0 if at else 1  # no blank line at the top
    new_lines = [piece for line in added for piece in ("", line)][start:]
    new_contexts = [piece for _ in added for piece in (None, context)][start:]
    return page._replace(
        lines=lines[:at] + new_lines + lines[at:], contexts=contexts[:at] + new_contexts + contexts[at:]
    )
