"""Faults of rule files, all of them at once."""

from __future__ import annotations

from pathlib import Path

from cleaner.ruleset.lint import ERROR, WARNING, Finding, lint

HEAD = 'schema = 1\npack = "{pack}"\n'
RULE = """
[[rule]]
id = "{id}"
label = "{label}"
why = "It is there for a test."
pattern = '{pattern}'
hits = ["READ MORE", "READ MORE NOW"]
misses = ["Read less.", "She read."]
"""


def rule(identity: str, pattern: str = "^READ MORE", label: str = "related") -> str:
    return RULE.format(id=identity, pattern=pattern, label=label)


def linted(folder: Path, *files: str) -> list[Finding]:
    paths = []
    for number, text in enumerate(files):
        path = folder / f"{number}.toml"
        path.write_text(HEAD.format(pack=f"core.p{number}") + text, "utf-8")
        paths.append(path)
    return lint(paths, [])


def test_sound_files_have_no_findings(tmp_path: Path) -> None:
    assert linted(tmp_path, rule("related.more")) == []


def test_every_faulty_rule_of_a_file_is_named_on_its_own_line(tmp_path: Path) -> None:
    faulty = rule("related.one").replace("hits =", "hit =") + rule("related.two") + rule("related.three", "(", "nav")
    found = linted(tmp_path, faulty + rule("related.four").replace('"related"', '"advert"'))
    assert [(finding.where, finding.level) for finding in found] == [
        (f"{tmp_path / '0.toml'}:{line}", ERROR)
        for line in (4, 24, 30)  # the first rule's head, the third's pattern, the fourth's label
    ]


def test_an_id_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    (found,) = linted(tmp_path, rule("related.one", "^READ MORE"), rule("related.one", "^READ", "nav"))
    assert found.level == ERROR
    assert "stands at" in found.message


def test_a_users_rule_may_take_the_place_of_a_shipped_one(tmp_path: Path) -> None:
    shipped, mine = tmp_path / "shipped.toml", tmp_path / "mine.toml"
    shipped.write_text(HEAD.format(pack="core.a") + rule("related.one"), "utf-8")
    mine.write_text(HEAD.format(pack="mine") + rule("related.one", "^READ M"), "utf-8")
    (found,) = lint([shipped], [mine])
    assert (found.level, found.where) == (WARNING, f"{mine}:5")


def test_a_pattern_that_stands_twice_is_an_error(tmp_path: Path) -> None:
    found = linted(tmp_path, rule("related.one") + rule("nav.one", label="nav"))
    assert [finding.level for finding in found] == [ERROR]
    assert "same pattern" in found[0].message


def test_a_rule_that_says_nothing_of_its_own_is_a_warning(tmp_path: Path) -> None:
    found = linted(tmp_path, rule("related.wide", "^READ") + rule("related.narrow", "^READ MORE( NOW)?$"))
    assert {finding.level for finding in found} == {WARNING}
    assert any("related.narrow is shadowed: related.wide" in finding.message for finding in found)


def test_a_file_that_is_no_toml_is_an_error_and_the_others_are_read(tmp_path: Path) -> None:
    found = linted(tmp_path, "= 3\n", rule("related.one").replace("why", "whi"))
    assert [(Path(finding.where.rpartition(":")[0]).name, finding.level) for finding in found] == [
        ("0.toml", ERROR),
        ("1.toml", ERROR),
    ]


def test_a_head_at_fault_is_an_error(tmp_path: Path) -> None:
    (found,) = linted(tmp_path, "colour = 3\n" + rule("related.one"))
    assert found.where == f"{tmp_path / '0.toml'}:3"


def test_rules_for_different_languages_may_share_a_pattern_and_a_finding_is_told_once(tmp_path: Path) -> None:
    german = 'language = "de"\n' + rule("related.mehr")
    assert linted(tmp_path, rule("related.more"), german) == []
    twice = 'language = "any"\n' + rule("related.sign") + rule("related.again")
    found = linted(tmp_path, 'language = "de"\n' + rule("related.other", "^MEHR").replace("READ", "MEHR"), twice)
    assert [finding.kind for finding in found].count("rules.duplicate") == 1
