"""Repair: what is mended, what is left alone, and the gate held against ftfy itself."""

from __future__ import annotations

import itertools
import string

import ftfy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cleaner.model import Document
from cleaner.ruleset import RuleSet
from cleaner.stages.repair import LONERS, PUNCTUATION, _config, is_clean, repair, repair_line

MENDED = {
    "The mayorâ€™s â€œplanâ€\x9d": "The mayor’s “plan”",
    "cafÃ© and naÃ¯ve": "café and naïve",
    "Fish &amp; chips &lt; 5": "Fish & chips < 5",
    "&quot;No&quot;, she said": '"No", she said',
    "5 &euro; a head&nbsp;more": "5 € a head\xa0more",
    "caf\u0065\u0301": "café",
    "the ﬁrst oﬃce": "the first office",
    "a\x00b\x07c": "abc",
    "\x1b[31mred\x1b[0m": "red",
    "\ufeffThe mayor": "The mayor",
    "\ud83d\ude00 smile": "😀 smile",
    "lone \ud800 half": "lone \ufffd half",
    "wait\x85": "wait…",
}

LEFT_ALONE = (
    "",
    "“Curly” and ‘single’ quotes — and dashes… stay",
    "Straight \"double\" and 'single' ones too",
    "AT&T, Q&A, R&B; fish & chips",
    "Übermäßig schöne Grüße aus Zürich",
    "Москва. Киев. 東京",
    "a\tb",
    "  leading and trailing  ",
)


@pytest.mark.parametrize("line", MENDED)
def test_spoilt_characters_are_mended(line: str) -> None:
    assert repair_line(line) == MENDED[line]


@pytest.mark.parametrize("line", LEFT_ALONE)
def test_sound_lines_are_left_alone(line: str) -> None:
    assert repair_line(line) == line


def test_one_lines_angle_bracket_does_not_keep_the_entities_of_the_next(rules: RuleSet) -> None:
    assert repair(Document(("a < b &amp; c", "d &amp; e")), rules).repaired[1] == "d & e"


def test_a_newline_out_of_an_entity_makes_no_new_line() -> None:
    assert repair_line("one&#10;two") == "one two"


@pytest.mark.parametrize("line", ["", "plain", "The mayorâ€™s plan"])
def test_a_carriage_return_at_the_end_stays(line: str) -> None:
    assert repair_line(line + "\r") == repair_line(line) + "\r"


anything = st.text(st.integers(0, 0x10FFFF).map(chr), max_size=40)


@given(st.lists(anything, min_size=1, max_size=8))
def test_the_number_of_lines_never_changes(rules: RuleSet, lines: list[str]) -> None:
    view = tuple("\n".join(lines).split("\n"))
    repaired = repair(Document(view), rules).repaired
    assert len(repaired) == len(view)
    assert not any("\n" in line for line in repaired)


@given(anything)
def test_a_mended_line_is_sound(line: str) -> None:
    once = repair_line(line.replace("\n", " "))
    assert not any(0xD800 <= ord(c) <= 0xDFFF for c in once)


# --- the gate: what it lets pass unread, ftfy would not have changed

ENTITIES = (
    "&amp;",
    "&lt;",
    "&nbsp;",
    "&eacute;",
    "&Eacute",
    "&#39;",
    "&#x2019;",
    "&amp",
    "&",
    "&;",
    "AT&T",
    "&copy",
    ";",
)
MOJIBAKE = (
    "â€™",
    "â€œ",
    "Ã©",
    "Ã ",
    "Â ",
    "Â£",
    "â‚¬",
    "ï¬",
    "ﬁ",
    "Ｆ",
    "\x85",
    "\u2028",
    "\x1b[31m",
    "\x00",
    "\x7f",
    "\ufeff",
)
MARKS = ("\u0301", "\u2066", "Â", "â", "Ã", "€", "™", "ß", "Ω", "ж", "東")

lines = st.lists(
    st.one_of(
        st.sampled_from(LONERS),
        st.sampled_from(PUNCTUATION),
        st.sampled_from(string.printable.replace("\n", "")),
        st.sampled_from(ENTITIES + MOJIBAKE + MARKS),
        st.sampled_from(["the ", "mayor", "’s ", "“No,” ", "café ", "1998. "]),
    ),
    max_size=12,
).map("".join)


@settings(max_examples=2000)
@given(lines)
@example("“Quotes” – and… dashes\xa0— ‘all’ •")
@example("café, naïve €5 and 20° ©")
def test_what_the_gate_lets_pass_ftfy_leaves_alone(line: str) -> None:
    assert not is_clean(line) or ftfy.fix_text_segment(line, _config()) == line


def test_every_pair_of_known_characters_that_the_gate_lets_pass_ftfy_leaves_alone() -> None:
    pairs = map("".join, itertools.product(LONERS + PUNCTUATION + "aA1 .,'\"_&;-?\t<>)(", repeat=2))
    passed = [pair for pair in pairs if is_clean(pair)]
    assert len(passed) > 2000
    assert [pair for pair in passed if ftfy.fix_text_segment(pair, _config()) != pair] == []


@pytest.mark.parametrize(
    "line", ["“Clean,” she said — it’s £40.".replace("£", "€"), "A café in Zürich, at 20° ", "Q & A"]
)
def test_the_gate_lets_ordinary_news_pass(line: str) -> None:
    assert is_clean(line)


@pytest.mark.parametrize("line", [line for line, mended in MENDED.items() if line != mended])
def test_the_gate_stops_what_has_to_be_mended(line: str) -> None:
    assert not is_clean(line)
