"""What is written of a cleaned document: its body, its record, its removed spans. The same bytes everywhere."""

from __future__ import annotations

import base64
import json
import math
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

from cleaner.model import Action
from cleaner.text.surrogates import replace_lone_surrogates
from cleaner.text.visible import visible_json

if TYPE_CHECKING:
    from cleaner.batch.rows import Row
    from cleaner.model import Result

OURS = ("source", "id", "article", "lines", "ruleset", "sources", "unprinted", "warnings")
"""The keys of a record; a carried column of one of these names is prefixed."""

PREFIX = "input_"


def carried_columns(row: Row) -> dict[str, str]:
    """The columns that a record carries, each with its name there; an id that is the document's own is not carried.

    One that is called like a key of ours is prefixed, until no other column is called so.

    >>> from cleaner.batch.rows import Row
    >>> carried_columns(Row("a.jsonl:1", "7", carried={"id": 7, "lines": 2}))
    {'lines': 'input_lines'}
    """
    names = [name for name, value in row.carried.items() if not (name == "id" and str(value) == row.id)]
    made = {name: name for name in names if name not in OURS}
    for name in names:
        new = name
        while new in OURS or (name in OURS and new in made.values()):
            new = PREFIX + new
        made[name] = new
    return {name: made[name] for name in names}


def record(row: Row, result: Result) -> dict[str, Any]:
    """The record of a document among others: where it came from, its other columns, and what was made of it.

    >>> from cleaner.batch.rows import Row
    >>> from cleaner.model import NewsArticle, Result
    >>> list(record(Row("a.jsonl:1", "7", carried={"year": 2019}), Result("", NewsArticle(), (), "0")))
    ['source', 'id', 'year', 'article', 'lines', 'ruleset', 'sources', 'unprinted', 'warnings']
    """
    carried = {new: row.carried[name] for name, new in carried_columns(row).items()}
    return {"source": row.source, "id": row.id} | carried | result.to_dict()


def dolma(row: Row, result: Result) -> dict[str, Any]:
    """A document in Dolma's shape: the text as it came, and spans of it as attributes, one list a label.

    The clean body stands in `metadata.article.articleBody`; nothing is removed from `text`.
    """
    text: list[str] = []
    at = 0
    attributes: dict[str, list[list[float]]] = {}
    for line in result.lines:
        for span in line.spans:
            name = f"cleaner__{span.action}_{span.label}"
            attributes.setdefault(name.replace("-", "_"), []).append([at + span.start, at + span.end, 1.0])
        text.append(line.text)
        at += len(line.text) + 1
    source = row.carried.get("source")
    return {
        "id": row.id,
        "text": "\n".join(text),
        "source": source if isinstance(source, str) else row.source,
        "created": result.article.date_published,
        "metadata": {
            **{name: value for name, value in row.carried.items() if name not in ("id", "source")},
            "article": result.article.to_dict(),
            "cleaner_source": row.source,
            "ruleset": result.ruleset,
            "unprinted": dict(result.unprinted),
            "warnings": list(result.warnings),
        },
        "attributes": dict(sorted(attributes.items())),
    }


def removed(row: Row, result: Result) -> Iterator[dict[str, Any]]:
    """What left the body, a span each, in its order. Lines are counted from 1, as editors do."""
    for line in result.lines:
        for span in line.spans:
            text = line.text[span.start : span.end]
            if span.action is not Action.KEEP and text.strip():
                place = {"source": row.source, "id": row.id, "line": line.index + 1}
                place |= {"start": span.start, "end": span.end, "label": str(span.label)}
                yield place | {"action": str(span.action), "rules": list(span.rules), "text": text}


def body_text(result: Result) -> str:
    """The body with a newline at its end; nothing at all where there is no body."""
    return result.body + "\n" if result.body else ""


def json_text(value: Any, indent: int | None = 2) -> str:
    """JSON as text, readable; escaped where it holds half a surrogate pair, which UTF-8 can't hold. NaN is null.

    >>> json_text({"headline": "Café"}, None), json_text("\\ud800", None)
    ('{"headline": "Café"}\\n', '"\\\\ud800"\\n')
    """
    try:
        text = json.dumps(value, ensure_ascii=False, indent=indent, allow_nan=False)
    except ValueError:  # Infinity or NaN, which JSON doesn't have
        value = plain(value)
        text = json.dumps(value, ensure_ascii=False, indent=indent)
    if not is_encodable(text):
        text = json.dumps(value, ensure_ascii=True, indent=indent)
    return visible_json(text) + "\n"


def json_line(value: Any) -> bytes:
    """JSON as a line of bytes."""
    return encoded(json_text(value, None))


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


def without_surrogates(value: Any) -> Any:
    """The value with half surrogate pairs replaced, at any depth, in keys too: what Arrow's text can hold."""
    if isinstance(value, str):
        return replace_lone_surrogates(value)
    if isinstance(value, dict):
        return {without_surrogates(name): without_surrogates(item) for name, item in value.items()}
    return [without_surrogates(item) for item in value] if isinstance(value, list) else value


def plain(value: Any) -> Any:
    """A value as JSON has it: dates as ISO 8601, bytes as base64, what is no number as null, the rest as text.

    >>> from decimal import Decimal
    >>> plain({"day": date(2019, 3, 4), "price": Decimal("1.50"), "gap": float("nan"), "raw": b"a"})
    {'day': '2019-03-04', 'price': '1.50', 'gap': None, 'raw': 'YQ=='}
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    return [plain(item) for item in value] if isinstance(value, list | tuple) else str(value)
