"""The fast way to read HTML: resiliparse renders the page's main content as text, and the text stages do the rest.

What it leaves behind on the page (what resiliparse takes for no main content, and what the page says of itself) is not
in the account: this mode is for corpora in which an article more or less counts for little and time for much.
"""

from __future__ import annotations

from cleaner.extras import library
from cleaner.model import Document
from cleaner.text.surrogates import replace_lone_surrogates

HTML = "text/html"

MAX_SIGNS = 12_000
"""Signs of `<` in a page that is read fast; the largest of 387 news pages has 5,900. resiliparse takes quadratic
time for what is nested, and no limit: a page of 30,000 nested elements took it forty seconds."""


def can_read_fast(text: str) -> bool:
    """Whether a page is of a size that is read fast; others are read the careful way."""
    return text.count("<") <= MAX_SIGNS


def read_fast(text: str, url: str | None = None) -> Document:
    """A document of the main content's lines. Raises MissingExtra where resiliparse isn't installed."""
    tree = library("resiliparse.parse.html").HTMLTree.parse(replace_lone_surrogates(text))
    main: str = library("resiliparse.extract.html2text").extract_plain_text(tree, main_content=True)
    return Document(tuple(main.split("\n")), url, HTML)
