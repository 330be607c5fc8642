"""The expectations a document would meet: what `check --update` writes in the place of those it doesn't."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from cleaner.golden.case import BODY_KEEP, Expected
from cleaner.golden.compare import spans_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.model import Document

ALWAYS = ("headline", "author", "datePublished", "inLanguage")
"""Properties every case states, also where the text doesn't give them."""


def expected_body(document: Document) -> str:
    """The text of `expected.txt`."""
    return document.body + "\n"


def expected_record(
    document: Document,
    about: str,
    url: str | None,
    stated: Mapping[str, Any] | None,
    language: str | None = None,
) -> str:
    """The text of `expected.json`.

    The properties `stated` before stay the ones that are compared; a new case states those that have a value.
    """
    article = document.article.to_dict()
    if stated is None:
        names = [name for name, value in article.items() if name in ALWAYS or (value and name != "articleBody")]
    else:
        names = list(stated)
    record: dict[str, Any] = {"about": about}
    if url is not None:
        record["url"] = url
    if language is not None:
        record["language"] = language
    record["article"] = {name: article[name] for name in names}
    record["lines"] = {
        str(line.index): _entry(spans)
        for line in document.lines
        if line.text.strip() and (spans := spans_of(line)) != BODY_KEEP
    }
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _entry(spans: tuple[Expected, ...]) -> str | list[list[str]]:
    if len(spans) == 1:
        return str(spans[0])
    return [[str(span.label), str(span.action), span.text or ""] for span in spans]
