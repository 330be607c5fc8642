"""An article's record as schema.org JSON-LD."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cleaner.text.organizations import is_organization

_MINUTE = len("2019-03-04T09:22")
"""Where the seconds go, which schema.org's DateTime has and print hasn't."""


def to_jsonld(article: Mapping[str, Any]) -> dict[str, Any]:
    """A schema.org NewsArticle, of an article's record (`NewsArticle.to_dict`); what the record lacks is left out.

    >>> to_jsonld({"headline": "Rain", "author": ["Ana Ruiz", "The Echo"]})["author"]
    [{'@type': 'Person', 'name': 'Ana Ruiz'}, {'@type': 'Organization', 'name': 'The Echo'}]
    >>> to_jsonld({"datePublished": "2019-03-04T09:22+00:00", "dateline": None})["datePublished"]
    '2019-03-04T09:22:00+00:00'
    """
    record: dict[str, Any] = {"@context": "https://schema.org", "@type": "NewsArticle"}
    for key, value in article.items():
        if value not in (None, [], ""):
            record[key] = _as_jsonld(key, value)
    return record


def _as_jsonld(key: str, value: Any) -> Any:
    if key in ("author", "editor"):
        return [
            {"@type": "Organization" if is_organization(name) and key == "author" else "Person", "name": name}
            for name in value
        ]
    if key in ("datePublished", "dateModified"):
        return value[:_MINUTE] + ":00" + value[_MINUTE:] if "T" in value else value
    if key == "publisher":
        return {"@type": "Organization", "name": value}
    if key == "image":
        return [_typed("ImageObject", image) for image in value]
    if key == "correction":
        return [{"@type": "CorrectionComment", "text": text} for text in value]
    return "; ".join(value) if key == "creditText" else value


def _typed(kind: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    return {"@type": kind} | {key: value for key, value in properties.items() if value}
