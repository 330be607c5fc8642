"""The abstract: the standfirst as the page prints it."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.metadata.spans import OPENING, LabelledSpan, labelled, without_repeats
from cleaner.model import Label


def extract_abstract(own: Sequence[LabelledSpan]) -> str | None:
    """The standfirst; several in a row are its items.

    >>> from cleaner.metadata.spans import Position
    >>> extract_abstract([LabelledSpan(1, "The mill closes.", Label.STANDFIRST, position=Position.HEAD)])
    'The mill closes.'
    """
    parts: list[str] = []
    last = None
    for span in without_repeats(labelled(own, Label.STANDFIRST, OPENING)):
        if last is not None and span.block > last + 1:
            break
        if not span.heading:
            parts.append(span.text)
        last = span.block
    return "\n".join(parts) or None
