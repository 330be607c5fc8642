"""All measurements together: as many rows as blocks, as many columns as names, finite numbers only."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from cleaner.features import NAMES, measure, neighbours, place, repetition, rule_proposals, shape, with_neighbours
from cleaner.model import Document
from cleaner.ruleset import RuleSet
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from tests.documents import documents, in_blocks


def test_the_columns_are_those_of_the_groups() -> None:
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
    wide = with_neighbours(table, table.sum(axis=1) - 40)
    assert wide.shape == (len(table), len(NAMES) + len(neighbours.NAMES))
    assert np.isfinite(wide).all()
