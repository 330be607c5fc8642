"""The section: the kicker above the headline, where it names one.

"Opinion" and "Analysis" are sections; "Breaking News" and "Exclusive" aren't: they say how new it is, not what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.metadata.spans import OPENING, Position
from cleaner.model import Label
from cleaner.text.lexicon import word_list

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.metadata.spans import LabelledSpan

NO_SECTIONS = word_list("placeholders.kickers")

_EDGES = " |/—–>»›·•"


def extract_section(own: Sequence[LabelledSpan], top: int | None, names: Sequence[str]) -> str | None:
    """The section; `top` is the headline's block, and `names` are its authors', which columns are headed by."""
    kickers = [s for s in own if s.label is Label.KICKER and s.position in OPENING and (top is None or s.block <= top)]
    others = {name.casefold() for name in names} | NO_SECTIONS
    for span in reversed(kickers) if top is not None else kickers:
        section = next(iter(span.captured("article_section")), None if span.named else span.text)
        section = (section or "").strip(_EDGES)
        if len(section) > 1 and section.casefold() not in others:
            return section
    return next((text for s in own if s.position is Position.FOOT for text in s.captured("article_section")), None)
