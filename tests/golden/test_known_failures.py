"""Known failures: what comes out today, written beside what should, with the reason; each a strict expected failure."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree

import pytest

from cleaner.golden import Report, load_case
from cleaner.golden.case import NO_REASON, CaseError
from cleaner.golden.compare import check
from cleaner.golden.formats import FORMATS, Format
from cleaner.golden.human import count, render
from cleaner.golden.update import updated

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner import Cleaner
    from cleaner.golden import Case

BODY = (
    "The council voted on Monday to keep both of the town’s libraries open for another year, its leader said.\n\n"
    "Members had been asked to close the older of the two, which stands on Mill Street and needs a new roof.\n\n"
    "The work will cost about £40,000, and the town will borrow most of it, according to the report they read.\n"
)


BYLINE = {"reason": "a byline in front of everything", "lines": {"0": "byline extract"}}


def case(folder: Path, lines: dict[str, str], known: Any, key: str = "known_failures") -> Path:
    (folder / "input.txt").write_text("By Ana Ruiz\n\n" + BODY.removesuffix("\n"), "utf-8")
    (folder / "expected.txt").write_text(BODY, "utf-8")
    record = {"article": {"author": ["Ana Ruiz"]}, "lines": lines, key: known}
    (folder / "expected.json").write_text(json.dumps(record), "utf-8")
    return folder


def rewritten(cleaner: Cleaner, case: Case, reason: str | None = None) -> Any:
    """The record of a case after an update."""
    document = cleaner.process(case.raw)
    (record,) = updated(case, document, cleaner.ruleset, check(cleaner, case), reason)
    assert record.path == case.record
    return json.loads(record.new)


def test_a_line_that_comes_out_as_known_is_counted_apart_from_what_is_as_expected(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    comparison = check(cleaner, load_case(case(tmp_path, {"0": "headline extract"}, [BYLINE])))
    assert not comparison.differs
    assert count(Report([comparison])) == "1 case: 0 as expected, 1 with known failures (1 line)"


def test_a_line_that_comes_out_as_something_else_differs(cleaner: Cleaner, tmp_path: Path) -> None:
    known = [{"reason": "taken for an offer", "lines": {"0": "promo drop"}}]
    comparison = check(cleaner, load_case(case(tmp_path, {"0": "headline extract"}, known)))
    assert [difference.line for difference in comparison.lines] == [0]


def test_a_known_failure_that_passes_fails_the_check_and_the_command_that_removes_it_is_named(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    known = [{"reason": "taken for an offer", "lines": {"0": "promo drop"}, "article": {"author": []}}]
    folder = case(tmp_path, {"0": "byline extract"}, known)
    comparison = check(cleaner, load_case(folder))
    assert comparison.fixed == ("line 1", "author")
    assert comparison.differs
    text = render(Report([comparison]))
    assert f"known failures that pass now: line 1, author; `cleaner check {folder} --update` removes them" in text
    assert "known_failures" not in rewritten(cleaner, load_case(folder))


def test_the_body_still_counts_beyond_what_a_known_failure_explains(cleaner: Cleaner, tmp_path: Path) -> None:
    known = [{"reason": "opens like an offer", "lines": {"2": "body keep"}}]
    folder = case(tmp_path, {"0": "byline extract", "2": "promo drop"}, known)
    rest = BODY.split("\n\n", 1)[1]
    (folder / "expected.txt").write_text(rest, "utf-8")
    assert not check(cleaner, load_case(folder)).differs
    (folder / "expected.txt").write_text(rest.replace("Mill Street", "Mill Road"), "utf-8")
    found = check(cleaner, load_case(folder)).body
    assert found is not None
    assert found.got == rest.removesuffix("\n")


def test_the_body_still_counts_where_no_known_failure_moves_text(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = case(tmp_path, {"0": "headline extract"}, [BYLINE])
    (folder / "expected.txt").write_text(BODY + "\nAnd one more.\n", "utf-8")
    assert check(cleaner, load_case(folder)).body is not None


@pytest.mark.parametrize(
    ("known", "message"),
    [
        ([{"reason": "x", "body": "x"}], "unknown key 'body' in 'known_failures'"),
        ([{"lines": {"0": "nav drop"}}], "a known failure needs a 'reason'"),
        ([{"reason": " "}], "a known failure needs a 'reason'"),
        ({"reason": "x"}, "'known_failures' must be a list"),
        (["x"], "each of 'known_failures' must be an object"),
        ([BYLINE, {"reason": "x", "lines": {"0": "nav drop"}}], "0 stands twice in 'known_failures'"),
    ],
)
def test_known_failures_that_cannot_be_understood_are_an_error_with_file_and_line(
    tmp_path: Path, known: Any, message: str
) -> None:
    with pytest.raises(CaseError, match=rf"expected\.json:\d+: {re.escape(message)}"):
        load_case(case(tmp_path, {}, known))


def test_a_record_with_the_old_key_is_read_with_a_warning_and_an_update_writes_the_new_one(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    old = {"lines": {"0": "byline extract"}}
    found = load_case(case(tmp_path, {"0": "headline extract"}, old, key="shortfalls"))
    assert "'shortfalls' is now 'known_failures'" in found.warning
    assert f"`cleaner check {tmp_path} --update` rewrites it" in found.warning
    assert not check(cleaner, found).differs
    written = rewritten(cleaner, found)
    assert written["known_failures"] == [{"reason": NO_REASON, "lines": {"0": "byline extract"}}]
    assert "shortfalls" not in written
    assert written["lines"] == {"0": "headline extract"}


def test_an_update_keeps_the_expectation_of_a_known_failure_that_fails_in_another_way(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    known = [{"reason": "taken for an offer", "lines": {"0": "promo drop"}}]
    written = rewritten(cleaner, load_case(case(tmp_path, {"0": "headline extract"}, known)))
    assert written["lines"] == {"0": "headline extract"}
    assert written["known_failures"] == [{"reason": "taken for an offer", "lines": {"0": "byline extract"}}]


def test_an_update_with_a_reason_keeps_expectations_and_writes_what_is_not_met_beside_them(
    cleaner: Cleaner, tmp_path: Path
) -> None:
    folder = case(tmp_path, {"0": "headline extract"}, [])
    record = json.loads((folder / "expected.json").read_text("utf-8"))
    (folder / "expected.json").write_text(json.dumps(record | {"article": {"author": []}}), "utf-8")
    written = rewritten(cleaner, load_case(folder), "a headline that reads like a byline")
    assert (written["lines"], written["article"]) == ({"0": "headline extract"}, {"author": []})
    assert written["known_failures"] == [
        {
            "reason": "a headline that reads like a byline",
            "lines": {"0": "byline extract"},
            "article": {"author": ["Ana Ruiz"]},
        }
    ]


def test_an_update_with_a_reason_never_touches_the_body_expected(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = case(tmp_path, {"2": "promo drop"}, [])
    (folder / "expected.txt").write_text(
        "\n\n".join(BODY.split("\n\n")[1:]).replace("Mill Street", "Mill\nStreet"), "utf-8"
    )
    record = json.loads((folder / "expected.json").read_text("utf-8"))
    record["lines"]["0"] = "byline extract"
    (folder / "expected.json").write_text(json.dumps(record), "utf-8")
    assert rewritten(cleaner, load_case(folder), "opens like an offer")["known_failures"][0]["lines"] == {
        "2": "body keep"
    }


def test_a_body_alone_is_no_known_failure(cleaner: Cleaner, tmp_path: Path) -> None:
    folder = case(tmp_path, {}, [])
    (folder / "expected.json").unlink()
    (folder / "expected.txt").write_text("Else.\n", "utf-8")
    found = load_case(folder)
    with pytest.raises(CaseError, match="differs by itself is no known failure"):
        updated(found, cleaner.process(found.raw), cleaner.ruleset, check(cleaner, found), "x")


@pytest.fixture
def failing(cleaner: Cleaner, tmp_path: Path) -> Report:
    """A report of one case that fails as known."""
    return Report([check(cleaner, load_case(case(tmp_path, {"0": "headline extract"}, [BYLINE])))])


@pytest.mark.parametrize("form", list(Format))
def test_every_format_counts_the_cases_with_known_failures(failing: Report, form: Format) -> None:
    text = FORMATS[form](failing)
    if form is Format.JSON:
        report = json.loads(text)
        assert (report["as_expected"], report["with_known_failures"], report["differing"]) == (0, 1, 0)
        assert report["known_failures"] == {"lines": 1, "properties": 0}
    else:
        assert "1 case: 0 as expected, 1 with known failures (1 line)" in text


def test_a_known_failure_is_skipped_in_junit_suppressed_in_sarif_and_left_out_of_annotations(failing: Report) -> None:
    suite = ElementTree.fromstring(FORMATS[Format.JUNIT](failing))[0]
    (skipped,) = suite.iter("skipped")
    assert (suite.get("failures"), suite.get("skipped"), skipped.get("type")) == ("0", "1", "pytest.xfail")
    assert skipped.get("message") == "known failures: 1 line: a byline in front of everything"
    (result,) = json.loads(FORMATS[Format.SARIF](failing))["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "a byline in front of everything"
    assert "::" not in FORMATS[Format.GITHUB](failing)
