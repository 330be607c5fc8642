"""Finding the inputs of a batch: files, folders, patterns, addresses, in an order the file system doesn't decide."""

from __future__ import annotations

import glob
import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.batch.inputs import STDIN, MissingInput, reason
from cleaner.batch.kinds import Kind, kind_of, packing_of
from cleaner.batch.names import RUN, RUN_SUFFIX
from cleaner.batch.streams import is_remote
from cleaner.extras import library

LINKED = "a link to a folder is not followed; name the folder as an input"
NO_DOCUMENT = "its name is not that of a document"
MARK = "manifest.json"
"""The file by which the folder of a run is known."""


class Input(NamedTuple):
    """A file that was found. `name` is the place its outputs mirror, `stamp` changes when the file does.

    `streamed`: it can be read only once (standard input, a pipe). `fault` says why it can't be cleaned, `skip` why
    it isn't.
    """

    path: str
    source: str
    name: str
    kind: Kind = Kind.DOCUMENT
    packing: str = ""
    size: int = 0
    stamp: str = ""
    streamed: bool = False
    fault: str = ""
    skip: str = ""


def find(wanted: Sequence[str], avoid: Sequence[Path] = (), kind: Kind | None = None) -> list[Input]:
    """All files of the inputs, in the order given; those of a folder or a pattern sorted by name.

    A file named by the user is taken whatever its name, as `kind` where that is given. In folders, files are taken by
    suffix; others get an entry that says they are skipped. Hidden files, what lies in `avoid` (the output), and the
    folders of other runs are no inputs. Raises MissingInput before anything is read.
    """
    walk = _Walk([path.resolve() for path in avoid])
    found: list[Input] = []
    for name in wanted:
        if name == STDIN:
            found.append(Input(STDIN, STDIN, "stdin", kind or Kind.DOCUMENT, streamed=True))
        elif is_remote(name):
            found += _remote(name, kind)
        else:
            found += _local(name, kind, walk)
    if sum(one.path == STDIN for one in found) > 1:
        raise MissingInput("standard input can be read only once; name `-` once")
    return found


def _local(name: str, kind: Kind | None, walk: _Walk) -> Iterator[Input]:
    try:
        status = os.stat(name)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        if not glob.has_magic(name):
            raise MissingInput(f"{name}: {reason(error)}") from None
        yield from _matching(name, kind, walk)
        return
    if stat.S_ISDIR(status.st_mode):
        yield from walk.below(name)
    else:
        yield _named(name, os.path.basename(name), kind)


def _matching(pattern: str, kind: Kind | None, walk: _Walk) -> Iterator[Input]:
    """The files a pattern matches; their outputs mirror what follows its fixed part."""
    root = pattern[: _magic(pattern)].rpartition("/")[0]
    found = sorted(glob.glob(pattern, recursive=True))
    paths = [path for path in found if not os.path.isdir(path) and not walk.is_output(path) and not _in_run(path)]
    if not paths:
        raise MissingInput(f"{pattern}: no file matches")
    for path in paths:
        yield _named(path, os.path.relpath(path, root or ".").replace(os.sep, "/"), kind)


def _magic(pattern: str) -> int:
    """Where the first sign of a pattern stands."""
    return min(at for sign in "*?[" if (at := pattern.find(sign)) >= 0)


def _named(path: str, name: str, kind: Kind | None = None) -> Input:
    status = os.stat(path)
    found = Input(path, path, name, kind or kind_of(name) or Kind.DOCUMENT, packing_of(name))
    if not stat.S_ISREG(status.st_mode):
        return found._replace(streamed=True)
    return found._replace(size=status.st_size, stamp=f"{status.st_size} {status.st_mtime_ns}")


class _Walk:
    """The gathering of files below folders."""

    def __init__(self, avoid: Sequence[Path]) -> None:
        self._avoid = frozenset(map(str, avoid))
        self._names = frozenset(path.name for path in avoid)

    def below(self, root: str) -> Iterator[Input]:
        unlisted: list[Input] = []

        def failed(error: OSError) -> None:
            path = os.fspath(error.filename)
            fault = f"the folder can't be listed: {reason(error)}"
            unlisted.append(Input(path, path, os.path.basename(path), fault=fault))

        for folder, names, files in os.walk(root, onerror=failed):
            names[:] = sorted(name for name in names if not self._is_left_alone(folder, name))
            # os.walk passes links to folders over without a word; a link may lead round in a circle.
            for name in names:
                path = os.path.join(folder, name)
                if os.path.islink(path):
                    yield Input(path, path, _mirrored(path, root), fault=LINKED)
            for name in sorted(files):
                path = os.path.join(folder, name)
                if not name.startswith(".") and not self.is_output(path):
                    yield self._file(path, root)
        yield from unlisted

    def _file(self, path: str, root: str) -> Input:
        name = _mirrored(path, root)
        kind = kind_of(name)
        found = Input(path, path, name, kind or Kind.DOCUMENT, packing_of(name))
        if kind is None:
            return found._replace(skip=NO_DOCUMENT)
        try:
            status = os.stat(path)
        except OSError as error:
            return found._replace(fault=reason(error))
        if not stat.S_ISREG(status.st_mode):
            return found._replace(skip="it is no regular file")
        return found._replace(size=status.st_size, stamp=f"{status.st_size} {status.st_mtime_ns}")

    def is_output(self, path: str) -> bool:
        return os.path.basename(path) in self._names and os.path.realpath(path) in self._avoid

    def _is_left_alone(self, folder: str, name: str) -> bool:
        if name.startswith("."):
            return True
        path = os.path.join(folder, name)
        return _is_run(path) or (bool(self._avoid) and os.path.realpath(path) in self._avoid)


def _is_run(folder: str) -> bool:
    """Does the folder hold the records of a run?"""
    name = os.path.basename(folder)
    return (name == RUN or name.endswith(RUN_SUFFIX)) and os.path.exists(os.path.join(folder, MARK))


def _in_run(path: str) -> bool:
    """Does a file lie in such a folder, or below it?"""
    parent = os.path.dirname(path)
    return bool(parent) and parent != path and (_is_run(parent) or _in_run(parent))


def _mirrored(path: str, root: str) -> str:
    return os.path.relpath(path, root).replace(os.sep, "/")


def _remote(address: str, kind: Kind | None) -> Iterator[Input]:
    """The files behind an address: one, those a pattern matches, or all below a folder."""
    core = library("fsspec.core")
    try:
        system, root = core.url_to_fs(address)
        if glob.has_magic(address):
            found = system.glob(root, detail=True)
            root = root[: _magic(root)].rpartition("/")[0]
        elif system.isdir(root):
            found = system.find(root, detail=True)
        else:
            yield _addressed(system, system.info(root), root.rpartition("/")[0], kind)
            return
    except Exception as error:  # each file system has errors of its own
        raise MissingInput(f"{address}: {reason(error)}") from None
    files = [info for _, info in sorted(found.items()) if info.get("type") != "directory"]
    if not files:
        raise MissingInput(f"{address}: no file is there")
    for info in files:
        one = _addressed(system, info, root, kind)
        if not one.name.rpartition("/")[2].startswith("."):
            yield one if kind or kind_of(one.name) else one._replace(skip=NO_DOCUMENT)


def _addressed(system: Any, info: dict[str, Any], root: str, kind: Kind | None) -> Input:
    path, size = info["name"], int(info.get("size") or 0)
    name = path[len(root) :].lstrip("/") if path.startswith(root) else path.rpartition("/")[2]
    marks = sorted((key, str(value)) for key, value in info.items() if key in ("ETag", "etag", "mtime", "LastModified"))
    stamp = hashlib.sha256(repr((size, marks)).encode()).hexdigest()[:16]
    address = system.unstrip_protocol(path)
    return Input(address, address, name, kind or kind_of(name) or Kind.DOCUMENT, packing_of(name), size, stamp)
