"""Rules that nobody needs are those whose absence no block would notice."""

from __future__ import annotations

from training.eliminate import eliminated


def proposal(
    rule: str, label: str = "nav", score: float = 2.0, *captures: str
) -> tuple[str, str, str, float, frozenset[str]]:
    return rule, label, "line", score, frozenset(captures)


def test_of_two_rules_that_always_speak_together_one_goes() -> None:
    blocks = [[proposal("a.one"), proposal("a.two")], [proposal("a.two")]]
    assert eliminated(blocks, {"a.one", "a.two"}) == ["a.one (1 hits)"]


def test_a_rule_that_is_surer_or_captures_more_is_needed() -> None:
    surer = [[proposal("a.weak", score=1.0), proposal("a.sure", score=3.0)]]
    assert eliminated(surer, {"a.weak", "a.sure"}) == ["a.weak (1 hits)"]
    more = [[proposal("a.plain"), proposal("a.names", "nav", 2.0, "author")]]
    assert eliminated(more, {"a.plain", "a.names"}) == ["a.plain (1 hits)"]


def test_rules_of_other_labels_do_not_stand_in_for_one_another() -> None:
    assert eliminated([[proposal("a.nav"), proposal("a.promo", "promo")]], {"a.nav", "a.promo"}) == []


def test_a_rule_without_a_hit_is_needed_nowhere() -> None:
    assert eliminated([[proposal("a.one")]], {"a.one", "a.idle"}) == ["a.idle (0 hits)"]
