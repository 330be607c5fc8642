"""How well a cleaner finds the article's body, on the public article-extraction-benchmark layout, beside its peers.

    python -m benchmarks.quality DATA [-o FILE.md] [--plot FILE.png] [--views own,soup] [--cleaner NAME=MODULE:FUNCTION]

DATA is a folder with `ground-truth.json` ({id: {"articleBody": ..., "url": ...}}) and the pages as `html/ID.html.gz`
(UTF-8). The public data is had from

    git clone https://github.com/scrapinghub/article-extraction-benchmark

(181 pages, MIT licence). None of it is stored here.

Each page is turned into text by each view that is installed (`own`: our rendering of the whole page;
`resiliparse-main` and `resiliparse-full`: main content, whole page; `inscriptis`; `soup`: BeautifulSoup's get_text),
and each cleaner of text is handed that text: ours, the text as it is, the C4 line rules, datatrove's C4 filter,
jusText on the lines, and those named with `--cleaner` (a function from text to body). trafilatura gets the HTML.
What isn't installed is left out, and said to be. The scores are the benchmark's own: bags of word 4-grams.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.peers import VIEWS, Clean, Missing, c4_lines, datatrove_c4, justext_lines, trafilatura_html
from benchmarks.scoring import body_scores

SCORES = ("f1", "precision", "recall", "exact")
HTML = "html"
OURS = "news-text-cleaner"


class FaultyData(Exception):  # noqa: N818 - named for what it is
    """The folder isn't laid out as the benchmark's."""


class Page(NamedTuple):
    """A page and the body that its publisher meant."""

    id: str
    html: str
    gold: str


class Row(NamedTuple):
    """What one cleaner made of one view of all pages."""

    view: str
    cleaner: str
    scores: dict[str, float]
    ms_page: float
    failed: int
    """Pages on which it raised: their bodies count as empty."""


def load_pages(data: Path) -> list[Page]:
    """The pages of a folder, by id."""
    truth = data / "ground-truth.json"
    try:
        records = json.loads(truth.read_text("utf-8"))
    except OSError as error:
        raise FaultyData(f"{truth}: {error.strerror}; see --help for where the data is had") from None
    except ValueError as error:
        raise FaultyData(f"{truth}: not valid JSON: {error}") from None
    pages = []
    for identity, record in sorted(records.items()):
        path = data / "html" / f"{identity}.html.gz"
        try:
            html = gzip.decompress(path.read_bytes()).decode("utf-8", "replace")
            pages.append(Page(identity, html, record["articleBody"]))
        except OSError as error:
            raise FaultyData(f"{path}: {error.strerror or error}") from None
        except (KeyError, TypeError):
            raise FaultyData(f"{truth}: {identity!r} has no `articleBody`") from None
    if not pages:
        raise FaultyData(f"{truth}: it names no page")
    return pages


def our_cleaner() -> Clean:
    """Ours, handed plain text."""
    from cleaner import Cleaner

    cleaner = Cleaner()
    return lambda text: cleaner.clean(text, media_type="text/plain").body


TEXT_CLEANERS = {
    OURS: our_cleaner,
    "as it is": lambda: lambda text: text,
    "C4 line rules": lambda: c4_lines,
    "datatrove C4QualityFilter": datatrove_c4,
    "jusText on lines": justext_lines,
}
HTML_CLEANERS = {"trafilatura": trafilatura_html}


def named_cleaner(spec: str) -> tuple[str, Clean]:
    """A cleaner given as NAME=MODULE:FUNCTION."""
    name, _, place = spec.partition("=")
    module, _, function = place.partition(":")
    if not (name and module and function):
        raise FaultyData(f"--cleaner {spec}: expected NAME=MODULE:FUNCTION")
    try:
        return name, getattr(importlib.import_module(module), function)
    except (ImportError, AttributeError) as error:
        raise FaultyData(f"--cleaner {spec}: {error}") from None


def installed(makers: dict[str, Any], missing: dict[str, str]) -> dict[str, Clean]:
    """What can be made; why the others can't goes into `missing`."""
    found = {}
    for name, maker in makers.items():
        try:
            found[name] = maker()
        except Missing as error:
            missing[name] = str(error)
    return found


def scored(view: str, name: str, clean: Clean, inputs: Sequence[str], golds: list[str]) -> Row:
    """One row: a cleaner over all inputs."""
    bodies, failed = [], 0
    start = time.process_time()
    for text in inputs:
        try:
            bodies.append(clean(text))
        except Exception as error:
            print(f"{name} on {view}: {type(error).__name__}: {error}", file=sys.stderr)
            bodies.append("")
            failed += 1
    took = time.process_time() - start
    return Row(view, name, body_scores(golds, bodies), 1000 * took / len(inputs), failed)


def rows_of(
    pages: Sequence[Page], views: dict[str, Clean], on_text: dict[str, Clean], on_html: dict[str, Clean]
) -> Iterator[Row]:
    """Every cleaner on every view, and the extractors on the HTML."""
    golds = [page.gold for page in pages]
    for view, render in views.items():
        texts = [render(page.html) for page in pages]
        for name, clean in on_text.items():
            yield scored(view, name, clean, texts, golds)
    for name, clean in on_html.items():
        yield scored(HTML, name, clean, [page.html for page in pages], golds)


def markdown(rows: Sequence[Row], pages: int, missing: dict[str, str]) -> str:
    """The table, with what was left out below it."""
    lines = [
        f"Bodies of {pages} pages, by view of the page and cleaner, scored as the article-extraction-benchmark does.",
        "",
        "| view | cleaner | F1 | precision | recall | exact | ms/page |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        name = f"**{row.cleaner}**" if row.cleaner == OURS else row.cleaner
        figures = " | ".join(f"{row.scores[key]:.3f}" for key in SCORES)
        failed = f" ({row.failed} failed)" if row.failed else ""
        lines.append(f"| {row.view} | {name}{failed} | {figures} | {row.ms_page:.1f} |")
    lines += [""] * bool(missing) + [f"Left out: {name}: {reason}." for name, reason in missing.items()]
    return "\n".join(lines) + "\n"


def plot(rows: Sequence[Row], path: Path) -> None:
    """F1 by view, a bar for each cleaner. Raises Missing without matplotlib."""
    try:
        import matplotlib as mpl

        mpl.use("Agg")
        from matplotlib import pyplot as plt
    except ImportError as error:
        raise Missing(f"matplotlib is not installed ({error})") from None
    views = list(dict.fromkeys(row.view for row in rows))
    names = list(dict.fromkeys(row.cleaner for row in rows if row.view != HTML))
    figure, axes = plt.subplots(figsize=(1.5 + 2.2 * len(views), 4.2), layout="constrained")
    colours = ["#1f5fa8", "#bbbbbb", "#d9a441", "#c46a3d", "#7a9e5a", "#8c6bb1", "#4d4d4d"]
    for view_at, view in enumerate(view for view in views if view != HTML):
        for at, name in enumerate(names):
            found = [row.scores["f1"] for row in rows if (row.view, row.cleaner) == (view, name)]
            place = view_at + (at - (len(names) - 1) / 2) * 0.8 / len(names)
            label = name if view_at == 0 else None
            bars = axes.bar([place], found, 0.8 / len(names), color=colours[at % len(colours)], label=label)
            axes.bar_label(bars, fmt="%.2f", fontsize=6)
    for row in rows:
        if row.view == HTML:
            axes.axhline(
                row.scores["f1"], color="#222222", linestyle="--", linewidth=1, label=f"{row.cleaner}, from HTML"
            )
    axes.set_xticks(range(len(views) - (HTML in views)), [view for view in views if view != HTML])
    axes.set_ylabel("F1 of the body (word 4-grams)")
    axes.set_ylim(0, 1.05)
    axes.legend(fontsize=7, loc="lower right", ncols=2)
    figure.savefig(path, dpi=150)
    plt.close(figure)


def chosen_views(names: str | None) -> dict[str, Any]:
    """The views asked for, all where none are."""
    if names is None:
        return dict(VIEWS)
    wanted = [name.strip() for name in names.split(",")]
    unknown = [name for name in wanted if name not in VIEWS]
    if unknown:
        raise FaultyData(f"--views: no view is called {unknown[0]!r}; there are {', '.join(VIEWS)}")
    return {name: VIEWS[name] for name in wanted}


def run(args: argparse.Namespace) -> None:
    """All that `main` does, but for its messages."""
    views = chosen_views(args.views)
    extra = dict(named_cleaner(spec) for spec in args.cleaner)
    pages = load_pages(args.data)
    missing: dict[str, str] = {}
    rows = list(
        rows_of(
            pages,
            installed(views, missing),
            installed(TEXT_CLEANERS, missing) | extra,
            installed(HTML_CLEANERS, missing),
        )
    )
    if args.plot:
        try:
            plot(rows, args.plot)
        except Missing as error:
            missing["the plot"] = str(error)
    text = markdown(rows, len(pages), missing)
    if args.output:
        args.output.write_text(text, "utf-8")
    else:
        print(text, end="")


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.quality", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("data", type=Path, help="folder with ground-truth.json and html/")
    parser.add_argument("-o", "--output", type=Path, help="write the Markdown table there (else it is printed)")
    parser.add_argument("--plot", type=Path, help="write a bar chart there (PNG; needs matplotlib)")
    parser.add_argument("--views", help=f"of {', '.join(VIEWS)}: those to score, with commas (all)")
    parser.add_argument("--cleaner", action="append", default=[], help="another cleaner of text: NAME=MODULE:FUNCTION")
    args = parser.parse_args(argv)
    try:
        run(args)
    except FaultyData as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
