"""Fit the weights of the evidence, and report what they are worth on publishers they have not seen.

    python -m training DATA                  fit on all pages, write rules/evidence/*.json and html/*.json
    python -m training DATA --only html      those of HTML alone (or of text)
    python -m training DATA --report         only the report
    python -m training DATA --folds FOLDER   also keep the weights without each part of the publishers, for
                                             `python -m benchmarks.left_out`

DATA is a folder with the labelled pages (docs/evidence.md); none of its text is stored, the weights are numbers. Needs
the extra `fit` (lightgbm). Every figure of the report is of weights that have not seen the page's publisher.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from cleaner.features import NAMES, PAGE_NAMES, neighbours, with_neighbours
from cleaner.reading import HTML
from cleaner.resources import shipped_rules
from cleaner.stages.score import FIRST, NOT_BODY, SECOND
from training import store
from training.html_pages import PLAIN, html_views
from training.left_out import FOLDS, folds, left_out, side_by_side
from training.pages import EVERY, GOLD, SHAPED, Page, load, text_views
from training.report import report
from training.source_index import write_index
from training.trees import (
    LABEL_TREES,
    LABELS,
    TREES,
    body_scores,
    fit_body,
    fit_labels,
    label_scores,
)


class Kind(NamedTuple):
    """A kind of document, which has weights of its own: their folder, what they are fitted on, the views reported."""

    folder: str
    names: tuple[str, ...]
    views: Callable[..., list[Page]]
    reported: tuple[str, ...]


KINDS = {
    "text": Kind("", NAMES, text_views, (*EVERY, GOLD, SHAPED)),
    "html": Kind("html/", PAGE_NAMES, html_views, (HTML, PLAIN, GOLD, SHAPED)),
}


def work(kind: Kind, data: Path, target: Path | None, kept: Path | None, workers: int) -> None:
    """Report on a kind of document, and fit its weights if they are to be written."""
    clock = time.monotonic()

    def tell(step: str) -> None:
        print(f"{time.monotonic() - clock:6.0f} s  {step}", file=sys.stderr, flush=True)

    pages = load(data, kind.views, workers)
    tell(f"measured {len(pages)} documents, {sum(len(page.texts) for page in pages)} blocks")
    dealt = folds([page.publisher for page in pages])
    parts = [dealt[page.publisher] for page in pages]
    tables = [page.table for page in pages]
    alone = partial(left_out, pages=pages, parts=parts, workers=workers)
    first, first_models = alone(partial(fit_body, "first"), body_scores, tables)
    tell("first step, publishers left out")
    wide = [with_neighbours(table, own) for table, own in zip(tables, first, strict=True)]
    second, second_models = alone(partial(fit_body, "second"), body_scores, wide)
    tell("second step, publishers left out")
    named, label_models = alone(fit_labels, label_scores, wide)
    tell("labels, publishers left out")
    report(kind.reported, pages, second, named)
    on = fitted_on(pages)
    if kept is not None:
        for part in range(FOLDS):
            models = [lightgbm.Booster(model_str=each[part]) for each in (first_models, second_models, label_models)]
            _write(kept / f"{part}", kind, models, wide, on)
        write_index(kept / "pages.json", data, dealt)
    if target is None:
        return
    fits = [
        partial(fit_text, partial(fit_body, "first"), tables, pages),
        partial(fit_text, partial(fit_body, "second"), wide, pages),
        partial(fit_text, fit_labels, wide, pages),
    ]
    fitted = [lightgbm.Booster(model_str=text) for text in side_by_side(fits, workers)]
    _write(target, kind, fitted, wide, on)
    tell("fitted on all publishers")


def fit_text(fit: Callable[..., lightgbm.Booster], tables: Sequence[np.ndarray], pages: Sequence[Page]) -> str:
    """A fitted ensemble as text, which can be handed from one process to another."""
    return fit(tables, pages).model_to_string()


def _write(folder: Path, kind: Kind, fitted: Sequence[lightgbm.Booster], wide: Sequence[np.ndarray], on: str) -> None:
    """Write the three ensembles of a kind below a folder of rules."""
    defaults = np.median(np.concatenate([table[:20] for table in wide[::7]]), axis=0)
    wide_names = (*kind.names, *neighbours.NAMES)
    first, second, labels = fitted
    depth = TREES["max_depth"]
    files: dict[str, dict[str, Any]] = {
        FIRST: store.trees(first, kind.names, defaults[: len(kind.names)], on, depth, 1),
        SECOND: store.trees(second, wide_names, defaults, on, depth, 1),
        NOT_BODY: store.trees(labels, wide_names, defaults, on, LABEL_TREES["max_depth"], len(LABELS)),
    }
    for name, table in files.items():
        store.write(folder, kind.folder + name, table | ({"labels": LABELS} if name == NOT_BODY else {}))


def fitted_on(pages: Sequence[Page]) -> str:
    """What a weights file says of the pages it was fitted on."""
    ids, publishers = {page.id for page in pages}, {page.publisher for page in pages}
    return f"{len(ids)} pages of {len(publishers)} publishers in {len(pages)} documents"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=KINDS, help="one kind of document alone")
    parser.add_argument("--report", action="store_true", help="report only, write no weights")
    parser.add_argument("--folds", type=Path, metavar="FOLDER", help="keep the weights of the report's parts")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    for name in [args.only] if args.only else KINDS:
        print(f"{name}: publishers left out", flush=True)
        work(KINDS[name], args.data, None if args.report else shipped_rules(), args.folds, args.workers)


if __name__ == "__main__":
    main()
