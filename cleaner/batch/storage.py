"""Directories of a run: every file in them is opened, moved and deleted here, and never through a link.

What lies in a run's folder may come from a stranger. So a directory is held open by its descriptor, a name is one
component of a path, files are made anew under names that nobody can guess, and then renamed.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.batch.streams import BLOCK, reason
from cleaner.batch.write import OutputError

NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
HAS_DESCRIPTORS = os.open in os.supports_dir_fd
"""Does the system open names relative to a directory? (Windows doesn't: there, links are looked for before.)"""

TEMPORARY = ".tmp"


class Written(NamedTuple):
    """A file that was written: its name, its bytes and their SHA-256."""

    name: str
    size: int
    sha256: str


class Folder:
    """An open directory; a context that closes it. All methods raise OutputError where something is in the way."""

    def __init__(self, path: Path, descriptor: int | None) -> None:
        self.path = path
        self._descriptor = descriptor

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Folder:
        """The directory at a path whose last component is no link."""
        with explained(path):
            if create:
                path.mkdir(parents=True, exist_ok=True)
            return cls(path, _open_directory(path, None))

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *_: object) -> None:
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None

    def folder(self, name: str, *, create: bool = False) -> Folder:
        """A directory in this one."""
        with explained(self.path / name):
            place, at = self._at(name)
            if create:
                with suppress(FileExistsError):
                    os.mkdir(place, dir_fd=at)
            return Folder(self.path / name, _open_directory(place, at))

    def parent_of(self, name: str, *, create: bool = False) -> tuple[Folder, str]:
        """The directory of a file some levels below (to be closed), and the file's name in it."""
        *folders, last = checked_path(name).split("/")
        found = Folder(self.path, os.dup(self._descriptor) if self._descriptor is not None else None)
        for part in folders:
            with found as above:
                found = above.folder(part, create=create)
        return found, last

    def names(self) -> list[str]:
        with explained(self.path):
            return sorted(os.listdir(self._descriptor if self._descriptor is not None else self.path))

    def status(self, name: str) -> os.stat_result | None:
        """What lies there, a link itself where it is one; None where there is nothing."""
        place, at = self._at(name)
        with suppress(FileNotFoundError), explained(self.path / name):
            return os.stat(place, dir_fd=at, follow_symlinks=False)
        return None

    def open_file(self, name: str, flags: int = os.O_RDONLY) -> BinaryIO:
        """A regular file. Raises FileNotFoundError where there is none."""
        place, at = self._at(name)
        with explained(self.path / name):
            self._refuse_links(name)
            descriptor = os.open(place, flags | NO_FOLLOW | getattr(os, "O_NONBLOCK", 0), 0o666, dir_fd=at)
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                os.close(descriptor)
                raise OutputError(f"{self.path / name}: is no regular file")
            return os.fdopen(descriptor, "rb" if flags == os.O_RDONLY else "r+b")

    def read(self, name: str) -> bytes | None:
        """All of a file; None where there is none."""
        with suppress(FileNotFoundError), explained(self.path / name), self.open_file(name) as file:
            return file.read()
        return None

    def digest(self, name: str) -> str | None:
        """SHA-256 of a file; None where there is none."""
        found = hashlib.sha256()
        with suppress(FileNotFoundError), explained(self.path / name), self.open_file(name) as file:
            while block := file.read(BLOCK):
                found.update(block)
            return found.hexdigest()
        return None

    @contextmanager
    def new_file(self, *, sync: bool = True) -> Iterator[tuple[BinaryIO, str]]:
        """A new file under a name that nobody can guess; `move` gives it its own. It is gone where an error comes."""
        name = secrets.token_hex(8) + TEMPORARY
        place, at = self._at(name)
        with explained(self.path):
            descriptor = os.open(place, os.O_RDWR | os.O_CREAT | os.O_EXCL | NO_FOLLOW, 0o666, dir_fd=at)
            try:
                with os.fdopen(descriptor, "w+b") as file:
                    yield file, name
                    file.flush()
                    if sync:
                        os.fsync(file.fileno())
            except BaseException:
                with suppress(OSError):
                    os.unlink(place, dir_fd=at)
                raise

    def write_temporary(self, pieces: Iterable[bytes], *, sync: bool = True) -> Written:
        """A new file with the pieces in it, to be moved."""
        digest, size = hashlib.sha256(), 0
        with self.new_file(sync=sync) as (file, name):
            for piece in pieces:
                file.write(piece)
                digest.update(piece)
                size += len(piece)
        return Written(name, size, digest.hexdigest())

    def write(self, name: str, pieces: Iterable[bytes], *, sync: bool = True) -> Written:
        """A file with the pieces in it, whole or not at all; it takes the place of another of its name."""
        made = self.write_temporary(pieces, sync=sync)
        self.move(made.name, self, name, sync=sync)
        return made._replace(name=name)

    def move(self, name: str, to: Folder, new: str, *, sync: bool = True) -> None:
        """Rename a file, into another directory of the same disk."""
        (place, at), (goal, goal_at) = self._at(name), to._at(new)
        with explained(to.path / new):
            os.replace(place, goal, src_dir_fd=at, dst_dir_fd=goal_at)
            if sync and to._descriptor is not None:
                os.fsync(to._descriptor)

    def remove(self, name: str) -> None:
        """Delete a file, or a link itself; nothing where there is none."""
        place, at = self._at(name)
        with suppress(FileNotFoundError), explained(self.path / name):
            os.unlink(place, dir_fd=at)

    def remove_folder(self, name: str, is_ours: Any) -> None:
        """Delete the files of a directory that `is_ours` (a predicate of names), and the directory if it is empty."""
        if self.status(name) is None:
            return
        with self.folder(name) as folder:
            for one in filter(is_ours, folder.names()):
                folder.remove(one)
        place, at = self._at(name)
        with suppress(OSError):
            os.rmdir(place, dir_fd=at)

    def _at(self, name: str) -> tuple[str, int | None]:
        checked_path(name, parts=1)
        return (name, self._descriptor) if self._descriptor is not None else (str(self.path / name), None)

    def _refuse_links(self, name: str) -> None:
        if self._descriptor is None and (self.path / name).is_symlink():
            raise OSError(errno.ELOOP, "is a link")


def checked_path(name: str, parts: int | None = None) -> str:
    """A relative path that stays below its folder. Raises OutputError otherwise.

    >>> checked_path("a/b.txt")
    'a/b.txt'
    >>> checked_path("a/../../b.txt")
    Traceback (most recent call last):
    ...
    cleaner.batch.write.OutputError: 'a/../../b.txt' is no path within a folder
    """
    found = name.split("/")
    bad = any(part in ("", ".", "..") or "\0" in part or os.sep in part for part in found)
    if bad or (parts is not None and len(found) != parts) or os.path.isabs(name):
        raise OutputError(f"{name!r} is no path within a folder")
    return name


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """What goes wrong at a path, as OutputError; that a file isn't there stays what it is."""
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK) or (error.errno == errno.ENOTDIR and path.is_symlink()):
            raise OutputError(f"{path}: is a link, and links are not followed here; remove it") from None
        raise OutputError(f"{path}: can't be written: {reason(error)}") from None


def _open_directory(place: str | Path, at: int | None) -> int | None:
    if HAS_DESCRIPTORS:
        return os.open(place, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | NO_FOLLOW, dir_fd=at)
    if os.path.islink(place):
        raise OSError(errno.ELOOP, "is a link")
    os.listdir(place)
    return None
