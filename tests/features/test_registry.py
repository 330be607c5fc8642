"""The registry of measurements, and the page that prints it."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.features.registry import NEIGHBOUR_GROUPS, PAGE_GROUPS, TEXT_GROUPS, names, with_tables

EVIDENCE_PAGE = Path(__file__).parents[2] / "docs" / "evidence.md"


def test_the_documentation_prints_the_registry_as_it_is() -> None:
    text = EVIDENCE_PAGE.read_text("utf-8")
    assert with_tables(text) == text, "run `python -m cleaner.features docs/evidence.md`"


def test_every_measurement_has_a_name_of_its_own() -> None:
    found = names((*TEXT_GROUPS, *PAGE_GROUPS, *NEIGHBOUR_GROUPS))
    assert len(set(found)) == len(found)


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(ValueError, match="measurements"):
        with_tables("# Evidence\n")
