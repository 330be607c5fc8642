"""The ledger: one final row for each input, as JSON Lines, so that any tool can read and join it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cleaner.batch.names import slug
from cleaner.batch.records import body_text, encoded, plain
from cleaner.batch.rows import Outcome, Row, Status
from cleaner.batch.run_options import RunOptions, Target
from cleaner.batch.tally import rules_of, words_of
from cleaner.model import Action, CleanerError

QUARANTINE = "quarantine"

KEPT = ".kept"
"""The ending of a quarantined document in its shard."""


class LedgerError(CleanerError):
    """The books don't balance: a fault of this program, or of the disk, and never to be passed over."""


def entry(row: Row, outcome: Outcome, options: RunOptions, attempts: int, files: Mapping[str, str]) -> dict[str, Any]:
    """The ledger's row of a document.

    `key` is the same where the same document is cleaned in the same way. `input_sha256` is of the bytes handed to the
    cleaner (UTF-8 where it was text), `output_sha256` of the body as its `.txt` file has it. `output` is the name of
    its files in a folder, without their endings, `output_files` has the digest of each by its ending. `words` are
    those of the text by action and label, `rules` counts the removed spans that each has named. `kept` is where a
    quarantined document lies, below the run's folder.
    """
    data = row.data.encode("utf-8", "surrogatepass") if isinstance(row.data, str) else row.data
    unread = row.fault or row.skip
    result = outcome.result
    words = words_of(result) if result is not None else {}
    total, stays = sum(sum(labels.values()) for labels in words.values()), sum(words.get(Action.KEEP, {}).values())
    has_files = result is not None and options.target is Target.FOLDER
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
        "key": None if unread else document_key(row, options),
        "input_bytes": None if unread else len(data),
        "input_sha256": None if unread else hashlib.sha256(data).hexdigest(),
        "output_sha256": hashlib.sha256(encoded(body_text(result))).hexdigest() if result is not None else None,
        "output": row.base if has_files else None,
        "output_files": dict(files) if has_files else None,
        "words_kept": stays if result is not None else None,
        "words_removed": total - stays if result is not None else None,
        "words": words,
        "rules": rules_of(result) if result is not None else {},
        "kept": kept_name(row.source) if KEPT in files else None,
        "ruleset": options.ruleset,
    }


def document_key(row: Row, options: RunOptions) -> str:
    """What the result of a document depends on, but for the limits, which a document that was cleaned has kept."""
    data = row.data.encode("utf-8", "surrogatepass") if isinstance(row.data, str) else row.data
    about = [options.content_key, row.source, row.id, row.url, row.media_type, row.crawled, row.base]
    found = hashlib.sha256(json.dumps([*about, plain(row.carried)]).encode("ascii"))
    found.update(data)
    return found.hexdigest()[:32]


def kept_name(source: str) -> str:
    """Where a quarantined document is kept, below the run's folder.

    >>> kept_name("in/a.txt")
    'quarantine/3af54e83-in-a.txt'
    """
    mark = hashlib.sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{QUARANTINE}/{mark}-{slug(source[-60:]) or 'document'}"


def parse(lines: Iterable[bytes], place: Path | str) -> Iterator[dict[str, Any]]:
    """The rows of a ledger. Raises LedgerError where it is damaged."""
    for number, raw in enumerate(lines, 1):
        try:
            row = json.loads(raw)
            row["source"], row["status"], row["output"], row["kept"]
        except (ValueError, TypeError, KeyError):
            raise LedgerError(f"{place}:{number}: this row of the ledger is damaged") from None
        yield row


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
