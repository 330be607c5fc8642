"""JSON Lines: one object a line. A bad line is that line's fault, and the lines after it are read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from cleaner.batch.chunks import Span
from cleaner.batch.inputs import Input
from cleaner.batch.readers.base import Item
from cleaner.batch.rows import Columns, Row, row_of
from cleaner.batch.streams import open_stream

KEPT = 1 << 16
"""Bytes kept of a line that is too long to be read."""

SKIPPED = 1 << 20
"""Bytes read at a time of the rest of such a line."""

BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line without its end; `whole` is False where it was too long and only its start is here."""

    raw: bytes
    whole: bool


class Jsonl:
    """Reads `.jsonl`. Places are byte offsets of the decompressed file, numbers are those of the lines, from 0."""

    unit = "byte"

    def __init__(self, columns: Columns, limit: int, *, seeks: bool) -> None:
        self.seeks = seeks
        self._columns = columns
        self._limit = limit

    def items(self, container: Input, span: Span | None) -> Iterator[Item]:
        with open_stream(container.path, container.compression) as stream:
            start = number = 0
            if span is not None and self.seeks:
                stream.seek(span.start)
                start, number = span.start, span.first
            yield from lines(stream, self._limit, start, number)

    def row(self, container: Input, item: Item) -> Row:
        line: Line = item.content
        source = f"{container.source}:{item.number + 1}"
        bad = Row(source, source, raw=line.raw)
        if not line.whole:
            return bad._replace(fault=f"the line is longer than {self._limit:,} bytes")
        try:
            record = json.loads(line.raw.removeprefix(BOM), parse_constant=_no_number)
        except UnicodeDecodeError as error:
            byte = line.raw[error.start]
            return bad._replace(fault=f"the line is not UTF-8: byte {error.start + 1} is 0x{byte:02x}")
        except json.JSONDecodeError as error:
            return bad._replace(
                fault=f"the line is not valid JSON: {error.msg.removesuffix(' at')} at character {error.pos + 1}"
            )
        except (ValueError, RecursionError) as error:
            return bad._replace(fault=f"the line is not valid JSON: {error}")
        if not isinstance(record, dict):
            return bad._replace(fault=f"the line is no JSON object but {type(record).__name__}")
        return row_of(record, self._columns, source, line.raw)


def lines(stream: BinaryIO, limit: int, start: int = 0, number: int = 0) -> Iterator[Item]:
    """The lines that aren't blank, none of more than `limit` bytes in memory.

    >>> import io
    >>> [(item.start, item.number, item.content.raw) for item in lines(io.BytesIO(b"{}\\n\\n[]"), 9)]
    [(0, 0, b'{}'), (4, 2, b'[]')]
    """
    while raw := stream.readline(limit + 1):
        size = len(raw)
        whole = size <= limit or raw.endswith(b"\n")
        if not whole:
            raw = raw[:KEPT]
            while rest := stream.readline(SKIPPED):
                size += len(rest)
                if rest.endswith(b"\n"):
                    break
        if stripped := raw.strip():
            yield Item(start, start + size, number, size, Line(stripped, whole))
        start, number = start + size, number + 1


def _no_number(name: str) -> Any:
    raise ValueError(f"{name} is no JSON number")
