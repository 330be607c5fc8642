"""JSON that isn't quite JSON, mended where the parser complains.

Templates leave commas behind the last item, print nothing where a value is missing, forget to escape quotation marks,
and are cut off. Each complaint of the parser names a place and what was expected there; what to do about it stands in
`REPAIRS`, one repair a complaint.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

MOST_REPAIRS = 60
"""Repairs after which a script is given up: it is no JSON at all."""

MOST_VALUES = 20
"""Values one behind the other in a script."""

_DECODER = json.JSONDecoder(strict=False)
_BARE = re.compile(r"[^\s,\]}\"]+")
_BETWEEN = re.compile(r"[\s,;]*")


def mended(text: str) -> list[Any]:
    """The values in a text that should be JSON; raises ValueError where it can't be mended.

    >>> mended('{"headline": "Rain", "author": , }'), mended('{"headline": "He said "no" to it"}')
    ([{'headline': 'Rain', 'author': None}], [{'headline': 'He said "no" to it'}])
    >>> mended('{"author": {"name": "Jo Doe')
    [{'author': {'name': 'Jo Doe'}}]
    """
    values: list[Any] = []
    at, left = 0, MOST_REPAIRS
    while at < len(text) and len(values) < MOST_VALUES:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except json.JSONDecodeError as fault:
            left -= 1
            if not left:
                raise
            text = _repaired(text, fault)
            continue
        values.append(value)
        space = _BETWEEN.match(text, at)
        at = space.end() if space else at
        if text[at : at + 1] not in ("{", "["):
            break
    return values


def _repaired(text: str, fault: json.JSONDecodeError) -> str:
    for complaint, repair in REPAIRS.items():
        if fault.msg.startswith(complaint):
            changed = repair(text, fault.pos)
            if changed != text:
                return changed
    raise fault


def _value(text: str, at: int) -> str:
    """A value is missing, or isn't quoted."""
    if at >= len(text):
        return _closed(text)
    if text[at] in ",]}":
        before = text[:at].rstrip()
        return before[:-1] + text[at:] if before.endswith(",") and text[at] != "," else f"{text[:at]}null{text[at:]}"
    return _quoted(text, at)


def _name(text: str, at: int) -> str:
    """A name is missing behind a comma, or isn't quoted."""
    if at >= len(text):
        return _closed(text)
    if text[at] in "},":
        before = text[:at].rstrip()
        return before.removesuffix(",") + text[at + (text[at] == ",") :]
    return _quoted(text, at)


def _comma(text: str, at: int) -> str:
    """A string ended too early, at a quotation mark that belongs to it; or there is no comma between two items."""
    if at >= len(text):
        return _closed(text)
    if text[at] in '"{[':
        return f"{text[:at]},{text[at:]}"
    quote = text.rfind('"', 0, at)
    return f"{text[:quote]}\\{text[quote:]}" if quote > 0 else text


def _escape(text: str, at: int) -> str:
    return f"{text[:at]}\\{text[at:]}"


def _quoted(text: str, at: int) -> str:
    bare = _BARE.match(text, at)
    if bare is None:
        return text
    word = bare[0].rstrip(":")
    return f"{text[:at]}{json.dumps(word.strip(chr(39)))}{text[at + len(word) :]}"


def _closed(text: str, at: int | None = None) -> str:
    """A text that breaks off, with what is open in it closed."""
    if at is not None:  # within a string
        text = text.rstrip("\\") + '"'
    closing: list[str] = []
    inside = escaped = False
    for sign in text:
        if inside:
            inside, escaped = escaped or sign != '"', sign == "\\" and not escaped
        elif sign == '"':
            inside = True
        elif sign in "{[":
            closing.append("}" if sign == "{" else "]")
        elif sign in "}]" and closing:
            closing.pop()
    bare = text.rstrip()
    return (bare.removesuffix(",") + ("null" if bare.endswith(":") else "")) + "".join(reversed(closing))


REPAIRS: dict[str, Callable[[str, int], str]] = {
    "Expecting value": _value,
    "Expecting property name": _name,
    "Illegal trailing comma": lambda text, at: text[:at] + text[at + 1 :],
    "Expecting ',' delimiter": _comma,
    "Expecting ':' delimiter": _comma,
    "Invalid \\": _escape,
    "Unterminated string": _closed,
}
