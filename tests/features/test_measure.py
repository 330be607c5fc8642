"""All measurements together: as many rows as blocks, as many columns as names, finite numbers only."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from cleaner.features import (
    CONTEXT_NAMES,
    NAMES,
    FirstSums,
    context,
    measure,
    place,
    repetition,
    rule_proposals,
    shape,
)
from cleaner.model import Document
from cleaner.ruleset import RuleSet
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from tests.documents import documents, in_blocks


def test_every_measurement_has_a_name_of_its_own() -> None:
    assert len(set(NAMES + CONTEXT_NAMES)) == len(NAMES) + len(CONTEXT_NAMES)
    assert len(NAMES) == sum(len(part.NAMES) for part in (shape, place, repetition, rule_proposals))


def test_a_document_without_blocks_gives_no_rows() -> None:
    assert measure(in_blocks()).shape == (0, len(NAMES))


@given(documents())
def test_any_document_is_measured_in_finite_numbers(rules: RuleSet, text: str) -> None:
    document: Document = match(segment(repair(Document(tuple(text.split("\n"))), rules), rules), rules)
    table = measure(document)
    assert table.shape == (len(document.blocks), len(NAMES))
    assert table.dtype == np.float32
    assert np.isfinite(table).all()
    if len(table):
        sums = FirstSums(table[:, 0] - 5, table[:, 1], table[:, 2] - 1, table[:, 3])
        around = context(sums, table)
        assert around.shape == (len(table), len(CONTEXT_NAMES))
        assert np.isfinite(around).all()
