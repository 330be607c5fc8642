"""The schema of records: it is what the types say, and every record keeps to it."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator, ValidationError

from cleaner.model import Action, Label, NewsArticle
from cleaner.schema import record_schema, shipped
from tests.test_fixtures import CASES, FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner import Cleaner

VALIDATOR = Draft202012Validator(json.loads(shipped()))


def test_the_file_that_ships_is_what_the_command_makes_of_the_types() -> None:
    made = subprocess.run([sys.executable, "-m", "cleaner.schema"], capture_output=True, text=True, check=True)
    assert made.stdout == shipped(), "run: python -m cleaner.schema > cleaner/schema/record.schema.json"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(record_schema())


def test_the_schema_has_every_property_label_and_action() -> None:
    schema = record_schema()["properties"]
    line = schema["lines"]["items"]["properties"]
    assert list(schema["article"]["properties"]) == list(NewsArticle().to_dict())
    assert line["label"]["enum"] == [str(label) for label in Label]
    assert line["spans"]["items"]["properties"]["action"]["enum"] == [str(action) for action in Action]


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.relative_to(FIXTURES).as_posix())
def test_the_record_of_every_golden_case_keeps_to_the_schema(cleaner: Cleaner, folder: Path) -> None:
    data = next(folder.glob("input.*")).read_bytes()
    record = cleaner.clean(data).to_dict()
    VALIDATOR.validate(json.loads(json.dumps(record)))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("datePublished", "4 March 2019"),
        ("datePublished", "2019-03-04T09:22 GMT"),
        ("author", "Jo Doe"),
        ("author", [None]),
        ("image", [{"caption": "A mill"}]),
        ("headline", ["Rain"]),
        ("wordCount", 40),
    ],
)
def test_a_record_of_another_shape_does_not(cleaner: Cleaner, key: str, value: Any) -> None:
    record = cleaner.clean("By Jo Doe").to_dict()
    record["article"][key] = value
    with pytest.raises(ValidationError):
        VALIDATOR.validate(record)


def test_a_record_that_lacks_something_does_not(cleaner: Cleaner) -> None:
    record = cleaner.clean("By Jo Doe").to_dict()
    del record["article"]["dateline"]
    with pytest.raises(ValidationError, match="dateline"):
        VALIDATOR.validate(record)
