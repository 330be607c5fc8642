"""What a worker is handed: descriptors of some documents, never the documents themselves.

Where a chunk ends depends on the input alone, so that the outputs' bytes don't depend on who cleaned what.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeVar

from cleaner.batch.inputs import Input
from cleaner.batch.rows import Row

CHUNK_BYTES = 256 << 10
"""Input bytes of a chunk: about a second's work. A chunk is what is done again when its worker dies."""

CHUNK_ROWS = 200
"""Documents of a chunk at most, should they be small."""

T = TypeVar("T")


class Span(NamedTuple):
    """Some documents of a container that stand together.

    `start` is where its reader finds the first (a byte, a row or a record), `first` its number from 0, `rows` how
    many documents there are. With a `fault`, the span stands for what couldn't be read; with a `skip`, for a container
    that has nothing in it.
    """

    start: int
    first: int
    rows: int
    fault: str = ""
    skip: str = ""


class Chunk(NamedTuple):
    """The documents of some files, or of a span of the one container in `files`. `place` orders the chunks of a run.

    `inline` are documents that are handed over themselves, for an engine that has them in hand.
    """

    place: tuple[int, int]
    files: tuple[Input, ...] = ()
    span: Span | None = None
    inline: tuple[Row, ...] = ()

    @property
    def rows(self) -> int:
        return self.span.rows if self.span is not None else len(self.files) + len(self.inline)


def key_of(chunk: Chunk, options: str) -> str:
    """What a finished chunk is known by: its inputs, and everything that decides what they become.

    >>> one, two = (Chunk((0, 0), (Input("a.txt", "a.txt", "a.txt", stamp=stamp),)) for stamp in "12")
    >>> key_of(one, "rules 1") == key_of(two, "rules 1"), key_of(one, "rules 1") == key_of(one, "rules 2")
    (False, False)
    """
    text = json.dumps([options, chunk.files, chunk.span], ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:32]


def cut(items: Iterable[T], size_of: Callable[[T], int]) -> Iterator[tuple[T, ...]]:
    """Items in groups of about the size of a chunk.

    >>> [len(part) for part in cut(range(5), lambda _: CHUNK_BYTES // 2)]
    [2, 2, 1]
    >>> [len(part) for part in cut(range(CHUNK_ROWS + 1), lambda _: 1)]
    [200, 1]
    """
    part: list[T] = []
    size = 0
    for item in items:
        part.append(item)
        size += size_of(item)
        if size >= CHUNK_BYTES or len(part) >= CHUNK_ROWS:
            yield tuple(part)
            part, size = [], 0
    if part:
        yield tuple(part)
