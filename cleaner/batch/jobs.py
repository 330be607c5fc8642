"""What the supervisor and its workers say to one another. All of it pickles; none of it is a document's text, but for
the outcome of a document that was tried alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from cleaner.batch.chunks import Chunk, Container, Span
from cleaner.batch.rows import Outcome
from cleaner.batch.shards import Done


class Scan(NamedTuple):
    """Say which chunks a container falls into."""

    place: int
    container: Container
    attempts: int = 1


class Verdict(NamedTuple):
    """What is already known of a document: it isn't cleaned again."""

    outcome: Outcome
    attempts: int


class Clean(NamedTuple):
    """Clean a chunk into the shard `key`; without a key, its outcomes are sent back.

    From position `stop` on it isn't even read, for the reason given.
    """

    chunk: Chunk
    key: str
    known: Mapping[int, Verdict] = {}
    stop: tuple[int, str] | None = None
    deaths: int = 0


class Trial(NamedTuple):
    """Try one document alone, which its worker died over. `clean` is what waits for it."""

    clean: Clean
    position: int
    reading: bool
    """The worker died while it read the document, not while it cleaned it."""


Job = Scan | Clean | Trial


class Ready(NamedTuple):
    """The worker has its rules and waits for work."""


class Scanned(NamedTuple):
    """The whole container has been gone through."""


class Outcomes(NamedTuple):
    """What became of the rows of a chunk without a shard, in their order."""

    outcomes: tuple[Outcome, ...]


class Failed(NamedTuple):
    """The run can't go on: an output can't be written, an input has changed."""

    message: str


class Broken(NamedTuple):
    """A container that workers die of."""

    reason: str


Reply = Ready | Span | Scanned | Done | Outcome | Outcomes | Failed | Broken
