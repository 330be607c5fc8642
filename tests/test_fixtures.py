"""Every golden case, by the shipped rules: the body to the letter, the metadata stated, and each line."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.golden import Report, find_cases, load_case
from cleaner.golden.compare import check
from cleaner.golden.human import known_text, render

if TYPE_CHECKING:
    from cleaner import Cleaner

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
CASES = find_cases(FIXTURES)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.relative_to(FIXTURES).as_posix())
def test_the_document_is_what_an_archivist_says_it_is(cleaner: Cleaner, german: Cleaner, folder: Path) -> None:
    case = load_case(folder)
    comparison = check({None: cleaner, "de": german}[case.language], case)
    assert not comparison.differs, "\n" + render(Report([comparison]))
    if comparison.known:
        pytest.xfail(known_text(comparison))
