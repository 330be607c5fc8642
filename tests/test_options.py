"""The options of a cleaner: checked once, the same by every way in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaner import Cleaner
from cleaner.options import Options, Overrides


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"rules": 5}, "rules=5: expected a path of rules, or several"),
        ({"rules": [5]}, r"rules=\[5\]: expected a path of rules, or several"),
        ({"language": None}, 'language=None: expected a code such as "en" or "de"'),
        ({"fast": "yes"}, "fast='yes': expected True or False"),
        ({"keep_foreign": 1}, "keep_foreign=1: expected True or False"),
    ],
)
def test_a_value_of_another_type_is_named_with_its_option(options: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Cleaner(**options)


def test_a_cleaner_made_of_options_has_them() -> None:
    options = Options(shipped=False, keep_foreign=True)
    assert Cleaner.of(options).options == options == Cleaner(shipped=False, keep_foreign=True).options


def test_what_is_stated_takes_the_place_of_what_is_set_and_the_rest_stays() -> None:
    settings = Options(language="de", keep_foreign=True)
    assert settings.overridden(Overrides(keep_foreign=False)) == Options(language="de")
    assert settings.overridden(Overrides()) == settings


def test_rules_that_are_named_come_behind_those_that_are_set_each_path_once(tmp_path: Path) -> None:
    set_already, named = tmp_path / "a.toml", tmp_path / "b.toml"
    options = Options((set_already,)).overridden(Overrides([named, tmp_path / "x" / ".." / "a.toml"]))
    assert [Path(path).resolve() for path in options.rules] == [set_already, named]


def test_options_for_another_process_have_absolute_paths_and_names_of_packages_as_they_are() -> None:
    assert Options(("a.toml", "package:harrow")).placed().rules == (str(Path("a.toml").absolute()), "package:harrow")
