"""What a finished run has made, document by document, so that the next one cleans only what is new or has changed.

It is put together from the run's ledger and outputs, once their digests are checked, in a database of the run's working
folder, which the workers read. A Parquet output is made anew: the types of its columns depend on all of its rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from cleaner.batch.ledger import KEPT, document_key
from cleaner.batch.names import removed_place
from cleaner.batch.records import json_line
from cleaner.batch.rows import Row, Status
from cleaner.batch.run_folder import PREVIOUS, RunFolder
from cleaner.batch.run_options import RunOptions, Target
from cleaner.batch.shard import Made
from cleaner.batch.storage import Folder
from cleaner.batch.streams import decompressed


def save_previous(run: RunFolder, out: Path | None, options: RunOptions, *, failed: bool) -> None:
    """Write the database; with `failed`, what was quarantined is in it, too. Raises OutputError and LedgerError."""
    if out is None or options.target is Target.PARQUET:
        return
    rows: Iterator[tuple[dict[str, Any], bytes, bytes, dict[str, bytes]]]
    with Folder.open(out if options.target is Target.FOLDER else out.parent) as place:
        rows = _of_folder(run, place) if options.target is Target.FOLDER else _of_file(run, place, out.name, options)
        with closing(sqlite3.connect(run.work.path / PREVIOUS)) as database, database:
            database.execute("CREATE TABLE made (key TEXT PRIMARY KEY, ledger, row, removed, files) WITHOUT ROWID")
            for row, text, removed, files in rows:
                if row.get("key") and (failed or row["status"] != Status.QUARANTINED):
                    names = json.dumps({name: len(data) for name, data in files.items()})
                    stored = (
                        row["key"],
                        json_line(row),
                        text,
                        removed,
                        names.encode() + b"\n" + b"".join(files.values()),
                    )
                    database.execute("INSERT OR REPLACE INTO made VALUES (?, ?, ?, ?, ?)", stored)


class Previous:
    """Reads the database, if there is one."""

    def __init__(self, work: Path | None, options: RunOptions) -> None:
        self._options = options
        place = work / PREVIOUS if work is not None else None
        is_there = place is not None and place.exists()
        self._database = (
            sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro", uri=True) if place and is_there else None
        )

    def get(self, document: Row) -> Made | None:
        """What was made of a document; None where it is new or has changed."""
        if self._database is None or document.fault or document.skip:
            return None
        key = document_key(document, self._options)
        found = self._database.execute("SELECT ledger, row, removed, files FROM made WHERE key = ?", (key,)).fetchone()
        if found is None:
            return None
        ledger, row, removed, packed = found
        names, _, data = packed.partition(b"\n")
        files, at = {}, 0
        for name, size in json.loads(names).items():
            files[name] = data[at : at + size]
            at += size
        return Made(ledger, row, removed, files)


def _of_folder(run: RunFolder, place: Folder) -> Iterator[tuple[dict[str, Any], bytes, bytes, dict[str, bytes]]]:
    for row in run.former_rows():
        files = {}
        for ending in row["output_files"] or ():
            try:
                folder, name = place.parent_of(row["output"] + ending)
            except FileNotFoundError:
                continue
            with folder:
                if folder.digest(name) == row["output_files"][ending]:
                    files[ending] = folder.read(name) or b""
        if len(files) == len(row["output_files"] or ()):
            yield row, b"", b"", files | _kept(run, row)


def _of_file(
    run: RunFolder, place: Folder, name: str, options: RunOptions
) -> Iterator[tuple[dict[str, Any], bytes, bytes, dict[str, bytes]]]:
    outputs = run.manifest["former"]["outputs"]
    beside = removed_place(Path(name), options.compression).name
    wanted = [name, beside] if options.removed else [name]
    if any(place.status(one) is None or place.digest(one) != outputs.get(one) for one in wanted):
        return
    with place.open_file(name) as file:
        texts = iter(decompressed(file, options.compression))
        spans = _spans(place, beside, options) if options.removed else iter(())
        span = next(spans, None)
        for row in run.former_rows():
            has_text = row["status"] in (Status.OK, Status.EMPTY)
            text = next(texts, b"") if has_text else b""
            removed = []
            while has_text and span is not None and span[0] == (row["source"], row["id"]):
                removed.append(span[1])
                span = next(spans, None)
            yield row, text, b"".join(removed), _kept(run, row)


def _spans(place: Folder, name: str, options: RunOptions) -> Iterator[tuple[tuple[str, str], bytes]]:
    with place.open_file(name) as file:
        for line in decompressed(file, options.compression):
            found = json.loads(line)
            yield (found["source"], found["id"]), line


def _kept(run: RunFolder, row: dict[str, Any]) -> dict[str, bytes]:
    if not row["kept"]:
        return {}
    folder, name = run.folder.parent_of(row["kept"])
    with folder:
        return {KEPT: folder.read(name) or b""}
