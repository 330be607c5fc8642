"""What is written of a cleaned document: a record, a document in Dolma's shape, its removed spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cleaner.batch.rows import Row
from cleaner.model import Action, Result

OURS = ("source", "id", "article", "lines", "ruleset", "sources", "unprinted")
"""The keys of a record; a carried column of one of these names is prefixed."""

PREFIX = "input_"


def record(row: Row, result: Result) -> dict[str, Any]:
    """The record of a document among others: where it came from, its other columns, and what was made of it.

    >>> from cleaner.model import NewsArticle
    >>> row = Row("a.jsonl:1", "7", carried={"id": 7, "lines": 2})
    >>> list(record(row, Result("", NewsArticle(), (), "0")))
    ['source', 'id', 'input_lines', 'article', 'lines', 'ruleset', 'sources', 'unprinted']
    """
    carried = {name: value for name, value in row.carried.items() if not (name == "id" and str(value) == row.id)}
    named = {PREFIX + name if name in OURS else name: value for name, value in carried.items()}
    return {"source": row.source, "id": row.id} | named | result.to_dict()


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
        },
        "attributes": dict(sorted(attributes.items())),
    }


def removed(row: Row, result: Result) -> Iterator[dict[str, Any]]:
    """What left the body, a span each, in its order. Lines are counted from 1, as editors do."""
    for line in result.lines:
        for span in line.spans:
            text = line.text[span.start : span.end]
            if span.action is not Action.KEEP and text.strip():
                yield {
                    "source": row.source,
                    "id": row.id,
                    "line": line.index + 1,
                    "start": span.start,
                    "end": span.end,
                    "label": str(span.label),
                    "action": str(span.action),
                    "rules": list(span.rules),
                    "text": text,
                }
