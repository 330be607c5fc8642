"""The dateline: where the text was filed, with the agency and the date where they are printed with the place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.spans import OPENING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.metadata.spans import LabelledSpan

_SPEAKER = re.compile(r"[A-ZÀ-Þ][A-ZÀ-Þ .’'-]{1,40}:\s")
SPEAKERS = 3
"""Paragraphs that begin with a name in capitals and a colon, at which they are the speakers of an interview."""


def extract_dateline(page: Sequence[LabelledSpan], sources: Sequence[str]) -> str | None:
    """The dateline. An agency alone ("(Reuters) - ") is none: a dateline has a place; nor is who speaks in an
    interview."""
    agencies = {name.casefold() for name in sources}
    speaking = [span for span in page if span.kept and _SPEAKER.match(span.text)]
    for span in page:
        for dateline in span.captured("dateline") if span.position in OPENING else ():
            if not dateline or dateline.strip("() ").casefold() in agencies:
                continue
            if len(speaking) < SPEAKERS or not span.text.startswith(f"{dateline}:"):
                return dateline
    return None
