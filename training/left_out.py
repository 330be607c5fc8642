"""Weights fitted without the publishers of some pages, so that these pages measure what weights are worth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from typing import Any

import numpy as np

from training.pages import Page

FOLDS = 5

_SHARED: dict[str, Any] = {}
"""What forked workers see of the tables: copying them would take longer than fitting."""


def folds(publishers: Sequence[str]) -> dict[str, int]:
    """Publishers dealt out to parts of about equal size, always the same way; one name for each page.

    >>> sorted(folds(["a.com", "a.com", "b.com", "c.com"]).values())
    [0, 1, 2]
    """
    sizes: dict[str, int] = defaultdict(int)
    for publisher in publishers:
        sizes[publisher] += 1
    load, dealt = [0] * FOLDS, {}
    for publisher in sorted(sizes, key=lambda name: (-sizes[name], name)):
        part = load.index(min(load))
        dealt[publisher] = part
        load[part] += sizes[publisher]
    return dealt


def side_by_side(tasks: Sequence[Callable[[], Any]], workers: int) -> list[Any]:
    """What some tasks come to, done side by side in forked processes."""
    _SHARED.update(tasks=tasks)
    with ProcessPoolExecutor(workers, mp_context=get_context("fork")) as pool:
        found = list(pool.map(_task, range(len(tasks))))
    _SHARED.clear()
    return found


def _task(number: int) -> Any:
    return _SHARED["tasks"][number]()


def left_out(
    fit: Callable[..., Any],
    scored: Callable[[Any, np.ndarray], np.ndarray],
    tables: Sequence[np.ndarray],
    pages: Sequence[Page],
    parts: Sequence[int],
    workers: int,
) -> tuple[list[np.ndarray], list[str]]:
    """The scores of every block by weights fitted without its publisher; and those weights, part by part, as text."""
    tasks = [partial(_without, fit, scored, tables, pages, parts, part) for part in range(FOLDS)]
    found: list[np.ndarray] = [np.zeros(0)] * len(pages)
    models = []
    for part, (scores, model) in enumerate(side_by_side(tasks, workers)):
        models.append(model)
        own = [n for n, each in enumerate(parts) if each == part]
        for n, score in zip(own, scores, strict=True):
            found[n] = score
    return found, models


def _without(
    fit: Callable[..., Any],
    scored: Callable[[Any, np.ndarray], np.ndarray],
    tables: Sequence[np.ndarray],
    pages: Sequence[Page],
    parts: Sequence[int],
    part: int,
) -> tuple[list[np.ndarray], str]:
    inside = [n for n, each in enumerate(parts) if each != part]
    booster = fit([tables[n] for n in inside], [pages[n] for n in inside])
    scores = [scored(booster, tables[n]) for n, each in enumerate(parts) if each == part]
    return scores, booster.model_to_string()
