"""Parquet: rows of a table, read in batches so that no row group has to fit into memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from cleaner.batch.chunks import Container, Span
from cleaner.batch.columns import Columns, plain, row_of
from cleaner.batch.readers.reader import Item
from cleaner.batch.rows import Row
from cleaner.batch.streams import opened
from cleaner.extras import library

BATCH = 64
"""Rows decoded at a time."""


class Cell(NamedTuple):
    """A row that isn't taken out of its batch yet."""

    batch: Any
    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody asks a cell for


class Parquet:
    """Reads `.parquet`. Places and numbers are those of the rows, from 0."""

    seeks = False

    def items(self, container: Container, span: Span | None, limit: int) -> Iterator[Item]:  # noqa: ARG002
        parquet = library("pyarrow.parquet")
        with opened(container.path) as file:
            table = parquet.ParquetFile(file, pre_buffer=False)
            at = 0
            for group in range(table.metadata.num_row_groups):
                rows = table.metadata.row_group(group).num_rows
                if span is None:
                    yield from _measured(table.metadata.row_group(group), at)
                elif at + rows > span.start:
                    yield from _rows(table.iter_batches(BATCH, row_groups=[group], use_threads=False), at)
                at += rows

    def row(self, container: Container, item: Item, columns: Columns, limit: int) -> Row:
        source = f"{container.source}:{item.number + 1}"
        cell: Cell = item.content
        record: dict[str, Any] = cell.batch.slice(cell.index, 1).to_pylist()[0]
        text = record.get(columns.text)
        data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
        carried = {name: value if name == columns.text else plain(value) for name, value in record.items()}
        raw = json.dumps({name: plain(value) for name, value in carried.items()}).encode("ascii")
        if isinstance(data, bytes) and len(data) > limit:
            return Row(source, source, raw=b"", fault=f"the text is longer than {limit:,} bytes")
        return row_of(carried, columns, source, raw, None)


def _measured(group: Any, at: int) -> Iterator[Item]:
    """Rows without their content, for the scan: their size is the mean of the group's."""
    size = group.total_byte_size // max(1, group.num_rows)
    for number in range(at, at + group.num_rows):
        yield Item(number, number + 1, number, size, None)


def _rows(batches: Iterator[Any], at: int) -> Iterator[Item]:
    for batch in batches:
        for index in range(batch.num_rows):
            yield Item(at, at + 1, at, 0, Cell(batch, index))
            at += 1
