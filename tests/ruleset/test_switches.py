"""Rules switched off and lines protected: by id, by site, by pattern; in packs and in settings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.model import RuleError
from cleaner.pipeline import Cleaner
from cleaner.ruleset import load_ruleset
from cleaner.ruleset.lint import lint
from tests.cli.shared import PACK

if TYPE_CHECKING:
    from cleaner.model import Line

PROSE = "The council voted on Monday to keep both of the town’s libraries open for another year, its leader said."
TEXT = f"{PROSE}\nJUNK TO GO\n{PROSE.replace('Monday', 'Friday')}\nJUNK TO GO ALONG\n"
SITE = "https://www.harrowpost.example/libraries"


def junk(folder: Path, settings: str, url: str | None = None, name: str = "cleaner.toml") -> list[Line]:
    """What becomes of the two lines of junk, each of which has a rule that decides."""
    (folder / "pack.toml").write_text(PACK.replace("'^JUNK TO GO$'", "'^JUNK TO GO'"), "utf-8")
    (folder / name).write_text(settings, "utf-8")
    cleaner = Cleaner([folder / "pack.toml", folder / name])
    return [line for line in cleaner.clean(TEXT, url=url).lines if line.text.startswith("JUNK")]


def rules(lines: list[Line]) -> list[bool]:
    return ["test.junk" in line.rules for line in lines]


@pytest.mark.parametrize("switch", ['off = ["test.junk"]', 'off = ["test.*"]', '[[off]]\nrule = "test.junk"'])
def test_a_rule_is_switched_off_by_its_id(tmp_path: Path, switch: str) -> None:
    assert rules(junk(tmp_path, "")) == [True, True]
    assert rules(junk(tmp_path, switch)) == [False, False]


def test_a_rule_is_switched_off_on_one_site(tmp_path: Path) -> None:
    switch = '[[off]]\nrule = "test.junk"\nsite = "harrowpost.example"'
    assert rules(junk(tmp_path, switch)) == [True, True]
    assert rules(junk(tmp_path, switch, SITE)) == [False, False]


def test_a_rule_is_switched_off_for_lines_of_a_pattern(tmp_path: Path) -> None:
    assert rules(junk(tmp_path, '[[off]]\nrule = "test.junk"\npattern = "ALONG$"')) == [True, False]


@pytest.mark.parametrize("switch", ['pattern = "^JUNK TO GO$"', 'rule = "test.junk"\npattern = "GO$"'])
def test_lines_are_protected_by_a_pattern_and_by_the_rule_that_would_take_them(tmp_path: Path, switch: str) -> None:
    first, second = junk(tmp_path, f"[[protect]]\n{switch}")
    assert (str(first.label), str(first.action), first.rules) == ("body", "keep", ("settings.protect",))
    assert str(second.action) == "drop"


def test_lines_are_protected_on_one_site(tmp_path: Path) -> None:
    switch = '[[protect]]\npattern = "^JUNK"\nsite = "harrowpost.example"'
    assert [str(line.action) for line in junk(tmp_path, switch)] == ["drop", "drop"]
    assert [str(line.action) for line in junk(tmp_path, switch, SITE)] == ["keep", "keep"]


def test_the_switches_of_a_shared_settings_file_stand_below_its_own_table(tmp_path: Path) -> None:
    text = '[project]\nname = "a"\n[tool.cleaner]\noff = ["test.junk"]\n[[tool.cleaner.protect]]\npattern = "ALONG$"\n'
    first, second = junk(tmp_path, text, name="pyproject.toml")
    assert "test.junk" not in first.rules
    assert str(second.action) == "keep"


def test_a_site_packs_switches_are_for_its_site(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(PACK, "utf-8")
    head = 'schema = 1\npack = "site.harrow"\ndomains = ["harrowpost.example"]\n'
    (tmp_path / "site.toml").write_text(head + 'off = ["test.junk"]\n', "utf-8")
    cleaner = Cleaner([tmp_path / "pack.toml", tmp_path / "site.toml"])
    for url, hit in ((None, True), (SITE, False)):
        assert ("test.junk" in cleaner.clean(TEXT, url=url).lines[1].rules) is hit


def test_switches_change_the_digest(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(PACK, "utf-8")
    (tmp_path / "cleaner.toml").write_text('off = ["test.junk"]', "utf-8")
    plain = load_ruleset([tmp_path / "pack.toml"], shipped=False)
    switched = load_ruleset([tmp_path / "pack.toml", tmp_path / "cleaner.toml"], shipped=False)
    assert plain.digest != switched.digest


@pytest.mark.parametrize(
    ("settings", "place", "message"),
    [
        ('off = ["test.jnk"]', ":1", "there is no rule test.jnk; did you mean `test.junk`?"),
        ('\n[[off]]\nrule = "nothing.*"', ":3", "there is no rule nothing.*"),
        ('[[protect]]\npattern = "("', ":1", "no pattern that RE2 can run"),
        ('[[protect]]\nsite = "a"', ":1", "needs a `rule`"),
        ('[[protect]]\npatern = "a"', ":2", "unknown key `patern`; did you mean `pattern`?"),
        ("off = [3]", ":1", "must hold rule ids or tables"),
    ],
)
def test_a_switch_at_fault_is_an_error_with_its_place(tmp_path: Path, settings: str, place: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        junk(tmp_path, settings)
    assert str(caught.value).startswith(f"{tmp_path / 'cleaner.toml'}{place}: ")
    assert message in str(caught.value)


def test_a_lint_names_the_switches_that_mean_no_rule(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(PACK, "utf-8")
    (tmp_path / "cleaner.toml").write_text('off = ["test.jnk", "test.junk"]', "utf-8")
    (found,) = lint([tmp_path / "pack.toml"], [tmp_path / "cleaner.toml"])
    assert "test.jnk" in found.message


def test_a_switch_for_a_rule_of_another_language_is_idle_and_no_fault(tmp_path: Path) -> None:
    (tmp_path / "pack.toml").write_text(PACK.replace("[[rule]]", 'language = "de"\n\n[[rule]]', 1), "utf-8")
    (tmp_path / "cleaner.toml").write_text('off = ["test.junk"]', "utf-8")
    paths = [tmp_path / "pack.toml", tmp_path / "cleaner.toml"]
    english, german = (load_ruleset(paths, shipped=False, language=language) for language in ("en", "de"))
    assert [switch.rules for switch in english.switches] == [frozenset()]
    assert [switch.rules for switch in german.switches] == [frozenset({"test.junk"})]
    (tmp_path / "cleaner.toml").write_text('off = ["test.jnk"]', "utf-8")
    with pytest.raises(RuleError, match=r"did you mean `test\.junk`"):
        load_ruleset(paths, shipped=False)
