r"""RE2 with Unicode's idea of a word: what `\w`, `\s`, `\b` and `\pL` mean, and what is refused."""

from __future__ import annotations

import re
import unicodedata

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from cleaner.ruleset.translate import (
    CLASSES,
    PLAIN,
    PatternError,
    is_counted,
    overapproximate,
    stretches,
    tokens,
    translate,
)


def matches(pattern: str, text: str) -> bool:
    return re2.search(translate(pattern), text) is not None


@pytest.mark.parametrize("text", ["a", "Z", "7", "_", "é", "ß", "Ж", "ا", "中", "한", "ก", "Ⅷ", "½"])
def test_a_word_character_is_a_letter_or_digit_of_any_script(text: str) -> None:
    assert matches(r"^\w$", text)
    assert not matches(r"^\W$", text)
    assert matches(r"^[\w]$", text)
    assert not matches(r"^[^\w]$", text)


@pytest.mark.parametrize("text", [" ", "-", "’", "—", "…", "€", "©", "•", "،", "。", "、", "✓", "😀", "\ufffd"])
def test_a_sign_is_no_word_character(text: str) -> None:
    assert not matches(r"^\w$", text)
    assert matches(r"^\W$", text)
    assert matches(r"^[^\pL\pN]$", text)


@pytest.mark.parametrize("text", [" ", "\t", "\xa0", "\u2009", "\u3000", "\x85", "\x0b"])
def test_space_is_whatever_unicode_calls_space(text: str) -> None:
    assert matches(r"^\s$", text)
    assert matches(r"^[\s,]$", text)
    assert not matches(r"^\S$", text)


@pytest.mark.parametrize("name", ["L", "M", "N", "Lu", "Ll"])
def test_classes_are_exact_for_latin_greek_cyrillic_and_armenian(name: str) -> None:
    inside = re2.compile(translate(rf"^\p{{{name}}}$"))
    outside = re2.compile(translate(rf"^[^\p{{{name}}}]$"))
    for character in map(chr, range(0x590)):
        member = unicodedata.category(character).startswith(name)
        if character != "\n":
            assert bool(inside.search(character)) is member
            assert bool(outside.search(character)) is not member


@pytest.mark.parametrize("name", ["Lu", "Ll"])
def test_vietnamese_capitals_and_small_letters_are_told_apart(name: str) -> None:
    pattern = re2.compile(translate(rf"^\p{{{name}}}$"))
    for character in map(chr, range(0x1E00, 0x1F00)):
        assert bool(pattern.search(character)) is (unicodedata.category(character) == name)


def test_signs_of_typography_currency_and_emoji_are_never_letters() -> None:
    pattern = re2.compile(translate(r"[\pL\pN]"))
    blocks = (
        (0x2000, 0x2070),
        (0x20A0, 0x20C1),
        (0x2190, 0x2460),
        (0x2500, 0x2776),
        (0x2794, 0x2C00),
        (0x1F300, 0x1FB00),
    )
    for first, end in blocks:
        assert [hex(c) for c in range(first, end) if pattern.search(chr(c))] == []


def test_beyond_armenian_next_to_no_assigned_character_is_misjudged() -> None:
    word = re2.compile(translate(r"\w"))
    points = [c for c in range(0x590, 0x30000) if not 0xD800 <= c < 0xF900 and unicodedata.category(chr(c)) != "Cn"]
    wrong = [c for c in points if bool(word.search(chr(c))) != (unicodedata.category(chr(c))[0] in "LMN")]
    assert len(wrong) < 0.01 * len(points)


def test_an_escape_of_a_unicode_class_is_one_token() -> None:
    assert tokens(r"\pL+") == [r"\pL", "+"]
    assert tokens(r"\p{Lu}x") == [r"\p{Lu}", "x"]
    assert tokens(r"\x{e9}\x41") == [r"\x{e9}", r"\x41"]
    assert tokens(r"[^\pL\]]") == [r"[^\pL\]]"]


@given(st.text(r"ab\pL{}[](|)+*?^$.,-"))
def test_tokens_and_stretches_leave_nothing_out(pattern: str) -> None:
    assert "".join(tokens(pattern)) == pattern
    assert "".join(stretches(pattern)) == pattern


def test_a_class_outside_brackets_means_the_same_as_inside() -> None:
    for text in ("é", "1", "-"):
        assert matches(r"^\pL$", text) == matches(r"^[\pL]$", text) == matches(r"^[^\P{L}]$", text)
        assert matches(r"^\P{L}$", text) == matches(r"^[\P{L}]$", text)


@pytest.mark.parametrize(
    "pattern", [r"\bby", r"by\b", r"\b(?:by|from)\b", r"\b\d", r"\b[A-Z]x", r"(?:details?)\b", r"x+\b"]
)
def test_a_word_boundary_beside_an_ascii_letter_is_taken_and_marked(pattern: str) -> None:
    assert translate(pattern).count(r"\b()") == pattern.count(r"\b")
    assert translate(pattern, marks=False).count("()") == 0


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        (r"\bé", "needs an ASCII letter or digit beside it"),
        (r"\w\b", "needs an ASCII letter or digit beside it"),
        (r"x?\b", "needs an ASCII letter or digit beside it"),
        (r"(?:x|\w)\b", "needs an ASCII letter or digit beside it"),
        (r"a\Bb", r"`\B` is not supported"),
        (r"(a)\1", "backreference"),
        (r"(?P<x>a)(?P=x)", "backreference"),
        (r"a(?=b)", "lookaround"),
        (r"a(?!b)", "lookaround"),
        (r"(?<=a)b", "lookaround"),
        (r"(?<!a)b", "lookaround"),
        (r"[\W]", r"`\W` inside a class"),
        (r"[^\S]", r"`\S` inside a class"),
    ],
)
def test_what_re2_cannot_run_is_refused_with_what_to_write_instead(pattern: str, message: str) -> None:
    with pytest.raises(PatternError, match=re.escape(message)):
        translate(pattern)
    with pytest.raises(PatternError, match=re.escape(message)):
        overapproximate(pattern)


def test_groups_can_be_left_out() -> None:
    assert translate(r"(?P<who>a)(b)(?:c)", groups=False) == "(?:a)(?:b)(?:c)"


LOOSE = (
    r"^\p{Lu}\pL{2,30}$",
    r"^[^\pL\pN]*\w+[.!?]$",
    r"\W\S\s",
    r"[\p{Ll}\p{M}’-]{2,} \pN",
    r"^[^\w“]+$",
    r"\P{L}[\pL ]{20,}",
)


@pytest.mark.parametrize("pattern", LOOSE)
@given(
    text=st.text(
        st.sampled_from("aZé9 ٣ж½ß_-’“”.\u0301中ﬁ\xa0\xaa²") | st.characters(exclude_categories=["Cs"]), max_size=40
    )
)
def test_a_loosened_pattern_matches_whatever_the_exact_one_does(pattern: str, text: str) -> None:
    if matches(pattern, text):
        assert re2.search(overapproximate(pattern), text)


@pytest.mark.parametrize("name", [name for name in CLASSES if name != "s"])
def test_a_loosened_class_is_exact_for_plain_characters(name: str) -> None:
    escape = r"\w" if name == "w" else rf"\p{{{name}}}"
    for pattern in (f"^{escape}$", f"^[^{escape}]$"):
        exact, loose = re2.compile(translate(pattern)), re2.compile(overapproximate(pattern))
        for character in filter(re.compile(f"[{PLAIN}]").match, map(chr, range(0x2100))):
            assert bool(exact.search(character)) is bool(loose.search(character)), (pattern, character)


def test_high_counts_are_loosened_and_low_ones_are_not() -> None:
    assert is_counted(".{2,90}")
    assert is_counted(".{90}")
    assert not is_counted("x{2,3}y{2,}z{1,12}")
    assert overapproximate("x{0,90}?y{90}z{2,3}") == "x*?y+z{2,3}"
