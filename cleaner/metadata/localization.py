"""Bylines and timestamps of another language in the wording of English ones, which is what names and dates are read by.

The words stand in `rules/evidence/languages.toml`, under `print`. Of a byline, what its rule captured is taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.spans import LONGEST, LabelledSpan
from cleaner.model import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")


def to_english_wording(span: LabelledSpan, words: Mapping[str, str]) -> LabelledSpan:
    """The span, its text worded as English prints it if it is a byline or a timestamp.

    >>> to_english_wording(LabelledSpan(0, "4. März 2019", Label.TIMESTAMP), {"märz": "March"}).text
    '4. March 2019'
    >>> to_english_wording(LabelledSpan(0, "Von Ana Ruiz", Label.BYLINE, captures=(("author", "Ana Ruiz"),)), {}).text
    'By Ana Ruiz'
    """
    authors = span.captured("author")
    if span.label is Label.BYLINE and authors:
        return span._replace(text=f"By {authors[0]}", entities=None)
    if span.label is Label.TIMESTAMP and len(span.text) <= LONGEST:
        return span._replace(text=_WORD.sub(lambda word: words.get(word[0].lower(), word[0]), span.text), entities=None)
    return span
