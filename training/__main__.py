"""Fit the weights of the evidence, and report what they are worth on publishers they have not seen.

    python -m training DATA                  fit on all pages, write rules/evidence/*.json and html/*.json
    python -m training DATA --only html      those of HTML alone (or of text)
    python -m training DATA --report         only the report: every publisher scored by weights fitted without it

DATA is a folder with `dev.jsonl` and `reading.jsonl` (id, domain, gold.body, views), `labels-*.tsv` (page, line, label)
and `html/ID.html.gz`; none of its text is stored, the weights are numbers. Needs the extra `fit` (lightgbm).

The measure that is optimised: log-loss of "this block is body" (and, for the article's extent, of "it stands between
the first and the last body block", "it is the first", "it is the last"), each block weighted by its words over its
page's, so that every page counts alike. A block is body where at least half of its word 4-grams stand in the gold body.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks import errors
from benchmarks.scoring import body_scores
from cleaner.features import CONTEXT_NAMES, NAMES, NAMING_NAMES, PAGE_NAMES, FirstSums
from cleaner.reading import HTML
from cleaner.ruleset import RuleSet, load_ruleset, shipped_rules
from training import html_pages, pages, store
from training.left_out import left_out_label_sums, left_out_sums, same_labels, with_context, with_names
from training.pages import GOLD, PLAIN, VIEWS, Page
from training.sums import LABEL_TREES, LABELS, SEQUENCE_TREES, TREES, fit, fit_labels


class Kind(NamedTuple):
    """A kind of document, which has weights of its own: where they lie, what they are sums of, what they are fitted on,
    and the views that are reported; of the first `worst` of them the errors too."""

    folder: str
    names: tuple[str, ...]
    load: Callable[[Path, RuleSet], list[Page]]
    load_goldens: Callable[[Path, RuleSet], list[Page]]
    views: tuple[str, ...]
    worst: int


KINDS = {
    "text": Kind("", NAMES, pages.load_pages, pages.load_goldens, (*VIEWS, GOLD), 2),
    "html": Kind("html/", PAGE_NAMES, html_pages.load, html_pages.load_goldens, (HTML, PLAIN, GOLD), 1),
}


def report(kind: Kind, found: list[Page], sums: list[np.ndarray]) -> None:
    """Scores by view and part of the data, and what the errors cost, by these sums of every block."""
    for view in kind.views:
        for split in ("dev", "reading"):
            chosen = [(p, s) for p, s in zip(found, sums, strict=True) if p.view == view and p.split == split]
            bodies = ["\n".join(t for t, x in zip(p.texts, s, strict=True) if x > 0) for p, s in chosen]
            scores = body_scores([p.gold for p, _ in chosen], bodies)
            print(f"  {view:17} {split:8} " + "  ".join(f"{k} {v:.3f}" for k, v in scores.items()))
    columns = []
    for view in kind.views[: kind.worst]:
        chosen = [(p, s) for p, s in zip(found, sums, strict=True) if p.view == view]
        columns.append((view, errors.costs(*zip(*chosen, strict=True))))
    print("words of errors per 100 words of gold body\n" + errors.table(columns))


def work(kind: Kind, data: Path, write: bool) -> None:
    """Report on a kind of document, and fit its weights if they are to be written."""
    rules = load_ruleset()
    found = kind.load(data, rules) + kind.load_goldens(shipped_rules().parent / "fixtures", rules)
    tables = [page.table for page in found]
    wide = with_context(tables, found)
    second = left_out_sums("sequence", wide, found)
    report(kind, found, second)
    full = with_names(wide, found, second)
    named = left_out_label_sums("naming", full, found)
    for split, (same, kept) in same_labels(found, second, named, kind.views[0]).items():
        print(f"  labels {split:8} same {same:.3f}  kept in the body {kept:.3f}", flush=True)
    if not write:
        return
    own = {"fitted_on": fitted_on(found)}
    for name in FirstSums._fields:
        trees = store.stored(fit(name, tables, found), kind.names, TREES["max_depth"], 1, **own)
        store.write(kind.folder + name, trees)
    wide_names = (*kind.names, *CONTEXT_NAMES)
    sequence = store.stored(fit("sequence", wide, found), wide_names, SEQUENCE_TREES["max_depth"], 1, **own)
    store.write(f"{kind.folder}sequence", sequence)
    for name, known, columns in (("label", wide, wide_names), ("naming", full, (*wide_names, *NAMING_NAMES))):
        booster = fit_labels(name, known, found)
        trees = store.stored(booster, columns, LABEL_TREES["max_depth"], len(LABELS), labels=LABELS, **own)
        store.write(kind.folder + name, trees)


def fitted_on(found: list[Page]) -> str:
    """What a weights file says of the pages it was fitted on."""
    ids, publishers = {page.id for page in found}, {page.publisher for page in found}
    return f"{len(ids)} pages of {len(publishers)} publishers in {len(found)} documents"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", choices=KINDS, help="one kind of document alone")
    parser.add_argument("--report", action="store_true", help="report only, write nothing")
    args = parser.parse_args()
    for name in [args.only] if args.only else KINDS:
        print(f"{name}: publishers left out", flush=True)
        work(KINDS[name], args.data, write=not args.report)


if __name__ == "__main__":
    main()
