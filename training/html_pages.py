"""The HTML pages that the weights of `rules/evidence/html` are fitted on.

Three kinds: the pages themselves; their main content and the golden cases of text as the plainest HTML there is, a
paragraph a line (people hand in such pages too, and they have no names of elements to lean on); and the gold bodies in
the same way, all of which are to stay.
"""

from __future__ import annotations

import gzip
import html
import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.features import measure
from cleaner.model import Document
from cleaner.reading import HTML, read
from cleaner.ruleset import RuleSet
from cleaner.stages.boilerplate import boilerplate
from cleaner.stages.language import language
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from training.gold import body_shares
from training.pages import (
    GOLD,
    GOLDEN,
    PLAIN,
    VIEWS,
    Page,
    golden_answers,
    labelled_lines,
    publisher_of,
)


def load(data: Path, rules: RuleSet) -> list[Page]:
    """The pages of both splits in three views: as they are, plain, and the gold body."""
    pages = []
    for split in ("reading", "dev"):
        labels = labelled_lines(data, split)
        for row in (data / f"{split}.jsonl").open(encoding="utf-8"):
            record = json.loads(row)
            pages += _views(data, record, split, labels[record["id"]], rules)
        print(f"measured {split} (HTML)", file=sys.stderr)
    return pages


def _views(data: Path, record: dict[str, Any], split: str, labelled: dict[int, str], rules: RuleSet) -> list[Page]:
    gold, main = record["gold"]["body"], record["views"][VIEWS[0]]
    known = {" ".join(line.split()): labelled[n] for n, line in enumerate(main.split("\n")) if n in labelled}
    markup = gzip.decompress((data / "html" / f"{record['id']}.html.gz").read_bytes()).decode()
    pages = []
    for view, text in ((HTML, markup), (PLAIN, plain(main)), (GOLD, plain(gold))):
        document = through(text, rules)
        texts = [block.text for block in document.blocks]
        if not texts:
            continue
        body = np.ones(len(texts)) if view == GOLD else body_shares(texts, gold)
        publisher = publisher_of(record["domain"] or record["id"])
        found = [known.get(text) for text in texts]
        pages.append(Page(record["id"], publisher, split, view, gold, texts, measure(document), body, found))
    return pages


def load_goldens(folder: Path, rules: RuleSet) -> list[Page]:
    """The golden cases below a folder: those of HTML as they are, those of text made plain; and their bodies."""
    pages = []
    for path in sorted(folder.glob("*/*/expected.json")):
        case = json.loads(path.read_text("utf-8"))
        if case.get("language", rules.language) != rules.language:
            continue
        markup = path.parent / "input.html"
        text = markup.read_bytes() if markup.exists() else plain((path.parent / "input.txt").read_text("utf-8"))
        gold = (path.parent / "expected.txt").read_text("utf-8")
        document = through(text, rules, case.get("url"))
        texts = [block.text for block in document.blocks]
        if markup.exists() and "lines" in case:
            labels, body = golden_answers(case, document)
        else:
            labels, body = [None] * len(texts), body_shares(texts, gold)
        publisher = f"golden/{path.parent.parent.name}"
        page = Page(path.parent.name, publisher, GOLDEN, GOLDEN, gold, texts, measure(document), body, labels)
        clean = through(plain(gold), rules, case.get("url"))
        own = [block.text for block in clean.blocks]
        kept = replace(page, view=GOLD, texts=own, table=measure(clean), body=np.ones(len(own)))
        pages += [page, replace(kept, labels=[None] * len(own))]
    return pages


def plain(text: str) -> str:
    """A paragraph of HTML a line."""
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())


def through(page: str | bytes, rules: RuleSet, url: str | None = None) -> Document:
    """A page after the stages before the weighing."""
    document = read(page, url, HTML)
    for stage in (repair, segment, boilerplate, match, language):
        document = stage(document, rules)
    return document
