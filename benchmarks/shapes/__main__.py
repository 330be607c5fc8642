"""How well the cleaner reads documents of each shape: a table, kind by kind.

    python -m benchmarks.shapes DATA [--splits dev,reading,more] [--only af,mc] [--each 20] [--seed 7]
                                     [--kinds KIND,...] [--show KIND=N] [-o FILE.md]

DATA holds labelled pages as NAME.jsonl or NAME.jsonl.gz, a JSON object each with `id` and `gold` (`headline`, `body`,
`authors`, `date`). Each kind is made of `--each` pages, the same for every kind, dealt by the seed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import sys
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.scoring import body_scores, words_of
from benchmarks.shapes import KINDS, ShapedDocument, is_usable, make
from cleaner import Cleaner, Result

DEFAULT_SEED = 7


class Score(NamedTuple):
    """One kind's row: shares of documents, but for `f1`."""

    kind: str
    documents: int
    exact: float
    f1: float
    headline: float
    authors: float
    date: float
    all: float


def load(data: Path, splits: Sequence[str], only: tuple[str, ...] = ("",)) -> list[dict[str, Any]]:
    """The usable pages of the splits whose id begins with one of `only`."""
    records = []
    for split in splits:
        path = data / f"{split}.jsonl"
        if path.exists():
            lines = path.read_text("utf-8").split("\n")
        else:
            lines = gzip.decompress((data / f"{split}.jsonl.gz").read_bytes()).decode("utf-8").split("\n")
        records += [json.loads(line) for line in lines if line]
    return [record for record in records if record["id"].startswith(only) and is_usable(record)]


def documents(records: Sequence[dict[str, Any]], kind: str, each: int, seed: int) -> list[ShapedDocument]:
    """Documents of a kind; which pages they are made of depends on the seed alone."""
    chosen = random.Random(seed).sample(list(records), min(each, len(records)))
    dice = random.Random(f"{kind} {seed}")
    return [make(record, kind, dice, dice.choice(records)) for record in chosen]


def folded(text: str | None) -> str:
    """Words without case, as headlines and names are compared."""
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", text or "").lower()))


def faults(document: ShapedDocument, result: Result) -> set[str]:
    """What was read wrong: `exact`, `headline`, `authors`, `date`. What a document doesn't tell must stay empty."""
    article = result.article
    right = {
        "exact": words_of(result.body) == words_of(document.body),
        "headline": folded(article.headline) == folded(document.headline),
        "authors": {folded(name) for name in article.author} == {folded(name) for name in document.authors},
        "date": (article.date_published or article.date_modified or "")[:10] == (document.date or ""),
    }
    return {name for name, value in right.items() if not value}


def score(kind: str, made: Sequence[ShapedDocument], cleaner: Cleaner, show: int = 0) -> Score:
    """One row of the table; the first `show` documents with faults are printed."""
    bodies, wrong = [], []
    for document in made:
        result = cleaner.clean(document.text, media_type="text/plain")
        bodies.append(result.body)
        wrong.append(faults(document, result))
        if wrong[-1] and show > 0:
            show -= 1
            print_faults(document, result, wrong[-1])
    shares = {
        name: sum(name not in found for found in wrong) / len(made) for name in ("exact", "headline", "authors", "date")
    }
    f1 = body_scores([document.body for document in made], bodies)["f1"]
    whole = sum(not found for found in wrong) / len(made)
    return Score(kind, len(made), shares["exact"], f1, shares["headline"], shares["authors"], shares["date"], whole)


def print_faults(document: ShapedDocument, result: Result, wrong: set[str]) -> None:
    """A document's lines with what they are and what was made of them, where the two differ."""
    article = result.article
    print(f"--- {document.kind}: {', '.join(sorted(wrong))}", file=sys.stderr)
    print(f"    wanted {document.headline!r} {document.authors} {document.date}", file=sys.stderr)
    print(f"    got    {article.headline!r} {article.author} {article.date_published}", file=sys.stderr)
    labels = [part.label for part in document.lines for _ in part.text.split("\n")]
    for line, label in zip(result.lines, labels, strict=True):
        if label and (line.action == "keep") != (label == "body"):
            print(
                f"    {label:10} {line.action} as {line.label:10} {line.text[:110]} {line.rules[:3]}", file=sys.stderr
            )


def markdown(scores: Sequence[Score]) -> str:
    """The table, with the mean of all kinds in its last row."""
    rows = ["| kind | documents | exact | F1 | headline | authors | date | all |", "|---|--:|--:|--:|--:|--:|--:|--:|"]
    rows += [f"| {row.kind} | {row.documents} | " + " | ".join(f"{x:.2f}" for x in row[2:]) + " |" for row in scores]
    means = [sum(row[at] for row in scores) / max(1, len(scores)) for at in range(2, len(Score._fields))]
    rows.append(
        f"| **mean** | {sum(row.documents for row in scores)} | " + " | ".join(f"{m:.3f}" for m in means) + " |"
    )
    return "\n".join(rows) + "\n"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.shapes", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path)
    parser.add_argument("--splits", default="dev,reading,more")
    parser.add_argument("--only", default="", help="beginnings of page ids, with commas")
    parser.add_argument("--each", type=int, default=20, help="documents of each kind")
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--kinds", default=",".join(KINDS), help="those to measure, with commas (all)")
    parser.add_argument("--show", type=int, default=0, help="faulty documents of each kind to print")
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args(argv)
    if unknown := set(args.kinds.split(",")) - set(KINDS):
        parser.error(f"--kinds: no kind is called {min(unknown)!r}; there are {', '.join(KINDS)}")
    try:
        records = load(args.data, args.splits.split(","), tuple(args.only.split(",")))
    except (OSError, ValueError, KeyError) as error:
        parser.error(f"{args.data}: {error}")
    cleaner = Cleaner()
    kinds = args.kinds.split(",")
    scores = [score(kind, documents(records, kind, args.each, args.seed), cleaner, args.show) for kind in kinds]
    text = markdown(scores)
    if args.output:
        args.output.write_text(text, "utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
