"""What a worker is handed: descriptors of some documents, never the documents themselves.

Where a chunk ends depends on the input alone, so that the outputs' bytes don't depend on who cleaned what.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from cleaner.batch.kinds import Kind
from cleaner.batch.rows import Row

CHUNK_BYTES = 256 << 10
"""Input bytes of a chunk: about a second's work. A chunk is what is done again when its worker dies."""

CHUNK_ROWS = 200
"""Documents of a chunk at most, should they be small."""


class File(NamedTuple):
    """A document with a file of its own. `stamp` changes with its content; `fault` and `skip` are those of a Row."""

    path: str
    source: str
    base: str
    packing: str = ""
    size: int = 0
    stamp: str = ""
    media_type: str | None = None
    fault: str = ""
    skip: str = ""


class Container(NamedTuple):
    """A file of many documents."""

    path: str
    source: str
    base: str
    kind: Kind
    packing: str = ""
    size: int = 0
    stamp: str = ""


class Span(NamedTuple):
    """Some documents of a container that stand together.

    `start` is where its reader finds the first (a byte, a row or a record), `first` its number from 0, `rows` how
    many documents there are, `size` their bytes. With a `fault`, the span stands for what couldn't be read; with a
    `skip`, for a container that has nothing in it.
    """

    start: int
    first: int
    rows: int
    size: int
    fault: str = ""
    skip: str = ""


class Chunk(NamedTuple):
    """The documents of some files, or of a span of a container. `place` orders the chunks of a run.

    `inline` are documents that are handed over themselves, for an engine that has them in hand.
    """

    place: tuple[int, int]
    files: tuple[File, ...] = ()
    container: Container | None = None
    span: Span | None = None
    inline: tuple[Row, ...] = ()

    @property
    def rows(self) -> int:
        return self.span.rows if self.span is not None else len(self.files) + len(self.inline)


def key_of(chunk: Chunk, task: str) -> str:
    """What a finished chunk is known by: its inputs, and everything that decides what they become.

    >>> one, two = (Chunk((0, 0), (File("a.txt", "a.txt", "a", stamp=stamp),)) for stamp in "12")
    >>> key_of(one, "rules 1") == key_of(two, "rules 1"), key_of(one, "rules 1") == key_of(one, "rules 2")
    (False, False)
    """
    text = json.dumps([task, chunk.files, chunk.container, chunk.span], ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


def cut_files(files: Iterable[File]) -> Iterator[tuple[File, ...]]:
    """Files in chunks of about the same size.

    >>> [len(part) for part in cut_files(File("a", "a", "a", size=CHUNK_BYTES // 2) for _ in range(5))]
    [2, 2, 1]
    """
    part: list[File] = []
    size = 0
    for file in files:
        part.append(file)
        size += file.size
        if size >= CHUNK_BYTES or len(part) >= CHUNK_ROWS:
            yield tuple(part)
            part, size = [], 0
    if part:
        yield tuple(part)


def cut_rows(rows: Iterable[Row]) -> Iterator[tuple[Row, ...]]:
    """Documents in hand, in chunks: one that its worker dies of costs the others of its chunk a second time.

    >>> [len(part) for part in cut_rows([Row("a", "a", "Rain.")] * (CHUNK_ROWS + 1))]
    [200, 1]
    """
    part: list[Row] = []
    size = 0
    for row in rows:
        part.append(row)
        size += len(row.data)
        if size >= CHUNK_BYTES or len(part) >= CHUNK_ROWS:
            yield tuple(part)
            part, size = [], 0
    if part:
        yield tuple(part)


class Cutter:
    """Gathers a container's documents into spans."""

    def __init__(self) -> None:
        self._span: Span | None = None

    def add(self, start: int, number: int, size: int) -> Span | None:
        """One more document; the span that is full with it."""
        span = self._span or Span(start, number, 0, 0)
        self._span = span._replace(rows=span.rows + 1, size=span.size + size)
        if self._span.size >= CHUNK_BYTES or self._span.rows >= CHUNK_ROWS:
            return self.rest()
        return None

    def rest(self) -> Span | None:
        """The span that isn't full."""
        span, self._span = self._span, None
        return span
