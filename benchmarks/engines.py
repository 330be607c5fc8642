"""The same pages as JSONL, Parquet and WARC, by the local engine and by Ray: are ledgers and outputs the same?

    python -m benchmarks.engines PAGES [--folder FOLDER] [--workers N] [--json]
    python -m benchmarks.engines --compare LEDGER LEDGER...

PAGES is a folder of HTML pages (.html, .html.gz). The containers, outputs and ledgers are left in FOLDER, or nowhere.
`--compare` compares ledgers of runs that are there already, by the documents' ids: what became of each, of which bytes,
into which. The exit code is 1 where they differ.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "cleaner", "clean"]
ENGINES = ("local", "ray")

COMPARED = ("status", "input_sha256", "output_sha256", "words_kept", "words_removed", "ruleset")
"""What has to be the same of a document wherever it stood. Its reason and its size are told of its container, too."""

NAMED = 5
"""How many differing documents are named."""


class Page(NamedTuple):
    """A page of a corpus, to be put into a container."""

    id: str
    url: str
    html: str


def pages(folder: Path) -> Iterator[Page]:
    """The HTML files of a folder, by their names."""
    for path in sorted(folder.iterdir()):
        name = path.name.removesuffix(".gz")
        if name.endswith(".html"):
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            known = name.removesuffix(".html")
            yield Page(known, f"https://pages.example/{known}", data.decode("utf-8", "replace"))


def contained(found: Sequence[Page], folder: Path) -> list[Path]:
    """The pages as JSONL, as Parquet and as WARC."""
    import pyarrow
    import pyarrow.parquet

    places = [folder / "pages.jsonl", folder / "pages.parquet", folder / "pages.warc.gz"]
    with places[0].open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(page._asdict(), ensure_ascii=False) + "\n" for page in found)
    pyarrow.parquet.write_table(pyarrow.Table.from_pylist([page._asdict() for page in found]), places[1])
    with gzip.open(places[2], "wb", 6) as file:
        for page in found:
            file.write(_record(page))
    return places


def _record(page: Page) -> bytes:
    data = page.html.encode()
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(data)
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: {page.id}\r\nWARC-Target-URI: {page.url}\r\n"
        "WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer) + len(data)}\r\n\r\n"
    )
    return head.encode() + answer + data + b"\r\n\r\n"


def differences(ledgers: Iterable[Path]) -> dict[str, Any]:
    """The rows of some ledgers beside one another, by id; the first is what the others are compared with."""
    read = {str(path): {row["id"]: row for row in _rows(path)} for path in ledgers}
    first, *others = read.values()
    wrong = [
        f"{key}: {name}: {first[key][name]!r} and {other[key][name]!r}" if key in other else f"{key}: missing"
        for other in others
        for key in first
        for name in COMPARED
        if key not in other or other[key][name] != first[key][name]
    ]
    strange = [key for other in others for key in other if key not in first]
    return {
        "rows": {path: len(rows) for path, rows in read.items()},
        "statuses": {
            path: {status: sum(row["status"] == status for row in rows.values()) for status in _statuses(rows.values())}
            for path, rows in read.items()
        },
        "differences": len(wrong) + len(strange),
        "the first of them": (wrong + strange)[:NAMED],
        "kept": not wrong and not strange,
    }


def _statuses(rows: Iterable[dict[str, Any]]) -> list[str]:
    return sorted({row["status"] for row in rows})


def _rows(ledger: Path) -> Iterator[dict[str, Any]]:
    with ledger.open(encoding="utf-8") as file:
        yield from map(json.loads, file)


def compared(source: Path, folder: Path, workers: int) -> dict[str, Any]:
    """Each container by each engine: seconds, processor seconds, digests of the outputs, and the ledgers compared."""
    found = list(pages(source))
    runs: dict[str, Any] = {}
    ledgers = []
    for container in contained(found, folder):
        for engine in ENGINES:
            out = folder / f"{container.name.split('.')[1]}-{engine}.jsonl"
            options = ["--text-column", "html", "--workers", str(workers), "--engine", engine, "--overwrite"]
            options += ["--media-type", "text/html"]  # as a crawl says it; without, some pages pass for text
            before, begun = _processor(), time.perf_counter()
            done = subprocess.run(
                [*COMMAND, str(container), "-o", str(out), *options],
                env={**os.environ, "PYTHONPATH": str(ROOT)},
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode > 1:
                raise SystemExit(done.stderr)
            runs[out.stem] = {
                "seconds": round(time.perf_counter() - begun, 1),
                "processor": round(_processor() - before, 1),
                "output": hashlib.sha256(out.read_bytes()).hexdigest()[:16],
            }
            ledgers.append(Path(f"{out}.run") / "ledger.jsonl")
    outputs = {form: {run["output"] for name, run in runs.items() if name.startswith(form)} for form in _forms(runs)}
    same = {form: len(digests) == 1 for form, digests in outputs.items()}
    books = differences(ledgers)
    return {
        "pages": len(found),
        "runs": runs,
        "the engines' outputs are the same": same,
        "ledgers": books,
        "kept": books["kept"] and all(same.values()),
    }


def _forms(runs: Iterable[str]) -> list[str]:
    return sorted({name.split("-")[0] for name in runs})


def _processor() -> float:
    """Processor seconds of the children that have ended; Ray's own processes, which outlive theirs, are not in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.engines", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("source", nargs="?", type=Path, metavar="PAGES", help="a folder of .html or .html.gz")
    parser.add_argument("--folder", type=Path, help="where the containers and outputs are left (nowhere)")
    parser.add_argument("--workers", type=int, default=2, help="processes, and actors (2)")
    parser.add_argument("--compare", nargs="+", type=Path, metavar="LEDGER", help="compare these ledgers, and no more")
    parser.add_argument("--json", action="store_true", help="print a JSON record")
    args = parser.parse_args(argv)
    if args.compare:
        record = differences(args.compare)
    elif args.source is None or not args.source.is_dir():
        parser.error("name a folder of pages, or --compare with ledgers")
    else:
        with tempfile.TemporaryDirectory(prefix="cleaner-engines-") as aside:
            folder = args.folder or Path(aside)
            folder.mkdir(parents=True, exist_ok=True)
            record = compared(args.source, folder, args.workers)
    print(json.dumps(record, indent=None if args.json else 2, ensure_ascii=False))
    return 0 if record["kept"] else 1


if __name__ == "__main__":
    sys.exit(main())
