"""Rule files are found, read and merged; what is wrong with one is said with its place."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.model import LanguageError, RuleError
from cleaner.ruleset import RuleSet, languages_of, load_ruleset, shipped_rules
from cleaner.ruleset.load import load_evidence, load_pack, rule_files

RULE = """
[[rule]]
id = "{id}"
label = "credit"
why = "It is there for a test."
pattern = '{pattern}'
hits = ["a", "b"]
misses = ["c", "d"]
"""


def rule(identity: str = "credit.one", pattern: str = "^one$") -> str:
    return RULE.format(id=identity, pattern=pattern)


def write(path: Path, *rules: str, pack: str = "core.test", language: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    of = f'language = "{language}"\n' if language else ""
    path.write_text(f'schema = 1\npack = "{pack}"\n{of}' + "".join(rules), "utf-8")
    return path


def fault(*paths: Path) -> tuple[str, str]:
    with pytest.raises(RuleError) as caught:
        load_ruleset(paths, shipped=False)
    return caught.value.where, caught.value.message


def test_the_shipped_rules_load(rules: RuleSet) -> None:
    assert shipped_rules().is_dir()
    assert len(rules.rules) > 500
    assert all(pack.rules or pack.parts for pack in rules.packs)
    assert "languages" in rules.evidence


def test_added_rules_come_behind_the_shipped_ones(rules: RuleSet, tmp_path: Path) -> None:
    more = load_ruleset([write(tmp_path / "a.toml", rule(), pack="mine")])
    assert list(more.rules) == [*rules.rules, "credit.one"]
    assert more.digest != rules.digest


def test_a_folder_is_read_in_the_order_of_its_names_without_its_evidence(tmp_path: Path) -> None:
    write(tmp_path / "b.toml", rule("credit.b"), pack="core.b")
    write(tmp_path / "a" / "z.toml", rule("credit.z"), pack="core.z")
    write(tmp_path / "evidence" / "w.toml", rule("credit.w"))
    (tmp_path / "notes.txt").write_text("none", "utf-8")
    assert [file.name for file in rule_files(tmp_path)] == ["z.toml", "b.toml"]
    assert list(load_ruleset([tmp_path], shipped=False).rules) == ["credit.z", "credit.b"]
    assert list(load_ruleset([str(tmp_path / "b.toml")], shipped=False).rules) == ["credit.b"]


def test_a_rule_takes_the_place_of_an_earlier_one_with_its_id(tmp_path: Path) -> None:
    first = write(tmp_path / "a.toml", rule("credit.one"), rule("credit.two", "^two$"), pack="core.a")
    second = write(tmp_path / "b.toml", rule("credit.one", "^uno$"), pack="mine")
    rules = load_ruleset([first, second], shipped=False)
    assert {identity: (each.pattern, each.pack) for identity, each in rules.rules.items()} == {
        "credit.two": ("^two$", "core.a"),
        "credit.one": ("^uno$", "mine"),
    }
    assert rules.search("one", 1)[0] == []
    assert [hit.rule.pattern for hit in rules.search("uno", 1)[0]] == ["^uno$"]


def test_a_shipped_rule_can_be_replaced(rules: RuleSet, tmp_path: Path) -> None:
    identity = next(each.id for each in rules.rules.values() if each.kind == "line")
    more = load_ruleset([write(tmp_path / "a.toml", rule(identity), pack="mine")])
    assert more.rules[identity].pattern == "^one$"
    assert len(more.rules) == len(rules.rules)


def test_an_id_stands_once_in_a_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.toml", rule(), rule())
    assert fault(path) == (f"{path}:13", f"the id 'credit.one' stands at {path}:4 already")


def test_an_id_stands_once_in_a_pack_of_several_files(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.toml", rule()), write(tmp_path / "b.toml", rule())
    assert fault(first, second) == (f"{second}:5", f"the id 'credit.one' stands at {first}:4 already")


def test_a_path_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    assert fault(tmp_path / "none") == (str(tmp_path / "none"), "no such rule file or folder")


def test_a_folder_without_rule_files_is_an_error(tmp_path: Path) -> None:
    assert fault(tmp_path) == (str(tmp_path), "the folder holds no rule file (*.toml)")


@pytest.mark.parametrize(
    ("text", "line"), [("schema = 1\npack = = 1", ":2"), ("schema = 1\n[[rule]\n", ":2"), ("schema = [1", "")]
)
def test_broken_toml_is_an_error_with_its_line(tmp_path: Path, text: str, line: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    where, message = fault(path)
    assert message.startswith("not valid TOML: ")
    assert where == f"{path}{line}"


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_bytes(b"schema = 1\xff")
    where, message = fault(path)
    assert where == str(path)
    assert message.startswith("the rule file can't be read: ")


def test_a_fault_within_a_file_is_named_with_file_line_and_key(tmp_path: Path) -> None:
    path = write(tmp_path / "a.toml", rule().replace("misses", "miss"))
    assert fault(path) == (f"{path}:4", "the key `misses` is missing (rule credit.one)")


def test_a_pack_knows_its_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.toml", rule())
    assert load_pack(path).source == str(path)
    assert load_pack(path).rules[0].source == f"{path}:4"


def test_evidence_is_read_by_the_names_of_its_files(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_text('list = ["a"]', "utf-8")
    (tmp_path / "weights.json").write_text(json.dumps({"leaf": [1]}), "utf-8")
    assert load_evidence(tmp_path) == {"words": {"list": ["a"]}, "weights": {"leaf": [1]}}


@pytest.mark.parametrize(("name", "kind"), [("a.toml", "TOML"), ("a.json", "JSON")])
def test_broken_evidence_is_an_error(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / name).write_text("[", "utf-8")
    with pytest.raises(RuleError, match=f"not valid {kind}"):
        load_evidence(tmp_path)


def test_only_packs_of_the_language_and_of_any_language_apply(tmp_path: Path) -> None:
    write(tmp_path / "a.toml", rule("credit.english"), pack="a")
    write(tmp_path / "b.toml", rule("credit.german"), pack="b", language="de")
    write(tmp_path / "c.toml", rule("credit.sign"), pack="c", language="any")
    english = load_ruleset([tmp_path], shipped=False)
    german = load_ruleset([tmp_path], shipped=False, language="de")
    assert list(english.rules) == ["credit.english", "credit.sign"]
    assert list(german.rules) == ["credit.german", "credit.sign"]
    assert english.digest != german.digest
    assert languages_of([tmp_path]) == ["en", "de"]


def test_rules_for_german_change_nothing_for_english(rules: RuleSet) -> None:
    assert "de" in languages_of([shipped_rules()])
    assert not any(pack.language == "de" for pack in rules.packs)


def test_a_language_without_function_words_is_refused_with_those_there_are() -> None:
    with pytest.raises(LanguageError, match=r"language 'tlh'.*expected one of .*\bde\b.*\ben\b"):
        load_ruleset(language="tlh")


def install(folder: Path, target: str) -> None:
    """A package that ships rules, as an installer leaves it."""
    write(folder / "harrow_rules" / "pack.toml", rule(), pack="harrow")
    (folder / "harrow_rules" / "__init__.py").write_text("from pathlib import Path\nplace = Path(__file__).parent\n")
    info = folder / "harrow_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: harrow-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(f"[cleaner.rules]\nharrow = {target}\n")


@pytest.mark.parametrize("target", ["harrow_rules", "harrow_rules:place", "harrow_rules:place.resolve"])
def test_an_installed_package_may_ship_rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    install(tmp_path, target)
    monkeypatch.syspath_prepend(tmp_path)
    assert list(load_ruleset(["package:harrow"], shipped=False).rules) == ["credit.one"]
    with pytest.raises(RuleError, match="expected one of: harrow"):
        load_ruleset(["package:harow"])


def test_a_package_whose_entry_point_fails_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path, "harrow_rules:nowhere")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(RuleError, match="entry point fails: AttributeError"):
        load_ruleset(["package:harrow"])


def test_a_folder_with_weights_is_a_whole_rule_set(tmp_path: Path) -> None:
    write(tmp_path / "core" / "a.toml", rule())
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "words.toml").write_text('list = ["a"]', "utf-8")
    whole = load_ruleset([tmp_path])
    assert list(whole.rules) == ["credit.one"]
    assert whole.evidence == {"words": {"list": ["a"]}}


def test_settings_in_a_folder_of_rules_are_no_pack(tmp_path: Path) -> None:
    path = write(tmp_path / "a.toml", rule())
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "a"\n', "utf-8")
    assert list(rule_files(tmp_path)) == [path]


def test_rules_that_take_anothers_place_are_named(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.toml", rule()), write(tmp_path / "b.toml", rule(), pack="core.other")
    ((new, old),) = load_ruleset([first, second], shipped=False).overridden
    assert (new.source, old.source) == (f"{second}:4", f"{first}:4")


def test_only_the_rules_of_the_language_are_named_as_taking_anothers_place(tmp_path: Path) -> None:
    paths = [
        write(tmp_path / "a.toml", rule("credit.one"), rule("credit.two", "^two$")),
        write(tmp_path / "b.toml", rule("credit.one"), pack="core.other"),
        write(tmp_path / "c.toml", rule("credit.two", "^zwei$"), pack="core.de.other", language="de"),
    ]
    named = {
        language: [new.id for new, _ in load_ruleset(paths, shipped=False, language=language).overridden]
        for language in ("en", "de")
    }
    assert named == {"en": ["credit.one"], "de": ["credit.two"]}


def test_toml_that_is_nested_too_deep_is_an_error_of_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("schema = " + "[" * 100_000, "utf-8")
    assert fault(path) == (str(path), "lists or tables nested too deep to be read")
