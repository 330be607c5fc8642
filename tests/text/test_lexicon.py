"""Word lists: each is told what it is for, is written as it is looked up, and is used."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from cleaner.resources import shipped_rules
from cleaner.text.lexicon import FOLDER, word_list, word_lists

FILES = sorted((shipped_rules() / FOLDER).glob("*.toml"))
LISTS = [(path.stem, key, table) for path in FILES for key, table in tomllib.loads(path.read_text("utf-8")).items()]
SOURCES = "\n".join(path.read_text("utf-8") for path in Path("cleaner").rglob("*.py"))


@pytest.mark.parametrize(("subject", "key", "table"), LISTS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_list_says_why_and_holds_each_word_once_in_small_letters(
    subject: str, key: str, table: dict[str, str]
) -> None:
    words = table.get("phrases") or table["words"].split()
    assert table.keys() in ({"why", "words"}, {"why", "phrases"})
    assert re.fullmatch(r"[^a-z].+\.", table["why"])
    assert len(words) == len(set(words))
    assert [word for word in words if word != word.lower()] == []
    assert word_list(f"{subject}.{key}") == set(words)


@pytest.mark.parametrize(("subject", "key"), [(subject, key) for subject, key, _ in LISTS])
def test_a_list_is_used(subject: str, key: str) -> None:
    assert f'"{subject}.{key}"' in SOURCES or f'word_lists("{subject}")' in SOURCES


def test_the_lists_of_a_file_keep_its_order() -> None:
    assert next(iter(word_lists("names"))) == "particles"


def test_an_unknown_list_is_named_with_its_file() -> None:
    with pytest.raises(ValueError, match=r"rules/lexicon/names\.toml: no list \[particle\]; expected one of particles"):
        word_list("names.particle")
