"""The documents of any chunk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NoReturn

from cleaner.batch.chunks import Chunk, Span
from cleaner.batch.formats import Kind, not_a_text
from cleaner.batch.inputs import SPOOLED, Input
from cleaner.batch.names import member
from cleaner.batch.readers.base import Item, Reader, scan
from cleaner.batch.readers.jsonl import Jsonl
from cleaner.batch.readers.parquet import Parquet
from cleaner.batch.readers.warc import Warc
from cleaner.batch.rows import Row
from cleaner.batch.run_options import RunOptions
from cleaner.batch.streams import TooLarge, filesystem_of, open_stream, read_limited, reason, stamp_of
from cleaner.model import CleanerError, UnreadableInput

CHANGED = "it has changed since the run began"


class Changed(CleanerError):  # noqa: N818 - named for what the input has done
    """An input isn't any more what it was when the run began."""


class ChunkReader:
    """Reads chunks; one a worker. The container it last read from stays open, should the next chunk lie further on."""

    def __init__(self, options: RunOptions) -> None:
        self._options = options
        self._limit = options.limits.size
        self._open: Input | None = None
        self._items: Iterator[Item] = iter(())
        self._at = 0

    def spans(self, container: Input) -> Iterator[Span]:
        """The spans a container falls into."""
        return scan(self._reader_of(container), container)

    def rows(self, chunk: Chunk, unreadable: frozenset[int] = frozenset()) -> Iterator[Row]:
        """The chunk's documents, exactly `chunk.rows` of them; a placeholder for each that is `unreadable`.

        Raises Changed where a container isn't any more what it was.
        """
        for position, row in enumerate(self._rows(chunk, unreadable)):
            fault = row.fault or ("it can't be read" if position in unreadable else "")
            media_type, url = self._options.media_type, self._options.url
            yield row._replace(media_type=media_type or row.media_type, url=url or row.url, fault=fault)

    def placeholder(self, chunk: Chunk, position: int) -> Row:
        """A document that can't be read: its place is known, by its order."""
        if chunk.span is None:
            one = chunk.files[position]
            return Row(one.source, one.source, base=one.base)
        source = f"{chunk.files[0].source}:{chunk.span.first + position + 1}"
        return Row(source, source, fault="it can't be read")

    def _rows(self, chunk: Chunk, unreadable: frozenset[int]) -> Iterator[Row]:
        span = chunk.span
        if span is None:
            for position, file in enumerate(chunk.files):
                yield self.placeholder(chunk, position) if position in unreadable else self._file(file)
            yield from chunk.inline
            return
        container = chunk.files[0]
        if span.fault or span.skip:
            source = f"{container.source}:{span.first + 1}" if span.fault else container.source
            yield Row(source, source, fault=span.fault, skip=span.skip)
            return
        reader, read = self._reader_of(container), 0
        for item in self._span_items(reader, container, span):
            row = self.placeholder(chunk, read) if read in unreadable else self._row(reader, container, item)
            yield row._replace(base=member(container.base, item.number, row.id if row.id != row.source else ""))
            read += 1
        if read != span.rows or _has_changed(container):
            _raise_changed(container)

    def _span_items(self, reader: Reader, container: Input, span: Span) -> Iterator[Item]:
        """The records of a span: `span.rows` of them, unless the file has changed."""
        near = self._at == span.start if reader.seeks else self._at <= span.start
        if self._open != container or not near:
            self._items = reader.items(container, span)
            self._at = 0
        self._open = None  # until the span is read: damage leaves nothing to go on with
        left = span.rows
        for item in self._items:
            self._at = item.end
            if item.start >= span.start:
                yield item
                left -= 1
                if not left:
                    self._open = container
                    return

    def _reader_of(self, container: Input) -> Reader:
        match container.kind:
            case Kind.PARQUET:
                return Parquet(self._options.columns, self._limit)
            case Kind.WARC:
                return Warc(self._limit)
            case _:
                return Jsonl(self._options.columns, self._limit, seeks=not container.compression)

    def _row(self, reader: Reader, container: Input, item: Item) -> Row:
        try:
            return reader.row(container, item)
        except MemoryError:
            raise
        except Exception as error:  # what a library finds wrong with one record is that record's fault
            source = f"{container.source}:{item.number + 1}"
            return Row(source, source, fault=f"the record can't be read: {reason(error)}")

    def _file(self, file: Input) -> Row:
        row = file_row(file, self._limit)
        if not row.fault and not row.skip and _has_changed(file):
            return row._replace(fault=CHANGED)
        return row


def file_row(file: Input, limit: int) -> Row:
    """A file as a document, decompressed up to `limit` bytes. What can't be read is a fault of the row."""
    found = Row(file.source, file.source, base=file.base, media_type=file.media_type, fault=file.fault, skip=file.skip)
    if file.fault or file.skip:
        return found
    try:
        with open_stream(file.path, file.compression) as stream:
            data = read_limited(stream, limit)
        return found._replace(data=data, raw=data, fault=not_a_text(data))
    except UnreadableInput as error:
        if isinstance(error, TooLarge) and not file.compression:
            return found._replace(fault=str(error).removesuffix(" when unpacked"))
        return found._replace(fault=str(error), raw=_as_it_lies(file, limit))
    except MemoryError:
        raise
    except OSError as error:
        return found._replace(fault=reason(error))
    except Exception as error:  # file systems behind an address have errors of their own
        return found._replace(fault=f"it can't be read: {reason(error)}")


def _as_it_lies(file: Input, limit: int) -> bytes:
    """The bytes of a file, to be kept; nothing where even those are too many."""
    try:
        with open_stream(file.path) as stream:
            return read_limited(stream, limit)
    except (UnreadableInput, OSError):
        return b""


def _has_changed(file: Input) -> bool:
    if not file.stamp or file.stamp.startswith(SPOOLED):
        return False
    try:
        system, inner = filesystem_of(file.path)
        info = system.info(inner)
        if info.get("islink"):
            from os.path import realpath

            info = system.info(realpath(inner))
        return stamp_of(info) != file.stamp
    except Exception:  # it is gone
        return True


def _raise_changed(container: Input) -> NoReturn:
    raise Changed(f"{container.source}: has changed since the run began; start it again")
