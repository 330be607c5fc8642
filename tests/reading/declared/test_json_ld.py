"""JSON-LD as pages have it: whole, wrapped, broken, circular, huge."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from cleaner.reading.declared.elements import MAX_SCRIPT
from cleaner.reading.declared.json_ld import parse
from tests.reading.declared.pages import ADDRESS, TITLE, article, metas, of, script

RAIN = {"headline": "Rain", "author": {"name": "Jo Doe"}}


@pytest.mark.parametrize(
    "text",
    [
        "<!-- {} -->",
        "//<![CDATA[\n{}\n//]]>",
        "/* <![CDATA[ */ {} /* ]]> */",
        "{};",
        "\ufeff{}",
    ],
)
def test_what_is_wrapped_around_a_script_is_taken_off(text: str) -> None:
    assert parse(text.replace("{}", json.dumps(RAIN))) == [RAIN]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"headline": "Rain", "author": {"name": "Jo Doe",},}', RAIN),
        ('{"headline": "Rain",, "author": {"name": "Jo Doe"}}', RAIN),
        ('{"headline": "Rain"\n"author": {"name": "Jo Doe"}}', RAIN),
        ('{headline: "Rain", "author": {"name": "Jo Doe"}}', RAIN),
        ('{"headline": "Rain", "author": {"name": "Jo Doe"', RAIN),
        ('{"headline": "Rain", "author": {"name": "Jo Doe', RAIN),
        ("{&quot;headline&quot;: &quot;Rain&quot;}", {"headline": "Rain"}),
        ('{"headline": "Rain\non the hills"}', {"headline": "Rain\non the hills"}),
        ('{"headline": "The "big" rain", "a": 1}', {"headline": 'The "big" rain', "a": 1}),
        ('{"headline": "Rain\\\'s end"}', {"headline": "Rain's end"}),
        ('{"headline": , "a": 1}', {"headline": "", "a": 1}),
        ('{"headline": "He said, "no", and left", "a": 1}', {"headline": 'He said, "no", and left', "a": 1}),
        ('{"headline": undefined, "a": 1}', {"headline": "undefined", "a": 1}),
        ('{"tags": ["a", "b",]}', {"tags": ["a", "b"]}),
    ],
)
def test_a_broken_script_is_mended(text: str, value: Any) -> None:
    assert parse(text) == [value]


@pytest.mark.parametrize("text", ["", "   ", "null", "var a = 1;", "{" * 5000, "[" * 100_000, '{"a": ' + "x y " * 200])
def test_what_is_no_json_gives_nothing_to_read(text: str) -> None:
    assert not [value for value in parse(text) if isinstance(value, dict) and value.get("headline")]


def test_several_objects_in_one_script_are_all_read() -> None:
    assert parse('{"a": 1}\n{"a": 2},\n{"a": 3}') == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_what_stands_before_a_broken_object_is_read() -> None:
    assert parse('{"a": 1}\n{"a": 2,}') == [{"a": 1}, {"a": 2}]


def test_the_library_that_mends_is_not_loaded_for_scripts_that_are_whole() -> None:
    code = (
        "import sys; from cleaner.reading.declared.json_ld import parse; "
        "parse('[{\"a\": 1}]'); assert 'json_repair' not in sys.modules; "
        "parse('[{\"a\": 1,}]'); assert 'json_repair' in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_graph_is_looked_through_and_its_references_followed() -> None:
    graph = [
        {"@type": "WebSite", "@id": "#site", "name": "The Harrow Post"},
        {"@type": "Person", "@id": "#ana", "name": "Ana Ruiz"},
        article(author={"@id": "#ana"}, publisher={"@id": "#site"}),
    ]
    found = of(script({"@context": "https://schema.org", "@graph": [graph]}))
    assert (found.article.author, found.article.publisher) == (("Ana Ruiz",), "The Harrow Post")


def test_references_in_a_circle_come_to_an_end() -> None:
    ana = {"@type": "Person", "@id": "#ana", "name": {"@id": "#ana"}}
    assert of(script([article(author={"@id": "#ana"}), ana])).article.author == ()


def test_of_several_articles_the_one_with_the_address_or_the_title_of_the_page_is_taken() -> None:
    other = article(headline="Snow on the hills", url="https://paper.example/snow", author={"name": "Jo Doe"})
    own = article(url=ADDRESS, author={"name": "Ana Ruiz"})
    head = f'<link rel="canonical" href="{ADDRESS}">'
    assert of(head + script([other, own])).article.author == ("Ana Ruiz",)
    del own["url"], other["url"]
    assert of(metas(og__title=TITLE) + script([other, own])).article.author == ("Ana Ruiz",)


def test_of_several_articles_none_is_taken_where_nothing_tells_which() -> None:
    things = [article(headline=f"Snow on hill {n}", author={"name": "Jo Doe"}) for n in range(3)]
    assert of(script(things)).article.author == ()


def test_articles_in_lists_and_mentions_are_others() -> None:
    listed = {"@type": "ItemList", "itemListElement": [article(author={"name": "Jo Doe"})]}
    assert (
        of(script([listed, {"@type": "WebPage", "mentions": [article(author={"name": "Jo Doe"})]}])).article.author
        == ()
    )


def test_the_article_goes_before_the_page_around_it() -> None:
    page = {"@type": "WebPage", "@id": ADDRESS, "name": TITLE, "author": {"name": "Press Button"}}
    own = article(mainEntityOfPage=ADDRESS, author={"name": "Ana Ruiz"})
    found = of(f'<link rel="canonical" href="{ADDRESS}">' + script([page, own]))
    assert found.article.author == ("Ana Ruiz",)


def test_a_huge_script_is_left_alone() -> None:
    assert of(script(article(author={"name": "Ana Ruiz"}, text="x" * MAX_SCRIPT))).article.author == ()


def test_half_a_surrogate_pair_in_a_script_leaves_a_record_that_can_be_written() -> None:
    half = "\ud83d"  # json.dumps escapes it, as pages do
    told = article(headline=TITLE + half, author={"name": "Ana Ruiz" + half}, keywords=["ice", half + "harbour"])
    found = of(script(told | {"articleBody": f"{half} The ferry did not sail. " * 20, "url": ADDRESS + half}))
    assert found.article.author
    assert found.body
    assert not {character for character in repr(found) if "\ud800" <= character <= "\udfff"}
    assert "\\ud83d" not in repr(found)
