"""The HTML pages that the weights of `rules/evidence/html` are fitted on.

The pages themselves; and main content, gold bodies and other shapes as the plainest HTML there is, a paragraph a line:
people hand in such pages too, and they have no names of elements to lean on.
"""

from __future__ import annotations

import gzip
import html
from pathlib import Path
from typing import Any

import numpy as np

from cleaner.model import Document
from cleaner.reading import HTML, read
from cleaner.stages.boilerplate import boilerplate
from cleaner.stages.language import language
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from training.gold import body_shares
from training.pages import GOLD, MAIN, SHAPED, Answer, Page, measured, names, rules, shapes_of

PLAIN = "plain"
"""Main content as the plainest HTML there is."""

SHAPES = 2
"""How many of a page's other shapes are read as HTML."""


def html_views(data: Path, record: dict[str, Any], split: str, labelled: dict[int, str], _number: int) -> list[Page]:
    """The HTML documents made from one page."""
    gold, main = record["gold"]["body"], record["views"][MAIN]
    known = {" ".join(line.split()): labelled[n] for n, line in enumerate(main.split("\n")) if n in labelled}
    markup = gzip.decompress((data / "html" / f"{record['id']}.html.gz").read_bytes()).decode("utf-8", "replace")
    pages = []
    for view, text in ((HTML, markup), (PLAIN, plain(main)), (GOLD, plain(gold))):
        document = through(text)
        texts = [block.text for block in document.blocks]
        body = np.ones(len(texts)) if view == GOLD else body_shares(texts, gold)
        pages.append(measured(record, split, view, gold, document, Answer(body, names(texts, known))))
    for made in shapes_of(record)[:SHAPES]:
        said = {" ".join(line.text.split()): str(line.label) for line in made.lines if line.label}
        if any(len(line.text) > 1 and line.text[0] == " " for line in made.lines):
            continue  # wrapped lines are no paragraphs
        lines = [
            f"<h1>{html.escape(line.text)}</h1>" if line.label == "headline" else plain(line.text)
            for line in made.lines
        ]
        document = through("\n".join(lines))
        found = [said.get(block.text) for block in document.blocks]
        body = np.array([float(label in ("body", None)) for label in found])
        pages.append(measured(record, split, SHAPED, made.body, document, Answer(body, found), made.kind))
    return [page for page in pages if page.texts]


def plain(text: str) -> str:
    """A paragraph of HTML a line."""
    return "\n".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n") if line.strip())


def through(page: str, url: str | None = None) -> Document:
    """A page after the stages before the scoring."""
    document = read(page, url, HTML)
    for stage in (repair, segment, boilerplate, match, language):
        document = stage(document, rules())
    return document
