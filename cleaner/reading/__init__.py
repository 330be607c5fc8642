"""Reading: what was handed over, bytes or text, plain or HTML, into a document whose view the stages work on."""

from __future__ import annotations

from cleaner.model import Document
from cleaner.reading.decode import decode

HTML = "text/html"
PLAIN = "text/plain"

_HTML_STARTS = ("<!doctype html", "<html", "<?xml", "<head", "<body")


def read(data: str | bytes, url: str | None = None, media_type: str | None = None) -> Document:
    """A document of the data's lines; HTML is rendered as text first.

    Raises UnreadableInput for bytes that are no text, or a media type that isn't known.
    """
    text = decode(data) if isinstance(data, (bytes, bytearray, memoryview)) else data
    if is_html(text, media_type):
        from cleaner.reading.declared import declared
        from cleaner.reading.html import render

        return Document(tuple(render(text)), url, HTML, declared(text))
    return Document(tuple(text.split("\n")), url, PLAIN)


def is_html(text: str, media_type: str | None) -> bool:
    """By its media type; where that isn't given, by how it begins.

    >>> is_html("<!DOCTYPE html><title>x", None), is_html("Rain fell.", None), is_html("<html>", "text/plain")
    (True, False, False)
    """
    if media_type is None:
        return text[:200].lstrip("\ufeff \t\r\n").lower().startswith(_HTML_STARTS)
    return media_type.split(";")[0].strip().lower() in (HTML, "application/xhtml+xml")
