"""Sums of every block by weights that were fitted without its publisher."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable

import lightgbm
import numpy as np

from cleaner.features import FirstSums, context, naming
from training.pages import Page
from training.sums import LABELS, block_sums, fit, fit_labels, label_sums

FOLDS = 5

Fit = Callable[[str, list[np.ndarray], list[Page]], lightgbm.Booster]
Score = Callable[[lightgbm.Booster, np.ndarray], np.ndarray]
"""How weights are fitted, and what they make of a table."""


def folds(pages: list[Page]) -> list[set[str]]:
    """Publishers in parts of about equal size, always the same."""
    sizes: dict[str, int] = defaultdict(int)
    for page in pages:
        sizes[page.publisher] += 1
    parts: list[set[str]] = [set() for _ in range(FOLDS)]
    load = [0] * FOLDS
    for publisher in sorted(sizes, key=lambda p: (-sizes[p], p)):
        lightest = load.index(min(load))
        parts[lightest].add(publisher)
        load[lightest] += sizes[publisher]
    return parts


def left_out_sums(
    name: str, tables: list[np.ndarray], pages: list[Page], fitted: Fit = fit, scored: Score = block_sums
) -> list[np.ndarray]:
    """The sum (log-odds) of every block, by weights fitted without its publisher."""
    sums: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for part in folds(pages):
        inside = [n for n, page in enumerate(pages) if page.publisher not in part]
        booster = fitted(name, [tables[n] for n in inside], [pages[n] for n in inside])
        for n, page in enumerate(pages):
            if page.publisher in part:
                sums[n] = scored(booster, tables[n]).astype(np.float32)
    print(f"left out: {name}", file=sys.stderr)
    return sums


def with_context(tables: list[np.ndarray], pages: list[Page]) -> list[np.ndarray]:
    """What the second weighing is made of, from first sums by weights fitted without each page's publisher."""
    first = [left_out_sums(name, tables, pages) for name in FirstSums._fields]
    around = [context(FirstSums(*sums), table) for table, *sums in zip(tables, *first, strict=True)]
    return [np.hstack(both) for both in zip(tables, around, strict=True)]


def left_out_label_sums(name: str, tables: list[np.ndarray], pages: list[Page]) -> list[np.ndarray]:
    """The sums of the labels of every block, by weights fitted without its publisher."""
    return left_out_sums(name, tables, pages, fit_labels, label_sums)


def with_names(tables: list[np.ndarray], pages: list[Page], keep: list[np.ndarray]) -> list[np.ndarray]:
    """What the second naming is made of, from first sums by weights fitted without each page's publisher."""
    first = left_out_label_sums("label", tables, pages)
    return [np.hstack([table, naming(own, sums)]) for table, own, sums in zip(tables, first, keep, strict=True)]


def same_labels(
    pages: list[Page], keep: list[np.ndarray], named: list[np.ndarray], view: str
) -> dict[str, tuple[float, float]]:
    """By split, in one view: of the lines that readers gave another label than body, the share that gets the same one,
    and the share that is kept in the body."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for page, sums, own in zip(pages, keep, named, strict=True):
        if page.view != view:
            continue
        for label, guess, total in zip(page.labels, own.argmax(axis=1), sums, strict=True):
            if label in LABELS:
                found = counts[page.split]
                found[0] += 1
                found[1] += total <= 0 and LABELS[guess] == label
                found[2] += total > 0
    return {split: (same / n, kept / n) for split, (n, same, kept) in counts.items()}
