"""Measurements: what can be said of a block in numbers, of itself, of its place, of its echoes and of the rules.

`measure` gives one row a block, one column a measurement; `NAMES` names the columns. What the numbers are worth is
not decided here: the weights are fitted and stand in `rules/evidence/`.
"""

from __future__ import annotations

import numpy as np

from cleaner.features import echo, place, ruled, shape
from cleaner.features.context import NAMES as CONTEXT_NAMES
from cleaner.features.context import FirstSums
from cleaner.features.context import measure as context
from cleaner.features.naming import NAMES as NAMING_NAMES
from cleaner.features.naming import measure as naming
from cleaner.features.words import words
from cleaner.model import Document
from cleaner.ruleset.trees import Floats

__all__ = ["CONTEXT_NAMES", "NAMES", "NAMING_NAMES", "FirstSums", "context", "measure", "naming"]

NAMES = (*shape.NAMES, *place.NAMES, *echo.NAMES, *ruled.NAMES)


def measure(document: Document) -> Floats:
    """Blocks × measurements; a document without blocks gives no rows."""
    tokens = [words(block.text) for block in document.blocks]
    own = shape.measure(document.blocks, tokens)
    around, core = place.measure(document.blocks, own)
    echoes = echo.measure(document.blocks, tokens, core)
    proposals = ruled.measure(document, around[:, place.PROSE_BEFORE])
    return np.hstack([own, around, echoes, proposals])
