"""Reading: what was handed over, bytes or text, plain or HTML, into a document whose view the stages work on."""

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
    """A document of the data's lines; HTML is rendered as text first, `fast` by a converter that takes less care.

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
    return replace(_page(text, url, fetched, bad), crawled=fetched)


def _page(text: str, url: str | None, fetched: str | None, bad: dict[str, int]) -> Document:
    from cleaner.reading.declared import declared
    from cleaner.reading.html_page import checked, parse, read_lines, voted, with_article

    whole, unclosed = checked(text)
    root = parse(whole)
    if unclosed:
        bad = bad | {"unclosed": unclosed}
    if root is None:
        return Document((), url, HTML, unprinted=bad)
    held = list(root.iter())  # lxml makes its Python objects anew at each walk, unless they are held
    rendered = read_lines(root)
    told = declared(root, url, fetched, rendered.lines)
    rendered = with_article(root, rendered, told.body)
    del held
    counts = bad | {reason: words.all for reason, words in sorted(rendered.unprinted.items())}
    return Document(tuple(rendered.lines), url, HTML, told, voted(root, rendered), unprinted=counts)


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
