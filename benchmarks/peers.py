"""Public cleaners of text and HTML that ours is set beside, each a function from a text to a text.

A peer that isn't installed is left out, and said to be.
"""

from __future__ import annotations

import html
import importlib
from collections.abc import Callable
from typing import Any

Clean = Callable[[str], str]

TERMINAL = (".", "!", "?", '"', "”", "’", "'")
POLICY = (
    "javascript",
    "terms of use",
    "privacy policy",
    "cookie policy",
    "uses cookies",
    "use of cookies",
    "use cookies",
)
MIN_WORDS = 5


class Missing(Exception):  # noqa: N818 - it is what it says
    """A peer, or the package a view is made by, isn't installed."""


def package(name: str) -> Any:
    """An optional package."""
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise Missing(f"{name.split('.')[0]} is not installed ({error})") from None


def c4_lines(text: str) -> str:
    """The line rules of C4 (Raffel et al. 2020, section 2.2): a line stays that ends in a terminal mark, has five
    words or more, and speaks neither of JavaScript nor of policies.

    >>> c4_lines("Home\\nThe council voted on Monday.\\nPlease enable Javascript to see this page.\\nIt did.")
    'The council voted on Monday.'
    """
    kept = []
    for raw in text.split("\n"):
        line = raw.strip()
        if line.endswith(TERMINAL) and len(line.split()) >= MIN_WORDS:
            lowered = line.lower()
            if not any(words in lowered for words in POLICY):
                kept.append(line)
    return "\n".join(kept)


def datatrove_c4() -> Clean:
    """datatrove's C4 filter, its line rules alone: what drops whole documents is switched off."""
    filters = package("datatrove.pipeline.filters")
    document = package("datatrove.data").Document
    c4 = filters.C4QualityFilter(
        filter_no_terminal_punct=True,
        split_paragraph=True,
        min_num_sentences=-1,
        filter_curly_bracket=False,
        filter_lorem_ipsum=False,
        filter_javascript=True,
        filter_policy=True,
    )

    def clean(text: str) -> str:
        shown = document(text=text, id="0")
        c4.filter(shown)
        return str(shown.text)

    return clean


def justext_lines() -> Clean:
    """jusText's classification, on the lines as paragraphs."""
    justext = package("justext")
    stoplist = justext.get_stoplist("English")

    def clean(text: str) -> str:
        paragraphs = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())
        page = f"<html><body>{paragraphs}</body></html>".encode("utf-8", "replace")
        found = justext.justext(page, stoplist, encoding="utf-8")
        return "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)

    return clean


def trafilatura_html() -> Clean:
    """trafilatura, with the HTML in hand."""
    trafilatura = package("trafilatura")
    return lambda page: trafilatura.extract(page, include_comments=False) or ""


# --- text views: what a text cleaner is handed of a page


def own_view() -> Clean:
    """Our own rendering of the whole page."""
    from cleaner.reading.html_page.parse import parse
    from cleaner.reading.html_page.render import render

    return lambda page: "\n".join(render(parse(page)).lines)


def resiliparse_view(main: bool) -> Clean:
    """resiliparse's text, of the main content or of the whole page."""
    extract = package("resiliparse.extract.html2text").extract_plain_text
    parse = package("resiliparse.parse.html").HTMLTree.parse
    return lambda page: str(extract(parse(page), main_content=main))


def inscriptis_view() -> Clean:
    """inscriptis' text of the whole page, its layout kept."""
    get_text = package("inscriptis").get_text
    return lambda page: str(get_text(page))


def soup_view() -> Clean:
    """BeautifulSoup's `get_text`, a line for each text node."""
    soup = package("bs4").BeautifulSoup

    def view(page: str) -> str:
        tree = soup(page, "lxml")
        for node in tree(["script", "style", "noscript", "template"]):
            node.decompose()
        return str(tree.get_text("\n"))

    return view


VIEWS: dict[str, Callable[[], Clean]] = {
    "own": own_view,
    "resiliparse-main": lambda: resiliparse_view(main=True),
    "resiliparse-full": lambda: resiliparse_view(main=False),
    "inscriptis": inscriptis_view,
    "soup": soup_view,
}
