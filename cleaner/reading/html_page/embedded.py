"""The article of a page that prints none: its text as the page's own data have it, in JSON-LD or in a script's state.

Pages that are built in the browser carry their article in a script: as schema.org's `articleBody`, or as the state a
framework starts from (`<script type="application/json">`, `window.__STATE__ = {...}`). No framework and no site is
known by name: in any such JSON, the article is the longest run of running text in texts that are siblings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import Any

from lxml import etree

from cleaner.reading.html_page.parse import parse
from cleaner.reading.html_page.render import render
from cleaner.text.sentences import PROSE_WORDS
from cleaner.text.surrogates import replace_lone_surrogates

MAX_SCRIPT = 8_000_000
"""Characters of a script beyond which it isn't looked into."""

MAX_SCRIPTS = 200
MAX_NODES = 200_000
"""Values of a script's JSON that are looked at."""

MAX_TRIES = 50
"""Assignments of a script that turn out to be no JSON, after which it isn't looked at any further."""

MAX_DEPTH = 60
"""Levels of a script's JSON that are looked at; articles stand on the third to the twentieth."""

MIN_WORDS = 100
"""Words of running text an embedded article has at least."""

MIN_TITLE, MAX_TITLE = 15, 300
"""Characters of a title by which an object is known for the page's own article."""

MAX_PARAGRAPH = 3_000
"""Characters above which a text is no paragraph but a whole article."""

TEXTS = frozenset(
    "text html content body value articlebody paragraph paragraphs children blocks rendered bodytext bodyhtml "
    "contenthtml description copy markup data markdown".split()
)
"""Keys, in small letters and without signs between them, of texts that are put before others of the same length."""

_LD = "application/ld+json"
_JSON_TYPES = frozenset({"application/json", "text/json"})
_ASSIGNED = re.compile(
    r"(?:^|[;\s(,])(?:window|self|globalThis|var|let|const)?[.\s]?[\w$.\[\]\"']{1,80}\s*=\s*(?=[{\[])"
)
_PARSED = re.compile(r"JSON\.parse\(\s*(\"(?:[^\"\\]|\\.)*+\")")
_MARKUP = re.compile(r"<(?:p|br|div|h\d|ul|ol|li|blockquote|span|a|strong|em|figure)\b[^>]{0,2000}>", re.IGNORECASE)
_KEY_SIGNS = re.compile(r"[^a-z]")


def find_embedded_article(root: etree._Element) -> list[str]:
    """Find the paragraphs of the article in the state of a page's scripts; empty where they hold none.

    >>> prose = "The ferry did not sail on Monday because of ice in the harbour, the second time this week. " * 2
    >>> data = {"props": {"story": {"body": [{"type": "p", "text": prose + str(n)} for n in range(4)]}}}
    >>> page = f'<script id="state" type="application/json">{json.dumps(data)}</script><div id="app"></div>'
    >>> [line[:20] for line in find_embedded_article(parse(page))]
    ['The ferry did not sa', 'The ferry did not sa', 'The ferry did not sa', 'The ferry did not sa']
    """
    found: list[str] = []
    most = MIN_WORDS - 1
    titles = " ".join(text for node in root.iter("title", "h1") for text in node.itertext())
    for data in _data(root):
        lines = _longest(data, titles)
        words = count_prose(lines)
        if words > most:
            found, most = lines, words
    return found


def count_prose(lines: list[str]) -> int:
    """Count the words of the lines that are running text."""
    return sum(count for count in map(_words, lines) if count >= PROSE_WORDS)


def _data(root: etree._Element) -> Iterator[Any]:
    """What the page's scripts hold as JSON. JSON-LD is no state: what it declares is read in `reading/declared`."""
    for script in list(root.iter("script"))[:MAX_SCRIPTS]:
        kind = (script.get("type") or "").split(";")[0].strip().lower()
        text = script.text or ""
        if kind != _LD and MIN_WORDS < len(text) <= MAX_SCRIPT:
            yield from _values(text, kind in _JSON_TYPES)


def _values(text: str, is_json: bool) -> Iterator[Any]:
    """The values in a script: the script itself, or what it assigns."""
    if is_json:
        try:
            yield json.loads(text.strip().removeprefix("<!--").removesuffix("-->"), strict=False)
        except (ValueError, RecursionError):
            return
        return
    text = text.replace(":undefined", ":null")
    decoder = json.JSONDecoder(strict=False)
    at = tries = 0
    while tries < MAX_TRIES and (start := _ASSIGNED.search(text, at)) is not None:
        try:
            value, at = decoder.raw_decode(text, start.end())
        except (ValueError, RecursionError):
            at = start.end() + 1
            tries += 1
            continue
        yield value
    for quoted in _PARSED.finditer(text):
        try:
            yield json.loads(json.loads(quoted[1], strict=False), strict=False)
        except (ValueError, RecursionError, TypeError):
            continue


def _nodes(data: Any, titles: str = "") -> Iterator[tuple[Any, bool]]:
    """The objects and lists of a JSON value, outer ones first, within the limits; for each, whether it, or what it
    stands in, bears one of the page's `titles`."""
    level = [(data, False)]
    seen = 0
    for _ in range(MAX_DEPTH):
        below: list[tuple[Any, bool]] = []
        for node, within in level:
            seen += 1
            if seen > MAX_NODES:
                return
            own = isinstance(node, dict) and bool(titles) and _is_titled(node, titles)
            yield node, own or within
            values = node.values() if isinstance(node, dict) else node
            below += [(value, own) for value in values if isinstance(value, dict | list)]
        level = below


def _is_titled(node: dict[str, Any], titles: str) -> bool:
    """Whether one of the object's texts is in the page's titles."""
    texts = [value for value in node.values() if isinstance(value, str) and MIN_TITLE <= len(value) <= MAX_TITLE]
    texts += [
        value["rendered"]
        for value in node.values()
        if isinstance(value, dict) and isinstance(value.get("rendered"), str) and len(value["rendered"]) >= MIN_TITLE
    ]
    return any(text in titles for text in texts)


def _longest(data: Any, titles: str) -> list[str]:
    """The lines of the object or list that has the most running text in it; of the page's title first.

    The paragraphs of an article are one text, a list of texts, of objects with a text each, or of objects with a list
    of pieces. A list of whole articles is none itself.
    """
    best: list[str] = []
    most = (False, 0)
    for node, titled in _nodes(data, titles):
        if isinstance(node, list):
            texts = [_text_of(item) for item in node]
            if sum(len(text) > MAX_PARAGRAPH for text in texts) > 1:
                continue
        else:
            texts = [max(_own_texts(node), key=_words, default="")]
        if (titled, sum(map(len, texts)) / 2) <= most:  # a word and its space have two characters at least
            continue
        lines = [line for text in texts for line in _lines(text)]
        words = count_prose(lines)
        if words >= MIN_WORDS and (titled, words) > most:
            best, most = lines, (titled, words)
    return best


def _own_texts(node: dict[str, Any]) -> list[str]:
    return [
        value for key, value in node.items() if isinstance(value, str) and (_is_of_text(key) or _MARKUP.search(value))
    ]


def _words(text: str) -> int:
    return len(text.split())


@lru_cache(maxsize=5_000)
def _is_of_text(key: str) -> bool:
    return _KEY_SIGNS.sub("", key.lower()) in TEXTS


def _text_of(item: Any, depth: int = 3) -> str:
    """The text of one item of a list: itself, its longest text, or the texts of the pieces it is made of."""
    if isinstance(item, str):
        return item
    if depth == 0:
        return ""
    if isinstance(item, list):
        return "".join(_text_of(piece, depth - 1) for piece in item)
    if not isinstance(item, dict):
        return ""
    own = max(_own_texts(item), key=_words, default="")
    inner = [
        _text_of(value, depth - 1) for key, value in item.items() if isinstance(value, dict | list) and _is_of_text(key)
    ]
    return max([own, *inner], key=len)


def _lines(text: str) -> list[str]:
    """A text as lines, its markup rendered if it has any; escaped markup too."""
    text = replace_lone_surrogates(text)
    if "&" in text and not _MARKUP.search(text):
        text = unescape(text)
    if _MARKUP.search(text):
        return [line for line in render(parse(text)).lines if line]
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]
