"""Text of strangers for people and programs: what would steer a terminal or turn the direction of text is shown.

Documents, rules, golden cases and names of files may hold escape sequences (C0 and C1 controls), marks that make a line
read as another (bidi controls), and half surrogate pairs. Everything that prints such text goes through here.
"""

from __future__ import annotations

import re

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_STEERING = re.compile(f"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")
_STEERING_IN_LINES = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029{_BIDI}\ud800-\udfff]")
_STEERING_IN_JSON = re.compile(f"[\x7f-\x9f\u2028\u2029{_BIDI}]")
_NO_VALUE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """The text in one line, with everything that would steer a terminal written out.

    >>> visible("a\\x1b[31mb\\n"), visible("caf\\u00e9"), visible("\\ud800")
    ('a\\\\x1b[31mb\\\\n', 'café', '\\\\ud800')
    """
    return text if text.isascii() and text.isprintable() else _STEERING.sub(_escape, text)


def visible_lines(text: str) -> str:
    """The same of a text whose line ends are its own.

    >>> visible_lines("a\\nb\\x9b")
    'a\\nb\\\\x9b'
    """
    return _STEERING_IN_LINES.sub(_escape, text)


def visible_json(text: str) -> str:
    """JSON with these characters escaped: its values are the same.

    >>> visible_json('"a\\u202eb"')
    '"a\\\\u202eb"'
    """
    return text if text.isascii() else _STEERING_IN_JSON.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def without_controls(text: str) -> str:
    """A value of metadata, without controls and bidi embeddings.

    >>> without_controls("Rain\\x1b[31m fell")
    'Rain[31m fell'
    """
    return text if text.isascii() and text.isprintable() else _NO_VALUE.sub("", text)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape", "surrogatepass").decode()
