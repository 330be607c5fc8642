"""A shard: what became of one chunk, in one file `KEY.done`, which is there whole or not at all.

    SHA-256 of all that follows, in hexadecimal
    {"key": ..., "parts": {"ledger": BYTES, "rows": BYTES, ...}, "summary": {...}}
    the parts, one behind another

`ledger` are the rows of the ledger, `rows` the documents of a one-file output, `removed` their removed spans, `N.txt`
and the like the files of document N in a folder, `N.kept` a document that is quarantined.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, NamedTuple

from cleaner.batch import arrow_records
from cleaner.batch.ledger import KEPT, entry
from cleaner.batch.names import REMOVED
from cleaner.batch.records import body_text, dolma, encoded, json_line, json_text, record, removed
from cleaner.batch.rows import Outcome, Row, Status
from cleaner.batch.run_options import RunOptions, Shape, Target
from cleaner.batch.storage import Folder
from cleaner.batch.streams import compressed
from cleaner.batch.tally import Tally
from cleaner.model import Result

DONE = ".done"


class Summary(NamedTuple):
    """A finished chunk: how many rows its ledger has, how many documents were written, their tally."""

    rows: int
    written: int
    tally: Tally


class Shard(NamedTuple):
    """A finished shard, as it was read and checked."""

    summary: Summary
    parts: dict[str, bytes]


class Made(NamedTuple):
    """What was made of a document: its row of the ledger, its row of the output, its removed spans, its files."""

    ledger: bytes
    row: bytes
    removed: bytes
    files: Mapping[str, bytes]


class ShardWriter:
    """The shard of one chunk while it is made."""

    def __init__(self, key: str, options: RunOptions) -> None:
        self._key = key
        self._options = options
        self._tally = Tally()
        self._written = 0
        self._parts: dict[str, list[bytes]] = {"ledger": [], "rows": [], "removed": []}
        self._batches: list[Any] = []

    def add(self, position: int, row: Row, outcome: Outcome, attempts: int = 1) -> None:
        """One document of the chunk, with what became of it. Nothing is added where its record can't be made."""
        files: dict[str, bytes] = {}
        if outcome.result is not None and outcome.status in (Status.OK, Status.EMPTY):
            files = self._write(row, outcome.result)
            self._written += 1
        elif outcome.status is Status.QUARANTINED and row.raw:
            files = {KEPT: row.raw}
        digests = {ending: hashlib.sha256(data).hexdigest() for ending, data in files.items()}
        made = entry(row, outcome, self._options, attempts, digests)
        self._parts["ledger"].append(json_line(made))
        self._parts |= {f"{position}{ending}": [data] for ending, data in files.items()}
        self._tally.add(made)
        if row.carried and not row.crawled:
            named = {self._options.columns.id, self._options.columns.url}
            self._tally.columns.update(["", *(name for name in named if name in row.carried)])

    def add_previous(self, position: int, made: Made) -> None:
        """One document of the chunk, as an earlier run has cleaned it."""
        row = json.loads(made.ledger)
        self._parts["ledger"].append(made.ledger)
        self._parts["rows"].append(made.row)
        self._parts["removed"].append(made.removed)
        self._parts |= {f"{position}{ending}": [data] for ending, data in made.files.items()}
        self._tally.add(row)
        self._written += row["status"] in (Status.OK, Status.EMPTY)

    def _write(self, row: Row, result: Result) -> dict[str, bytes]:
        """Into the rows; or the files of the document, by their endings."""
        options = self._options
        is_dolma = options.shape is Shape.DOLMA
        spans = [json_line(span) for span in removed(row, result)] if options.removed else []
        if options.target is Target.FOLDER:
            whole = dolma(row, result) if is_dolma else record(row, result) if row.carried else result.to_dict()
            made = {".txt": lambda: encoded(body_text(result)), ".json": lambda: encoded(json_text(whole))}
            files = {ending: made[ending]() for ending in options.endings}
            return files | ({REMOVED: b"".join(spans)} if options.removed else {})
        made_row = dolma(row, result) if is_dolma else record(row, result)
        if options.target is Target.JSONL:
            self._parts["rows"].append(json_line(made_row))
        else:
            is_record = options.shape is Shape.RECORD
            batch = arrow_records.record_batch(row, made_row) if is_record else arrow_records.dolma_batch(made_row)
            self._batches.append(batch)
        self._parts["removed"] += spans
        return {}

    def commit(self, folder: Folder) -> Summary:
        """The shard takes its place in the folder; the chunk is done. Raises OutputError."""
        parts = {name: b"".join(pieces) for name, pieces in self._parts.items()}
        if self._batches:
            parts["rows"] = arrow_records.to_bytes(arrow_records.combine(self._batches))
        for name in ("rows", "removed") if self._options.target is Target.JSONL else ():
            parts[name] = compressed(parts[name], self._options.compression) if parts[name] else b""
        summary = Summary(self._tally.documents, self._written, self._tally)
        sizes = {name: len(data) for name, data in parts.items()}
        head = {"key": self._key, "parts": sizes, "summary": summary._asdict() | {"tally": self._tally.to_dict()}}
        data = b"".join([json.dumps(head).encode("ascii"), b"\n", *parts.values()])
        folder.write(self._key + DONE, [hashlib.sha256(data).hexdigest().encode("ascii"), b"\n", data])
        return summary


def read_shard(folder: Folder, key: str) -> Shard | None:
    """The finished shard of a chunk; None where it isn't finished, or isn't what was written."""
    data = folder.read(key + DONE)
    return parse_shard(data, key) if data is not None else None


def parse_shard(data: bytes, key: str) -> Shard | None:
    """A shard from its bytes; None where they aren't what was written."""
    digest, _, rest = data.partition(b"\n")
    if hashlib.sha256(rest).hexdigest().encode("ascii") != digest:
        return None
    try:
        line, _, body = rest.partition(b"\n")
        head: dict[str, Any] = json.loads(line)
        parts, at = {}, 0
        for name, size in head["parts"].items():
            parts[name] = body[at : at + size]
            at += size
        found = head["summary"]
        summary = Summary(found["rows"], found["written"], Tally.from_dict(found["tally"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return None
    return Shard(summary, parts) if head.get("key") == key and at == len(body) else None


def is_shard(name: str) -> bool:
    """Is it the name of a file that this module makes?

    >>> is_shard("0123456789abcdef" * 2 + ".done"), is_shard("diary.done")
    (True, False)
    """
    key = name.removesuffix(DONE)
    return key != name and len(key) == 32 and set(key) <= set("0123456789abcdef")
