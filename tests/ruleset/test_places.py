"""Where the keys of a rule file stand, and what errors point at."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.model import RuleError
from cleaner.ruleset import load_ruleset
from cleaner.ruleset.places import Place, Places

RULE = """schema = 1
pack = "mine"

[[rule]]
id = "mine.one"
label = "promo"
why = "It is there for a test."
pattern = '^One'
unless = [
  'fine',
  'said',
]
hits = ["One", "One more"]
misses = ["None", "No one"]
"""


def test_a_key_is_looked_for_in_its_own_table() -> None:
    places = Places(RULE + "\n[[rule]]\n  id = 'mine.two'\n")
    assert places.of(("rule", 0), "id") == Place(5, 1)
    assert places.of(("rule", 1), "id") == Place(17, 3)
    assert places.of(("rule", 1), "pattern") == Place(16, 1)
    assert places.of(None, "pack") == Place(2, 1)
    assert places.of(None, "id") == Place(1, 1)


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("'^One'", "'^(One'", 8, 11),
        ("'said'", "'(?=said)'", 11, 3),
        ("label", "  labl", 4, 1),
        ('"promo"', '"promotion"', 6, 1),
    ],
)
def test_an_error_points_at_the_key_or_the_item_at_fault(
    tmp_path: Path, old: str, new: str, line: int, column: int
) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE.replace(old, new), "utf-8")
    with pytest.raises(RuleError) as caught:
        load_ruleset([path], shipped=False)
    assert caught.value.where == f"{path}:{line}"
    assert caught.value.column == column
    assert str(caught.value).startswith(f"{path}:{line}: ")


@pytest.mark.parametrize(
    ("old", "new", "suggestion"),
    [
        ("label =", "labl =", "is `labl` meant to be it?"),
        ('"promo"', '"prom"', "did you mean `promo`?"),
        ("misses =", "scor = 3\nmisses =", "did you mean `score`?"),
        ("'said'", "'(?=said)'", "put the exception under `unless`"),
    ],
)
def test_an_error_says_what_to_do(tmp_path: Path, old: str, new: str, suggestion: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(RULE.replace(old, new), "utf-8")
    with pytest.raises(RuleError) as caught:
        load_ruleset([path], shipped=False)
    assert caught.value.suggestion == suggestion
    assert suggestion in str(caught.value)
