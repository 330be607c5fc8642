"""The one entry: a document of a kind, made of a labelled page."""

from __future__ import annotations

import random
from collections.abc import Mapping
from typing import Any

from benchmarks.shapes import composed, formats, genres, pages, printed
from benchmarks.shapes.document import ShapedDocument, Source

_MAKERS = {**composed.MAKERS, **genres.MAKERS, **pages.MAKERS, **formats.MAKERS, **printed.MAKERS}

KINDS: tuple[str, ...] = (*_MAKERS, *pages.WITH_ANOTHER)
"""The names of all kinds."""


def make(
    record: Mapping[str, Any], kind: str, dice: random.Random, another: Mapping[str, Any] | None = None
) -> ShapedDocument:
    """A document of a kind, of a labelled page that `is_usable`; the same `dice` give the same document.

    `another` page is what `second-article` prints behind the first; without one it prints the first page's own
    paragraphs under its headline. Raises KeyError for an unknown kind.

    >>> page = {"gold": {"headline": "Rain stops", "body": "Rain fell.\\nIt stopped."}}
    >>> [line.label for line in make(page, "plain", random.Random(2)).lines if line.label][:2]
    [<Label.HEADLINE: 'headline'>, <Label.BODY: 'body'>]
    """
    source = Source.of(record, dice)
    if kind in pages.WITH_ANOTHER:
        return pages.WITH_ANOTHER[kind](source, dice, Source.of(another or record, dice))
    return _MAKERS[kind](source, dice)
