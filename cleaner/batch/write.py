"""Files that the user names: written beside their place first, then renamed into it, whole or not at all."""

from __future__ import annotations

import io
import os
import secrets
import stat
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cleaner.batch.streams import reason
from cleaner.model import CleanerError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence


class OutputError(CleanerError):
    """The output can't be written where it was asked for."""


def write_files(files: Sequence[tuple[Path, bytes]]) -> None:
    """Write some files that belong together: all of them aside, then all renamed. Raises OutputError."""
    asides: list[tuple[Path, Path]] = []
    path = Path()
    try:
        for path, data in files:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = _beside(path)
            asides.append((aside, path))
            with aside.open("xb") as file:
                file.write(data)
        for aside, path in asides:
            aside.replace(path)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        for aside, _ in asides:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


@contextmanager
def writing(path: Path) -> Iterator[BinaryIO]:
    """The one file the user named, open; it takes its place when it is whole. Raises OutputError.

    A pipe or a device (/dev/stdout) is written to, not renamed over; a link stays a link.
    """
    if path.is_dir():
        raise OutputError(f"{path}: is a folder, not a file")
    special = is_special(path)
    place = Path(os.path.realpath(path))
    aside = place if special else _beside(place)
    try:
        with suppress(FileExistsError):  # told in words below
            place.parent.mkdir(parents=True, exist_ok=True)
        if place.parent.exists() and not place.parent.is_dir():
            raise OutputError(f"{path.parent}: is a file, not a folder")
        with aside.open("wb" if special else "xb") as file:
            yield file
        if not special:
            aside.replace(place)
    except OSError as error:
        raise _unwritable(path, error) from None
    finally:
        if not special:
            with suppress(OSError):
                aside.unlink(missing_ok=True)


def check_folder(out: Path) -> None:
    """Make the output folder and try it, before any work is done. Raises OutputError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = _beside(out / "probe")
        probe.touch(exist_ok=False)
        probe.unlink()
    except FileExistsError:
        raise OutputError(f"{out}: is a file; a folder is needed for several documents") from None
    except OSError as error:
        raise OutputError(f"{out}: can't be written to: {reason(error)}") from None


def is_special(path: Path) -> bool:
    """A pipe or a device."""
    return path.exists() and not path.is_file() and not path.is_dir()


def identity(path: str | Path) -> tuple[int, int] | None:
    """Device and inode of a file: what it is, under whatever name. None where there is no regular file."""
    try:
        status = os.stat(path)
    except (OSError, ValueError):
        return None
    return (status.st_dev, status.st_ino) if stat.S_ISREG(status.st_mode) else None


def protect(path: Path, inputs: Collection[tuple[int, int]]) -> None:
    """Raises OutputError where `path` is one of the inputs (by `identity`), under whatever name."""
    if identity(path) in inputs:
        raise OutputError(f"{path}: is an input; name another output")


class Special(io.RawIOBase):
    """A pipe or a device, open for writing. Raises OutputError where it doesn't take what it is given."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._file = path.open("wb")
        except OSError as error:
            raise _unwritable(path, error) from None

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        try:
            self._file.write(data)
            self._file.flush()
            return len(data)
        except OSError as error:
            raise _unwritable(self._path, error) from None

    def close(self) -> None:
        with suppress(OSError):  # what it didn't take has been complained about
            self._file.close()
        super().close()


def _beside(path: Path) -> Path:
    """A name that nobody can guess; hidden, so that no run takes the file for an input."""
    return path.with_name(f".cleaner-{secrets.token_hex(6)}.tmp")


def _unwritable(path: Path, error: OSError) -> OutputError:
    return OutputError(f"{path}: can't be written: {reason(error)}")
