"""Measurements: what can be said of a block in numbers, of itself, of its place, of its echoes and of the rules.

`measure` gives one row a block, one column a measurement; `registry` names and describes the columns. What the numbers
are worth is not decided here: the weights are fitted and stand in `rules/evidence/`.
"""

from __future__ import annotations

import numpy as np

from cleaner.features import declared_overlap, page, place, registry, repetition, rule_proposals, shape
from cleaner.features.label_context import NAMES as NAMING_NAMES
from cleaner.features.label_context import measure as naming
from cleaner.features.score_context import NAMES as CONTEXT_NAMES
from cleaner.features.score_context import FirstSums
from cleaner.features.score_context import measure as context
from cleaner.model import Document
from cleaner.scoring.trees import Floats
from cleaner.text.words import tokenize

__all__ = ["CONTEXT_NAMES", "NAMES", "NAMING_NAMES", "PAGE_NAMES", "FirstSums", "context", "measure", "naming"]

NAMES = registry.names(registry.TEXT_GROUPS)
PAGE_NAMES = (*NAMES, *registry.names(registry.PAGE_GROUPS))
"""The measurements of a block of an HTML page."""


def measure(document: Document) -> Floats:
    """Blocks × `NAMES`, of an HTML page × `PAGE_NAMES`; a document without blocks gives no rows."""
    tokens = [tokenize(block.text) for block in document.blocks]
    own = shape.measure(document.blocks, tokens)
    around, core = place.measure(document.blocks, own)
    echoes = repetition.measure(document.blocks, tokens, core)
    proposals = rule_proposals.measure(document, around[:, place.PROSE_BEFORE])
    parts = [own, around, echoes, proposals]
    if document.html_contexts:
        parts += [
            page.measure(document.blocks, document.html_contexts, own),
            declared_overlap.measure(document.declared, tokens),
        ]
    return np.hstack(parts)
