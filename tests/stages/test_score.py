"""Weighing: the sums, what is called what, and what is blamed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from cleaner import Cleaner
from cleaner.features import CONTEXT_NAMES, NAMES, NAMING_NAMES, FirstSums, context, measure
from cleaner.features.label_context import LABELS
from cleaner.model import BlockScores, Label
from cleaner.ruleset import RuleSet
from cleaner.scoring.trees import TreeEnsemble
from cleaner.stages.score import score
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


def small_rules(body: TreeEnsemble, sequence: TreeEnsemble, naming: TreeEnsemble | None = None) -> Any:
    wide = (*NAMES, *CONTEXT_NAMES)
    first = dict.fromkeys(FirstSums._fields, NOTHING) | {"body": body}
    by_words = by_label(wide, "words", 1.0, below=Label.NAV, above=Label.RELATED)
    second = naming or by_label((*wide, *NAMING_NAMES), "words", 1.0, below=Label.NAV, above=Label.RELATED)
    return SmallRules(
        {**first, "sequence": sequence, "label": by_words, "naming": second},
        {"naming": {"labels": list(map(str, LABELS))}},
    )


def by_label(names: tuple[str, ...], feature: str, threshold: float, *, below: Label, above: Label) -> TreeEnsemble:
    """A question whose answer is one label or the other."""
    return TreeEnsemble(
        names,
        depth=1,
        classes=len(LABELS),
        bias=[0.0] * len(LABELS),
        feature=[[names.index(feature)]] * len(LABELS),
        threshold=[[threshold]] * len(LABELS),
        leaf=[[float(label is below), float(label is above)] for label in LABELS],
    )


NOTHING = stump(NAMES, "words", 0, 0.0, 0.0)
BY_WORDS = stump(NAMES, "words", 10, -2.0, 2.0)


def test_the_second_sum_is_made_of_the_first_and_names_what_spoke_against() -> None:
    rules = small_rules(BY_WORDS, stump((*NAMES, *CONTEXT_NAMES), "first_sum", 0, -1.0, 1.0))
    weighed = score(in_blocks(*TEXTS), rules).scores
    assert weighed is not None
    assert weighed.keep == (1.0, -1.0, 1.0, -1.0, 1.0)
    assert weighed.reasons == ("", "words", "", "words", "")
    assert [weighed.labels[1], weighed.labels[3]] == [Label.NAV, Label.RELATED]


def test_a_neighbours_first_sum_can_save_an_odd_line() -> None:
    rules = small_rules(BY_WORDS, stump((*NAMES, *CONTEXT_NAMES), "prev_sum", 0, -1.0, 1.0))
    weighed = score(in_blocks(*TEXTS), rules).scores
    assert weighed is not None
    assert weighed.keep == (-1.0, 1.0, -1.0, 1.0, -1.0)


def test_a_neighbours_name_can_tell_what_a_line_is() -> None:
    names = (*NAMES, *CONTEXT_NAMES, *NAMING_NAMES)
    beside = by_label(names, "prev_is_nav", 0.1, below=Label.OTHER, above=Label.SHARE)
    rules = small_rules(BY_WORDS, stump((*NAMES, *CONTEXT_NAMES), "first_sum", 0, -1.0, 1.0), beside)
    weighed = score(in_blocks(LONG, "Home", "Mail", LONG, "Mail"), rules).scores
    assert weighed is not None
    assert [weighed.labels[n] for n in (1, 2, 4)] == [Label.OTHER, Label.SHARE, Label.OTHER]


def test_a_document_without_blocks_has_empty_sums(rules: RuleSet) -> None:
    assert score(in_blocks(), rules).scores == BlockScores((), (), ())


def test_every_block_that_is_not_body_has_a_label_and_a_reason(rules: RuleSet) -> None:
    weighed = score(in_blocks("Home", "News", "Sport", "Sign in", *[LONG] * 3, "© 2024 Post"), rules).scores
    assert weighed is not None
    assert len(weighed.keep) == len(weighed.labels) == len(weighed.reasons) == 8
    for keep, label, reason in zip(*weighed, strict=True):
        assert label is not Label.BODY
        assert (reason in {*NAMES, *CONTEXT_NAMES}) == (keep <= 0)


def test_the_parts_of_an_explanation_add_up_to_the_sum(rules: RuleSet) -> None:
    table = measure(in_blocks(*TEXTS))
    trees = rules.trees["body"]
    for row, total in zip(table, trees.score(table)[:, 0].tolist(), strict=True):
        assert sum(trees.explain(row, 0).values()) == pytest.approx(total, abs=1e-3)


def test_the_weights_are_made_for_the_measurements_there_are(rules: RuleSet) -> None:
    assert {rules.trees[name].names for name in FirstSums._fields} == {NAMES}
    assert rules.trees["sequence"].names == rules.trees["label"].names == (*NAMES, *CONTEXT_NAMES)
    assert rules.trees["naming"].names == (*NAMES, *CONTEXT_NAMES, *NAMING_NAMES)
    assert rules.evidence["naming"]["labels"] == rules.evidence["label"]["labels"] == list(map(str, LABELS))


def test_every_weights_file_says_what_made_it_and_of_what(rules: RuleSet) -> None:
    for name in rules.trees:
        assert all(rules.evidence[name][key] for key in ("made_by", "fitted_at", "fitted_on"))


def test_weights_that_name_a_measurement_no_longer_made_warn_and_count_it_by_its_default() -> None:
    rules = small_rules(
        stump(("gone", *NAMES), "gone", 5, -2.0, 2.0), stump((*NAMES, *CONTEXT_NAMES), "first_sum", 0, -1, 1)
    )
    rules.evidence["body"] = {"defaults": {"gone": 9.0}}
    with pytest.warns(UserWarning, match=r"body\.json.*no longer made.*gone"):
        weighed = score(in_blocks(*TEXTS), rules).scores
    assert weighed is not None
    assert set(weighed.keep) == {1.0}


def test_a_blocks_sums_do_not_depend_on_what_else_was_scored_with_it(rules: RuleSet) -> None:
    table = measure(in_blocks(*TEXTS))
    around = context(FirstSums(*(rules.trees[name].score(table)[:, 0] for name in FirstSums._fields)), table)
    wide = np.hstack([table, around])
    together = rules.trees["sequence"].score(wide)
    assert np.array_equal(
        np.vstack([rules.trees["sequence"].score(wide[n : n + 1]) for n in range(len(wide))]), together
    )


def test_a_heading_of_a_page_is_never_a_caption(cleaner: Cleaner) -> None:
    entries = "".join(
        f"<li><time>1{n}:20</time><h3>Trains stopped {n}</h3><p>All trains between Harrow and Ostley have been stopped.</p></li>"
        for n in range(4)
    )
    result = cleaner.clean(f"<html><body><h1>Storm: live</h1><ul>{entries}</ul></body></html>")
    assert not any(line.label is Label.CAPTION for line in result.lines if "Trains stopped" in line.text)
    assert result.article.image == ()
