"""Finding the documents: files, folders and standard input, in an order that doesn't depend on the file system."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import CleanerError, UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

STDIN = "-"

TEXT_SUFFIXES = frozenset({".txt", ".text"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
"""What is taken for a document in a folder. Not Markdown: beside scraped text it is a README."""


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
        return "text/html" if self.name.suffix.lower() in HTML_SUFFIXES else None


class Found(NamedTuple):
    """The documents of some inputs, the folders that couldn't be listed, and how many files were no documents."""

    sources: tuple[Source, ...]
    unlisted: tuple[tuple[Source, str], ...]
    others: int


def find(inputs: Sequence[str], out: Path | None = None) -> Found:
    """All documents of the inputs, in their order; those of a folder sorted by name.

    A file named by the user is taken whatever its name. In folders, files are taken by suffix, and hidden ones and
    what lies in `out` are left alone: a second run must not read the first one's output.
    Raises MissingInput before anything is read.
    """
    walk = _Walk(out)
    for name in inputs or [STDIN]:
        if name == STDIN:
            walk.sources.append(Source(None, PurePath("stdin")))
            continue
        path = Path(name)
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:  # ValueError: a NUL in the name
            raise MissingInput(f"{name}: {reason(error)}") from None
        if is_folder:
            walk.add_folder(path)
        else:
            walk.sources.append(Source(path, PurePath(path.name)))
    if sum(source.path is None for source in walk.sources) > 1:
        raise MissingInput("standard input can be read only once; name `-` once")
    return Found(tuple(walk.sources), tuple(walk.unlisted), walk.others)


LINKED = "a link to a folder is not followed; name the folder as an input"


class _Walk:
    """The gathering of documents below folders."""

    def __init__(self, out: Path | None) -> None:
        self.out = out.resolve() if out is not None else None
        self.sources: list[Source] = []
        self.unlisted: list[tuple[Source, str]] = []
        self.others = 0

    def add_folder(self, root: Path) -> None:
        def unlisted(error: OSError) -> None:
            path = Path(error.filename)
            self.unlisted.append((Source(path, PurePath(path.name)), reason(error)))

        for folder, names, files in os.walk(root, onerror=unlisted):
            here = Path(folder)
            names[:] = sorted(name for name in names if not name.startswith(".") and not self._is_out(here / name))
            # os.walk passes links to folders over without a word; a link may lead round in a circle.
            for linked in (here / name for name in names if (here / name).is_symlink()):
                self.unlisted.append((Source(linked, linked.relative_to(root)), LINKED))
            for name in sorted(files):
                if name.startswith("."):
                    continue
                if is_document(here / name):
                    self.sources.append(Source(here / name, (here / name).relative_to(root)))
                else:
                    self.others += 1

    def _is_out(self, folder: Path) -> bool:
        return self.out is not None and folder.resolve() == self.out


def is_document(path: Path) -> bool:
    """By its name; pipes and devices never are, a broken link is one that will be reported."""
    if path.suffix.lower() not in TEXT_SUFFIXES | HTML_SUFFIXES:
        return False
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except OSError:
        return True


def read(source: Source) -> bytes:
    """The document's bytes. Raises UnreadableInput with the reason."""
    try:
        return sys.stdin.buffer.read() if source.path is None else source.path.read_bytes()
    except OSError as error:
        raise UnreadableInput(reason(error)) from None


def identities(sources: Sequence[Source]) -> Iterator[tuple[int, int]]:
    """Device and inode of every input file: what no output may take the place of."""
    for source in sources:
        if source.path is not None:
            try:
                status = source.path.stat()
            except OSError:
                continue
            yield status.st_dev, status.st_ino


def reason(error: Exception) -> str:
    """What went wrong, without the number and the name that Python puts around it.

    >>> reason(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'no such file or directory'
    """
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
