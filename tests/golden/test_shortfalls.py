"""Known shortfalls: what comes out today, written beside what should."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.golden import Report, load_case
from cleaner.golden.case import CaseError
from cleaner.golden.compare import check
from cleaner.golden.human import count, render

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner import Cleaner

BODY = (
    "The council voted on Monday to keep both of the town’s libraries open for another year, its leader said.\n\n"
    "Members had been asked to close the older of the two, which stands on Mill Street and needs a new roof.\n\n"
    "The work will cost about £40,000, and the town will borrow most of it, according to the report they read.\n"
)


def case(folder: Path, lines: dict[str, str], shortfalls: dict[str, Any]) -> Path:
    (folder / "input.txt").write_text("By Ana Ruiz\n\n" + BODY.removesuffix("\n"), "utf-8")
    (folder / "expected.txt").write_text(BODY, "utf-8")
    record = {"article": {"author": ["Ana Ruiz"]}, "lines": lines, "shortfalls": shortfalls}
    (folder / "expected.json").write_text(json.dumps(record), "utf-8")
    return folder


def test_a_line_that_comes_out_as_its_known_shortfall_is_counted_apart(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = case(tmp_path, {"0": "headline extract"}, {"lines": {"0": "byline extract"}})
    comparison = check(cleaner, load_case(folder))
    assert not comparison.differs
    assert comparison.known == 1
    assert "1 known shortfall" in count(Report([comparison]))


def test_a_line_that_comes_out_as_something_else_differs(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = case(tmp_path, {"0": "headline extract"}, {"lines": {"0": "promo drop"}})
    comparison = check(cleaner, load_case(folder))
    assert [difference.line for difference in comparison.lines] == [0]


def test_a_shortfall_that_is_no_more_is_named(cleaner: Cleaner, tmp_path: Path) -> None:
    shortfalls = {"lines": {"0": "promo drop"}, "article": {"author": []}}
    comparison = check(cleaner, load_case(case(tmp_path, {"0": "byline extract"}, shortfalls)))
    assert not comparison.differs
    assert comparison.outgrown == ("line 1", "author")
    assert "no longer a shortfall" in render(Report([comparison]))


def test_the_body_still_counts_where_no_known_shortfall_moves_text(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = case(tmp_path, {"0": "headline extract"}, {"lines": {"0": "byline extract"}})
    (folder / "expected.txt").write_text(BODY + "\nAnd one more.\n", "utf-8")
    assert check(cleaner, load_case(folder)).body is not None


def test_an_unknown_key_in_the_shortfalls_is_an_error_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(CaseError, match="unknown key 'body' in 'shortfalls'"):
        load_case(case(tmp_path, {}, {"body": "x"}))
