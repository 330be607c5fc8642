"""Finished shards into their place: put together aside, then renamed, so that nothing is ever half there.

All of it can be done again after a kill: what is in its place already stays there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.batch import ledger
from cleaner.batch.inputs import reason
from cleaner.batch.ledger import LedgerError
from cleaner.batch.names import REMOVED
from cleaner.batch.packing import nothing
from cleaner.batch.parquet import write_table
from cleaner.batch.runfolder import RunFolder
from cleaner.batch.shards import QUARANTINE, staged
from cleaner.batch.task import Target, Task
from cleaner.batch.write import OutputError, inside

COPIED = 1 << 20
"""Bytes copied at a time."""

REASONS = "reasons.jsonl"
"""The ledger's rows of the quarantined documents, beside them."""


def publish(folder: RunFolder, out: Path | None, keys: Sequence[str], task: Task) -> int:
    """All outputs of the shards `keys` (in their order), their quarantine, and the ledger last: its number of rows.

    Raises OutputError.
    """
    try:
        if out is not None and task.target is Target.FOLDER:
            _into_folder(folder, out, keys, task)
        elif out is not None:
            _into_file(folder, out, keys, task)
        _keep_quarantined(folder, keys)
        return _join([folder.shards / f"{key}.ledger" for key in keys], folder.ledger, folder.path / "ledger.tmp")
    except OSError as error:
        raise OutputError(f"{out or folder.path}: can't be written: {reason(error)}") from None


def send(folder: RunFolder, key: str, sink: BinaryIO) -> None:
    """The rows of one shard to a stream."""
    with (folder.shards / f"{key}.rows").open("rb") as file:
        shutil.copyfileobj(file, sink, COPIED)


def _into_file(folder: RunFolder, out: Path, keys: Sequence[str], task: Task) -> None:
    place = Path(os.path.realpath(out))  # a link stays a link
    if task.target is Target.PARQUET:
        aside = folder.path / "rows.tmp"
        write_table(aside, folder.shards, keys, task.shape)
        aside.replace(place)
    else:
        _join([folder.shards / f"{key}.rows" for key in keys], place, folder.path / "rows.tmp", task.packing)
    made = {place.name}
    if task.removed:
        made.add(removed_place(place, task.packing).name)
        spans = [folder.shards / f"{key}.removed" for key in keys]
        _join(spans, removed_place(place, task.packing), folder.path / "removed.tmp", task.packing)
    for name in {*(folder.manifest() or {}).get("former", ())} - made:  # what the run before this one made here
        place.with_name(name).unlink(missing_ok=True)


def removed_place(out: Path, packing: str) -> Path:
    """Where the removed spans of a one-file output go.

    >>> removed_place(Path("a/b.jsonl.gz"), ".gz").as_posix(), removed_place(Path("b.parquet"), "").as_posix()
    ('a/b.removed.jsonl.gz', 'b.removed.jsonl')
    """
    name = out.name.removesuffix(packing)
    stem = name.rpartition(".")[0] or name
    return out.with_name(stem + REMOVED + packing)


def _join(pieces: Iterable[Path], place: Path, aside: Path, packing: str = "") -> int:
    """Put the pieces together. Gives the number of their lines, where they aren't packed."""
    lines = 0
    with aside.open("wb") as whole:
        for piece in pieces:
            with piece.open("rb") as file:
                while block := file.read(COPIED):
                    lines += block.count(b"\n")
                    whole.write(block)
        if not whole.tell():
            whole.write(nothing(packing))
    aside.replace(place)
    return lines


def _into_folder(folder: RunFolder, out: Path, keys: Sequence[str], task: Task) -> None:
    endings = (*task.endings, REMOVED) if task.removed else task.endings
    made: set[str] = set()
    names: set[str] = set()
    for key, position, row in _rows(folder, keys):
        base = row["output"]
        if base is None:
            continue
        parent = base.rpartition("/")[0]
        if parent not in made:
            inside(out, base).parent.mkdir(parents=True, exist_ok=True)
            made.add(parent)
        for ending in endings:
            _move(staged(folder.shards, key, position, ending), out / (base + ending))
        names.add(base)
    _remove_former(folder, out, names)


def _remove_former(folder: RunFolder, out: Path, names: set[str]) -> None:
    """What the run before this one wrote here, and this one didn't, would be taken for its output."""
    if not folder.ledger.exists():
        return
    for row in ledger.read(folder.ledger):
        base = row.get("output")
        if base and base not in names:
            for ending in (".txt", ".json", REMOVED):
                with suppress(FileNotFoundError):
                    inside(out, base + ending).unlink()


def _keep_quarantined(folder: RunFolder, keys: Sequence[str]) -> None:
    kept: set[str] = set()
    with ExitStack() as stack:
        reasons: BinaryIO | None = None
        for key, position, row in _rows(folder, keys):
            if row["status"] != "quarantined":
                continue
            if reasons is None:
                folder.quarantine.mkdir(exist_ok=True)
                reasons = stack.enter_context((folder.path / "reasons.tmp").open("wb"))
            reasons.write(ledger.line(row))
            if row["kept"]:
                name = row["kept"].removeprefix(QUARANTINE + "/")
                _move(staged(folder.shards, key, position, ".kept"), folder.quarantine / name)
                kept.add(name)
    if reasons is not None:
        (folder.path / "reasons.tmp").replace(folder.quarantine / REASONS)
        kept.add(REASONS)
    if folder.quarantine.exists():
        for path in folder.quarantine.iterdir():
            if path.name not in kept:
                path.unlink()
        if not kept:
            folder.quarantine.rmdir()


def _move(aside: Path, place: Path) -> None:
    """Into its place, unless it was moved there before a kill."""
    try:
        aside.replace(place)
    except FileNotFoundError:
        if not place.exists():
            raise LedgerError(
                f"{place}: what should go there is gone from {aside.parent}; start with --overwrite"
            ) from None


def _rows(folder: RunFolder, keys: Sequence[str]) -> Iterator[tuple[str, int, dict[str, Any]]]:
    for key in keys:
        for position, row in enumerate(ledger.read(folder.shards / f"{key}.ledger")):
            yield key, position, row
