"""Documents of all shapes: what makers promise to whoever fits weights or measures with them."""

from __future__ import annotations

import json
import random

import pytest

from benchmarks.shapes import KINDS, is_usable, make
from benchmarks.shapes.__main__ import main
from benchmarks.shapes.layouts import wrap
from benchmarks.shapes.names import fill, templates
from cleaner.model import Label

PAGE = {
    "id": "one",
    "gold": {
        "headline": "Ferry to Orle runs again after the storm",
        "authors": ["Ana Ruiz"],
        "date": "2019-03-24",
        "body": "\n\n".join(
            f"Paragraph {word} tells of the planned ferry, which the council had promised to repair before winter came. "
            f"“We waited for {number} weeks,” said Tom Bell."
            for number, word in enumerate("one two three four five six seven eight nine ten".split(), 2)
        ),
    },
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_labels_its_lines_and_holds_its_body(kind: str) -> None:
    for seed in range(12):
        document = make(PAGE, kind, random.Random(seed), PAGE)
        body_lines = [line.text for line in document.lines if line.label == Label.BODY]
        letters = "".join(" ".join(body_lines).replace("- ", "").split()).replace("-", "")
        wanted = "".join(document.body.split()).replace("-", "")
        assert letters.removeprefix("Fulltext:") == wanted
        assert all((line.label is None) == (not line.text) for line in document.lines)
        assert "\n" not in "".join(line.text for line in document.lines)
        assert "{" not in document.text


def test_the_same_dice_give_the_same_document() -> None:
    first, second = (make(PAGE, "page", random.Random(5)) for _ in range(2))
    assert first == second


def test_what_a_document_tells_stands_in_it() -> None:
    for seed in range(30):
        document = make(PAGE, "composed-spaced", random.Random(seed))
        for told in (document.headline, *document.authors):
            assert told is None or told.lower() in document.text.lower()
        assert (document.date is not None) == any(year in document.text for year in ("2019", "/19"))


def test_a_page_without_a_headline_or_with_one_paragraph_is_not_usable() -> None:
    assert is_usable(PAGE)
    assert not is_usable({"gold": {"body": "One.\nTwo."}})
    assert not is_usable({"gold": {"headline": "Rain", "body": "One."}})


def test_an_unknown_kind_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        make(PAGE, "no-such-kind", random.Random(1))


def test_templates_fill_to_the_last_slot() -> None:
    values = {"author": "Ana Ruiz", "teaser": "Rain", "topic": "rain", "headline": "Rain", "subject": "Tom Bell"}
    for name, lines in templates().items():
        for line in lines:
            assert "{" not in fill(line, random.Random(3), **values), (name, line)


def test_wrapping_with_hyphens_keeps_every_letter_and_the_width() -> None:
    text = PAGE["gold"]["body"].split("\n")[0]
    lines = wrap(text, 32, hyphens=True)
    assert max(map(len, lines)) <= 32
    assert any(line.endswith("-") for line in lines)
    assert "".join(line.removesuffix("-") for line in lines).replace(" ", "") == text.replace(" ", "")


def test_the_command_prints_a_row_for_each_kind(tmp_path, capsys) -> None:
    (tmp_path / "dev.jsonl").write_text(json.dumps(PAGE) + "\n", "utf-8")
    assert main([str(tmp_path), "--splits", "dev", "--kinds", "plain,rss"]) == 0
    table = capsys.readouterr().out
    assert "| plain | 1 |" in table
    assert "| rss | 1 |" in table


def test_a_folder_without_pages_is_a_usage_error(tmp_path, capsys) -> None:
    with pytest.raises(SystemExit) as caught:
        main([str(tmp_path), "--splits", "dev"])
    assert caught.value.code == 2
    assert str(tmp_path) in capsys.readouterr().err
