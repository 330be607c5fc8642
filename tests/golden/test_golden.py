"""Golden cases by themselves: reading, comparing, reporting."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from cleaner.golden import CaseError, Report, compare, find_cases, load_case
from cleaner.golden.case import Expected
from cleaner.golden.formats import FORMATS, Format
from cleaner.golden.update import updated
from cleaner.model import Action, Label

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner import Cleaner
    from cleaner.golden import Case
    from cleaner.model import Document

TEXT = "Share this story\n\nThe council voted on Monday to keep both libraries open, its leader said.\n\nBy Ana Ruiz\n"


@pytest.fixture
def document(cleaner: Cleaner) -> Document:
    return cleaner.process(TEXT)


@pytest.fixture
def case(tmp_path: Path, document: Document, cleaner: Cleaner) -> Case:
    """A case that expects what comes."""
    folder = tmp_path / "paper" / "slug"
    folder.mkdir(parents=True)
    (folder / "input.txt").write_text(TEXT, "utf-8")
    for made in updated(load_case(folder, new=True), document, cleaner.ruleset, None):
        made.path.write_text(made.new, "utf-8")
    return load_case(folder)


def test_a_document_is_like_the_expectations_made_of_it(case: Case, document: Document, cleaner: Cleaner) -> None:
    assert not compare(case, document, cleaner.ruleset).differs
    assert case.name == "paper/slug"


def test_a_line_that_is_not_mentioned_must_be_kept_as_body(case: Case, document: Document, cleaner: Cleaner) -> None:
    found = compare(replace(case, lines={}), document, cleaner.ruleset).lines
    out = [line.index for line in document.lines if line.text and line.action is not Action.KEEP]
    assert [difference.line for difference in found] == out
    assert all(difference.rules and difference.evidence for difference in found)


def test_spans_are_compared_as_a_list_with_their_texts(case: Case, document: Document, cleaner: Cleaner) -> None:
    line = next(line for line in document.lines if line.text)
    halves = (Expected(line.label, line.action, line.text[:5]), Expected(line.label, line.action, line.text[5:]))
    found = compare(replace(case, lines={**case.lines, line.index: halves}), document, cleaner.ruleset).lines
    assert [difference.line for difference in found] == [line.index]


def test_only_the_properties_stated_are_compared(case: Case, document: Document, cleaner: Cleaner) -> None:
    assert not compare(replace(case, article={}), document, cleaner.ruleset).article
    (found,) = compare(replace(case, article={"headline": "Rain"}), document, cleaner.ruleset).article
    assert (found.name, found.expected) == ("headline", "Rain")


def test_the_body_is_compared_to_the_letter(case: Case, document: Document, cleaner: Cleaner) -> None:
    for body in (case.body + "\n", case.body.replace(" ", "\u00a0"), ""):
        assert compare(replace(case, body=body), document, cleaner.ruleset).body is not None


def test_a_blank_line_that_differs_is_named_in_the_report(case: Case, document: Document, cleaner: Cleaner) -> None:
    body = case.body.replace("council voted", "council\n\nvoted")
    report = Report([compare(replace(case, body=body), document, cleaner.ruleset)])
    assert "(a blank line)" in FORMATS[Format.HUMAN](report)


def test_every_format_tells_of_differences_and_of_faults(case: Case, document: Document, cleaner: Cleaner) -> None:
    wrong = replace(case, lines={0: (Expected(Label.OTHER, Action.KEEP),)})
    report = Report([compare(wrong, document, cleaner.ruleset)], [CaseError("a/expected.json:3", "broken")])
    for render in FORMATS.values():
        text = render(report)
        assert "broken" in text
        assert "other keep" in text or '"other"' in text
        assert text.endswith("\n")
    assert json.loads(FORMATS[Format.JSON](report))["differing"] == 1


def test_cases_are_found_in_order_and_once(case: Case, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "expected.txt").write_text("x\n", "utf-8")
    assert find_cases(tmp_path) == [tmp_path / "a", case.folder]
    with pytest.raises(CaseError, match="no input"):
        load_case(tmp_path / "a")


def test_two_inputs_are_one_too_many(case: Case) -> None:
    (case.folder / "input.html").write_text("<p>x", "utf-8")
    with pytest.raises(CaseError, match="two inputs"):
        load_case(case.folder)


def test_a_case_may_say_its_language(case: Case) -> None:
    record = case.folder / "expected.json"
    assert case.language is None
    record.write_text(json.dumps({**json.loads(record.read_text("utf-8")), "language": "de"}), "utf-8")
    assert load_case(case.folder).language == "de"
    record.write_text('{"language": 1}', "utf-8")
    with pytest.raises(CaseError, match="'language' must be a string"):
        load_case(case.folder)


def test_a_rewritten_case_keeps_its_language(case: Case, document: Document, cleaner: Cleaner) -> None:
    (record, *_) = updated(
        replace(case, about="A.", language="de", url="https://a.example/"), document, cleaner.ruleset, None
    )
    assert list(json.loads(record.new))[:4] == ["about", "url", "language", "made"]
