"""What the tests of batches share: a quick cleaner that can be poisoned, inputs, and runs of them.

The poison is in the cleaner that the test injects, never in the product: a document whose text is one of `POISONS`
does to its worker what the name says.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from cleaner.batch import run as runs
from cleaner.batch.formats import COMPRESSIONS
from cleaner.batch.inputs import find_inputs
from cleaner.batch.limits import Limits
from cleaner.batch.run import Report, RunRequest
from cleaner.batch.run_folder import run_folder_of
from cleaner.batch.run_options import RunOptions, Target
from cleaner.model import Action, Label, Line, NewsArticle, Result, Span
from cleaner.reading import read

JUNK = "Read more"


def hang() -> None:
    while True:
        time.sleep(60)


def spin() -> None:
    while True:
        pass


def eat() -> None:
    kept = []
    while True:
        kept.append(bytearray(1 << 28))


def recurse() -> None:
    recurse()


POISONS: dict[str, Callable[[], object]] = {
    "HANG": hang,
    "SPIN": spin,
    "ABORT": os.abort,
    "EXIT": lambda: os._exit(3),
    "EAT": eat,
    "TEN GB": lambda: bytearray(10 << 30),
    "RECURSE": recurse,
}


class Quick:
    """Drops the lines that say "Read more", and keeps the others. Takes no time, and poison to heart.

    When the page was fetched stands in its dateline.
    """

    def clean(
        self,
        data: str | bytes,
        url: str | None = None,
        media_type: str | None = None,
        *,
        crawled: str | None = None,
    ) -> Result:
        view = read(data, url, media_type).view
        if view[0] in POISONS:
            POISONS[view[0]]()
        lines = []
        for index, text in enumerate(view):
            drop = text.startswith(JUNK)
            label, action = (Label.PROMO, Action.DROP) if drop else (Label.BODY, Action.KEEP)
            spans = (Span(0, len(text), label, action, ("test.more",) if drop else ()),) if text else ()
            lines.append(Line(index, text, label, action, spans, ()))
        body = "\n".join(line.text for line in lines if line.action is Action.KEEP).strip()
        article = NewsArticle(headline=view[0], url=url, dateline=crawled, article_body=body)
        return Result(body, article, tuple(lines), "test")


class Once(Quick):
    """Dies of a document the first time only: the mark that it has is a file."""

    def __init__(self, mark: Path) -> None:
        self.mark = mark

    def clean(self, data: str | bytes, url: str | None = None, media_type: str | None = None, **_: object) -> Result:
        if "ONCE" in str(data) and not self.mark.exists():
            self.mark.touch()
            os.abort()
        return super().clean(data, url, media_type)


LIMITS = Limits(memory=256 << 20, size=1 << 20)
HASTY = LIMITS._replace(seconds=0.4)
"""For those who wait for a document to be given up."""

TARGETS = {".parquet": Target.PARQUET, "": Target.FOLDER}


def order(inputs: Sequence[Path | str], out: Path, **changes: Any) -> RunRequest:
    """A run of the inputs into `out`; `changes` are those of its options and of the request."""
    target = TARGETS.get(out.suffix, Target.JSONL)
    of_options = {name: changes.pop(name) for name in list(changes) if name in RunOptions.__slots__}
    compression = out.suffix if out.suffix in COMPRESSIONS else ""
    given = {"ruleset": "test", "target": target, "compression": compression, "limits": LIMITS} | of_options
    options = RunOptions(**given)
    run = run_folder_of(out, target is Target.FOLDER)
    return RunRequest(
        find_inputs([str(path) for path in inputs], [out]), options, run, out, **{"workers": 2, **changes}
    )


def run(inputs: Sequence[Path | str], out: Path, factory: Callable[[], Any] = Quick, **changes: Any) -> Report:
    """Run it, here and now."""
    return runs.run(order(inputs, out, **changes), factory)


def story(number: int) -> str:
    return f"Story {number}\nThe council met for the {number}th time.\n{JUNK}: item {number}\nIt will meet again."


def jsonl(path: Path, texts: Sequence[str], **columns: Any) -> Path:
    """A JSONL file of the texts, with ids and other columns."""
    rows = ({"id": f"doc-{n}", "text": text, **columns} for n, text in enumerate(texts))
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def ledger(out: Path) -> list[dict[str, Any]]:
    """The rows of the ledger of a run."""
    path = run_folder_of(out, out.is_dir()) / "ledger.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def statuses(out: Path) -> dict[str, str]:
    return {row["source"].rpartition("/")[2]: row["status"] for row in ledger(out)}


def digest(out: Path) -> str:
    """One digest of an output's bytes, be it a file or a folder; the run's own records are not among them."""
    files = [out] if out.is_file() else sorted(path for path in out.rglob("*") if path.is_file())
    found = hashlib.sha256()
    for path in files:
        name = path.relative_to(out).as_posix()
        if not name.startswith("_run/"):
            found.update(f"{name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return found.hexdigest()
