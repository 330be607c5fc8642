"""JSON-LD: every property is one that schema.org defines for its type, with a value of a type it may have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.jsonld import to_jsonld
from cleaner.model import Image, NewsArticle
from tests.test_fixtures import CASES, FIXTURES

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner import Cleaner

# What schema.org says: the properties that a NewsArticle has of its own, as an Article, a CreativeWork and a Thing, and
# the types their values may have. Only those that an article of ours can have are here.
TYPES: dict[str, dict[str, tuple[str, ...]]] = {
    "NewsArticle": {
        "headline": ("Text",),
        "alternativeHeadline": ("Text",),
        "author": ("Person", "Organization"),
        "datePublished": ("Date", "DateTime"),
        "dateModified": ("Date", "DateTime"),
        "dateline": ("Text",),
        "abstract": ("Text",),
        "articleSection": ("Text",),
        "keywords": ("Text",),
        "creditText": ("Text",),
        "editor": ("Person",),
        "image": ("ImageObject",),
        "publisher": ("Person", "Organization"),
        "correction": ("CorrectionComment", "Text"),
        "inLanguage": ("Text",),
        "url": ("URL",),
        "articleBody": ("Text",),
    },
    "Person": {"name": ("Text",)},
    "Organization": {"name": ("Text",)},
    "ImageObject": {"caption": ("Text",), "creditText": ("Text",)},
    "CorrectionComment": {"text": ("Text",)},
}
PRINT = {
    "Text": re.compile(r"(?s).+"),
    "URL": re.compile(r"https?://\S+"),
    "Date": re.compile(r"\d{4}-\d\d-\d\d"),
    "DateTime": re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[+-]\d\d:\d\d)?"),
}

FULL = NewsArticle(
    headline="Rain stops play",
    alternative_headline="Play stopped",
    author=("Jo Doe", "The Ostley Echo", "AFP"),
    date_published="2019-03-04",
    date_modified="2019-03-05T09:22+01:00",
    dateline="OSTLEY (Reuters)",
    abstract="It rained.",
    article_section="Sport",
    keywords=("rain", "cricket"),
    credit_text=("Reuters", "AFP"),
    editor=("ab", "Ana Ruiz"),
    image=(Image("A pavilion", None), Image(None, "Mei Li/Reuters")),
    publisher="The Ostley Echo",
    correction=("Correction: it drizzled.",),
    in_language="en",
    url="https://echo.example/rain-stops-play",
    article_body="It rained.",
)


def assert_valid(record: dict[str, Any]) -> None:
    kind = record["@type"]
    assert kind in TYPES
    for name, value in record.items():
        if not name.startswith("@"):
            assert name in TYPES[kind], f"{name} is no property of {kind}"
            for one in value if isinstance(value, list) else [value]:
                assert_value(one, TYPES[kind][name], name)


def assert_value(value: Any, types: tuple[str, ...], name: str) -> None:
    if isinstance(value, dict):
        assert value["@type"] in types, f"{name} can't be a {value['@type']}"
        assert_valid(value)
    else:
        prints = [PRINT[kind] for kind in types if kind in PRINT]
        assert any(kind.fullmatch(value) for kind in prints), f"{name} can't be {value!r}"


def test_an_article_with_everything_is_valid() -> None:
    record = to_jsonld(FULL.to_dict())
    assert record["@context"] == "https://schema.org"
    assert set(record) - {"@context", "@type"} == set(TYPES["NewsArticle"])
    assert_valid(record)


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.relative_to(FIXTURES).as_posix())
def test_every_golden_case_is_valid(cleaner: Cleaner, folder: Path) -> None:
    assert_valid(cleaner.clean(next(folder.glob("input.*")).read_bytes()).to_jsonld())


def test_a_paper_or_an_agency_is_an_organization_and_a_writer_a_person() -> None:
    kinds = [author["@type"] for author in to_jsonld(FULL.to_dict())["author"]]
    assert kinds == ["Person", "Organization", "Organization"]


def test_what_the_text_does_not_say_is_left_out() -> None:
    assert to_jsonld(NewsArticle(headline="Rain").to_dict()) == {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Rain",
    }


def test_a_picture_without_a_credit_has_none() -> None:
    assert to_jsonld(FULL.to_dict())["image"][0] == {"@type": "ImageObject", "caption": "A pavilion"}
