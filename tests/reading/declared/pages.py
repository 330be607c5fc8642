"""Pages to test with, put together from what they declare."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import lxml.html

from cleaner.reading.declared import read_declared

if TYPE_CHECKING:
    from cleaner.model import Declared

TEXT = (
    "<p>The ferry from Skerra did not sail on Monday because of ice in the harbour.</p>"
    "<p>It was the third day in a row without a crossing, and the shop had run out of bread.</p>"
)
TITLE = "Ferry to Skerra stays in port for a third day"
ADDRESS = "https://paper.example/skerra-ferry-stays-in-port"


def article(**properties: Any) -> dict[str, Any]:
    """A NewsArticle as JSON-LD has it."""
    return {"@context": "https://schema.org", "@type": "NewsArticle", "headline": TITLE} | properties


def script(thing: Any) -> str:
    """A JSON-LD script; a text is taken as it is."""
    text = thing if isinstance(thing, str) else json.dumps(thing)
    return f'<script type="application/ld+json">{text}</script>'


def metas(**contents: str) -> str:
    """Meta tags; two underscores stand for a colon in a name."""
    return "".join(f'<meta name="{name.replace("__", ":")}" content="{content}">' for name, content in contents.items())


def tree(head: str = "", body: str = TEXT) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>")


def of(head: str = "", body: str = TEXT, **known: Any) -> Declared:
    """What a page of this head and body declares."""
    return read_declared(tree(head, body), **known)
