"""What the rules say, as numbers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from cleaner.features import rule_proposals
from cleaner.features.place import CAP
from cleaner.model import Annotation, Label
from tests.documents import in_blocks, measured

TEXT = "ten letters"
PROSE = "The ferry from Skerra did not sail on Monday because of ice in the harbour, the company said."


def columns(notes: dict[int, list[Annotation]], n: int = 5, text: str = TEXT) -> dict[str, list[float]]:
    document = replace(in_blocks(*[text] * n), annotations=tuple(tuple(notes.get(i, ())) for i in range(n)))
    found = measured(document)
    return {name: found[name] for name in rule_proposals.NAMES}


def note(label: Label, kind: str = "line", score: float = 2.0, end: int = len(TEXT)) -> Annotation:
    return Annotation(0, 0, end, label, "test.rule", kind, score)


def test_no_proposals_are_noughts() -> None:
    found = columns({})
    assert found.pop("since_bound") == [CAP] * 5
    assert not np.any(list(found.values()))


def test_the_strongest_proposal_of_a_label_counts() -> None:
    found = columns({1: [note(Label.PROMO, score=1), note(Label.PROMO, score=3), note(Label.SHARE)]})
    assert found["rule_promo"] == [0, 3, 0, 0, 0]
    assert found["rule_share"] == [0, 2, 0, 0, 0]
    assert found["best_rule"] == [0, 3, 0, 0, 0]
    assert found["prev_rule"] == [0, 0, 3, 0, 0]
    assert found["next_rule"] == [3, 0, 0, 0, 0]


def test_protections_items_and_cuts_are_kept_apart_from_labels() -> None:
    found = columns(
        {0: [note(Label.BODY, "protect")], 1: [note(Label.RELATED, "item", 1)], 2: [note(Label.CREDIT, "span", end=3)]}
    )
    assert found["protected"] == [2, 0, 0, 0, 0]
    assert found["item"] == [0, 1, 0, 0, 0]
    assert found["cut"] == [0, 0, 2, 0, 0]
    assert found["best_rule"] == [0, 0, 0, 0, 0]


def test_a_span_over_the_whole_block_proposes_its_label() -> None:
    assert columns({2: [note(Label.CREDIT, "span")]})["rule_credit"] == [0, 0, 2, 0, 0]


def test_bounds_count_for_all_that_follows() -> None:
    found = columns({1: [note(Label.COMMENTS, "boundary", 3)], 3: [note(Label.RELATED, "boundary")]}, text=PROSE)
    assert found["bound"] == [0, 3, 0, 2, 0]
    assert found["sure_bounds_before"] == [0, 1, 1, 1, 1]
    assert found["bounds_before"] == [0, 1, 1, 2, 2]
    assert found["bounds_after"] == [2, 1, 1, 0, 0]
    assert found["since_bound"] == [CAP, 0, 1, 0, 1]


def test_a_bound_above_the_first_paragraph_is_not_believed() -> None:
    found = columns({0: [note(Label.COMMENTS, "boundary", 3)]}, text=PROSE)
    assert found["sure_bounds_before"] == [0] * 5
    assert found["since_bound"] == [CAP] * 5


def test_bylines_and_stamps_are_counted_before_and_after() -> None:
    found = columns({1: [note(Label.BYLINE)], 2: [note(Label.TIMESTAMP)]})
    assert found["bylines_before"] == [0, 0, 1, 1, 1]
    assert found["bylines_after"] == [1, 0, 0, 0, 0]
    assert found["stamps_before"] == [0, 0, 0, 1, 1]
    assert found["headlike_before"] == [0, 0, 1, 2, 2]


def test_weak_proposals_are_no_marks() -> None:
    assert columns({1: [note(Label.BYLINE, score=1)]})["bylines_before"] == [0] * 5
