"""Parquet: rows of a table, read in batches so that no row group has to fit into memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from cleaner.batch.chunks import Span
from cleaner.batch.inputs import Input
from cleaner.batch.readers.base import Item
from cleaner.batch.records import plain
from cleaner.batch.rows import Columns, Row, missing_column, row_of
from cleaner.batch.streams import open_stream, reason
from cleaner.extras import library
from cleaner.model import UnreadableInput

BATCH = 64
"""Rows decoded at a time."""


class Cell(NamedTuple):
    """A row that isn't taken out of its batch yet. `is_huge`: its text was too long, and isn't there any more."""

    batch: Any
    is_huge: bool
    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody asks a cell for


class Parquet:
    """Reads `.parquet`. Places and numbers are those of the rows, from 0."""

    seeks = False
    unit = "row"

    def __init__(self, columns: Columns, limit: int) -> None:
        self._columns = columns
        self._limit = limit

    def items(self, container: Input, span: Span | None) -> Iterator[Item]:
        arrow, parquet = library("pyarrow"), library("pyarrow.parquet")
        arrow.set_memory_pool(arrow.system_memory_pool())  # the others keep what was given back to them
        with open_stream(container.path) as file:
            try:
                table = parquet.ParquetFile(file, pre_buffer=False)
            except (arrow.ArrowException, OSError) as error:
                raise UnreadableInput(f"it is no Parquet file, or a damaged one: {_brief(error)}") from None
            if self._columns.text not in table.schema_arrow.names:
                raise UnreadableInput(missing_column(self._columns.text, table.schema_arrow.names))
            at = 0
            for group in range(table.metadata.num_row_groups):
                rows = table.metadata.row_group(group).num_rows
                if span is None:
                    yield from _measured(table.metadata.row_group(group), at)
                elif at + rows > span.start:
                    try:
                        yield from self._rows(table.iter_batches(BATCH, row_groups=[group], use_threads=False), at)
                    except (arrow.ArrowException, OSError) as error:
                        raise UnreadableInput(f"damaged Parquet data: {_brief(error)}") from None
                at += rows

    def _rows(self, batches: Iterator[Any], at: int) -> Iterator[Item]:
        for read in batches:
            batch, huge = self._without_huge_texts(read)
            for index in range(batch.num_rows):
                yield Item(at, at + 1, at, 0, Cell(batch, index in huge, index))
                at += 1

    def _without_huge_texts(self, batch: Any) -> tuple[Any, set[int]]:
        """The batch without texts over the limit, so that its other rows have room, and where they stood."""
        arrow, name = library("pyarrow"), self._columns.text
        column = batch.column(name)
        if not any(check(column.type) for check in (arrow.types.is_string, arrow.types.is_binary)):
            return batch, set()
        sizes = library("pyarrow.compute").binary_length(column).to_pylist()
        huge = {index for index, size in enumerate(sizes) if size is not None and size > self._limit}
        if huge:
            kept = [None if index in huge else column[index].as_py() for index in range(len(column))]
            column = arrow.array(kept, column.type)
            batch = batch.set_column(batch.schema.get_field_index(name), name, column)
        return batch, huge

    def row(self, container: Input, item: Item) -> Row:
        source = f"{container.source}:{item.number + 1}"
        cell: Cell = item.content
        batch = cell.batch.slice(cell.index, 1)
        if cell.is_huge:
            return Row(source, source, fault=f"the text is longer than {self._limit:,} bytes")
        record: dict[str, Any] = batch.to_pylist()[0]
        record = {name: value if name == self._columns.text else plain(value) for name, value in record.items()}
        raw = json.dumps(plain(record)).encode("ascii")
        return row_of(record, self._columns, source, raw)._replace(arrow=batch)


def _measured(group: Any, at: int) -> Iterator[Item]:
    """Rows without their content, for the scan: their size is the mean of the group's."""
    size = group.total_byte_size // max(1, group.num_rows)
    for number in range(at, at + group.num_rows):
        yield Item(number, number + 1, number, size, None)


def _brief(error: Exception) -> str:
    """What a library says, without where in its own code it says so.

    >>> _brief(ValueError("Parquet magic bytes not found.\\nDetail: (pyarrow/x.pxi)"))
    'parquet magic bytes not found'
    """
    return reason(error).split("\n")[0].rstrip(". ")
