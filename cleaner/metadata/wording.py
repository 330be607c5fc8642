"""Bylines and timestamps of another language in the wording of English ones, which is what names and dates are read by.

The words stand in `rules/evidence/languages.toml`, under `print`. Of a byline, what its rule captured is taken.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.labelled_spans import LONGEST, LabelledSpan
from cleaner.model import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

_WORD = re.compile(r"[^\W\d_]+")


def in_english_print(stretch: LabelledSpan, words: Mapping[str, str]) -> LabelledSpan:
    """The stretch, its text worded as English prints it if it is a byline or a timestamp.

    >>> in_english_print(LabelledSpan(0, "4. März 2019", Label.TIMESTAMP), {"märz": "March"}).text
    '4. March 2019'
    >>> in_english_print(LabelledSpan(0, "Von Ana Ruiz", Label.BYLINE, captures=(("author", "Ana Ruiz"),)), {}).text
    'By Ana Ruiz'
    """
    authors = stretch.captured("author")
    if stretch.label is Label.BYLINE and authors:
        return stretch._replace(text=f"By {authors[0]}")
    if stretch.label is Label.TIMESTAMP and len(stretch.text) <= LONGEST:
        return stretch._replace(text=_WORD.sub(lambda word: words.get(word[0].lower(), word[0]), stretch.text))
    return stretch
