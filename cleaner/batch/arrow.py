"""An Arrow batch in, an Arrow batch out, row by row: the face of the sandbox for engines that speak Arrow."""

from __future__ import annotations

from typing import Any

from cleaner.batch.columns import Columns, row_of
from cleaner.batch.parquet import counted, record_types
from cleaner.batch.records import encoded
from cleaner.batch.rows import Outcome
from cleaner.batch.sandbox import Sandbox
from cleaner.extras import library

ADDED = ("status", "reason", "article", "lines", "ruleset", "sources", "unprinted")
"""The columns that are added; one of the same name that came in is replaced."""


def clean_batch(batch: Any, sandbox: Sandbox, columns: Columns = Columns()) -> Any:  # noqa: B008 - frozen
    """Clean a `pyarrow.RecordBatch`: the same rows in the same order, the text column replaced by what was made of it.

    Every row has a `status` (and a `reason` unless it is ok); `article`, `lines`, `ruleset`, `sources` and `unprinted`
    are null
    where there is no result. All other columns are handed on as they are.
    """
    arrow = library("pyarrow")
    rows = [row_of(record, columns, str(at), b"", None) for at, record in enumerate(batch.to_pylist())]
    made = [_record(outcome) for _, outcome in sandbox.clean(rows)]
    types = added_types(arrow)
    kept = [name for name in batch.schema.names if name not in (columns.text, *ADDED)]
    arrays = [batch.column(name) for name in kept]
    arrays += [arrow.array([record[name] for record in made], types[name]) for name in ADDED]
    fields = [batch.schema.field(name) for name in kept] + [arrow.field(name, types[name]) for name in ADDED]
    return arrow.RecordBatch.from_arrays(arrays, schema=arrow.schema(fields))


def added_types(arrow: Any) -> dict[str, Any]:
    """The columns that are added, and their Arrow types."""
    types = {"status": arrow.string(), "reason": arrow.string()} | record_types(arrow)
    return {name: types[name] for name in ADDED}


def _record(outcome: Outcome) -> dict[str, Any]:
    made: dict[str, Any] = dict.fromkeys(ADDED)
    made |= {"status": str(outcome.status), "reason": outcome.reason or None}
    if outcome.result is None:
        return made
    record: dict[str, Any] = _mended(outcome.result.to_dict())
    return made | record | {"unprinted": counted(record["unprinted"])}


def _mended(value: Any) -> Any:
    """The value without half surrogate pairs, which Arrow's text can't hold."""
    if isinstance(value, str):
        return value if value.isascii() else encoded(value).decode("utf-8")
    if isinstance(value, dict):
        return {name: _mended(item) for name, item in value.items()}
    return [_mended(item) for item in value] if isinstance(value, list) else value
