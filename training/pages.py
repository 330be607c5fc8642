"""Documents that weights are fitted on, measured, with what is right of each block.

Every view of the labelled pages (main content, whole page, three converters), their gold bodies as documents of their
own, all of which is to stay, and documents of other shapes made from them.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from benchmarks.shapes import KINDS, ShapedDocument, is_usable, make
from cleaner.features import measure
from cleaner.model import Document
from cleaner.ruleset import RuleSet, load_ruleset
from cleaner.stages.language import language
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from training.gold import body_shares

SPLITS = ("dev", "reading", "more")
MAIN, FULL, INSCRIPTIS, SOUP = "resiliparse_main", "resiliparse_full", "inscriptis", "soup"
GOLD, SHAPED = "gold", "shaped"

LOOSE, LOOSE_WEIGHT = "wx-", 0.4
"""Pages, by their ids, whose gold bodies hold stray lines: as documents of their own they count less."""

EVERY = {MAIN: 1, FULL: 1, INSCRIPTIS: 3, SOUP: 3}
"""Of how many pages one is read in each view: whole pages are long, and two views of one say much the same."""

VIEW_WEIGHT = {GOLD: 0.5, SHAPED: 0.5}
"""What a document counts beside a page."""

BLOCK_WORDS = 20
"""What a block counts beside its words, in words: a short line is as easily wrong as a long one."""

SHAPES_EACH = 6
"""Documents of other shapes made from each page."""

MIN_PARAGRAPHS = 4
"""Paragraphs of a text that other shapes can be made of."""

OFTEN = {"plain": 6, "headless": 2, "composed-spaced": 5, "composed-dense": 5, "composed-uneven": 3, "wire-indented": 3}
"""How often kinds of shapes are dealt beside the others: they are what is handed in most."""

NEAR = 8
"""Blocks around the article whose lines are all part of the fit; of those farther off `FAR_SHARE` are."""

FAR_SHARE = 0.15


@dataclass
class Page:
    """A document, measured: `body` is the share of each block that stands in the gold body, `labels` what readers (or
    the maker of the document) call it, None where nobody said; `rows` are the blocks that are part of the fit."""

    id: str
    publisher: str
    split: str
    view: str
    kind: str
    gold: str
    texts: list[str]
    table: np.ndarray
    body: np.ndarray
    labels: list[str | None]
    rows: np.ndarray
    weights: np.ndarray

    @property
    def is_body(self) -> np.ndarray:
        return self.body >= 0.5


class Answer(NamedTuple):
    """What is right of the blocks of a document."""

    body: np.ndarray
    labels: list[str | None]


def publisher_of(domain: str) -> str:
    """The registered domain: www.example.co.uk and m.example.co.uk are one publisher."""
    parts = domain.split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in ("co", "com", "org", "net", "gov", "ac") else 2
    return ".".join(parts[-keep:])


def records(data: Path, split: str) -> Iterator[dict[str, Any]]:
    """The pages of a split, from `SPLIT.jsonl` or `SPLIT.jsonl.gz`."""
    plain = data / f"{split}.jsonl"
    with plain.open(encoding="utf-8") if plain.exists() else gzip.open(f"{plain}.gz", "rt", encoding="utf-8") as rows:
        for row in rows:
            yield json.loads(row)


def labelled_lines(data: Path, split: str) -> dict[str, dict[int, str]]:
    """The labels that readers gave to lines of the main content: by page and line."""
    labels: dict[str, dict[int, str]] = defaultdict(dict)
    for row in (data / f"labels-{split}.tsv").read_text("utf-8").splitlines():
        page, index, label = row.split("\t")
        labels[page][int(index)] = label
    return labels


@cache
def rules() -> RuleSet:
    """The shipped rules, compiled once a process."""
    return load_ruleset()


def load(data: Path, views: Callable[..., list[Page]], workers: int, splits: Sequence[str] = SPLITS) -> list[Page]:
    """All documents of all pages; `views` makes those of one page."""
    tasks = []
    for split in splits:
        labels = labelled_lines(data, split)
        tasks += [(record, split, labels[record["id"]], n) for n, record in enumerate(records(data, split))]
    with ProcessPoolExecutor(workers) as pool:
        found = pool.map(partial(_views, views, data), tasks, chunksize=16)
        return [page for pages in found for page in pages]


def _views(views: Callable[..., list[Page]], data: Path, task: tuple[Any, ...]) -> list[Page]:
    return views(data, *task)


def text_views(_data: Path, record: dict[str, Any], split: str, labelled: dict[int, str], number: int) -> list[Page]:
    """The documents of plain text made from one page."""
    gold, known = record["gold"]["body"], {}
    pages = []
    for view, every in EVERY.items():
        if number % every:
            continue
        document = through(record["views"][view])
        texts = [block.text for block in document.blocks]
        if view == MAIN:
            said = [labelled.get(block.pieces[0].line) for block in document.blocks]
            known = {text: label for text, label in zip(texts, said, strict=True) if label}
        answer = Answer(body_shares(texts, gold), names(texts, known))
        pages.append(measured(record, split, view, gold, document, answer))
    whole = through(gold)
    all_body = Answer(np.ones(len(whole.blocks)), [None] * len(whole.blocks))
    pages.append(measured(record, split, GOLD, gold, whole, all_body))
    for made in shapes_of(record):
        document = through(made.text)
        pages.append(measured(record, split, SHAPED, made.body, document, answers_of(made, document), made.kind))
    return [page for page in pages if page.texts]


def names(texts: Sequence[str], known: dict[str, str]) -> list[str | None]:
    """Labels are given in one view, and carried to the others by the text."""
    return [known.get(text) for text in texts]


def shapes_of(record: dict[str, Any]) -> list[ShapedDocument]:
    """Documents of other shapes made from a page, always the same; none where it has no headline or hardly a text."""
    if not is_usable(record) or sum(map(bool, record["gold"]["body"].split("\n"))) < MIN_PARAGRAPHS:
        return []
    dice = random.Random(record["id"])
    kinds = dice.choices(KINDS, [OFTEN.get(kind, 1) for kind in KINDS], k=SHAPES_EACH)
    return [make(record, kind, dice) for kind in kinds]


def answers_of(made: ShapedDocument, document: Document) -> Answer:
    """What the maker of a document says of its blocks: a block is what its first line is."""
    labels = [made.lines[block.pieces[0].line].label for block in document.blocks]
    body = np.array([float(label == "body") for label in labels])
    return Answer(body, [None if label is None else str(label) for label in labels])


def measured(
    record: dict[str, Any], split: str, view: str, gold: str, document: Document, answer: Answer, kind: str = ""
) -> Page:
    """A document of a page with its measurements."""
    texts = [block.text for block in document.blocks]
    rows, scale = fitted_rows(answer.body >= 0.5, random.Random(f"{record['id']}/{view}"))
    words = np.array([text.count(" ") + 1 for text in texts])
    loose = view in VIEW_WEIGHT and record["id"].startswith(LOOSE)
    per_word = 50 * VIEW_WEIGHT.get(view, 1.0) * (LOOSE_WEIGHT if loose else 1.0) / (len(gold.split()) + 50)
    publisher = publisher_of(record["domain"] or record["id"])
    return Page(
        record["id"],
        publisher,
        split,
        view,
        kind,
        gold,
        texts,
        measure(document),
        answer.body,
        answer.labels,
        rows,
        (np.minimum(words, 120) + BLOCK_WORDS) * per_word * scale,
    )


def fitted_rows(body: np.ndarray, dice: random.Random) -> tuple[np.ndarray, np.ndarray]:
    """The blocks of a document that are part of the fit, and how many each stands for."""
    near = np.convolve(body, np.ones(2 * NEAR + 1), "same")[: len(body)] > 0 if len(body) > 2 * NEAR else body >= 0
    chosen = near | np.array([dice.random() < FAR_SHARE for _ in body], dtype=bool)
    return np.flatnonzero(chosen), np.where(near, 1.0, 1 / FAR_SHARE)


def through(text: str, url: str | None = None) -> Document:
    """A document after the stages before the scoring."""
    document = Document(tuple(text.split("\n")), url)
    for stage in (repair, segment, match, language):
        document = stage(document, rules())
    return document
