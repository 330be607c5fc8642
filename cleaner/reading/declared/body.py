"""The article's text as a page declares it (`articleBody`), as plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

from cleaner.reading.declared.items import ARTICLE, Item
from cleaner.text.surrogates import replace_lone_surrogates

MIN_CHARACTERS = 200
"""Characters of the shortest text; a shorter one is a description."""

_ESCAPED = re.compile(r"&lt;/?(?:p|br|div|h\d|a|ul|li|strong|em|b|i)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"(?:\s*</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|tr|table|figure|section)\b[^<>]*>\s*)+", re.IGNORECASE
)
_INVISIBLE = re.compile(r"<(script|style|iframe|figcaption)\b.*?</\1>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LINES = re.compile(r"\s*\n\s*")


def declared_body(items: Iterable[Item]) -> str | None:
    """The text of the first of the page's articles that has one."""
    for item in items:
        text = item.get("articlebody") if item.type_rank >= ARTICLE else None
        if isinstance(text, list):
            text = "\n".join(part for part in text if isinstance(part, str))
        if isinstance(text, str) and len(text) >= MIN_CHARACTERS:
            return strip_markup(replace_lone_surrogates(text)) or None
    return None


def strip_markup(text: str) -> str:
    """A text without tags and entities, a line for each paragraph.

    >>> strip_markup("<p>It rained.</p><p>Play &amp; tea stopped.<br/>Nobody <b>minded</b>.</p>")
    'It rained.\\nPlay & tea stopped.\\nNobody minded.'
    >>> strip_markup("&lt;p&gt;It rained.&lt;/p&gt; All day."), strip_markup("Ten < eleven &amp; twelve")
    ('It rained.\\nAll day.', 'Ten < eleven & twelve')
    """
    if _ESCAPED.search(text):
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub("", _BREAK.sub("\n", _INVISIBLE.sub("", text)))
    lines = _LINES.split(html.unescape(text).replace("\r", "\n").strip())
    return "\n".join(" ".join(line.split()) for line in lines if line.strip())
