"""Fit the weights of the evidence, and report what they are worth on publishers they have not seen.

    python -m benchmarks.fit DATA            fit on all pages, write rules/evidence/*.json
    python -m benchmarks.fit DATA --report   only the report: every publisher scored by weights fitted without it

DATA is a folder with `dev.jsonl` and `reading.jsonl` (id, domain, gold.body, views) and `labels-*.tsv` (page, line,
label); none of its text is stored, the weights are numbers. Needs the extra `fit` (lightgbm).

The measure that is optimised: log-loss of "this block is body" (and, for the article's extent, of "it stands between
the first and the last body block", "it is the first", "it is the last"), each block weighted by its words over its
page's, so that every page counts alike. A block is body where at least half of its word 4-grams stand in the gold body.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import lightgbm
import numpy as np

from benchmarks import errors
from benchmarks.scoring import body_scores, shingles, words_of
from cleaner.features import CONTEXT_NAMES, NAMES, NAMING_NAMES, FirstSums, context, measure, naming
from cleaner.features.naming import LABELS as NAMED
from cleaner.model import Document, Label
from cleaner.ruleset import RuleSet, load_ruleset, shipped_rules
from cleaner.stages.language import language
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment

VIEWS = ("resiliparse_main", "resiliparse_full", "inscriptis", "soup")
GOLD = "gold"
"""The gold body itself, handed in as a document: all of it is to stay."""

SHORT = "short"
"""The main content up to its second paragraph: briefs and cut-off articles, of which the pages have too few."""

SHORT_PARAGRAPHS = 2

GOLDEN = "golden"
"""The project's own golden cases: their lines are labelled by hand, and they are part of the fit (so they pin what the
cleaner does, and don't measure it)."""

SEED = "seed"
"""The golden cases of the seeds: the documents the project began with, all of which are to come out right."""

VIEW_WEIGHT = {GOLD: 1.5, GOLDEN: 1.5, SEED: 14.0, SHORT: 0.5}
LABEL_WEIGHT = {GOLDEN: 3.0, SEED: 75.0}
"""Golden cases count little more than pages: with 25 times, labels of pages not seen were 2 points worse."""

RARE, RARE_WEIGHT = 20, 8.0
"""Of labels of which the pages have fewer lines than this, golden cases count so much more: they stand in for pages."""

HAND_WEIGHT = 2.0
"""In the sum that decides, lines that readers called furniture count double: of the others only the words tell."""

RULE_WORTH = {1: 1.0, 2: 3.0, 3: 5.0}
"""What a rule's proposal brings its label, by its score, before anything is fitted: a label of which there are five
lines has its rules all the same. Of lines with one rule of score 3, 92 in 100 are what it says."""

FOLDS = 5
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


@dataclass
class Page:
    """One view of one page, measured."""

    id: str
    publisher: str
    split: str
    view: str
    gold: str
    texts: list[str]
    table: np.ndarray
    body: np.ndarray
    labels: list[str | None]

    @property
    def weights(self) -> np.ndarray:
        words = np.array([len(text.split()) for text in self.texts])
        return (np.minimum(words, 120) + 6) / (len(self.gold.split()) + 50) * 50 * VIEW_WEIGHT.get(self.view, 1.0)


def publisher_of(domain: str) -> str:
    """The registered domain: www.example.co.uk and m.example.co.uk are one publisher."""
    parts = domain.split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in ("co", "com", "org", "net", "gov", "ac") else 2
    return ".".join(parts[-keep:])


def load_pages(data: Path, rules: RuleSet, views: tuple[str, ...] = (*VIEWS, GOLD, SHORT)) -> list[Page]:
    """All views of all pages of both splits, measured."""
    pages = []
    for split in ("reading", "dev"):
        labels: dict[str, dict[int, str]] = defaultdict(dict)
        for row in (data / f"labels-{split}.tsv").read_text("utf-8").splitlines():
            page, index, label = row.split("\t")
            labels[page][int(index)] = label
        for row in (data / f"{split}.jsonl").open(encoding="utf-8"):
            record = json.loads(row)
            known: dict[str, str] = {}
            for view in views:
                page = _page(record, split, view, labels[record["id"]], known, rules)
                if page is not None:
                    pages.append(page)
        print(f"measured {split}", file=sys.stderr)
    return pages


def load_goldens(folder: Path, rules: RuleSet) -> list[Page]:
    """The golden cases below a folder and their bodies, as pages of publishers of their own."""
    pages = []
    seeds = {path.read_bytes() for path in (folder.parent / "seeds").glob("*.txt")}
    for path in sorted(folder.glob("*/*/input.txt")):
        case = json.loads((path.parent / "expected.json").read_text("utf-8"))
        if case.get("language", rules.language) != rules.language:
            continue
        gold = (path.parent / "expected.txt").read_text("utf-8")
        document = through(path.read_text("utf-8"), rules, case.get("url"))
        texts = [block.text for block in document.blocks]
        labels, body = [], []
        for block in document.blocks:
            said = case["lines"].get(str(block.pieces[0].line), "body keep")
            spans = [said.split()] if isinstance(said, str) else sorted(said, key=lambda span: -len(span[2]))
            labels.append(None if spans[0][0] == "body" else spans[0][0])
            body.append(float(spans[0][1] == "keep"))
        publisher, view = f"golden/{path.parent.parent.name}", SEED if path.read_bytes() in seeds else GOLDEN
        pages.append(
            Page(path.parent.name, publisher, GOLDEN, view, gold, texts, measure(document), np.array(body), labels)
        )
        clean = through(gold, rules, case.get("url"))
        texts = [block.text for block in clean.blocks]
        kept, none = np.ones(len(texts)), [None] * len(texts)
        pages.append(Page(path.parent.name, publisher, GOLDEN, GOLD, gold, texts, measure(clean), kept, none))
    return pages


def through(text: str, rules: RuleSet, url: str | None = None) -> Document:
    """A document after the stages before the weighing."""
    document = Document(tuple(text.split("\n")), url)
    for stage in (repair, segment, match, language):
        document = stage(document, rules)
    return document


def _page(
    record: dict[str, Any], split: str, view: str, labelled: dict[int, str], known: dict[str, str], rules: RuleSet
) -> Page | None:
    gold = record["gold"]["body"]
    document = through(_text_of(record, view), rules)
    if not document.blocks:
        return None
    texts = [block.text for block in document.blocks]
    if view == VIEWS[0]:
        found = [labelled.get(block.pieces[0].line) for block in document.blocks]
        known.update({text: label for text, label in zip(texts, found, strict=True) if label})
    body = np.ones(len(texts)) if view == GOLD else body_shares(texts, gold)
    return Page(
        record["id"],
        publisher_of(record["domain"] or record["id"]),
        split,
        view,
        gold,
        texts,
        measure(document),
        body,
        [known.get(text) for text in texts],
    )


def _text_of(record: dict[str, Any], view: str) -> str:
    gold: str = record["gold"]["body"]
    if view == SHORT:
        return cut_short(record["views"][VIEWS[0]], gold)
    return gold if view == GOLD else record["views"][view]


def cut_short(text: str, gold: str) -> str:
    """The lines up to the one that holds the second paragraph of the gold body."""
    lines = text.split("\n")
    found = 0
    for n, share in enumerate(body_shares(lines, gold)):
        found += share >= 0.5 and len(lines[n].split()) >= 12
        if found == SHORT_PARAGRAPHS:
            return "\n".join(lines[: n + 1])
    return text


def body_shares(texts: list[str], gold: str) -> np.ndarray:
    """How much of each block stands in the gold body; of a text printed more often, the best placed count."""
    grams = set(shingles(gold))
    paragraphs = {" ".join(words_of(line)) for line in gold.split("\n")}
    joined = f" {' '.join(words_of(gold))} "
    shares = []
    for text in texts:
        own = words_of(text)
        if len(own) < 4:
            shares.append(float(bool(own) and " ".join(own) in paragraphs))
        else:
            mine = [tuple(own[i : i + 4]) for i in range(len(own) - 3)]
            shares.append(sum(gram in grams for gram in mine) / len(mine))
    copies: dict[str, list[int]] = defaultdict(list)
    for n, text in enumerate(texts):
        if shares[n] >= 0.5:
            copies[" ".join(words_of(text))].append(n)
    for key, places in copies.items():
        spare = len(places) - max(1, joined.count(f" {key} "))
        if spare > 0:
            around = {n: sum(s >= 0.5 for s in shares[max(0, n - 4) : n + 5]) for n in places}
            for n in sorted(places, key=lambda n: around[n])[:spare]:
                shares[n] = 0.0
    return np.array(shares)


# --- fitting ---------------------------------------------------------------------------------------------------------


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
    if page.view != VIEWS[0]:
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


def label_sums(booster: lightgbm.Booster, table: np.ndarray) -> np.ndarray:
    """Blocks × labels: what the rules bring, and the trees that were fitted on top of it."""
    return worth_of_rules(table) + booster.predict(table, raw_score=True)


def fit_labels(name: str, tables: list[np.ndarray], pages: list[Page]) -> lightgbm.Booster:
    """Fit the first sums of the labels (`label`) or the second (`naming`)."""
    rows, target, weights = [], [], []
    rare = rare_labels(pages)
    for table, page in zip(tables, pages, strict=True):
        for row, label, share in zip(table, page.labels, page.body, strict=True):
            if label in LABELS and (share < 0.5 or page.view in (VIEWS[0], GOLDEN, SEED)):
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
    counts = Counter(label for page in pages if page.view == VIEWS[0] for label in page.labels)
    return {label for label in LABELS if counts[label] < RARE}


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


def left_out_sums(name: str, tables: list[np.ndarray], pages: list[Page]) -> list[np.ndarray]:
    """The sum (log-odds) of every block, by weights fitted without its publisher."""
    sums: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for part in folds(pages):
        inside = [n for n, page in enumerate(pages) if page.publisher not in part]
        booster = fit(name, [tables[n] for n in inside], [pages[n] for n in inside])
        for n, page in enumerate(pages):
            if page.publisher in part:
                sums[n] = booster.predict(tables[n], raw_score=True).astype(np.float32)
    print(f"left out: {name}", file=sys.stderr)
    return sums


def with_context(tables: list[np.ndarray], pages: list[Page]) -> list[np.ndarray]:
    """What the second weighing is made of, from first sums by weights fitted without each page's publisher."""
    first = [left_out_sums(name, tables, pages) for name in FirstSums._fields]
    around = [context(FirstSums(*sums), table) for table, *sums in zip(tables, *first, strict=True)]
    return [np.hstack(both) for both in zip(tables, around, strict=True)]


def left_out_label_sums(name: str, tables: list[np.ndarray], pages: list[Page]) -> list[np.ndarray]:
    """The sums of the labels of every block, by weights fitted without its publisher."""
    sums: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for part in folds(pages):
        inside = [n for n, page in enumerate(pages) if page.publisher not in part]
        booster = fit_labels(name, [tables[n] for n in inside], [pages[n] for n in inside])
        for n, page in enumerate(pages):
            if page.publisher in part:
                sums[n] = label_sums(booster, tables[n]).astype(np.float32)
    print(f"left out: {name}", file=sys.stderr)
    return sums


def with_names(tables: list[np.ndarray], pages: list[Page], keep: list[np.ndarray]) -> list[np.ndarray]:
    """What the second naming is made of, from first sums by weights fitted without each page's publisher."""
    first = left_out_label_sums("label", tables, pages)
    return [np.hstack([table, naming(own, sums)]) for table, own, sums in zip(tables, first, keep, strict=True)]


def same_labels(pages: list[Page], keep: list[np.ndarray], named: list[np.ndarray]) -> dict[str, tuple[float, float]]:
    """By split: of the lines that readers gave another label than body, the share that gets the same one, and the share
    that is kept in the body."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for page, sums, own in zip(pages, keep, named, strict=True):
        if page.view != VIEWS[0]:
            continue
        for label, guess, total in zip(page.labels, own.argmax(axis=1), sums, strict=True):
            if label in LABELS:
                found = counts[page.split]
                found[0] += 1
                found[1] += total <= 0 and LABELS[guess] == label
                found[2] += total > 0
    return {split: (same / n, kept / n) for split, (n, same, kept) in counts.items()}


def report(pages: list[Page], sums: list[np.ndarray], title: str) -> None:
    print(title)
    for view in (*VIEWS, GOLD):
        for split in ("dev", "reading"):
            chosen = [(p, s) for p, s in zip(pages, sums, strict=True) if p.view == view and p.split == split]
            bodies = ["\n".join(t for t, x in zip(p.texts, s, strict=True) if x > 0) for p, s in chosen]
            scores = body_scores([p.gold for p, _ in chosen], bodies)
            print(f"  {view:17} {split:8} " + "  ".join(f"{k} {v:.3f}" for k, v in scores.items()))
    columns = []
    for view in VIEWS[:2]:
        chosen = [(p, s) for p, s in zip(pages, sums, strict=True) if p.view == view]
        columns.append((view, errors.costs(*zip(*chosen, strict=True))))
    print("words of errors per 100 words of gold body\n" + errors.table(columns))


# --- storing ---------------------------------------------------------------------------------------------------------


def rule_trees() -> tuple[list[list[int]], list[list[float]], list[list[float]]]:
    """What the rules bring their labels, as trees: one a label, which asks for the score of its strongest rule."""
    depth, worth = LABEL_TREES["max_depth"], [RULE_WORTH[score] for score in (1, 2, 3)]
    feature, threshold, leaf = [], [], []
    for column in RULE_COLUMNS:
        asked = [0.5, 0.0, 1.5, 0.0, 0.0, 0.0, 2.5]
        feature.append([column] * (2**depth - 1))
        threshold.append(asked)
        leaf.append([0.0] * 4 + [worth[0]] * 2 + worth[1:])
    return feature, threshold, leaf


def stored(booster: lightgbm.Booster, names: tuple[str, ...], depth: int, classes: int, **more: Any) -> dict[str, Any]:
    """The booster's trees as complete trees, in the form `cleaner.ruleset.trees` reads."""
    feature, threshold, leaf = rule_trees() if classes > 1 else ([], [], [])
    for tree in booster.dump_model()["tree_info"]:
        f, t, v = [0] * (2**depth - 1), [0.0] * (2**depth - 1), [0.0] * 2**depth
        _complete(tree["tree_structure"], 0, depth, f, t, v)
        feature.append(f)
        threshold.append([float(f"{x:.6g}") for x in t])
        leaf.append([round(x, 5) for x in v])
    command = "python -m benchmarks.fit DATA"
    return {
        "made_by": command,
        "features": list(names),
        "depth": depth,
        "classes": classes,
        "bias": [0.0] * classes,
        **more,
        "feature": feature,
        "threshold": threshold,
        "leaf": leaf,
    }


def _complete(node: dict[str, Any], at: int, depth: int, f: list[int], t: list[float], v: list[float]) -> None:
    """Write a node and what hangs from it; a leaf above the last level answers whatever is asked below it."""
    if at >= 2**depth - 1:
        v[at - (2**depth - 1)] = node["leaf_value"]
        return
    if "leaf_value" in node:
        _complete(node, 2 * at + 1, depth, f, t, v)
        _complete(node, 2 * at + 2, depth, f, t, v)
        return
    f[at], t[at] = node["split_feature"], node["threshold"]
    _complete(node["left_child"], 2 * at + 1, depth, f, t, v)
    _complete(node["right_child"], 2 * at + 2, depth, f, t, v)


def write(name: str, table: dict[str, Any]) -> None:
    path = shipped_rules() / "evidence" / f"{name}.json"
    rows = [f" {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in table.items()]
    path.write_text("{\n" + ",\n".join(rows) + "\n}\n", "utf-8")
    print(f"wrote {path.relative_to(path.parent.parent.parent)}", file=sys.stderr)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--report", action="store_true", help="report only, write nothing")
    args = parser.parse_args()
    rules = load_ruleset()
    pages = load_pages(args.data, rules) + load_goldens(shipped_rules().parent / "fixtures", rules)
    tables = [page.table for page in pages]
    wide = with_context(tables, pages)
    second = left_out_sums("sequence", wide, pages)
    report(pages, second, "publishers left out")
    full = with_names(wide, pages, second)
    for split, (same, kept) in same_labels(pages, second, left_out_label_sums("naming", full, pages)).items():
        print(f"  labels {split:8} same {same:.3f}  kept in the body {kept:.3f}")
    if args.report:
        return
    for name in FirstSums._fields:
        write(name, stored(fit(name, tables, pages), NAMES, TREES["max_depth"], 1))
    wide_names = (*NAMES, *CONTEXT_NAMES)
    write("sequence", stored(fit("sequence", wide, pages), wide_names, SEQUENCE_TREES["max_depth"], 1))
    for name, known, columns in (("label", wide, wide_names), ("naming", full, (*wide_names, *NAMING_NAMES))):
        booster, depth = fit_labels(name, known, pages), LABEL_TREES["max_depth"]
        write(name, stored(booster, columns, depth, len(LABELS), labels=LABELS))


if __name__ == "__main__":
    main()
