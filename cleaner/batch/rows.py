"""One document of a batch, and what becomes of it: the pure part, the same for every engine.

A `Row` comes in, an `Outcome` goes out, for any row whatever. What can't be caught from inside (a hang, a crash) is
the supervisor's matter.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, NamedTuple, Protocol

from cleaner.model import CleanerError, Result


class Status(StrEnum):
    """How an input ends. There is no other way."""

    OK = "ok"
    EMPTY = "empty"
    QUARANTINED = "quarantined"
    SKIPPED = "skipped"


class Cleans(Protocol):
    """What cleans a document: a `Cleaner`, or anything that takes its place."""

    def clean(
        self,
        data: str | bytes,
        url: str | None = None,
        media_type: str | None = None,
        *,
        crawled: str | None = None,
    ) -> Result: ...


class Columns(NamedTuple):
    """The names of the columns that a document is taken from."""

    text: str = "text"
    id: str = "id"
    url: str = "url"


class Row(NamedTuple):
    """One document of an input.

    `source` says where it stands ("a.txt", "b.jsonl:17"). `data` is handed to the cleaner; `raw` is kept if the
    document is quarantined. `base` is its output's name without ending, where each document has files of its own.
    `fault` says why it can't be cleaned, `skip` why it shouldn't. `crawled` is when it was fetched, ISO 8601. `arrow`
    is the one-row batch it was read from, if it was: its columns keep their types.
    """

    source: str
    id: str
    data: str | bytes = b""
    url: str | None = None
    media_type: str | None = None
    carried: Mapping[str, Any] = {}
    raw: bytes = b""
    base: str = ""
    fault: str = ""
    skip: str = ""
    crawled: str | None = None
    arrow: Any = None


class Outcome(NamedTuple):
    """What became of a row. `started` is in seconds since 1970; only the ledger tells it."""

    status: Status
    reason: str = ""
    result: Result | None = None
    started: float = 0.0
    seconds: float = 0.0


def row_of(record: Mapping[str, Any], columns: Columns, source: str, raw: bytes = b"") -> Row:
    """A record as a row. Where it has no text, the row says why.

    >>> row = row_of({"text": "Rain.", "id": 7, "year": 2019}, Columns(), "a.jsonl:1")
    >>> row.id, row.data, row.carried
    ('7', 'Rain.', {'id': 7, 'year': 2019})
    >>> row_of({"body": "Rain."}, Columns(), "a.jsonl:1").fault
    'there is no column `text`; name one of: body (--text-column)'
    """
    carried = {name: value for name, value in record.items() if name != columns.text}
    name, url = record.get(columns.id), record.get(columns.url)
    row = Row(
        source,
        source if name is None or name == "" else str(name),
        url=url if isinstance(url, str) and url else None,
        carried=carried,
        raw=raw,
    )
    if columns.text not in record:
        return row._replace(fault=missing_column(columns.text, record))
    text = record[columns.text]
    if not isinstance(text, str | bytes):
        kind = "null" if text is None else type(text).__name__
        return row._replace(fault=f"the column `{columns.text}` is {kind}, not text")
    return row._replace(data=text)


def missing_column(wanted: str, found: Any) -> str:
    """What is said of a text column that isn't there."""
    names = ", ".join(sorted(map(str, found))) or "it has none"
    return f"there is no column `{wanted}`; name one of: {names} (--text-column)"


def clean_row(cleaner: Cleans, row: Row) -> Outcome:
    """Clean one document; an error on it is its outcome. Only MemoryError is raised: then this process is in doubt."""
    if row.fault:
        return Outcome(Status.QUARANTINED, row.fault, started=time.time())
    if row.skip:
        return Outcome(Status.SKIPPED, row.skip, started=time.time())
    started, clock = time.time(), time.perf_counter()
    result = None
    try:
        known = {"crawled": row.crawled} if row.crawled else {}
        result = cleaner.clean(row.data, row.url, row.media_type, **known)
        status, reason = _judged(result)
    except CleanerError as error:
        status, reason = Status.QUARANTINED, str(error)
    except MemoryError:
        raise
    except Exception as error:
        status, reason = Status.QUARANTINED, f"the program failed on it: {described(error)}"
    return Outcome(status, reason, result, started, time.perf_counter() - clock)


def _judged(result: Result) -> tuple[Status, str]:
    if result.body:
        return Status.OK, ""
    if not any(line.text.strip() for line in result.lines):
        return Status.EMPTY, "there is no text in it"
    return Status.EMPTY, "nothing of it was kept"


def described(error: BaseException) -> str:
    """An unexpected error in one line: its kind, its message and where it arose.

    >>> try:
    ...     {}["x"]
    ... except KeyError as error:
    ...     described(error)
    "KeyError: 'x' (<doctest ...>, line 2)"
    """
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_filename}, line {place.tb_lineno})" if place is not None else ""
    return " ".join(f"{type(error).__name__}: {error}".split()) + where
