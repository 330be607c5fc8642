"""The pages of text that weights are fitted on: every view of every page, measured, and what is right of each block."""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.features import measure
from cleaner.model import Document
from cleaner.ruleset import RuleSet
from cleaner.stages.language import language
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from training.gold import body_shares

VIEWS = ("resiliparse_main", "resiliparse_full", "inscriptis", "soup")

GOLD = "gold"
"""The gold body itself, handed in as a document: all of it is to stay."""

SHORT = "short"
"""The main content up to its second paragraph: briefs and cut-off articles, of which the pages have too few."""

SHORT_PARAGRAPHS = 2

PLAIN = "plain"
"""Main content as the plainest HTML there is, a paragraph a line."""

GOLDEN = "golden"
"""The project's own golden cases: their lines are labelled by hand, and they are part of the fit (so they pin what the
cleaner does, and don't measure it)."""

SEED = "seed"
"""The golden cases of the seeds: the documents the project began with, all of which are to come out right."""

VIEW_WEIGHT = {GOLD: 3.0, GOLDEN: 1.5, SEED: 14.0, SHORT: 0.5, PLAIN: 0.5}


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
        labels = labelled_lines(data, split)
        for row in (data / f"{split}.jsonl").open(encoding="utf-8"):
            record = json.loads(row)
            known: dict[str, str] = {}
            for view in views:
                page = _page(record, split, view, labels[record["id"]], known, rules)
                if page is not None:
                    pages.append(page)
        print(f"measured {split}", file=sys.stderr)
    return pages


def labelled_lines(data: Path, split: str) -> dict[str, dict[int, str]]:
    """The labels that readers gave to lines of the main content: by page and line."""
    labels: dict[str, dict[int, str]] = defaultdict(dict)
    for row in (data / f"labels-{split}.tsv").read_text("utf-8").splitlines():
        page, index, label = row.split("\t")
        labels[page][int(index)] = label
    return labels


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
        labels, body = golden_answers(case, document)
        publisher, view = f"golden/{path.parent.parent.name}", SEED if path.read_bytes() in seeds else GOLDEN
        pages.append(Page(path.parent.name, publisher, GOLDEN, view, gold, texts, measure(document), body, labels))
        clean = through(gold, rules, case.get("url"))
        texts = [block.text for block in clean.blocks]
        kept, none = np.ones(len(texts)), [None] * len(texts)
        pages.append(Page(path.parent.name, publisher, GOLDEN, GOLD, gold, texts, measure(clean), kept, none))
    return pages


def golden_answers(case: dict[str, Any], document: Document) -> tuple[list[str | None], np.ndarray]:
    """What a golden case says of each block: its label (None: body), and whether it is kept."""
    labels, body = [], []
    for block in document.blocks:
        said = case["lines"].get(str(block.pieces[0].line), "body keep")
        spans = [said.split()] if isinstance(said, str) else sorted(said, key=lambda span: -len(span[2]))
        labels.append(None if spans[0][0] == "body" else spans[0][0])
        body.append(float(spans[0][1] == "keep"))
    return labels, np.array(body)


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
