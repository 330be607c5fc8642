"""What every reader of containers can do, and the scan that cuts a container into spans."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, Protocol

from cleaner.batch.chunks import Span, cut
from cleaner.batch.inputs import Input
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

    unit: str
    """What places are counted in, for messages."""

    def items(self, container: Input, span: Span | None) -> Iterator[Item]:
        """The records, from the span's first or an earlier one on; without a span all of them, for the scan."""

    def row(self, container: Input, item: Item) -> Row:
        """The record as a document. A fault of the record is a fault of the row."""


def scan(reader: Reader, container: Input) -> Iterator[Span]:
    """The container in spans. Damage ends it with a span that says so: it, too, is accounted for."""
    end = number = 0
    fault = ""

    def sound() -> Iterator[tuple[int, int, int]]:
        nonlocal end, number, fault
        try:
            for item in reader.items(container, None):
                end, number = item.end, item.number + 1
                yield item.start, item.number, item.size
        except (CleanerError, OSError) as error:
            fault = str(error)
        except MemoryError:
            raise
        except Exception as error:
            fault = described(error)

    for group in cut(sound(), lambda item: item[2]):
        start, first, _ = group[0]
        yield Span(start, first, len(group))
    if fault:
        place = f" ({reader.unit} {end:,})" if end else ""
        yield Span(end, number, 1, f"{DAMAGED}{place}: {fault}")
    elif not number:
        yield Span(0, 0, 1, skip=NOTHING)
