"""What every reader of containers can do, and the cursor that keeps one open between two chunks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from cleaner.batch.chunks import Container, Cutter, Span
from cleaner.batch.columns import Columns
from cleaner.batch.rows import Row, described
from cleaner.model import CleanerError

DAMAGED = "from here on the file can't be read"
NOTHING = "there is no document in it"


class Item(NamedTuple):
    """A record that isn't parsed yet: where it starts and ends in its reader's measure, its number, its bytes."""

    start: int
    end: int
    number: int
    size: int
    content: Any


class Reader(Protocol):
    """A kind of container."""

    seeks: bool
    """Can it start anywhere at once? Otherwise what comes before is read over."""

    def items(self, container: Container, span: Span | None, limit: int) -> Iterator[Item]:
        """The records, from the span's first or an earlier one on."""

    def row(self, container: Container, item: Item, columns: Columns, limit: int) -> Row:
        """The record as a document. A fault of the record is a fault of the row."""


def scan(reader: Reader, container: Container, limit: int) -> Iterator[Span]:
    """The container in spans. Damage ends it with a span that says so: it, too, is accounted for."""
    cutter = Cutter()
    end = number = rows = 0
    fault = ""
    try:
        for item in reader.items(container, None, limit):
            end, number, rows = item.end, item.number + 1, rows + 1
            if (span := cutter.add(item.start, item.number, item.size)) is not None:
                yield span
    except (CleanerError, OSError) as error:
        fault = str(error)
    except MemoryError:
        raise
    except Exception as error:
        fault = described(error)
    if (span := cutter.rest()) is not None:
        yield span
    if not rows and not fault:
        yield Span(0, 0, 1, 0, skip=NOTHING)
    if fault:
        yield Span(end, number, 1, 0, f"{DAMAGED}: {fault}")


class Cursor:
    """The container a worker last read from, still open, should the next chunk lie further on."""

    def __init__(self) -> None:
        self._container: Container | None = None
        self._items: Iterator[Item] = iter(())
        self._at = 0

    def items(self, reader: Reader, container: Container, span: Span, limit: int) -> Iterator[Item]:
        """The records of a span: `span.rows` of them, unless the file has changed."""
        near = self._at == span.start if reader.seeks else self._at <= span.start
        if self._container != container or not near:
            self._items = reader.items(container, span, limit)
            self._at = 0
        self._container = None  # until the span is read: damage leaves nothing to go on with
        left = span.rows
        for item in self._items:
            self._at = item.end
            if item.start >= span.start:
                yield item
                left -= 1
                if not left:
                    self._container = container
                    return
