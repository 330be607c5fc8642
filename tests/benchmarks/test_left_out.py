"""Which part of the publishers a document is traced to, and that its weights clean it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from benchmarks.left_out import LeftOut, patched
from cleaner.resources import shipped_rules
from cleaner.ruleset import RuleSet
from training.source_index import grams

TEXT = (
    "The last mill at Ostley is to close in May, its owner said on Friday, after nine dry years had left her no choice. "
    "Forty people work there, some of them for thirty years, and none had been told before the meeting in the yard."
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "pages.json").write_text(json.dumps(dict.fromkeys(grams(TEXT), 1)), "utf-8")
    shutil.copytree(shipped_rules() / "evidence", tmp_path / "1" / "evidence")
    return tmp_path


def test_a_text_is_traced_to_its_page_by_runs_of_its_words(folder: Path) -> None:
    left_out = LeftOut(folder)
    assert left_out.part_of(f"Mill to close\n\n{TEXT}\n\nShare this") == 1
    assert left_out.part_of(TEXT.replace(". ", ".\n").upper().title()) is None
    assert left_out.part_of("") is None


def test_a_rule_set_gets_the_weights_of_its_part(rules: RuleSet, folder: Path) -> None:
    file = folder / "1" / "evidence" / "first.json"
    table = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(table | {"bias": [7.0]}), "utf-8")
    other = LeftOut(folder).rules_for(rules, 1)
    assert other.trees["first"].bias.tolist() == [7.0]
    assert rules.trees["first"].bias.tolist() != [7.0]


def test_documents_of_no_known_page_are_cleaned_by_the_shipped_weights(folder: Path) -> None:
    cleaner = patched(LeftOut(folder))()
    shipped = cleaner.ruleset
    cleaner.clean("Rain fell on Monday, and nobody at all went out to see it.")
    assert cleaner.ruleset is shipped
    assert TEXT in cleaner.clean(f"Mill to close\n\n{TEXT}").body
    assert cleaner.ruleset is not shipped
