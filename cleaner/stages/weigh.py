"""Weighing: what the measurements of each block come to.

Two sums of small trees decide on the body. The first weighs each block by its measurements. The second weighs it
again in the light of its neighbours' first sums, so that an odd line inside running text is forgiven and a list of
other headlines is not. A third says what a block is that is not body.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from cleaner.features import context, measure
from cleaner.model import Document, Label, Weighed

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

BODY, SEQUENCE, LABEL = "body", "sequence", "label"
"""The fitted sums, by the names of their files in `rules/evidence/`."""


def weigh(document: Document, rules: RuleSet) -> Document:
    """Fill in `weighed`."""
    if not document.blocks:
        return replace(document, weighed=Weighed((), (), ()))
    table = measure(document)
    first = rules.trees[BODY].score(table)[:, 0]
    wide = np.hstack([table, context(first, table)])
    keep = rules.trees[SEQUENCE].score(wide)[:, 0]
    out = np.flatnonzero(keep <= 0)
    labels = [Label.OTHER] * len(keep)
    reasons = [""] * len(keep)
    if len(out):
        names = rules.evidence[LABEL]["labels"]
        best = rules.trees[LABEL].score(wide[out]).argmax(axis=1)
        blamed = rules.trees[SEQUENCE].blame(wide[out])
        for row, label, reason in zip(out.tolist(), best.tolist(), blamed, strict=True):
            labels[row] = Label(names[label])
            reasons[row] = reason
    return replace(document, weighed=Weighed(tuple(keep.tolist()), tuple(labels), tuple(reasons)))
