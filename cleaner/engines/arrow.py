"""Arrow batches, cleaned in a guarded worker: one callable for Ray Data, Hugging Face datasets, and Spark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

from cleaner.batch.arrow import added_types, clean_batch
from cleaner.batch.columns import Columns
from cleaner.batch.limits import Limits
from cleaner.batch.sandbox import Sandbox
from cleaner.batch.task import Factory, Task
from cleaner.engines.factory import Rules, cleaner_of
from cleaner.extras import library
from cleaner.model import CleanerError
from cleaner.ruleset import ENGLISH


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
        rules: Rules = (),
        language: str = ENGLISH,
        keep_foreign: bool = False,
        fast: bool = False,
        media_type: str | None = None,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        factory: Factory | None = None,
    ) -> None:
        self._columns = Columns(text, id, url)
        self._factory = factory or cleaner_of(rules, language=language, keep_foreign=keep_foreign, fast=fast)
        self._task = Task(getattr(self._factory, "ruleset", ""), media_type=media_type, limits=limits)
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
        arrow = library("pyarrow")
        types = added_types(arrow)
        kept = [field for field in schema if field.name != self._columns.text and field.name not in types]
        return arrow.schema([*kept, *types.items()])

    def close(self) -> None:
        """End the process that cleans; the next batch would start another."""
        sandbox, self._sandbox = self._sandbox, None
        if sandbox is not None:
            sandbox.close()

    def _cleaned(self, batch: Any) -> Any:
        if self._sandbox is None:
            self._sandbox = Sandbox(self._factory, self._task)
        return clean_batch(batch, self._sandbox, self._columns)

    def __getstate__(self) -> dict[str, Any]:
        return self.__dict__ | {"_sandbox": None}

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()
