"""Pages made to break a reader: each is read or refused, in bounded time, and no text vanishes unsaid.

The sizes here run in seconds; `python -m benchmarks.hostile` takes the full ones and measures time and memory.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.hostile import PAGES
from cleaner.model import UnreadableInput
from cleaner.reading import is_html, read
from cleaner.reading.html_page.parse import MAX_ATTRIBUTES, MAX_PAGE, MAX_TAGS, check_limits, parse
from cleaner.reading.html_page.render import MAX_LINES
from cleaner.reading.html_page.vote import MAX_DEPTH, can_vote

if TYPE_CHECKING:
    from cleaner import Cleaner

ROOT = Path(__file__).resolve().parents[3]
SMALL = 0.003
PROSE = "The bridge over the Harrow was closed on Friday after cracks were found in two of its piers."


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_cleaned_and_what_stands_before_the_trouble_is_kept(cleaner: Cleaner, name: str) -> None:
    result = cleaner.clean(PAGES[name](SMALL), media_type="text/html")
    if "state" not in name:
        assert "The bridge over the Harrow was closed on Friday" in "\n".join(line.text for line in result.lines)


def test_the_benchmark_measures_a_page_in_a_process_of_its_own() -> None:
    command = [sys.executable, "-m", "benchmarks.hostile", "ordinary", "--scale", "0.001"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    assert "an ordinary page" in done.stdout


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<p>" + "x" * MAX_PAGE, "characters"),
        ("<b>" * (MAX_TAGS + 1), "tags"),
        ("<pre>" + "a\n" * (MAX_LINES + 2), "lines"),
    ],
)
def test_a_page_beyond_the_limits_is_refused_with_what_to_do(page: str, told: str) -> None:
    with pytest.raises(UnreadableInput, match=rf"{told}.*text/plain"):
        read(page, None, "text/html")


def test_tags_in_scripts_and_comments_do_not_count() -> None:
    page = "<script>" + "<b>" * MAX_TAGS + "</script><!--" + "<b>" * MAX_TAGS + "--><p>It rained."
    assert read(page).view == ("It rained.",)


@pytest.mark.parametrize(
    "attribute",
    ["a{}=x", "a{}", 'a{}="x y"', "a{}='>'", 'a{}="<b>"', "<a{}", 'x"a{}', "a{}=<", "a{} = x"],
)
def test_a_flood_of_attributes_is_cut_down_however_it_is_written(attribute: str) -> None:
    flood = " ".join(attribute.format(n) for n in range(20 * MAX_ATTRIBUTES))
    text = check_limits(f"<div class=story {flood}>{PROSE}</div><p>It rained.").text
    root = parse(text)
    assert root is not None
    (div,) = root.iter("div")
    assert len(div.attrib) <= MAX_ATTRIBUTES
    assert div.get("class") == "story"
    assert div.text == PROSE
    assert [p.text for p in root.iter("p")] == ["It rained."]


@pytest.mark.parametrize(
    "page",
    [
        f'<p class="{"story body " * 5_000}">{PROSE}',
        f"<p style='background:url(data:image/png;base64,{'iVBORw0KGgo' * 5_000})'>{PROSE}",
        f"<script>if (a<b) {{ {'x y = ' * 5_000} }}</script><p>{PROSE}",
        "<p>It’s " + "a b c " * 5_000 + "’",
    ],
)
def test_a_long_value_or_text_is_no_flood(page: str) -> None:
    assert check_limits(page).text == page


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("<p>Seen</p><!-- not seen at all", 5),
        ("<p>Seen</p><script>no; not ever", 3),
        ("<p>Seen</p><p title='not seen", 3),
        ("<p>Seen</p><!-- closed --><script>x</script><br>", 0),
        ("<p>Seen", 0),
    ],
)
def test_what_a_tag_that_never_ends_swallows_is_counted(page: str, words: int) -> None:
    document = read(page, None, "text/html")
    assert document.view == ("Seen",)
    assert document.unprinted.get("unclosed", 0) == words


def test_telling_html_takes_no_long_time_over_comments() -> None:
    assert not is_html("<!---->" * 700 + "x", None)
    assert is_html("<!-- a --><!-- b -- c --> <html>", None)


def test_entities_of_a_doctype_are_not_expanded() -> None:
    levels = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(20))
    text = "\n".join(read(f'<!DOCTYPE html [<!ENTITY e0 "ha">{levels}]><p>&e20;</p>').view)
    assert "&e20;" in text


def test_trafilatura_is_not_asked_about_what_is_nested_too_deep() -> None:
    root = parse("<table><tr><td>" * 60 + PROSE)
    assert root is not None
    assert not can_vote(root, [PROSE], MAX_DEPTH + 1)
    assert can_vote(root, [PROSE], 20)


def test_nul_bytes_print_nothing_and_cut_nothing_off() -> None:
    assert read("<p>a\0b</p>\0\0<p>c", None, "text/html").view == ("ab", "", "c")


def test_json_ld_that_runs_in_circles_or_too_deep_costs_no_text() -> None:
    loop: dict[str, object] = {"@id": "#a", "mainEntity": {"@id": "#a"}}
    for record in (json.dumps(loop), '{"a":' * 50_000 + "1" + "}" * 50_000):
        page = f"<script type='application/ld+json'>{record}</script><p>{PROSE}"
        assert read(page, None, "text/html").view == (PROSE,)
