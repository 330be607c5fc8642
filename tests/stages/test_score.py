"""Weighing: the sums, what is called what, and what is blamed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.features import NAMES, PAGE_NAMES, measure, neighbours, with_neighbours
from cleaner.model import BlockScores, Label, RuleError
from cleaner.ruleset import RuleSet
from cleaner.scoring.trees import TreeEnsemble
from cleaner.stages.score import CERTAIN, evidence, score
from tests.documents import in_blocks

LONG = "The council voted on Monday to keep both of the town’s libraries open for another year, she said."
TEXTS = (LONG, "Home", LONG, "Read more", LONG)


def stump(names: tuple[str, ...], feature: str, threshold: float, below: float, above: float) -> TreeEnsemble:
    return TreeEnsemble(
        names,
        depth=1,
        classes=1,
        bias=[0.0],
        feature=[[names.index(feature)]],
        threshold=[[threshold]],
        leaf=[[below, above]],
    )


@dataclass(frozen=True, eq=False)
class SmallRules:
    """As much of a rule set as the weighing asks for."""

    trees: dict[str, TreeEnsemble]
    evidence: dict[str, Any]


def small_rules(first: TreeEnsemble, second: TreeEnsemble, labels: TreeEnsemble | None = None) -> Any:
    by_words = labels or by_label(WIDE, "words", 1.0, below=Label.NAV, above=Label.RELATED)
    trees = {"first": first, "second": second, "labels": by_words}
    return SmallRules(trees, {name: {"leaf": []} for name in trees} | {"labels": {"leaf": [], "labels": LABELS}})


def by_label(names: tuple[str, ...], feature: str, threshold: float, *, below: Label, above: Label) -> TreeEnsemble:
    """A question whose answer is one label or the other."""
    return TreeEnsemble(
        names,
        depth=1,
        classes=len(LABELS),
        bias=[0.0] * len(LABELS),
        feature=[[names.index(feature)]] * len(LABELS),
        threshold=[[threshold]] * len(LABELS),
        leaf=[[9.0 * (label == below), 9.0 * (label == above)] for label in LABELS],
    )


WIDE = (*NAMES, *neighbours.NAMES)
LABELS = [str(label) for label in Label if label is not Label.BODY]
BY_WORDS = stump(NAMES, "words", 10, -4.0, 4.0)


def test_the_second_step_is_made_of_the_first_and_names_what_spoke_against() -> None:
    rules = small_rules(BY_WORDS, stump(WIDE, "first_score", 0, -5.0, 5.0))
    scores = score(in_blocks(*TEXTS), rules).scores
    assert scores is not None
    assert scores.keep == (5.0, -5.0, 5.0, -5.0, 5.0)
    assert scores.reasons == ("", "words", "", "words", "")
    assert scores.labels == (Label.BODY, Label.NAV, Label.BODY, Label.RELATED, Label.BODY)


def test_a_neighbours_first_score_can_save_an_odd_line() -> None:
    rules = small_rules(BY_WORDS, stump(WIDE, "prev1_score", 0, -5.0, 5.0))
    scores = score(in_blocks(*TEXTS), rules).scores
    assert scores is not None
    assert scores.keep == (-5.0, 5.0, -5.0, 5.0, -5.0)


@pytest.mark.parametrize(("against", "kept"), [(-CERTAIN + 0.1, True), (-CERTAIN - 0.1, False)])
def test_nothing_goes_from_clean_text_on_weak_evidence(against: float, kept: bool) -> None:
    rules = small_rules(BY_WORDS, stump(WIDE, "first_score", 0, against, 5.0))
    scores = score(in_blocks(*TEXTS), rules).scores
    assert scores is not None
    assert (set(scores.labels) == {Label.BODY}) == kept


def test_weak_evidence_removes_a_block_where_another_is_certainly_no_body() -> None:
    rules = small_rules(BY_WORDS, stump(WIDE, "since_prose", 30, -0.1, -5.0))
    scores = score(in_blocks("Home", "News", LONG, LONG), rules).scores
    assert scores is not None
    assert Label.BODY not in scores.labels


def test_a_headline_above_clean_text_goes_by_its_own_score() -> None:
    rules = small_rules(BY_WORDS, stump(WIDE, "words", 10, -1.0, 5.0))
    scores = score(in_blocks("Mill to close", LONG, "At a glance", LONG), rules).scores
    assert scores is not None
    assert scores.labels[0] is not Label.BODY
    assert set(scores.labels[1:]) == {Label.BODY}


def test_confidence_is_the_probability_of_the_label() -> None:
    rules = small_rules(BY_WORDS, stump(WIDE, "first_score", 0, -5.0, 5.0))
    scores = score(in_blocks(*TEXTS), rules).scores
    assert scores is not None
    assert scores.confidence[0] == pytest.approx(0.993, abs=0.001)
    assert 0.98 < scores.confidence[1] < scores.confidence[0]


def test_a_document_without_blocks_has_empty_scores(rules: RuleSet) -> None:
    assert score(in_blocks(), rules).scores == BlockScores((), (), (), (), ())


def test_every_block_that_is_not_body_has_a_reason(rules: RuleSet) -> None:
    scores = score(in_blocks("Home", "News", "Sport", "Sign in", *[LONG] * 3, "© 2024 Post"), rules).scores
    assert scores is not None
    for label, sure, _, otherwise, reason in zip(*scores, strict=True):
        assert otherwise is not Label.BODY
        assert (reason in WIDE) == (label is not Label.BODY)
        assert 0 <= sure <= 1


def test_the_parts_of_an_explanation_add_up_to_the_score(rules: RuleSet) -> None:
    document = score(in_blocks(*TEXTS), rules)
    assert document.scores is not None
    for why, keep in zip(evidence(document, rules, range(len(TEXTS))), document.scores.keep, strict=True):
        assert why.second.total == pytest.approx(keep, abs=1e-3)
        assert why.second.base + sum(part.worth for part in why.second.parts) == pytest.approx(keep, abs=1e-3)
        assert sum(why.probabilities.values()) == pytest.approx(1.0, abs=1e-5)


def test_the_weights_are_made_for_the_measurements_there_are(rules: RuleSet) -> None:
    assert rules.trees["first"].names == NAMES
    assert rules.trees["html/first"].names == PAGE_NAMES
    assert rules.trees["second"].names == rules.trees["labels"].names == WIDE
    assert rules.evidence["labels"]["labels"] == rules.evidence["html/labels"]["labels"] == LABELS


def test_every_weights_file_says_what_made_it_and_of_what(rules: RuleSet) -> None:
    for name in rules.trees:
        assert all(rules.evidence[name][key] for key in ("made_by", "fitted_at", "fitted_on"))


def test_weights_that_name_a_measurement_no_longer_made_warn_and_count_it_by_its_default() -> None:
    rules = small_rules(stump(("gone", *NAMES), "gone", 5, -2.0, 2.0), stump(WIDE, "first_score", 0, -1, 1))
    rules.evidence["first"] = {"leaf": [], "defaults": {"gone": 9.0}}
    with pytest.warns(UserWarning, match=r"first\.json.*no longer made.*gone"):
        scores = score(in_blocks(*TEXTS), rules).scores
    assert scores is not None
    assert set(scores.keep) == {1.0}


def test_a_missing_weights_file_is_named() -> None:
    rules = small_rules(BY_WORDS, stump(WIDE, "first_score", 0, -5.0, 5.0))
    del rules.evidence["second"]
    with pytest.raises(RuleError, match=r"rules/evidence/second\.json"):
        score(in_blocks(*TEXTS), rules)


def test_a_blocks_scores_do_not_depend_on_what_else_was_scored_with_it(rules: RuleSet) -> None:
    table = measure(in_blocks(*TEXTS))
    wide = with_neighbours(table, rules.trees["first"].score(table)[:, 0])
    together = rules.trees["second"].score(wide)
    assert np.array_equal(np.vstack([rules.trees["second"].score(wide[n : n + 1]) for n in range(len(wide))]), together)


def test_a_heading_of_a_page_is_never_a_caption(cleaner: Cleaner) -> None:
    entries = "".join(
        f"<li><time>1{n}:20</time><h3>Trains stopped {n}</h3><p>All trains between Harrow and Ostley have been stopped.</p></li>"
        for n in range(4)
    )
    result = cleaner.clean(f"<html><body><h1>Storm: live</h1><ul>{entries}</ul></body></html>")
    assert not any(line.label is Label.CAPTION for line in result.lines if "Trains stopped" in line.text)
    assert result.article.image == ()
