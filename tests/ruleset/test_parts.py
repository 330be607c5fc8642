"""Parts and phrases: named pieces of patterns, defined once as data."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.model import RuleError
from cleaner.ruleset import load_ruleset, shipped_rules
from cleaner.ruleset.examples import failures
from cleaner.ruleset.load import load_pack, rule_files
from cleaner.ruleset.parts import MAX_LENGTH, Part, Parts, references

HEAD = 'schema = 1\npack = "mine"\n'
EXAMPLES = 'hits = ["{hit}", "{hit}"]\nmisses = ["{miss}", "{miss}"]\n'


def part(name: str, how: str, hit: str = "a", miss: str = "1", **more: str) -> str:
    rows = "".join(f"{key} = {value}\n" for key, value in more.items())
    examples = EXAMPLES.format(hit=hit, miss=miss)
    return f'[[part]]\nname = "{name}"\nwhy = "It is for a test."\n{how}\n{rows}{examples}'


def rule(how: str, hit: str, miss: str, **more: str) -> str:
    rows = "".join(f"{key} = {value}\n" for key, value in more.items())
    examples = EXAMPLES.format(hit=hit, miss=miss)
    return f'[[rule]]\nid = "my.rule"\nlabel = "byline"\nwhy = "It is for a test."\n{how}\n{rows}{examples}'


def written(folder: Path, *tables: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(HEAD + "".join(tables), "utf-8")
    return path


def captured(path: Path, text: str) -> dict[str, str]:
    hits, _ = load_ruleset([path]).search(text, len(text.split()))
    return next(dict(hit.groups) for hit in hits if hit.rule.id == "my.rule")


def test_a_pattern_names_shipped_parts_and_captures_them_by_their_names(tmp_path: Path) -> None:
    emit = '{ author = "names", date_published = "date" }'
    path = written(
        tmp_path, rule("pattern = '^Scribe {names}, {date}$'", "Scribe Ana Ruiz, 4 May 2019", "Scribe", emit=emit)
    )
    assert list(failures(load_ruleset([path]))) == []
    assert captured(path, "Scribe Ana Ruiz and Tom Bell, 4 May 2019") == {
        "names": "Ana Ruiz and Tom Bell",
        "date": "4 May 2019",
    }


def test_of_a_part_named_twice_the_place_that_took_part_is_captured(tmp_path: Path) -> None:
    how = "pattern = '^(?:Scribe {names}|{names} scribbled)$'"
    path = written(tmp_path, rule(how, "Scribe Ana Ruiz", "Scribe", emit='{ author = "names" }'))
    assert captured(path, "Ana Ruiz scribbled") == {"names": "Ana Ruiz"}


@pytest.mark.parametrize(
    ("match", "hits", "misses"),
    [
        ("whole", ["Read this!", "* READ THIS"], ["Read this now", "Do read this"]),
        ("starts", ["Read this now", "— read this"], ["Do read this", "Read thistles"]),
        ("ends", ["Do read this.", "read this"], ["Read this now", "Bread this"]),
        ("anywhere", ["So read this now", "read this"], ["Bread this", "Read thistles"]),
    ],
)
def test_phrases_stand_where_match_says(tmp_path: Path, match: str, hits: list[str], misses: list[str]) -> None:
    path = written(tmp_path, rule(f'phrases = ["read this"]\nmatch = "{match}"', "read this", "red this"))
    rules = load_ruleset([path], shipped=False)
    found = {text: bool(rules.search(text, len(text.split()))[0]) for text in (*hits, *misses)}
    assert found == dict.fromkeys(hits, True) | dict.fromkeys(misses, False)


def test_phrases_take_either_print_of_quotes_and_their_signs_as_they_are(tmp_path: Path) -> None:
    path = written(tmp_path, rule('phrases = ["don\'t miss (it)"]', "Don’t miss (it)", "Don’t miss it"))
    assert list(failures(load_ruleset([path], shipped=False))) == []


def test_case_counts_where_a_rule_says_so(tmp_path: Path) -> None:
    path = written(tmp_path, rule('phrases = ["READ"]\nignore_case = false', "READ", "read"))
    assert list(failures(load_ruleset([path], shipped=False))) == []


def test_phrases_may_name_parts(tmp_path: Path) -> None:
    emit = '{ date_published = "date" }'
    path = written(tmp_path, rule('phrases = ["put up {date}", "hung {date}"]', "hung 4 May 2019", "hung", emit=emit))
    assert captured(path, "Put up 4 May 2019") == {"date": "4 May 2019"}


def test_a_part_of_a_pack_holds_for_that_pack_alone(tmp_path: Path) -> None:
    own = written(
        tmp_path, part("month", "pattern = 'Zap'", "Zap"), rule("pattern = '^Of {month}$'", "Of Zap", "Of May")
    )
    rules = load_ruleset([own])
    assert list(failures(rules)) == []
    assert any(hit.rule.label == "timestamp" for hit in rules.search("4 May 2019", 3)[0])


def test_a_global_part_holds_for_the_shipped_packs_too(tmp_path: Path) -> None:
    whole = r"pattern = '(?:January|Nivôse)'"
    path = written(tmp_path, part("month", whole, "Nivôse", "May", **{"global": "true"}))
    hits, _ = load_ruleset([path]).search("4 Nivôse 2019", 3)
    assert any(hit.rule.label == "timestamp" for hit in hits)


def test_an_unknown_part_is_an_error_with_its_place_and_the_nearest_name(tmp_path: Path) -> None:
    path = written(tmp_path, rule("pattern = '^On {daet}$'", "On", "Off"))
    with pytest.raises(RuleError) as caught:
        load_pack(path)
    assert (caught.value.where, caught.value.column) == (f"{path}:7", 16)
    assert "there is no part {daet}" in caught.value.message
    assert "{date}" in caught.value.suggestion or "`date`" in caught.value.suggestion


def test_counts_classes_and_escaped_braces_are_no_parts() -> None:
    assert references(r"\p{Lu}{2,3}\x{e9}\{date\}{day}") == ["day"]


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        (part("one", "pattern = '{two}'") + part("two", "pattern = '{one}'"), "stands in itself"),
        (part("one", f"pattern = '{'a' * (MAX_LENGTH + 1)}'"), "a part has at most 150"),
        (part("one", "pattern = 'a'\nphrases = ['a']"), "either a `pattern` or `phrases`"),
        (part("One", "pattern = 'a'"), "expected small letters"),
        (part("one", "pattern = '{nil}'"), "there is no part {nil}"),
        (
            "".join(part(f"p{n}", f"pattern = '{{p{n + 1}}}'") for n in range(4)) + part("p4", "pattern = 'a'"),
            "more than 3 deep",
        ),
    ],
)
def test_a_part_at_fault_is_an_error(tmp_path: Path, parts: str, message: str) -> None:
    with pytest.raises(RuleError, match=r"mine\.toml:") as caught:
        load_pack(written(tmp_path, parts))
    assert message in caught.value.message


def test_an_example_of_a_part_that_comes_out_the_other_way_is_a_failure(tmp_path: Path) -> None:
    path = written(tmp_path, part("one", "pattern = 'a+'", hit="b", miss="aa"))
    assert [(each.rule.id, each.wanted) for each in failures(load_ruleset([path], shipped=False))] == [
        *[("{one}", "hit")] * 2,
        *[("{one}", "miss")] * 2,
    ]


def test_a_pack_takes_the_place_of_a_part_without_changing_the_others() -> None:
    first = Part("x", "For a test.", "a", (), False, (), (), True, "a.toml:1")
    shared = Parts([first])
    own = shared.with_own([Part("x", "For a test.", "b", (), False, (), (), False, "b.toml:1")])
    assert (shared.expand("{x}", first.fault), own.expand("{x}", first.fault)) == ("(?:a)", "(?:b)")


def test_the_shipped_parts_have_names_of_their_own() -> None:
    names = [each.name for file in rule_files(shipped_rules()) for each in load_pack(file).parts if each.is_global]
    assert len(names) == len(set(names))


def test_shipped_patterns_can_be_read() -> None:
    written = [
        text
        for file in rule_files(shipped_rules())
        for each in load_pack(file).rules
        for text in (each.written, *each.unless_written)
        if text
    ]
    assert max(map(len, written)) <= 250
    assert sorted(map(len, written))[len(written) // 2] <= 90
