"""Whatever a pattern matches holds one string of each of its clauses; otherwise a rule would be passed over."""

from __future__ import annotations

import re

import pytest
import re2
from hypothesis import assume, given
from hypothesis import strategies as st

from cleaner.ruleset import RuleSet
from cleaner.ruleset.clauses import Literal
from cleaner.ruleset.literals import MAX_LENGTH, Strings, add_anchors, clauses, required
from cleaner.ruleset.translate import translate

PATTERNS = (
    r"(?i)(?:read|see) more\b",
    r"^(?:Photo|Image): .+/Reuters$",
    r"sign[ -]up|subscribe (?:now|here)",
    r"comments?(?: closed)? on this",
    r"(?:a|bc|def){2,3}ghi",
    r"^\W*(?:by|from) (?:the )?desk",
    r"(?i)^[^\w(]*(?:the |our )*(?:most|best) read\W*$",
    r"^[\[(• ]*(?:[A-Z]{3} )?photo by",
    r"(?i:photo) by|Image: (?-i:AFP)",
    r"(?i)kilo(?-i:Watt)s?|strasse",
    r"x(?i)abcd|efgh",
    r"foo(?:bar(?:baz)?)?quux",
    r"^(?:^one|two three)",
    r"(?:^|[.!?] )Here is",
    r"more(?:$|\.)",
    r"^[|•*/-]*$|^at home$",
    r"(?P<who>Ana|Ben) (?P<verb>said|asked)",
    r"\d{1,2} (?:May|June) 20\d\d",
    r"a\.b\\c\x41bc\x{42}cd",
    r"[ab]{2}cde[.]f[-_]g",
    r"one.?two.*three.+?four",
    r"^(?:\d+ )*shares$",
)


def holds_one_of_each(found: tuple[Strings, ...], text: str) -> bool:
    as_is, folded = add_anchors(text), add_anchors(text.casefold())
    return all(any(s.text in (folded if s.folded else as_is) for s in clause) for clause in found)


def texts(clause: Strings) -> list[str]:
    return sorted(literal.text for literal in clause)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(data=st.data())
def test_a_match_holds_a_string_of_each_clause(pattern: str, data: st.DataObject) -> None:
    python = re.sub(r"\\x\{(\w+)\}", r"\\x\1", pattern).replace(r"\d", "[0-9]")
    # Python takes flags for the whole pattern at its start only; scoped ones say the same.
    python = python.replace("x(?i)abcd|efgh", "x(?i:abcd)|(?i:efgh)")
    text = " ".join(data.draw(st.from_regex(python)).split())
    assume(re2.search(translate(pattern), text))
    assert holds_one_of_each(clauses(pattern), text)


def test_every_shipped_example_holds_a_string_of_each_clause(rules: RuleSet) -> None:
    missed = [
        (rule.id, example)
        for rule in rules.rules.values()
        if rule.pattern
        for example in rule.hits
        if not holds_one_of_each(clauses(rule.pattern), " ".join(example.split()))
    ]
    assert missed == []


def test_most_shipped_rules_have_a_telling_string(rules: RuleSet) -> None:
    patterns = [rule.pattern for rule in rules.rules.values() if rule.pattern]
    assert sum(bool(clauses(pattern)) for pattern in patterns) > 0.8 * len(patterns)


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("copy[ _-]right", ["copy right", "copy-right", "copy_right"]),
        ("[a-z]copyright", ["copyright"]),
        ("[^c]copyright", ["copyright"]),
        (r"copyright\.", ["copyright."]),
        (r"\bcopyright\b", ["copyright"]),
        ("copyrights?", ["copyright"]),
        ("(?:copyright)?all rights", ["all rights", "copyrightall"]),
        ("(?:copyright)*", []),
        ("(?:copyright){0,3}", []),
        ("(?:copyright)+", ["copyright"]),
        ("(?:copyright){2}", ["copyright"]),
        ("copyright|rights reserved", ["copyright", "rights reser"]),
        ("copyright|.", []),
        (r"(?:copyright|rights \w+) by", ["copyright", "rights "]),
        ("", []),
    ],
)
def test_classes_groups_repeats_and_alternatives_give_the_strings_one_expects(
    pattern: str, expected: list[str]
) -> None:
    assert texts(required(pattern)) == expected


def test_flags_fold_case_from_where_they_stand_to_the_end_of_their_group() -> None:
    assert required("(?i)COPYRIGHT") == {Literal(True, "copyright")}
    assert required("COPYRIGHT") == {Literal(False, "COPYRIGHT")}
    assert required("(?i:COPYRIGHT)") == {Literal(True, "copyright")}
    assert required("(?i)(?-i:COPYRIGHT)") == {Literal(False, "COPYRIGHT")}
    assert required("(?:(?i)COPYRIGHT)|PATENTED") == {Literal(True, "copyright"), Literal(False, "PATENTED")}
    assert required("COPYRIGHT|(?i)Patented|Owner's") == {
        Literal(False, "COPYRIGHT"),
        Literal(True, "patented"),
        Literal(True, "owner's"),
    }


def test_the_ends_of_a_text_are_part_of_the_strings() -> None:
    assert texts(required("^Photo")) == [add_anchors("Photo")[:-1]]
    assert texts(required("photo$")) == [add_anchors("photo")[2:]]
    assert not holds_one_of_each(clauses("^Photo: "), "See the Photo: it is old.")


def test_the_first_word_is_found_behind_signs_too() -> None:
    (clause,) = clauses(r"^[\s•*|–-]*by\b")
    for text in ("by Ana", "• by Ana", "– | by Ana", "by"):
        assert holds_one_of_each((clause,), text)
    assert not holds_one_of_each((clause,), "Texts by Ana")


def test_a_first_word_behind_a_class_that_takes_letters_may_stand_anywhere() -> None:
    assert holds_one_of_each(clauses(r"^[\w ]*copyright"), "All is copyright")
    assert holds_one_of_each(clauses(r"^[ -~]*copyright"), "All is copyright")


def test_ends_of_lines_are_no_ends_of_the_text() -> None:
    assert clauses("(?m)^Photo: ") == ()


def test_two_stretches_must_both_be_found() -> None:
    found = clauses(r"(?i)\bcopyright\b.*\breserved\b")
    assert sorted(texts(clause) for clause in found) == [["copyright"], ["reserved"]]


def test_common_words_and_full_stops_at_the_end_tell_nothing() -> None:
    assert required("(?i) the ") == frozenset()
    assert required("[.]$") == frozenset()


def test_strings_are_kept_short() -> None:
    assert texts(required("a very long string of letters")) == ["a very long string of letters"[:MAX_LENGTH]]


def test_letters_that_fold_to_several_are_found() -> None:
    assert holds_one_of_each(clauses("(?i)straße nord"), "STRASSE NORD") or clauses("(?i)straße nord") == ()
    assert holds_one_of_each(clauses("(?i)kelvin scale"), "\u212aelvin scale")
