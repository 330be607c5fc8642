"""The ledger: one final row for each input, as JSON Lines, so that any tool can read and join it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cleaner.batch.records import body_text, encoded, json_text
from cleaner.batch.rows import Outcome, Row, Status
from cleaner.batch.tally import words_of
from cleaner.batch.task import Target, Task
from cleaner.model import Action, CleanerError


class LedgerError(CleanerError):
    """The books don't balance: a fault of this program, and never to be passed over."""


def entry(row: Row, outcome: Outcome, task: Task, kept: str | None, attempts: int) -> dict[str, Any]:
    """The ledger's row of a document.

    `input_sha256` is of the bytes handed to the cleaner (UTF-8 where it was text), `output_sha256` of the body as its
    `.txt` file has it. `output` is the name of its files in a folder, without their endings; `kept` is where a
    quarantined document lies, below the run's folder.
    """
    data = row.data.encode("utf-8", "surrogatepass") if isinstance(row.data, str) else row.data
    unread = row.fault or row.skip
    result = outcome.result
    words = words_of(result) if result is not None else {}
    total = sum(words.values())
    stays = sum(n for (action, _), n in words.items() if action is Action.KEEP)
    return {
        "source": row.source,
        "id": row.id,
        "status": str(outcome.status),
        "reason": outcome.reason or None,
        # Of a document that its worker died of, nobody was left to tell when it began.
        "started": datetime.fromtimestamp(outcome.started, UTC).isoformat(timespec="milliseconds")
        if outcome.started
        else None,
        "seconds": round(outcome.seconds, 4),
        "attempts": attempts,
        "input_bytes": None if unread else len(data),
        "input_sha256": None if unread else hashlib.sha256(data).hexdigest(),
        "output_sha256": hashlib.sha256(encoded(body_text(result))).hexdigest() if result is not None else None,
        "output": row.base if result is not None and task.target is Target.FOLDER else None,
        "words_kept": stays if result is not None else None,
        "words_removed": total - stays if result is not None else None,
        "kept": kept,
        "ruleset": task.ruleset,
    }


def line(record: dict[str, Any]) -> bytes:
    """A row as it is written."""
    return encoded(json_text(record, None))


def read(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a ledger. Raises LedgerError where it is damaged."""
    with path.open("rb") as file:
        for number, raw in enumerate(file, 1):
            try:
                yield json.loads(raw)
            except ValueError:
                raise LedgerError(f"{path}:{number}: this row of the ledger is damaged") from None


def check(counted: dict[Status, int], planned: int, written: int) -> None:
    """Rows in are rows out. Raises LedgerError otherwise.

    >>> check({Status.OK: 2, Status.SKIPPED: 1}, 3, 2)
    >>> check({Status.OK: 2}, 3, 2)
    Traceback (most recent call last):
    ...
    cleaner.batch.ledger.LedgerError: the ledger has 2 rows for 3 inputs; the outputs are not to be trusted: ...
    """
    rows = sum(counted.values())
    bodies = counted.get(Status.OK, 0) + counted.get(Status.EMPTY, 0)
    advice = "the outputs are not to be trusted: please report this"
    if rows != planned:
        raise LedgerError(f"the ledger has {rows:,} rows for {planned:,} inputs; {advice}")
    if bodies != written:
        raise LedgerError(f"the ledger has {bodies:,} documents with a body, {written:,} were written; {advice}")


def check_rows(rows: int, planned: int) -> None:
    """The ledger as it was written has a row for each input. Raises LedgerError otherwise."""
    if rows != planned:
        raise LedgerError(f"the ledger has {rows:,} rows for {planned:,} inputs; please report this")
