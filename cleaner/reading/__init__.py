"""Read bytes or text, plain or HTML, into a `Document`: decode, tell HTML from text, render HTML as lines."""

from __future__ import annotations

import codecs
import re
from dataclasses import replace
from datetime import date

from cleaner.metadata.crawl import crawl_time
from cleaner.model import Document, UnreadableInput
from cleaner.reading.decode import decode
from cleaner.reading.decode_page import charset_of, decode_page
from cleaner.reading.fast import can_read_fast, read_fast

HTML = "text/html"
PLAIN = "text/plain"

HTML_TYPES = frozenset({HTML, "application/xhtml+xml"})

_TAGS = (
    "html|head|body|title|meta|link|base|script|style|template|noscript|iframe|div|p|article|section|main|header|nav|aside|table|"
    "center|font|ul|ol|dl|h[1-6]|a|b|br|span|blockquote|figure"
)
_HTML_STARTS = re.compile(
    rf"[\s\ufeff]*(?:<!--(?:(?!-->).)*-->\s*)*<(?:!doctype html|\?xml|(?:{_TAGS})[\s/>])",
    re.IGNORECASE | re.DOTALL,
)

_HTML_BELOW = re.compile(r"^\s*<!doctype html[^<>]*>\s*<(?:html|head|!--)", re.IGNORECASE | re.MULTILINE)
"""A page with a line in front of it: a server's warning."""

MAX_OPENING = 5_000
"""Characters in which a page shows that it is HTML: room for a comment in front."""


def read(
    data: str | bytes,
    url: str | None = None,
    media_type: str | None = None,
    crawled: date | str | None = None,
    *,
    fast: bool = False,
) -> Document:
    """Make a document of the data's lines. HTML is rendered as text first; `fast`, by a converter that takes less care.

    Raises UnreadableInput for bytes that are no text, a media type that isn't known, and a page beyond the limits that
    docs/html.md names; ValueError for a `crawled` that is no date.
    """
    fetched = crawl_time(crawled)
    if not isinstance(data, (str, bytes, bytearray, memoryview)):
        raise TypeError(f"a document is str or bytes, not {type(data).__name__}")
    for name, value in (("url", url), ("media_type", media_type)):
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} is str or None, not {type(value).__name__}")
    media_type = media_type or None  # feeds give an empty one where they know none
    bad: dict[str, int] = {}
    if isinstance(data, str):
        html, text = is_html(data, media_type), data
    else:
        raw = bytes(data)
        html = is_html(_opening(raw), media_type)
        text, bad = decode_page(raw, charset_of(media_type)) if html else (decode(raw, charset_of(media_type)), bad)
    if not html:
        return Document(tuple(text.split("\n")), url, PLAIN, crawled=fetched)
    if fast and can_read_fast(text):
        return replace(read_fast(text, url), crawled=fetched, unprinted=bad)
    return _read_page(text, url, fetched, bad)


def _read_page(text: str, url: str | None, fetched: str | None, bad: dict[str, int]) -> Document:
    # These import lxml, which plain text doesn't need.
    from cleaner.reading.declared import read_declared
    from cleaner.reading.html_page import add_embedded_article, render_page
    from cleaner.reading.html_page.parse import check_limits, parse
    from cleaner.reading.html_page.vote import add_votes

    page = check_limits(text)
    root = parse(page.text)
    if page.unclosed:
        bad = bad | {"unclosed": page.unclosed}
    if root is None:
        return Document((), url, HTML, crawled=fetched, unprinted=bad)
    held = list(root.iter())  # lxml makes its Python objects anew at each walk, unless they are held
    rendered = render_page(root)
    declared = read_declared(root, url, fetched, rendered.lines)
    rendered = add_embedded_article(root, rendered, declared.body)
    del held
    unprinted = bad | {reason: words.all for reason, words in sorted(rendered.unprinted.items())}
    contexts = add_votes(root, rendered)
    return Document(tuple(rendered.lines), url, HTML, declared, contexts, crawled=fetched, unprinted=unprinted)


def _opening(raw: bytes) -> str:
    """How the bytes begin, read loosely: enough to tell markup by."""
    opening = raw[: 2 * MAX_OPENING]
    if opening.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)) or b"\0" in opening[:4]:
        opening = opening.replace(b"\0", b"").lstrip(b"\xff\xfe")
    return opening.removeprefix(codecs.BOM_UTF8).decode("latin-1")


def is_html(text: str, media_type: str | None) -> bool:
    """By its media type; where that isn't given, by how it begins. Raises UnreadableInput for a media type of neither.

    >>> is_html("<!DOCTYPE html><title>x", None), is_html("Rain fell.", None), is_html("<html>", "text/plain")
    (True, False, False)
    """
    if media_type is None:
        opening = text[:MAX_OPENING]
        return bool(_HTML_STARTS.match(opening) or _HTML_BELOW.search(opening))
    kind = media_type.split(";")[0].strip().lower()
    if kind not in HTML_TYPES and not kind.startswith("text/"):
        raise UnreadableInput(f"the media type {media_type!r} isn't known; expected {PLAIN} or {HTML}")
    return kind in HTML_TYPES
