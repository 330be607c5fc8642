"""Measurements: what can be said of a block in numbers, of itself, of its place, of its echoes and of the rules.

`measure` gives one row a block, one column a measurement; `registry` names and describes the columns. What the numbers
are worth is not decided here: the weights are fitted and stand in `rules/evidence/`.
"""

from __future__ import annotations

import numpy as np

from cleaner.features import declared_overlap, neighbours, page, place, registry, repetition, rule_proposals, shape
from cleaner.model import Document
from cleaner.scoring.trees import Floats
from cleaner.text.words import tokenize

__all__ = ["NAMES", "PAGE_NAMES", "measure", "with_neighbours"]

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


def with_neighbours(table: Floats, first: Floats) -> Floats:
    """The table of the second step: what `measure` gave, and the first scores of each block and its neighbours."""
    return np.hstack([table, neighbours.measure(first, table[:, shape.WORDS])])
