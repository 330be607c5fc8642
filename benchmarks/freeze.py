"""Store a digest of the result of every labelled page: shows that a change that should change nothing doesn't.

    python -m benchmarks.freeze DATA -o frozen.json            store a digest for each view of each page
    python -m benchmarks.freeze DATA --against frozen.json     compare with it: exit 1 and name what differs

DATA is a folder with `*.jsonl` and `*.jsonl.gz` files of pages (id, views) and `html/ID.html.gz`. A digest covers the
record without `ruleset` and without the rules of lines (`--rules` takes them in): body, labels, spans and metadata.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from cleaner import Cleaner
from cleaner.model import CleanerError

FILES = ("dev.jsonl", "reading.jsonl", "more.jsonl.gz")
HTML = "html"

_cleaner: list[Cleaner] = []


def records(data: Path) -> Iterator[dict[str, Any]]:
    """The pages of the files of the folder, in order."""
    for name in FILES:
        path = data / name
        if path.exists():
            data_of = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            yield from map(json.loads, data_of.splitlines())


def digest_of(text: str, media_type: str, url: str | None, with_rules: bool) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a record; the error's name where there is none."""
    try:
        record = _cleaner[0].clean(text, url=url, media_type=media_type).to_dict()
    except CleanerError as error:
        return type(error).__name__
    del record["ruleset"]
    for line in () if with_rules else record["lines"]:
        del line["rules"]
        for span in line["spans"]:
            del span["rules"]
    return hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:16]


def digests_of(data: Path, with_rules: bool, record: dict[str, Any]) -> dict[str, str]:
    """A digest for each view of a page, by `page/view`."""
    if not _cleaner:
        _cleaner.append(Cleaner())
    found = {}
    for view, text in sorted(record["views"].items()):
        found[f"{record['id']}/{view}"] = digest_of(text, "text/plain", None, with_rules)
    page = data / "html" / f"{record['id']}.html.gz"
    if page.exists():
        markup = gzip.decompress(page.read_bytes()).decode("utf-8", "replace")
        found[f"{record['id']}/{HTML}"] = digest_of(markup, "text/html", record.get("url"), with_rules)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    parser.add_argument("--against", type=Path)
    parser.add_argument("--rules", action="store_true", help="take the rules that are named for each span in")
    parser.add_argument("--every", type=int, default=1, help="only every Nth page")
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    found: dict[str, str] = {}
    with ProcessPoolExecutor(args.workers) as pool:
        pages = list(records(args.data))[:: args.every]
        for number, some in enumerate(pool.map(partial(digests_of, args.data, args.rules), pages, chunksize=8)):
            found |= some
            if sys.stderr.isatty():
                print(f"\r{number + 1} of {len(pages)} pages", end="", file=sys.stderr)
    if args.output:
        args.output.write_text(json.dumps(found, indent=0, sort_keys=True) + "\n", "utf-8")
    if not args.against:
        return 0
    frozen = json.loads(args.against.read_text("utf-8"))
    differ = sorted(key for key in found if frozen.get(key) != found[key])
    views = Counter(key.rsplit("/", 1)[1] for key in differ)
    print(f"{len(differ)} of {len(found)} differ: {dict(views)}")
    print("\n".join(differ[:20]))
    return int(bool(differ))


if __name__ == "__main__":
    sys.exit(main())
