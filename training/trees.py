"""The three tree ensembles: what each is asked, and how it is fitted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import lightgbm
import numpy as np

from cleaner.features import NAMES
from cleaner.model import Label
from training.pages import MAIN, SHAPED, Page

LABELS = [str(label) for label in Label if label is not Label.BODY]
"""What a block may be that is no body, in the order of the classes."""

BY_HAND = (MAIN, "plain")
"""The views whose lines were labelled by hand."""

HAND_WEIGHT = 2.0
"""Lines that readers called furniture count double: of the others only the words tell."""

LABEL_WEIGHT = {MAIN: 1.0, SHAPED: 0.5}
CARRIED_WEIGHT = 0.3
"""What a labelled line counts by its view; labels that were carried to another view by the text count little."""

RULE_WORTH = {1: 1.0, 2: 3.0, 3: 5.0}
"""What a rule's proposal brings its label, by its score, before anything is fitted: a label of which there are five
lines has its rules all the same. Of lines with one rule of score 3, 92 in 100 are what it says."""

TRUST = 2.0
"""What a proposal of score 2 or more brings its label on top, when the fit is done: the trees see few lines of most
rules, and make too little of them on publishers not seen (labels as readers give them 0.795 to 0.806 on dev, 0.740 to
0.744 on reading)."""

TRUSTED_SCORE = 2

ROUNDS = {"first": 140, "second": 150, "labels": 20}

TREES: dict[str, Any] = {
    "learning_rate": 0.12,
    "num_leaves": 15,
    "max_depth": 4,
    "min_data_in_leaf": 100,
    "lambda_l2": 10.0,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.5,
    "bagging_freq": 1,
    "max_bin": 63,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,  # parts are fitted side by side
    "verbose": -1,
}

LABEL_TREES = TREES | {
    "objective": "multiclass",
    "num_class": len(LABELS),
    "num_leaves": 8,
    "max_depth": 3,
    "min_data_in_leaf": 15,
    "lambda_l2": 10.0,
    "learning_rate": 0.25,
}

RULE_COLUMNS = [NAMES.index(f"rule_{label}") for label in LABELS]


def fit_body(name: str, tables: Sequence[np.ndarray], pages: Sequence[Page]) -> lightgbm.Booster:
    """Fit the `first` or the `second` step: log-odds that a block is body."""
    data = lightgbm.Dataset(
        np.concatenate([table[page.rows] for table, page in zip(tables, pages, strict=True)]),
        np.concatenate([page.is_body[page.rows] for page in pages]).astype(np.float32),
        weight=np.concatenate([_weights(page)[page.rows] for page in pages]),
    )
    return lightgbm.train(TREES | {"objective": "binary"}, data, ROUNDS[name])


def _weights(page: Page) -> np.ndarray:
    if page.view not in BY_HAND:
        return page.weights
    by_hand = np.array([label not in (None, "body") for label in page.labels])
    return page.weights * np.where(by_hand & ~page.is_body, HAND_WEIGHT, 1.0)


def body_scores(booster: lightgbm.Booster, table: np.ndarray) -> np.ndarray:
    """The log-odds of each block."""
    return np.asarray(booster.predict(table, raw_score=True, num_threads=1), dtype=np.float32)


def known_labels(page: Page) -> np.ndarray:
    """The class of each block that is known to be something else than body; -1 for the others."""
    at = {label: n for n, label in enumerate(LABELS)}
    return np.array(
        [at.get(label or "", -1) if not body else -1 for label, body in zip(page.labels, page.is_body, strict=True)]
    )


def fit_labels(tables: Sequence[np.ndarray], pages: Sequence[Page]) -> lightgbm.Booster:
    """Fit the scores of the labels of what is no body, on top of what the rules bring."""
    rows, target, weights = [], [], []
    for table, page in zip(tables, pages, strict=True):
        known = known_labels(page)
        chosen = np.flatnonzero(known >= 0)
        rows.append(table[chosen])
        target.append(known[chosen])
        weights.append(np.full(len(chosen), LABEL_WEIGHT.get(page.view, CARRIED_WEIGHT)))
    table = np.concatenate(rows)
    data = lightgbm.Dataset(
        table, np.concatenate(target), weight=np.concatenate(weights), init_score=worth_of_rules(table)
    )
    return lightgbm.train(LABEL_TREES, data, ROUNDS["labels"])


def label_scores(booster: lightgbm.Booster, table: np.ndarray) -> np.ndarray:
    """Blocks × labels: what the rules bring, and the trees that were fitted on top of it."""
    trust = TRUST * (table[:, RULE_COLUMNS] >= TRUSTED_SCORE)
    scores: np.ndarray = worth_of_rules(table) + trust + booster.predict(table, raw_score=True, num_threads=1)
    return scores.astype(np.float32)


def worth_of_rules(table: np.ndarray) -> np.ndarray:
    """Blocks × labels: what the rules' proposals bring, of the columns `rule_LABEL`."""
    scores = table[:, RULE_COLUMNS]
    return np.select([scores >= score for score in sorted(RULE_WORTH, reverse=True)], sorted(RULE_WORTH.values())[::-1])
