"""One document of the command line: a file or standard input."""

from __future__ import annotations

import sys
from pathlib import Path, PurePath
from typing import NamedTuple

from cleaner.batch.kinds import media_type_of
from cleaner.model import CleanerError, UnreadableInput

STDIN = "-"


class MissingInput(CleanerError):  # noqa: N818 - named for what the input is
    """An input named by the user isn't there."""


class Source(NamedTuple):
    """Where a document comes from, and the name its outputs mirror. `path` is None for standard input."""

    path: Path | None
    name: PurePath

    def __str__(self) -> str:
        return STDIN if self.path is None else str(self.path)

    @property
    def media_type(self) -> str | None:
        """What the name says of the content; None where only the content can tell.

        >>> Source(None, PurePath("a.HTM")).media_type
        'text/html'
        """
        return media_type_of(self.name.name)


def read(source: Source) -> bytes:
    """The document's bytes. Raises UnreadableInput with the reason."""
    try:
        return sys.stdin.buffer.read() if source.path is None else source.path.read_bytes()
    except OSError as error:
        raise UnreadableInput(reason(error)) from None


def reason(error: Exception) -> str:
    """What went wrong, without the number and the name that Python puts around it.

    >>> reason(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'no such file or directory'
    """
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
