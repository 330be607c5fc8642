"""Who wrote it, of the names that a page declares."""

from __future__ import annotations

import pytest

from cleaner.metadata.sources import Claim
from cleaner.model import Source
from cleaner.reading.declared.authors import choose, names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("By Jane Doe", ["Jane Doe"]),
        ("JANE DOE and JOHN O'ROE", ["Jane Doe", "John O'Roe"]),
        ("Jane Doe, John Roe & Ana de la Cruz", ["Jane Doe", "John Roe", "Ana de la Cruz"]),
        ("Jane Doe;John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe, Senior Reporter", ["Jane Doe"]),
        ("Jane Doe, MS, RDN", ["Jane Doe"]),
        ("Dr. Jane Doe, PhD", ["Jane Doe"]),
        ("Jane Doe | The Ostley Echo", ["Jane Doe"]),
        ("Jane Doe For The Ostley Echo", ["Jane Doe"]),
        ("Jane Doe jane@paper.example", ["Jane Doe"]),
        ("Doe, Jane", ["Jane Doe"]),
        ("Jane Doe. The Ostley Echo", ["Jane Doe"]),
    ],
)
def test_names_are_read_out_of_what_stands_around_them(text: str, names: list[str]) -> None:
    assert names_in(text) == [(name, True) for name in names]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "admin",
        "Administrator",
        "jdoe",
        "jdoe1988",
        "@janedoe",
        "jane@paper.example",
        "https://paper.example/authors/jane-doe",
        "www.facebook.com/janedoe",
        "/by/jane-doe",
        "Staff",
        "Staff Writer",
        "Staff Reports",
        "Web Desk",
        "undefined",
        "View all posts",
        "{{author.name}}",
        "12345",
    ],
)
def test_what_is_no_name_is_none(text: str) -> None:
    assert names_in(text, trusted=True) == []


@pytest.mark.parametrize("text", ["Reuters", "AFP", "The Ostley Echo", "Ostley Echo staff reporter", "Gear Team"])
def test_bodies_are_no_persons(text: str) -> None:
    assert names_in(text, trusted=True) == [(text, False)]


@pytest.mark.parametrize("text", ["Zibs", "Jane doe", "Ana Link", "山田太郎"])
def test_an_odd_name_is_believed_where_it_stands_in_schema_org_alone(text: str) -> None:
    assert names_in(text, trusted=True) == [(text, True)]
    assert names_in(text, trusted=False) == []


def test_persons_of_a_lesser_source_go_before_bodies_of_a_better_one() -> None:
    claims = [Claim(Source.JSON_LD, "The Echo"), Claim(Source.META, "Jane Doe")]
    assert choose(claims, ["The Echo"]).names == ("Jane Doe",)
    assert choose(claims[:1], ["The Echo"]).names == ("The Echo",)


def test_a_body_stands_beside_persons_unless_it_is_the_site() -> None:
    claims = [Claim(Source.JSON_LD, name) for name in ("Jane Doe", "Gear Team", "The Echo")]
    assert choose(claims, ["The Echo"]).names == ("Jane Doe", "Gear Team")


def test_each_thing_speaks_for_itself() -> None:
    claims = [Claim(Source.JSON_LD, "Jane Doe", 0), Claim(Source.JSON_LD, "John Roe", 1)]
    assert choose(claims, []).names == ("Jane Doe",)
