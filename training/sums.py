"""The questions that weights answer, and how a sum is fitted to each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from cleaner.features import NAMES
from cleaner.features.label_context import LABELS as NAMED
from cleaner.model import Label
from training.pages import GOLDEN, PLAIN, SEED, VIEW_WEIGHT, VIEWS, Page

LABEL_WEIGHT = {GOLDEN: 3.0, SEED: 75.0}
"""Golden cases count little more than pages: with 25 times, labels of pages not seen were 2 points worse."""

RARE, RARE_WEIGHT = 20, 8.0
"""Of labels of which the pages have fewer lines than this, golden cases count so much more: they stand in for pages."""

BY_HAND = (VIEWS[0], PLAIN)
"""The views whose every line was labelled by hand."""

HAND_WEIGHT = 2.0
"""In the sum that decides, lines that readers called furniture count double: of the others only the words tell."""

RULE_WORTH = {1: 1.0, 2: 3.0, 3: 5.0}
"""What a rule's proposal brings its label, by its score, before anything is fitted: a label of which there are five
lines has its rules all the same. Of lines with one rule of score 3, 92 in 100 are what it says."""

ROUNDS = {"body": 200, "extent": 200, "start": 100, "end": 100, "sequence": 150, "label": 20, "naming": 32}
LABEL_STEPS = {"label": 0.25, "naming": 0.18}

TREES: dict[str, Any] = {
    "learning_rate": 0.1,
    "num_leaves": 15,
    "max_depth": 4,
    "min_data_in_leaf": 100,
    "lambda_l2": 30.0,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}

SEQUENCE_TREES = TREES | {"lambda_l2": 50.0, "learning_rate": 0.07}

LABEL_TREES = TREES | {
    "objective": "multiclass",
    "num_leaves": 8,
    "max_depth": 3,
    "min_data_in_leaf": 15,
    "lambda_l2": 10.0,
}


class Question(NamedTuple):
    """What a sum is to answer: the answer for each block of a page, the blocks it is asked about, and their weights."""

    answer: Callable[[Page], np.ndarray]
    asked: Callable[[Page], np.ndarray]
    weights: Callable[[Page], np.ndarray]
    trees: dict[str, Any]


def is_body(page: Page) -> np.ndarray:
    return page.body >= 0.5


def in_extent(page: Page) -> np.ndarray:
    """From the first body block to the last."""
    body = is_body(page)
    return np.logical_or.accumulate(body) & np.logical_or.accumulate(body[::-1])[::-1]


def is_start(page: Page) -> np.ndarray:
    body = is_body(page)
    return body & (np.cumsum(body) == 1)


def is_end(page: Page) -> np.ndarray:
    return is_start(replace(page, body=page.body[::-1]))[::-1]


def everywhere(page: Page) -> np.ndarray:
    return np.ones(len(page.body), dtype=bool)


def by_page(page: Page) -> np.ndarray:
    """Every block alike: where an article starts does not depend on how long the block is."""
    return np.full(len(page.body), VIEW_WEIGHT.get(page.view, 1.0))


def by_words(page: Page) -> np.ndarray:
    return page.weights


def by_words_and_hand(page: Page) -> np.ndarray:
    if page.view not in BY_HAND:
        return page.weights
    return page.weights * np.where([label not in (None, Label.BODY) for label in page.labels], HAND_WEIGHT, 1.0)


QUESTIONS = {
    "body": Question(is_body, in_extent, by_words, TREES),
    "extent": Question(in_extent, everywhere, by_words, TREES),
    "start": Question(is_start, everywhere, by_page, TREES),
    "end": Question(is_end, everywhere, by_page, TREES),
    "sequence": Question(is_body, everywhere, by_words_and_hand, SEQUENCE_TREES),
}


def fit(name: str, tables: list[np.ndarray], pages: list[Page]) -> lightgbm.Booster:
    """Fit the sum of one name of `QUESTIONS`."""
    question = QUESTIONS[name]
    asked = [question.asked(page) for page in pages]
    data = lightgbm.Dataset(
        np.vstack([table[rows] for table, rows in zip(tables, asked, strict=True)]),
        np.concatenate([question.answer(page)[rows] for page, rows in zip(pages, asked, strict=True)]),
        weight=np.concatenate([question.weights(page)[rows] for page, rows in zip(pages, asked, strict=True)]),
    )
    return lightgbm.train(question.trees | {"objective": "binary"}, data, ROUNDS[name])


LABELS = [str(label) for label in NAMED]

RULE_COLUMNS = [NAMES.index(f"rule_{label}") for label in LABELS]


def worth_of_rules(table: np.ndarray) -> np.ndarray:
    """Blocks × labels: what the rules' proposals bring, of the columns `rule_LABEL`."""
    scores = table[:, RULE_COLUMNS]
    return np.select([scores >= score for score in sorted(RULE_WORTH, reverse=True)], sorted(RULE_WORTH.values())[::-1])


def block_sums(booster: lightgbm.Booster, table: np.ndarray) -> np.ndarray:
    """The sum of each block."""
    sums: np.ndarray = booster.predict(table, raw_score=True)
    return sums


def label_sums(booster: lightgbm.Booster, table: np.ndarray) -> np.ndarray:
    """Blocks × labels: what the rules bring, and the trees that were fitted on top of it."""
    return worth_of_rules(table) + booster.predict(table, raw_score=True)


def fit_labels(name: str, tables: list[np.ndarray], pages: list[Page]) -> lightgbm.Booster:
    """Fit the first sums of the labels (`label`) or the second (`naming`)."""
    rows, target, weights = [], [], []
    rare = rare_labels(pages)
    for table, page in zip(tables, pages, strict=True):
        for row, label, share in zip(table, page.labels, page.body, strict=True):
            if label in LABELS and (share < 0.5 or page.view in (*BY_HAND, GOLDEN, SEED)):
                rows.append(row)
                target.append(LABELS.index(label))
                own = page.view in LABEL_WEIGHT and label in rare
                weights.append(LABEL_WEIGHT.get(page.view, 1.0) * (RARE_WEIGHT if own else 1.0))
    known = np.array(rows)
    data = lightgbm.Dataset(known, np.array(target), weight=np.array(weights), init_score=worth_of_rules(known))
    trees = LABEL_TREES | {"num_class": len(LABELS), "learning_rate": LABEL_STEPS[name]}
    return lightgbm.train(trees, data, ROUNDS[name])


def rare_labels(pages: list[Page]) -> set[str]:
    """The labels of which the pages have hardly any lines."""
    counts = Counter(label for page in pages if page.view in BY_HAND for label in page.labels)
    return {label for label in LABELS if counts[label] < RARE}
