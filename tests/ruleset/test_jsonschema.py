"""The JSON Schema of rule files: published as it is made, and of one mind with the loader."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cleaner.model import RuleError
from cleaner.ruleset import shipped_rules
from cleaner.ruleset.jsonschema import NAME, pack_schema, schema_text
from cleaner.ruleset.load import rule_files
from cleaner.ruleset.schema import read_pack

GOOD = """
schema = 1
pack = "mine"
off = ["promo.one", { rule = "promo.*", site = "harrowpost.example" }]
[[protect]]
pattern = '^Know '
[[rule]]
id = "mine.one"
label = "promo"
why = "It is there for a test."
pattern = '^One'
where = { zone = "tail", max_words = 9 }
emit = { author = "who" }
score = 3
hits = ["One", "One more"]
misses = ["None", "No one"]
"""

FAULTS = [
    ('label = "promo"', 'label = "advert"'),
    ("score = 3", "score = 4"),
    ("score = 3", "colour = 4"),
    ('hits = ["One", "One more"]', 'hits = ["One"]'),
    ("pattern = '^One'", "kind = 'line'"),
    ("pattern = '^One'", "kind = 'repeat'\npattern = '^One'"),
    ('zone = "tail"', 'zone = "foot"'),
    ("{ author =", "{ writer ="),
    ("schema = 1", "schema = 2"),
    ('id = "mine.one"', 'id = "Mine"'),
    ("pattern = '^Know '", "site = 'a'"),
]


def is_valid(data: Any) -> bool:
    return not list(jsonschema.Draft202012Validator(pack_schema()).iter_errors(data))


def test_the_published_file_is_the_schema() -> None:
    assert (shipped_rules() / NAME).read_text("utf-8") == schema_text()
    jsonschema.Draft202012Validator.check_schema(pack_schema())


@pytest.mark.parametrize("path", list(rule_files(shipped_rules())), ids=lambda path: path.name)
def test_every_shipped_pack_is_valid_and_names_the_schema_for_editors(path: Path) -> None:
    text = path.read_text("utf-8")
    assert is_valid(tomllib.loads(text))
    first = text.split("\n", 1)[0]
    assert first.startswith("#:schema ")
    assert (path.parent / first.removeprefix("#:schema ")).resolve() == (shipped_rules() / NAME).resolve()


def test_what_the_loader_takes_is_valid() -> None:
    assert read_pack(Path("a.toml"), tomllib.loads(GOOD), GOOD).rules
    assert is_valid(tomllib.loads(GOOD))


@pytest.mark.parametrize(("old", "new"), FAULTS)
def test_what_the_loader_refuses_is_not_valid(old: str, new: str) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    with pytest.raises(RuleError):
        read_pack(Path("a.toml"), tomllib.loads(text), text)
    assert not is_valid(tomllib.loads(text))


@pytest.mark.parametrize(("language", "known"), [("de", True), ("any", True), ("German", False)])
def test_the_language_of_a_pack_is_a_code(language: str, known: bool) -> None:
    pack = {"schema": 1, "pack": "mine", "language": language}
    assert jsonschema.Draft202012Validator(pack_schema()).is_valid(pack) is known
