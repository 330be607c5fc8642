"""From the types of the model to a JSON Schema (draft 2020-12)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from cleaner.model import Line, NewsArticle, Result, Span, camel_case

DATE = r"^\d{4}-\d\d-\d\d(T\d\d:\d\d([+-]\d\d:\d\d)?)?$"
"""ISO 8601: a day, a time to the minute where one is printed, its offset where a zone is."""

DATES = frozenset(["date_published", "date_modified"])
LEFT_OUT = frozenset({(Result, "body"), (Span, "confidence")})
"""Fields that a record has elsewhere: the body is the article's, the confidence is told of the whole line."""

_PLAIN: dict[Any, str] = {str: "string", int: "integer", bool: "boolean", float: "number", NoneType: "null"}


def record_schema() -> dict[str, Any]:
    """The schema of a record.

    >>> sorted(record_schema()["properties"])
    ['article', 'lines', 'ruleset', 'sources', 'unprinted', 'warnings']
    """
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Record of a cleaned document",
    } | _object(Result)


def as_text(schema: dict[str, Any]) -> str:
    """A schema as the file holds it."""
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _object(kind: Any) -> dict[str, Any]:
    """The schema of a record type: all its fields, and no others."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)] if is_dataclass(kind) else list(kind._fields)
    properties = {}
    for name in names:
        if (kind, name) not in LEFT_OUT:
            properties[_key(kind, name)] = _dated(_schema(hints[name])) if name in DATES else _schema(hints[name])
            if name == "sources":
                properties[name]["propertyNames"] = {"enum": [camel_case(field.name) for field in fields(NewsArticle)]}
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _key(kind: Any, name: str) -> str:
    """A field's name in JSON: the article's are schema.org's."""
    return name if kind in (Result, Line) else camel_case(name)


def _schema(kind: Any) -> dict[str, Any]:
    """The schema of a type.

    >>> _schema(str | None), _schema(tuple[str, ...])
    ({'type': ['string', 'null']}, {'type': 'array', 'items': {'type': 'string'}})
    """
    if get_origin(kind) is UnionType:
        return {"type": [_PLAIN[part] for part in get_args(kind)]}
    if get_origin(kind) is Mapping:
        return {"type": "object", "additionalProperties": _schema(get_args(kind)[1])}
    if get_origin(kind) is tuple:
        return {"type": "array", "items": _schema(get_args(kind)[0])}
    if kind in _PLAIN:
        return {"type": _PLAIN[kind]}
    if issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    return _object(kind)


def _dated(schema: dict[str, Any]) -> dict[str, Any]:
    return schema | {"pattern": DATE}
