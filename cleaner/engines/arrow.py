"""Arrow batches, cleaned in a guarded worker: one callable for Ray Data, Hugging Face datasets, and Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from cleaner.batch.arrow_records import record_types, unprinted_rows
from cleaner.batch.limits import Limits
from cleaner.batch.records import without_surrogates
from cleaner.batch.rows import Columns, Outcome, row_of
from cleaner.batch.run_options import CleanerFactory, RunOptions
from cleaner.batch.sandbox import Sandbox
from cleaner.engines.factory import cleaner_of
from cleaner.extras import library
from cleaner.model import CleanerError
from cleaner.options import Options, as_paths
from cleaner.ruleset import ENGLISH

ADDED = ("status", "reason", "article", "lines", "ruleset", "sources", "unprinted", "warnings")
"""The columns that are added; one of the same name that came in is replaced."""


class NotArrow(CleanerError):  # noqa: N818 - named for what was given
    """The engine hands out something else than Arrow."""


class CleanBatches:
    """Cleans `pyarrow` tables and record batches: as many rows out as in, in their order, whatever they do.

    The column `text` goes, `status`, `reason`, `article`, `lines` and `ruleset` come, the others stay as they are.
    `id` and `url` name the columns of the document's id and address. `limits` hold for each document; a document that
    breaks them, or crashes its process, has the status `quarantined`. `factory` takes the place of the shipped cleaner.

    It pickles, and with the same rules and options to the same bytes (the digest of the rules is among them), so it
    can be sent to workers and remembered in caches. The process that cleans is started by the first batch.
    """

    def __init__(
        self,
        text: str = "text",
        *,
        id: str = "id",
        url: str = "url",
        rules: str | Path | Sequence[str | Path] = (),
        language: str = ENGLISH,
        keep_foreign: bool = False,
        fast: bool = False,
        media_type: str | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        factory: CleanerFactory | None = None,
    ) -> None:
        self._columns = Columns(text, id, url)
        self._factory = factory or cleaner_of(Options(as_paths(rules), True, language, keep_foreign, fast))
        self._options = RunOptions(getattr(self._factory, "ruleset", ""), media_type=media_type, limits=limits)
        self._sandbox: Sandbox | None = None

    def __call__(self, batch: Any) -> Any:
        """The batch, cleaned: a table for a table, a record batch for a record batch. Raises NotArrow."""
        arrow = library("pyarrow")
        if isinstance(batch, arrow.RecordBatch):
            return self._cleaned(batch)
        if isinstance(batch, arrow.Table):
            made = [self._cleaned(part) for part in batch.to_batches()]
            return arrow.Table.from_batches(made, self.schema(batch.schema))
        raise NotArrow(
            f"a {type(batch).__name__} came in, not a pyarrow table; ask the engine for Arrow: "
            'dataset.with_format("arrow") of Hugging Face datasets, batch_format="pyarrow" of Ray Data'
        )

    def over(self, batches: Iterable[Any]) -> Iterator[Any]:
        """Record batches as they come, cleaned: what Spark's `mapInArrow` calls. At the end its process is ended."""
        try:
            for batch in batches:
                yield self._cleaned(batch)
        finally:
            self.close()

    def schema(self, schema: Any) -> Any:
        """The schema of what comes out, for what comes in with `schema`."""
        types = _added_types()
        kept = [field for field in schema if field.name != self._columns.text and field.name not in types]
        return library("pyarrow").schema([*kept, *types.items()])

    def close(self) -> None:
        """End the process that cleans; the next batch would start another."""
        sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            sandbox.close()

    def _cleaned(self, batch: Any) -> Any:
        if self._sandbox is None:
            self._sandbox = Sandbox(self._factory, self._options)
        return clean_batch(batch, self._sandbox, self._columns)

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_sandbox": None}

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()


def clean_batch(batch: Any, sandbox: Sandbox, columns: Columns = Columns()) -> Any:  # noqa: B008 - frozen
    """Clean a `pyarrow.RecordBatch`: the same rows in the same order, the text column replaced by what was made of it.

    Every row has a `status` (and a `reason` unless it is ok); the other added columns are null where there is no
    result. All other columns are handed on as they are.
    """
    arrow = library("pyarrow")
    rows = [row_of(record, columns, str(at)) for at, record in enumerate(batch.to_pylist())]
    made = [_record(outcome) for _, outcome in sandbox.clean(rows)]
    types = _added_types()
    kept = [name for name in batch.schema.names if name not in (columns.text, *ADDED)]
    arrays = [batch.column(name) for name in kept]
    arrays += [arrow.array([record[name] for record in made], types[name]) for name in ADDED]
    fields = [batch.schema.field(name) for name in kept] + [arrow.field(name, types[name]) for name in ADDED]
    return arrow.RecordBatch.from_arrays(arrays, schema=arrow.schema(fields))


def _added_types() -> dict[str, Any]:
    text = library("pyarrow").string()
    types = {"status": text, "reason": text} | record_types()
    return {name: types[name] for name in ADDED}


def _record(outcome: Outcome) -> dict[str, Any]:
    made: dict[str, Any] = dict.fromkeys(ADDED)
    made |= {"status": str(outcome.status), "reason": outcome.reason or None}
    if outcome.result is None:
        return made
    record: dict[str, Any] = without_surrogates(outcome.result.to_dict())
    return made | record | {"unprinted": unprinted_rows(record["unprinted"])}
