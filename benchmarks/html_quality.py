"""HTML in: the body, headline, authors, date and the time they take, beside trafilatura, in one run and one table.

    python -m benchmarks.html_quality DATA [--split dev] [--pages N] [-o FILE.md]

DATA is a folder with `dev.jsonl` and `reading.jsonl` (id, url, gold: body, and where known headline, authors, date and
captions) and the pages as `html/ID.html.gz` (UTF-8). None of their text is stored here.

Time is the processor's, each reader in a process of its own. Ratios between rows hold better than figures. All are
warmed up first, on pages of the other part: rules and patterns are loaded at first use, and libraries remember what
they have seen, so the pages that are timed are new to all of them.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import json
import logging
import multiprocessing
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.scoring import body_scores, words_of
from cleaner import Cleaner

WARM_UP = 60
"""Pages that are read before the clock counts."""

OTHER = {"dev": "reading", "reading": "dev"}

CAPTION_WORDS = 8
"""Words of a caption that are looked for; shorter ones stand in many texts by chance."""

PREFIX = 15
"""Letters of a headline that may stand for all of it: some pages cut theirs."""

LATEST = "2100-01-01"
"""trafilatura takes no date after today's unless told."""


class Page(NamedTuple):
    """A page, and what is known to be right of it."""

    html: str
    url: str | None
    gold: dict[str, Any]


class Found(NamedTuple):
    """What a reader made of a page."""

    body: str = ""
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


Reader = Callable[[Page], Found]


def ours(**options: Any) -> Reader:
    """This project's way."""
    cleaner = Cleaner(**options)

    def read(page: Page) -> Found:
        result = cleaner.clean(page.html, url=page.url, media_type="text/html")
        article = result.article
        return Found(result.body, article.headline, article.author, article.date_published)

    return read


def trafilatura_with(**options: Any) -> Reader:
    """trafilatura, text and metadata."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    dates = {"original_date": True, "extensive_search": True, "max_date": LATEST}

    def read(page: Page) -> Found:
        found = trafilatura.bare_extraction(
            page.html, url=page.url, with_metadata=True, date_extraction_params=dict(dates), **options
        )
        if found is None:
            return Found()
        record = found.as_dict()
        authors = tuple(name for name in (record.get("author") or "").split("; ") if name)
        return Found(record.get("text") or "", record.get("title"), authors, record.get("date"))

    return read


READERS: dict[str, Callable[[], Reader]] = {
    "news-text-cleaner": ours,
    "news-text-cleaner, fast": lambda: ours(fast=True),
    "trafilatura": trafilatura_with,
    "trafilatura, fast": lambda: trafilatura_with(fast=True),
    "trafilatura, precision": lambda: trafilatura_with(favor_precision=True),
    "trafilatura, recall": lambda: trafilatura_with(favor_recall=True),
}
PEER = "trafilatura"


def load(data: Path, split: str) -> list[Page]:
    pages = []
    with (data / f"{split}.jsonl").open(encoding="utf-8") as rows:
        for row in rows:
            record = json.loads(row)
            markup = gzip.decompress((data / "html" / f"{record['id']}.html.gz").read_bytes()).decode("utf-8")
            pages.append(Page(markup, record.get("url"), record["gold"]))
    return pages


def timed(name: str, pages: Sequence[Page], others: Sequence[Page]) -> tuple[list[Found], float]:
    """What a reader made of each page, and its milliseconds a page; `others` are to warm up on."""
    read = READERS[name]()
    for page in others:
        read(page)
    start = time.process_time()
    found = [read(page) for page in pages]
    return found, 1000 * (time.process_time() - start) / len(pages)


def each_alone(pages: Sequence[Page], others: Sequence[Page]) -> dict[str, tuple[list[Found], float]]:
    """`timed` for all readers, each in a process of its own: what one has read would be quicker for the next."""
    results = {}
    for name in READERS:
        with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
            results[name] = pool.submit(timed, name, pages, others).result()
        print(f"{name}: done", file=sys.stderr)
    return results


def scores(pages: Sequence[Page], found: Sequence[Found]) -> dict[str, float]:
    """All figures of a row; those of metadata on the pages whose gold has it."""
    figures = body_scores([page.gold["body"] for page in pages], [one.body for one in found])
    figures["captions left"] = captions_left(pages, found)
    known = [(page.gold, one) for page, one in zip(pages, found, strict=True) if page.gold.get("headline")]
    if known:
        figures["headline"] = statistics.mean(same_headline(gold["headline"], one.headline) for gold, one in known)
        figures["authors F1"] = authors_f1(
            [(gold["authors"], one.authors) for gold, one in known if gold.get("authors") is not None]
        )
        dated = [(str(gold["date"])[:10], str(one.date)[:10]) for gold, one in known if gold.get("date")]
        figures["date"] = statistics.mean(a == b for a, b in dated) if dated else 0.0
    return figures


def captions_left(pages: Sequence[Page], found: Sequence[Found]) -> float:
    """The share of known captions, no part of the body, that still stand in the output."""
    left = total = 0
    for page, one in zip(pages, found, strict=True):
        have, body = " ".join(words_of(one.body)), " ".join(words_of(page.gold["body"]))
        for caption in set(page.gold.get("captions") or ()):
            words = words_of(caption)
            if len(words) >= CAPTION_WORDS and " ".join(words) not in body:
                total += 1
                left += " ".join(words[:CAPTION_WORDS]) in have
    return left / max(1, total)


def plain(text: str | None) -> str:
    """Small letters and figures alone, for comparing."""
    return " ".join(words_of(unicodedata.normalize("NFKC", text or "").lower()))


def same_headline(gold: str, found: str | None) -> bool:
    """
    >>> same_headline("Rain stops play in Ostley", "Rain stops play in Ostley - live"), same_headline("Rain", "Sun")
    (True, False)
    """
    a, b = plain(gold), plain(found)
    return bool(b) and (a == b or (len(b) > PREFIX and (a.startswith(b) or b.startswith(a))))


def authors_f1(rows: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    """
    >>> authors_f1([(["Ana Ruiz", "Tom Bell"], ["Ana Ruiz"]), ([], ["Desk"])])
    0.5
    """
    right = given = wanted = 0
    for gold, found in rows:
        g, f = {plain(name) for name in gold} - {""}, {plain(name) for name in found} - {""}
        right, given, wanted = right + len(g & f), given + len(f), wanted + len(g)
    return 2 * right / max(1, given + wanted)


def table(rows: dict[str, dict[str, float]]) -> str:
    """Markdown."""
    names = list(next(iter(rows.values())))
    lines = ["| reader | " + " | ".join(names) + " |", "|---|" + "---|" * len(names)]
    for reader, figures in rows.items():
        cells = [f"{figures[n]:.1f}" if n == "ms a page" else f"{figures[n]:.3f}" for n in names]
        lines.append(f"| {reader} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--split", choices=OTHER, default="dev")
    parser.add_argument("--pages", type=int, help="the first N pages only")
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    pages, others = load(args.data, args.split)[: args.pages], load(args.data, OTHER[args.split])[:WARM_UP]
    results = each_alone(pages, others)
    peer = results[PEER][1]
    rows = {
        name: scores(pages, found) | {"ms a page": ms, f"time / {PEER}": ms / peer}
        for name, (found, ms) in results.items()
    }
    said = f"{len(pages)} pages of `{args.split}`, {datetime.date.today()}\n\n{table(rows)}"
    print(said)
    if args.output:
        args.output.write_text(said + "\n", "utf-8")


if __name__ == "__main__":
    main()
