"""Shards: what became of one chunk, written aside and complete only when its `.done` file is there.

`KEY.rows` are the documents of a one-file output, `KEY.files/` those of a folder and the quarantined ones,
`KEY.ledger` their ledger rows, `KEY.removed` their removed spans, `KEY.done` the sizes of all these, and the tally.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.batch import ledger, write
from cleaner.batch.inputs import reason
from cleaner.batch.names import REMOVED, slug
from cleaner.batch.packing import packing_into
from cleaner.batch.records import body_text, encoded, json_text
from cleaner.batch.rows import Outcome, Row, Status
from cleaner.batch.shapes import dolma, record, removed
from cleaner.batch.tally import Tally
from cleaner.batch.task import Shape, Target, Task
from cleaner.batch.write import OutputError
from cleaner.model import Result

PARTS = ("rows", "ledger", "removed")
QUARANTINE = "quarantine"


class Done(NamedTuple):
    """A finished chunk: how many rows its ledger has, how many documents were written, their tally."""

    rows: int
    written: int
    tally: Tally
    columns: dict[str, list[str]]


class Shard:
    """The shard of one chunk while it is written. Nothing of it counts before `commit`. Raises OutputError."""

    def __init__(self, folder: Path, key: str, task: Task) -> None:
        self._place = folder / key
        self._aside = folder / f"{key}.{os.getpid()}.tmp"
        self._task = task
        self._tally = Tally()
        self._written = 0
        self._columns: dict[str, set[str]] = {}
        self._stack = ExitStack()
        self._streams: dict[str, BinaryIO] = {}

    def __enter__(self) -> Shard:
        with _naming(self._place):
            shutil.rmtree(self._aside, ignore_errors=True)
            (self._aside / "files").mkdir(parents=True)
            for part in PARTS:
                file = self._stack.enter_context((self._aside / part).open("xb"))
                if part != "ledger" and self._task.target is Target.JSONL:
                    self._streams[part] = self._stack.enter_context(packing_into(file, self._task.packing))
                else:
                    self._streams[part] = file
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(OSError):
            self._stack.close()
        shutil.rmtree(self._aside, ignore_errors=True)

    def add(self, position: int, row: Row, outcome: Outcome, attempts: int = 1) -> None:
        """One document of the chunk, with what became of it."""
        with _naming(self._place):
            kept = self._quarantine(position, row) if outcome.status is Status.QUARANTINED else None
            if outcome.result is not None and outcome.status in (Status.OK, Status.EMPTY):
                self._write(position, row, outcome.result)
                self._written += 1
            self._streams["ledger"].write(ledger.line(ledger.entry(row, outcome, self._task, kept, attempts)))
            self._tally.add(row.source, outcome)

    def _write(self, position: int, row: Row, result: Result) -> None:
        spans = [encoded(json_text(span, None)) for span in removed(row, result)] if self._task.removed else []
        if self._task.target is not Target.FOLDER:
            made = dolma(row, result) if self._task.shape is Shape.DOLMA else record(row, result)
            self._streams["rows"].write(encoded(json_text(made, None)))
            self._streams["removed"].write(b"".join(spans))
            if self._task.target is Target.PARQUET:
                _note_kinds(self._columns, made)
            return
        made = dolma(row, result) if self._task.shape is Shape.DOLMA else result.to_dict()
        if row.carried and self._task.shape is Shape.RECORD:
            made = record(row, result)
        data = {".txt": lambda: encoded(body_text(result)), ".json": lambda: encoded(json_text(made))}
        for ending in self._task.endings:
            write.written(self._file(position, ending), data[ending]())
        if self._task.removed:
            write.written(self._file(position, REMOVED), b"".join(spans))

    def _quarantine(self, position: int, row: Row) -> str | None:
        if not row.raw:
            return None
        write.written(self._file(position, ".kept"), row.raw)
        mark = hashlib.sha256(row.source.encode("utf-8", "surrogatepass")).hexdigest()[:8]
        return f"{QUARANTINE}/{mark}-{slug(row.source[-60:]) or 'document'}"

    def _file(self, position: int, ending: str) -> Path:
        return self._aside / "files" / f"{position}{ending}"

    def commit(self) -> Done:
        """All of it takes its place; the chunk is done."""
        with _naming(self._place):
            self._stack.close()
            discard(self._place.parent, self._place.name)
            sizes = {part: (self._aside / part).stat().st_size for part in PARTS}
            for part in PARTS:
                (self._aside / part).replace(f"{self._place}.{part}")
            if any((self._aside / "files").iterdir()):
                (self._aside / "files").replace(f"{self._place}.files")
            columns = {name: sorted(kinds) for name, kinds in self._columns.items()}
            done = Done(self._tally.documents, self._written, self._tally, columns)
            text = json.dumps({"sizes": sizes, **done._asdict(), "tally": done.tally.to_dict()})
            aside = self._aside / "done"
            aside.write_text(text, "ascii")
            aside.replace(f"{self._place}.done")
        return done


def done(folder: Path, key: str) -> Done | None:
    """The finished chunk; None where it isn't finished, or something of it is missing."""
    try:
        found: dict[str, Any] = json.loads((folder / f"{key}.done").read_text("ascii"))
        sizes = {part: (folder / f"{key}.{part}").stat().st_size for part in PARTS}
        if sizes != found["sizes"]:
            return None
        return Done(found["rows"], found["written"], Tally.from_dict(found["tally"]), found["columns"])
    except (OSError, ValueError, KeyError):
        return None


def discard(folder: Path, key: str) -> None:
    """Nothing of the chunk is left; its `.done` goes first."""
    for part in ("done", *PARTS):
        (folder / f"{key}.{part}").unlink(missing_ok=True)
    shutil.rmtree(folder / f"{key}.files", ignore_errors=True)


def pack(folder: Path, key: str) -> list[tuple[str, bytes]]:
    """The parts of a finished chunk, to be sent to another machine: names below `KEY`, and their bytes."""
    files = sorted((folder / f"{key}.files").glob("*"))
    names = [*PARTS, *(f"files/{path.name}" for path in files), "done"]
    with _naming(folder / key):
        return [(name, (folder / f"{key}.{name}").read_bytes()) for name in names]


def unpack(folder: Path, key: str, parts: Iterable[tuple[str, bytes]]) -> None:
    """A chunk that another machine has finished takes its place; its `.done`, which makes it count, comes last."""
    with _naming(folder / key):
        discard(folder, key)
        for name, data in parts:
            place = folder / f"{key}.{name}"
            place.parent.mkdir(exist_ok=True)
            aside = folder / f"{key}.tmp"
            aside.write_bytes(data)
            aside.replace(place)


def staged(folder: Path, key: str, position: int, ending: str) -> Path:
    """Where a document's file lies until it is published."""
    return folder / f"{key}.files" / f"{position}{ending}"


def _note_kinds(columns: dict[str, set[str]], made: dict[str, Any]) -> None:
    """Which kinds of value each column has: what the type of a Parquet column is chosen by."""
    for name, value in made.items():
        columns.setdefault(name, set()).add(_kind(value))


def _kind(value: Any) -> str:
    if isinstance(value, int) and not isinstance(value, bool) and not -(2**63) <= value < 2**63:
        return "huge"
    return type(value).__name__


class _naming:  # noqa: N801 - reads like a function
    """What goes wrong with a file of the run is an error of the output."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if isinstance(error, OSError):
            raise OutputError(f"{self._place.parent}: can't be written: {reason(error)}") from None
