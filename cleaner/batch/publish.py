"""Finished shards into their place: put together aside, then renamed, so that nothing is ever half there.

All of it can be done again after a kill. What stands in an output's place is replaced, and what a former run has left
is deleted, only where its digest says that a run of ours wrote it, or where that was asked for.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.batch import arrow_records, ledger
from cleaner.batch.ledger import KEPT, QUARANTINE, LedgerError, kept_name
from cleaner.batch.names import removed_place
from cleaner.batch.records import json_line
from cleaner.batch.rows import Status
from cleaner.batch.run_folder import RunFolder
from cleaner.batch.run_options import RunOptions, Shape, Target
from cleaner.batch.shard import Shard, read_shard
from cleaner.batch.storage import Folder, Written, checked_path
from cleaner.batch.streams import compressed
from cleaner.batch.write import OutputError

REASONS = "reasons.jsonl"
"""The ledger's rows of the quarantined documents, beside them."""

LISTED = 5
"""Files in the way that are named."""


class Published(NamedTuple):
    """The new ledger, not yet in its place, its rows, and the outputs of one file, with their digests."""

    ledger: Written
    rows: int
    outputs: dict[str, str]


class Publisher:
    """Publishes the shards `keys`, in their order, at `out`, if there is one. Raises OutputError and LedgerError."""

    def __init__(self, run: RunFolder, out: Path | None, keys: Sequence[str], options: RunOptions) -> None:
        self._run = run
        self._out = Path(os.path.realpath(out)) if out is not None else None  # a link that the user names stays one
        self._keys = keys
        self._options = options
        self._has_quarantine = False

    def publish(self, *, overwrite: bool) -> Published:
        """The outputs, their quarantine, and a new ledger."""
        is_folder = self._options.target is Target.FOLDER
        place = None if self._out is None else self._out if is_folder else self._out.parent
        with closing(_Files(self._run, place, is_folder)) as files:
            new_ledger, rows = self._new_ledger(files)
            made = self._single_files(self._out) if self._out is not None and not is_folder else {}
            for name, written in made.items():
                files.plan(name, written.sha256)
            if not overwrite:
                files.refuse_strangers(self._out.name if self._out is not None and not is_folder else None)
            following = [*self._run.manifest.get("next", ()), new_ledger.sha256]
            self._run.note(self._run.manifest | {"next": following})
            for name, written in made.items():
                files.move(written, name)
            if self._out is not None and is_folder:
                for name, data in self._folder_files():
                    files.put(name, data)
                if hasattr(os, "sync"):
                    os.sync()  # once, and not for each of perhaps a million files
            files.remove_former()
        self._keep_quarantined()
        return Published(new_ledger, rows, {name: written.sha256 for name, written in made.items()})

    def _shards(self) -> Iterator[Shard]:
        for key in self._keys:
            found = read_shard(self._run.shards, key)
            if found is None:
                raise LedgerError(f"{self._run.shards.path / key}: a finished shard is damaged; start the run again")
            yield found

    def _rows(self) -> Iterator[tuple[Shard, int, dict[str, Any]]]:
        for shard in self._shards():
            lines = shard.parts["ledger"].splitlines()
            for position, row in enumerate(ledger.parse(lines, self._run.shards.path)):
                yield shard, position, row

    def _new_ledger(self, files: _Files) -> tuple[Written, int]:
        """The new ledger, aside, after every shard was read and every output's name was looked at."""
        rows = 0

        def lines() -> Iterator[bytes]:
            nonlocal rows
            for _, _, row in self._rows():
                rows += 1
                self._has_quarantine = self._has_quarantine or row["status"] == Status.QUARANTINED
                for ending, digest in (row["output_files"] or {}).items():
                    files.plan(row["output"] + ending, digest)
                yield json_line(row)

        return self._run.work.write_temporary(lines()), rows

    def _folder_files(self) -> Iterator[tuple[str, bytes]]:
        for shard, position, row in self._rows():
            for ending in row["output_files"] or ():
                yield row["output"] + ending, shard.parts[f"{position}{ending}"]

    def _single_files(self, out: Path) -> dict[str, Written]:
        """The outputs of one file, aside, by their names."""
        options = self._options
        if options.target is Target.PARQUET:
            schemas = [_table(shard).schema for shard in self._shards() if shard.parts["rows"]]
            schema = arrow_records.final_schema(schemas, dolma=options.shape is Shape.DOLMA)
            tables = (_table(shard) for shard in self._shards() if shard.parts["rows"])
            with self._run.work.new_file() as (file, name):
                arrow_records.write_parquet(file, tables, schema)
            made = {out.name: Written(name, 0, self._run.work.digest(name) or "")}
        else:
            made = {out.name: self._joined("rows")}
        if options.removed:
            made[removed_place(out, options.compression).name] = self._joined("removed")
        return made

    def _joined(self, part: str) -> Written:
        compression = self._options.compression

        def pieces() -> Iterator[bytes]:
            is_empty = True
            for shard in self._shards():
                is_empty = is_empty and not shard.parts[part]
                yield shard.parts[part]
            if is_empty and compression:
                yield compressed(b"", compression)  # no bytes at all are no compressed file

        return self._run.work.write_temporary(pieces())

    def _keep_quarantined(self) -> None:
        run = self._run
        kept: set[str] = set()
        reasons: list[bytes] = []
        if run.folder.status(QUARANTINE) is None and not self._has_quarantine:
            return
        with run.folder.folder(QUARANTINE, create=True) as folder:
            for shard, position, row in self._rows():
                if row["status"] != Status.QUARANTINED:
                    continue
                reasons.append(json_line(row))
                if row["kept"]:
                    name = kept_name(row["source"]).rpartition("/")[2]
                    folder.write(name, [shard.parts[f"{position}{KEPT}"]], sync=False)
                    kept.add(name)
            if reasons:
                folder.write(REASONS, reasons)
                kept.add(REASONS)
        run.folder.remove_folder(QUARANTINE, lambda name: name not in kept and _is_kept(name))


class _Files:
    """The output's files: those a former run wrote, those this one will, and the folder they stand in.

    Names and digests are kept in a database of SQLite's own temporary storage: there may be millions.
    """

    def __init__(self, run: RunFolder, place: Path | None, is_folder: bool) -> None:
        self._run = run
        self._names = sqlite3.connect("")
        self._names.execute("CREATE TABLE file (name TEXT PRIMARY KEY, former TEXT, new TEXT) WITHOUT ROWID")
        former = run.manifest.get("former") or {"outputs": {}}
        for row in run.former_rows():
            if is_folder:
                for ending, digest in (row.get("output_files") or {}).items():
                    self._note("former", row["output"] + ending, digest)
        for name, digest in former["outputs"].items():
            self._note("former", name, digest)
        self._place = Folder.open(place) if place is not None else None
        self._at: tuple[str, Folder] | None = None

    def close(self) -> None:
        self._names.close()
        for folder in (self._place, self._at[1] if self._at else None):
            if folder is not None:
                folder.__exit__()

    def plan(self, name: str, digest: str) -> None:
        """A file will be written. Raises OutputError where its name leads out of the output."""
        self._note("new", checked_path(name), digest)

    def refuse_strangers(self, named: str | None) -> None:
        """Raises OutputError where a file stands in the way that no run of ours wrote, but for the one `named`."""
        strangers = []
        for name, former, new in self._names.execute("SELECT name, former, new FROM file WHERE new IS NOT NULL"):
            if name != named and (found := self._digest(name)) is not None and found not in (former, new):
                strangers.append(name)
        if strangers:
            listed = ", ".join(strangers[:LISTED]) + (", ..." if len(strangers) > LISTED else "")
            raise OutputError(
                f"{self._place and self._place.path}: no run of ours has made {listed}; --overwrite replaces "
                f"{'it' if len(strangers) == 1 else 'them'}, or name another output"
            )

    def put(self, name: str, data: bytes) -> None:
        """A file of a folder, unless the same stands there already."""
        folder, last = self._folder_of(name, create=True)
        if folder.read(last) != data:
            made = self._run.work.write_temporary([data], sync=False)
            self._run.work.move(made.name, folder, last, sync=False)

    def move(self, made: Written, name: str) -> None:
        """The output of one file."""
        assert self._place is not None
        self._run.work.move(made.name, self._place, name)

    def remove_former(self) -> None:
        """What the former run wrote and this one didn't would be taken for its output."""
        query = "SELECT name, former FROM file WHERE new IS NULL AND former IS NOT NULL"
        for name, former in self._names.execute(query):
            if self._digest(name) == former:
                folder, last = self._folder_of(name)
                folder.remove(last)

    def _note(self, column: str, name: str, digest: str) -> None:
        statement = (
            f"INSERT INTO file (name, {column}) VALUES (?, ?) ON CONFLICT DO UPDATE SET {column} = excluded.{column}"
        )
        self._names.execute(statement, (checked_path(name), digest))

    def _digest(self, name: str) -> str | None:
        if self._place is None:
            return None
        try:
            folder, last = self._folder_of(name)
        except FileNotFoundError:
            return None
        return folder.digest(last)

    def _folder_of(self, name: str, *, create: bool = False) -> tuple[Folder, str]:
        """The folder of a file, open; files mostly come folder by folder."""
        assert self._place is not None
        above, _, last = name.rpartition("/")
        if self._at is None or self._at[0] != above:
            found, _ = self._place.parent_of(name, create=create)
            if self._at is not None:
                self._at[1].__exit__()
            self._at = above, found
        return self._at[1], last


def _is_kept(name: str) -> bool:
    """Is it the name of a file that this module puts into the quarantine?"""
    return name == REASONS or (len(name) > 9 and name[8] == "-" and set(name[:8]) <= set("0123456789abcdef"))


def _table(shard: Shard) -> Any:
    return arrow_records.from_bytes(shard.parts["rows"])
