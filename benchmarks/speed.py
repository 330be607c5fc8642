"""MB/s of the text way, whole and by stage, beside the C4 line rules and datatrove's C4 filter in the same run.

    python -m benchmarks.speed [FILE ...] [--megabytes 2] [--rounds 3] [--json]

The documents are the seeds and the golden inputs (or the files given), again and again up to the size asked for. All
is warmed up first, runs in turn on one core, and counts by the best of the rounds in processor time. Ratios between
rows hold better than figures: machines differ, and a shared one changes its mind.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.peers import Clean, Missing, c4_lines, datatrove_c4
from cleaner import Cleaner
from cleaner.model import Document
from cleaner.pipeline import STAGES
from cleaner.reading import read

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000


def texts_of(files: Sequence[Path]) -> list[str]:
    """The files' texts; the seeds and golden inputs where none are given."""
    paths = files or [*sorted(ROOT.glob("seeds/*.txt")), *sorted(ROOT.glob("fixtures/*/*/input.txt"))]
    return [path.read_bytes().decode("utf-8", "replace") for path in paths]


def repeated(texts: Sequence[str], size: float) -> list[str]:
    """The texts over and over, in order, until they come to `size` bytes."""
    found: list[str] = []
    total = 0
    while total < size:
        for text in texts:
            found.append(text)
            total += len(text.encode("utf-8", "replace"))
            if total >= size:
                break
    return found


def seconds(run: Callable[[], Any], rounds: int) -> float:
    """Processor time of the quickest round."""
    best = float("inf")
    for _ in range(rounds):
        start = time.process_time()
        run()
        best = min(best, time.process_time() - start)
    return max(best, 1e-9)


def by_stage(cleaner: Cleaner, texts: Sequence[str], rounds: int) -> dict[str, float]:
    """Seconds of reading and of each stage, over all texts."""
    documents: list[Document] = [read(text, media_type="text/plain") for text in texts]
    found = {"read": seconds(lambda: [read(text, media_type="text/plain") for text in texts], rounds)}
    for stage in STAGES:

        def run(stage: Any = stage, before: Sequence[Document] = documents) -> list[Document]:
            return [stage(document, cleaner.ruleset) for document in before]

        found[stage.__name__] = seconds(run, rounds)
        documents = run()
    return found


def measured(files: Sequence[Path] = (), megabytes: float = 2.0, rounds: int = 3) -> dict[str, Any]:
    """Everything that is printed, as a record."""
    once = texts_of(files)
    texts = repeated(once, megabytes * MEGABYTE)
    size = sum(len(text.encode("utf-8", "replace")) for text in texts) / MEGABYTE
    cleaner = Cleaner()

    def ours(text: str) -> str:
        return cleaner.clean(text, media_type="text/plain").body

    peers: dict[str, Clean] = {"C4 line rules": c4_lines}
    missing = {}
    try:
        peers["datatrove C4QualityFilter"] = datatrove_c4()
    except Missing as error:
        missing["datatrove C4QualityFilter"] = str(error)
    for clean in (ours, *peers.values()):
        for text in once:
            clean(text)
    took = seconds(lambda: [ours(text) for text in texts], rounds)
    others = {
        name: seconds(lambda clean=clean: [clean(text) for text in texts], rounds) for name, clean in peers.items()
    }  # type: ignore[misc]
    return {
        "megabytes": size,
        "documents": len(texts),
        "lines": sum(text.count("\n") + 1 for text in texts),
        "seconds": took,
        "mb_s": size / took,
        "stages": {name: {"seconds": s, "mb_s": size / s} for name, s in by_stage(cleaner, texts, rounds).items()},
        "peers": {name: {"seconds": s, "mb_s": size / s, "times_ours": took / s} for name, s in others.items()},
        "missing": missing,
    }


def table(record: dict[str, Any]) -> Iterable[str]:
    """The record in lines."""
    yield f"{record['documents']} documents, {record['lines']} lines, {record['megabytes']:.2f} MB, one core"
    yield ""
    yield f"{'the text way':30} {record['mb_s']:9.2f} MB/s   1.00 of ours"
    for name, row in record["peers"].items():
        yield f"{name:30} {row['mb_s']:9.2f} MB/s   {row['times_ours']:.2f} of ours"
    for name, reason in record["missing"].items():
        yield f"{name:30} left out: {reason}"
    yield ""
    total = sum(row["seconds"] for row in record["stages"].values())
    for name, row in record["stages"].items():
        yield f"  {name:28} {row['mb_s']:9.2f} MB/s   {row['seconds'] / total:6.1%} of the time"


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.speed", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("files", nargs="*", type=Path, help="text files instead of the seeds and golden inputs")
    parser.add_argument("--megabytes", type=float, default=2.0, help="how much text to clean in a round (2)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds, of which the quickest counts (3)")
    parser.add_argument("--json", action="store_true", help="print a JSON record")
    args = parser.parse_args(argv)
    try:
        record = measured(args.files, args.megabytes, args.rounds)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 2
    print(json.dumps(record, indent=2) if args.json else "\n".join(table(record)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
