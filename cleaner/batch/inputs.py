"""The inputs of a run: files, folders, patterns, addresses and standard input, in an order no file system decides."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext, suppress
from pathlib import Path, PurePath
from typing import Any, BinaryIO, NamedTuple

from cleaner.batch.formats import Kind, compression_of, kind_of, media_type_of, recognize
from cleaner.batch.names import RUN, RUN_SUFFIX
from cleaner.batch.storage import Folder
from cleaner.batch.streams import (
    BLOCK,
    MissingInput,
    filesystem_of,
    is_remote,
    open_stream,
    reason,
    sniff_compression,
    stamp_of,
)
from cleaner.batch.write import OutputError
from cleaner.model import UnreadableInput

STDIN, STDIN_NAME = "-", "stdin"
SNIFFED = 1 << 20
"""Bytes of standard input that are looked at to see what it holds."""
LINKED = "a link to a folder is not followed; name the folder as an input"
NO_DOCUMENT = "its name is not that of a document"
NO_FILE = "it is no regular file"
MANIFEST = "manifest.json"
"""The file by which the folder of a run is known."""

SPOOLED = "sha256:"
"""What the stamp of a copied stream begins with: its digest follows, so that the same stream is known again."""


class Input(NamedTuple):
    """A file that was found: a document, or a container of many.

    `path` is where it is read: an absolute path or an address. `source` is what it is called in messages and records,
    `name` the place its outputs mirror, `base` the name of these without ending, once they are planned. `stamp`
    changes when the file does. `is_stream`: it can be read only once (standard input, a pipe). `fault` says why it
    can't be cleaned, `skip` why it isn't.
    """

    path: str
    source: str
    name: str
    kind: Kind = Kind.DOCUMENT
    compression: str = ""
    size: int = 0
    stamp: str = ""
    is_stream: bool = False
    fault: str = ""
    skip: str = ""
    base: str = ""

    @property
    def media_type(self) -> str | None:
        return media_type_of(self.name)


def find_inputs(wanted: Sequence[str], avoid: Sequence[Path] = (), kind: Kind | None = None) -> list[Input]:
    """All files of the inputs, in the order given; those of a folder or a pattern sorted by name.

    A file named by the user is taken whatever its name, as `kind` where that is given. In folders, files are taken by
    suffix; others get an entry that says they are skipped. Hidden files, what lies in `avoid` (the output), and the
    folders of other runs are no inputs. Raises MissingInput before anything is read.
    """
    avoided = frozenset(str(path.resolve()) for path in avoid)
    found: list[Input] = []
    for name in wanted:
        if name == STDIN:
            found.append(Input(STDIN, STDIN, STDIN_NAME, kind or Kind.DOCUMENT, is_stream=True))
        else:
            found += _Search(name, kind, avoided).inputs()
    if sum(one.path == STDIN for one in found) > 1:
        raise MissingInput("standard input can be read only once; name `-` once")
    return found


class _Search:
    """What one argument stands for, on whatever file system."""

    def __init__(self, wanted: str, kind: Kind | None, avoided: frozenset[str]) -> None:
        self._wanted = wanted
        self._kind = kind
        self._avoided = avoided
        self._is_local = not is_remote(wanted)
        self._system, self._root = filesystem_of(wanted)

    def inputs(self) -> Iterator[Input]:
        try:
            info = self._system.info(self._root)
            if self._is_local and info["islink"]:  # named by the user: followed
                info = self._system.info(os.path.realpath(self._root)) | {"name": self._root}
        except Exception as error:  # each file system has errors of its own
            if not glob.has_magic(self._wanted):
                raise MissingInput(f"{self._wanted}: {reason(error)}") from None
            yield from self._matching()
            return
        if info["type"] == "directory":
            found = self._below(self._root)
            first = next(found, None)
            if first is None and not self._is_local:  # on object stores any name may be a folder
                raise MissingInput(f"{self._wanted}: no file is there")
            yield from () if first is None else (first, *found)
        else:
            yield self._input(info, info["name"].rpartition("/")[2], self._kind, is_named=True)

    def _matching(self) -> Iterator[Input]:
        """The files a pattern matches; their outputs mirror what follows its fixed part."""
        self._root, pattern = self._root[: _magic(self._root)].rpartition("/")[0], self._root
        try:
            matches = self._system.glob(pattern, detail=True)
        except Exception as error:
            raise MissingInput(f"{self._wanted}: {reason(error)}") from None
        found = 0
        for path, info in sorted(matches.items()):
            name = self._relative(path)
            hidden = any(part.startswith(".") for part in name.split("/"))
            if info["type"] == "directory" or hidden or self._is_avoided(path) or self._is_in_run(path):
                continue
            found += 1
            yield self._input(info, name, self._kind, is_named=self._is_local)
        if not found:
            raise MissingInput(f"{self._wanted}: no file matches")

    def _below(self, folder: str) -> Iterator[Input]:
        """The files of a folder, then those of its folders."""
        try:
            listed = sorted(self._system.ls(folder, detail=True), key=lambda info: info["name"])
        except Exception as error:
            source = self._source(folder)
            yield Input(folder, source, self._relative(folder), fault=f"the folder can't be listed: {reason(error)}")
            return
        folders = []
        for info in listed:
            path = info["name"].rstrip("/")
            if path.rpartition("/")[2].startswith(".") or self._is_avoided(path) or path == folder:
                continue
            if info["type"] == "directory":
                folders.append(path)
            else:
                yield self._input(info, self._relative(path), None)
        for path in folders:
            if not self._is_run(path):
                yield from self._below(path)

    def _input(self, info: dict[str, Any], name: str, kind: Kind | None, *, is_named: bool = False) -> Input:
        path = info["name"]
        known = kind or kind_of(name)
        address = path if self._is_local else self._system.unstrip_protocol(path)
        found = Input(address, self._source(path), name, known or Kind.DOCUMENT, compression_of(name))
        if info.get("islink"):
            try:
                info = self._system.info(os.path.realpath(path))
            except OSError as error:
                return found._replace(fault=reason(error)) if known else found._replace(skip=NO_DOCUMENT)
            if info["type"] == "directory":  # a link may lead round in a circle
                return found._replace(fault=LINKED)
        if known is None and not is_named:
            return found._replace(skip=NO_DOCUMENT)
        if info["type"] != "file":
            return found._replace(is_stream=True) if is_named else found._replace(skip=NO_FILE)
        return found._replace(size=int(info.get("size") or 0), stamp=stamp_of(info))

    def _source(self, path: str) -> str:
        """As the user wrote the argument, with what follows it."""
        if not self._is_local:
            return str(self._system.unstrip_protocol(path))
        if not glob.has_magic(self._wanted) or os.path.lexists(self._wanted):
            rest = self._relative(path) if path != self._root else ""
            return os.path.join(self._wanted, *rest.split("/")) if rest else self._wanted
        return path if os.path.isabs(self._wanted) else os.path.relpath(path)

    def _relative(self, path: str) -> str:
        is_below = path.startswith(self._root.rstrip("/") + "/")
        return path[len(self._root.rstrip("/")) + 1 :] if is_below else path.rpartition("/")[2]

    def _is_avoided(self, path: str) -> bool:
        return self._is_local and bool(self._avoided) and os.path.realpath(path) in self._avoided

    def _is_run(self, folder: str) -> bool:
        """Does the folder hold the records of a run?"""
        name = folder.rpartition("/")[2]
        return (name == RUN or name.endswith(RUN_SUFFIX)) and bool(self._system.exists(f"{folder}/{MANIFEST}"))

    def _is_in_run(self, path: str) -> bool:
        folders = path.split("/")[:-1]
        return any(self._is_run("/".join(folders[: n + 1])) for n in range(len(folders)))


def _magic(pattern: str) -> int:
    """Where the first sign of a pattern stands."""
    return min(at for sign in "*?[" if (at := pattern.find(sign)) >= 0)


def spool_streams(inputs: Sequence[Input], work: Folder) -> list[Input]:
    """The inputs; those that can be read only once are copied into files of `work`. Raises OutputError."""
    return [_spooled(one, work, f"input-{at}") if one.is_stream else one for at, one in enumerate(inputs)]


def _spooled(one: Input, work: Folder, name: str) -> Input:
    start = b""

    def blocks(stream: BinaryIO) -> Iterator[bytes]:
        nonlocal start
        while block := stream.read(BLOCK):
            start = start or block
            yield block

    try:
        with nullcontext(sys.stdin.buffer) if one.path == STDIN else open(one.path, "rb") as stream:
            made = work.write(name, blocks(stream))
    except (OSError, OutputError) as error:
        why = reason(error) if isinstance(error, OSError) else str(error)
        raise OutputError(f"{one.source}: can't be copied to {work.path}: {why}") from None
    path = os.path.abspath(work.path / name)
    compression = sniff_compression(start) if one.kind is not Kind.PARQUET else ""
    kind = one.kind
    if kind is Kind.DOCUMENT and one.name == STDIN_NAME:
        with suppress(UnreadableInput), open_stream(path, compression) as stream:
            seen = recognize(stream.read(SNIFFED).rpartition(b"\n")[0])
            kind = seen if isinstance(seen, Kind) else kind
    return one._replace(path=path, size=made.size, stamp=SPOOLED + made.sha256, compression=compression, kind=kind)


class Source(NamedTuple):
    """A document named on the command line. `path` is None for standard input; its outputs mirror `name`."""

    path: Path | None
    name: PurePath

    def __str__(self) -> str:
        return STDIN if self.path is None else str(self.path)

    @property
    def media_type(self) -> str | None:
        """The media type by the name; None where only the content can tell.

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
