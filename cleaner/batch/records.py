"""What is written of a result: its body, or its record as JSON. The same bytes for the same result, everywhere."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleaner.text.surrogates import replace_lone_surrogates

if TYPE_CHECKING:
    from cleaner.model import Result


def body_text(result: Result) -> str:
    """The body with a newline at its end; nothing at all where there is no body."""
    return result.body + "\n" if result.body else ""


def json_text(record: Any, indent: int | None = 2) -> str:
    """JSON as text, readable; escaped where it holds half a surrogate pair, which UTF-8 can't hold.

    >>> json_text({"headline": "Café"}, None), json_text("\\ud800", None)
    ('{"headline": "Café"}\\n', '"\\\\ud800"\\n')
    """
    text = json.dumps(record, ensure_ascii=False, indent=indent)
    if not is_encodable(text):
        text = json.dumps(record, ensure_ascii=True, indent=indent)
    return text + "\n"


def is_encodable(text: str) -> bool:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def encoded(text: str) -> bytes:
    """UTF-8; half a surrogate pair becomes the replacement character.

    >>> encoded("a\\ud800b").decode()
    'a\\ufffdb'
    """
    return replace_lone_surrogates(text).encode()
