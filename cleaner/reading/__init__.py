"""Reading: what was handed over, bytes or text, plain or HTML, into a document whose view the stages work on."""

from __future__ import annotations

import re

from cleaner.model import Document, UnreadableInput
from cleaner.reading.decode import decode

HTML = "text/html"
PLAIN = "text/plain"

HTML_TYPES = frozenset({HTML, "application/xhtml+xml"})

_HTML_STARTS = re.compile(
    r"[\s\ufeff]*(?:<!--.*?-->\s*)*<(?:!doctype html|\?xml|(?:html|head|body|div|p|article|section|main|h1)[\s>])",
    re.IGNORECASE | re.DOTALL,
)

MAX_OPENING = 5_000
"""Characters in which a page shows that it is HTML: room for a comment in front."""


def read(data: str | bytes, url: str | None = None, media_type: str | None = None) -> Document:
    """A document of the data's lines; HTML is rendered as text first.

    Raises UnreadableInput for bytes that are no text, or a media type that isn't known.
    """
    if not isinstance(data, (str, bytes, bytearray, memoryview)):
        raise TypeError(f"a document is str or bytes, not {type(data).__name__}")
    text = decode(data) if isinstance(data, (bytes, bytearray, memoryview)) else data
    if is_html(text, media_type):
        from cleaner.reading.declared import declared
        from cleaner.reading.html import parse, read_lines

        lines, marks, _ = read_lines(parse(text))
        return Document(tuple(lines), url, HTML, declared(text), tuple(marks))
    return Document(tuple(text.split("\n")), url, PLAIN)


def is_html(text: str, media_type: str | None) -> bool:
    """By its media type; where that isn't given, by how it begins. Raises UnreadableInput for a media type of neither.

    >>> is_html("<!DOCTYPE html><title>x", None), is_html("Rain fell.", None), is_html("<html>", "text/plain")
    (True, False, False)
    """
    if media_type is None:
        return bool(_HTML_STARTS.match(text[:MAX_OPENING]))
    kind = media_type.split(";")[0].strip().lower()
    if kind not in HTML_TYPES and not kind.startswith("text/"):
        raise UnreadableInput(f"the media type {media_type!r} isn't known; expected {PLAIN} or {HTML}")
    return kind in HTML_TYPES
