"""The rows of any chunk."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.batch.chunks import Chunk, Container, File, Span
from cleaner.batch.columns import Columns
from cleaner.batch.inputs import reason
from cleaner.batch.kinds import Kind
from cleaner.batch.names import member
from cleaner.batch.readers import files
from cleaner.batch.readers.jsonl import Jsonl
from cleaner.batch.readers.parquet import Parquet
from cleaner.batch.readers.reader import Cursor, Item, Reader, scan
from cleaner.batch.readers.warc import Warc
from cleaner.batch.rows import Row
from cleaner.model import CleanerError


class Changed(CleanerError):  # noqa: N818 - named for what the input has done
    """An input isn't any more what it was when the run began."""


def reader_of(container: Container) -> Reader:
    """The reader of a container's kind."""
    match container.kind:
        case Kind.PARQUET:
            return Parquet()
        case Kind.WARC:
            return Warc()
        case _:
            return Jsonl(packed=bool(container.packing))


class Rows:
    """Reads chunks; one a worker."""

    def __init__(self, columns: Columns, media_type: str | None, url: str | None, limit: int) -> None:
        self._columns = columns
        self._media_type = media_type
        self._url = url
        self._limit = limit
        self._cursor = Cursor()

    def spans(self, container: Container) -> Iterator[Span]:
        """The chunks a container falls into."""
        return scan(reader_of(container), container, self._limit)

    def of(self, chunk: Chunk) -> Iterator[Row]:
        """The chunk's documents: exactly `chunk.rows` of them. Raises Changed where there aren't as many."""
        read = 0
        for row in self._rows(chunk):
            read += 1
            yield row._replace(media_type=self._media_type or row.media_type, url=self._url or row.url)
        if read != chunk.rows and chunk.container is not None:
            raise Changed(f"{chunk.container.source}: has changed since the run began; start it again")

    def _rows(self, chunk: Chunk) -> Iterator[Row]:
        container, span = chunk.container, chunk.span
        if container is None or span is None:
            for file in chunk.files:
                yield self._file(file)
            yield from chunk.inline
        elif span.fault or span.skip:
            source = f"{container.source}:{span.first + 1}" if span.fault else container.source
            yield Row(source, source, fault=span.fault, skip=span.skip)
        else:
            reader = reader_of(container)
            for item in self._cursor.items(reader, container, span, self._limit):
                row = self._row(reader, container, item)
                yield row._replace(base=member(container.base, item.number, row.id if row.id != row.source else ""))

    def _file(self, file: File) -> Row:
        try:
            return files.row(file, self._limit)
        except MemoryError:
            raise
        except Exception as error:  # file systems behind an address have errors of their own
            return Row(file.source, file.source, base=file.base, fault=f"it can't be read: {reason(error)}")

    def _row(self, reader: Reader, container: Container, item: Item) -> Row:
        try:
            return reader.row(container, item, self._columns, self._limit)
        except MemoryError:
            raise
        except Exception as error:  # what a library finds wrong with one record is that record's fault
            source = f"{container.source}:{item.number + 1}"
            return Row(source, source, fault=f"the record can't be read: {reason(error)}")
