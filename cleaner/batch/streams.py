"""Bytes of inputs: local paths and addresses opened alike by fsspec, decompressed in bounded steps."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import lzma
import os
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import IO, Any, BinaryIO, cast

from cleaner.extras import library
from cleaner.model import CleanerError, UnreadableInput

BLOCK = 1 << 16
"""Bytes asked for at a time."""

MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst", b"BZh": ".bz2", b"\xfd7zXZ": ".xz"}

GZIP_LEVEL, ZSTD_LEVEL = 6, 3
"""The usual trade of time against size."""

STAMPS = ("ETag", "etag", "md5Hash", "mtime", "LastModified", "last_modified", "updated")
"""What file systems tell of a file that changes when its content does."""


class TooLarge(UnreadableInput):
    """More bytes than a document may have."""


class MissingInput(CleanerError):  # noqa: N818 - named for what the input is
    """An input named by the user isn't there."""


def is_remote(path: str) -> bool:
    """Is it an address for fsspec?

    >>> is_remote("s3://bucket/a.jsonl"), is_remote("a/b.jsonl")
    (True, False)
    """
    return "://" in path


def filesystem_of(path: str) -> tuple[Any, str]:
    """The fsspec file system of a path or an address, and the path within it.

    A local path is never parsed as an address: `a::b` and `c[1]` are names like others. Raises MissingInput where
    the package for an address isn't installed.
    """
    if not is_remote(path):
        from fsspec.implementations.local import LocalFileSystem

        return LocalFileSystem(), os.path.abspath(path)
    from fsspec.core import url_to_fs

    try:
        found: tuple[Any, str] = url_to_fs(path)
    except (ImportError, ValueError) as error:  # "Install s3fs to access S3", "Protocol not known: x"
        raise MissingInput(f"{path}: {reason(error)}") from None
    return found


def stamp_of(info: dict[str, Any]) -> str:
    """What changes when a file does: its size, and whatever its file system says of its last change."""
    marks = [info.get("size"), *((name, str(info[name])) for name in STAMPS if info.get(name) is not None)]
    return hashlib.sha256(repr(marks).encode()).hexdigest()[:16]


def open_stream(path: str, compression: str = "") -> BinaryIO:
    """The decompressed bytes of a file. Raises OSError; reading raises UnreadableInput where the data are damaged."""
    system, inner = filesystem_of(path)
    file = cast("BinaryIO", system.open(inner, "rb"))
    return decompressed(file, compression) if compression else file


def decompressed(file: BinaryIO, compression: str) -> BinaryIO:
    """The decompressed bytes, as a buffered stream that closes `file`.

    >>> decompressed(io.BytesIO(gzip.compress(b"Rain.")), ".gz").read()
    b'Rain.'
    >>> decompressed(io.BytesIO(gzip.compress(b"Rain.")[:-9]), ".gz").read()
    Traceback (most recent call last):
    ...
    cleaner.model.UnreadableInput: damaged gzip data: they end too early
    """
    return cast("BinaryIO", io.BufferedReader(_Decompressed(file, compression), BLOCK)) if compression else file


def members(file: BinaryIO, compression: str, content: bytes) -> Iterator[BinaryIO]:
    """A stream for each compressed member of a file, or one where it isn't compressed.

    Behind a member that is damaged (its stream has raised UnreadableInput) it goes on with the next one whose content
    begins like `content`.
    """
    if not compression:
        yield file
        return
    raw = _Decompressed(file, compression, by_member=True)
    is_there = raw.open_member()
    while is_there:
        stream = io.BufferedReader(raw, BLOCK)
        try:
            yield cast("BinaryIO", stream)
            while stream.read(BLOCK):  # what nobody has read of it
                pass
            is_there = raw.open_member()
        except UnreadableInput:
            is_there = raw.find_member(content)
        finally:
            stream.detach()


def compressed(data: bytes, compression: str) -> bytes:
    """The data as one compressed member: members may be put together, and hold neither name nor time."""
    match compression:
        case ".gz":
            return gzip.compress(data, GZIP_LEVEL, mtime=0)
        case ".bz2":
            return bz2.compress(data)
        case ".xz":
            return lzma.compress(data)
        case ".zst":
            return cast("bytes", zstd().compress(data, ZSTD_LEVEL))
        case _:
            return data


def read_limited(stream: IO[bytes], limit: int) -> bytes:
    """All of a stream. Raises TooLarge where that is more than `limit` bytes; no more than that is ever decompressed.

    >>> read_limited(io.BytesIO(b"abc"), 3)
    b'abc'
    >>> read_limited(io.BytesIO(b"abcd"), 3)
    Traceback (most recent call last):
    ...
    cleaner.batch.streams.TooLarge: more than 3 bytes when unpacked
    """
    found = bytearray()
    while block := stream.read(min(BLOCK, limit + 1 - len(found))):
        found += block
        if len(found) > limit:
            raise TooLarge(f"more than {limit:,} bytes when unpacked")
    return bytes(found)


def sniff_compression(start: bytes) -> str:
    """The compression that the first bytes show.

    >>> sniff_compression(gzip.compress(b"a")), sniff_compression(b"text")
    ('.gz', '')
    """
    return next((compression for magic, compression in MAGIC.items() if start.startswith(magic)), "")


def reason(error: Exception) -> str:
    """What went wrong, without the number and the name that Python puts around it.

    >>> reason(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'no such file or directory'
    """
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]


def zstd() -> Any:
    """Python's module for zstd, or its backport. Raises MissingExtra."""
    with suppress(ImportError):
        from compression import zstd as module  # type: ignore[import-not-found, unused-ignore]

        return module
    return library("backports.zstd")


class _Gzip:
    """zlib's decompressor with the interface that those of bz2, lzma and zstd share."""

    def __init__(self) -> None:
        self._zlib = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)

    def decompress(self, data: bytes, max_length: int) -> bytes:
        return self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail


class _Decompressed(io.RawIOBase):
    """Members of compressed data, one behind another. An end that comes too early and what is no member are errors.

    Python's own readers pass over both in some of the formats.
    """

    def __init__(self, file: BinaryIO, compression: str, *, by_member: bool = False) -> None:
        makers: dict[str, tuple[str, Any]] = {
            ".gz": ("gzip", _Gzip),
            ".bz2": ("bzip2", bz2.BZ2Decompressor),
            ".xz": ("xz", lzma.LZMADecompressor),
        }
        self._file = file
        self._name, self._make = makers.get(compression) or ("zstd", zstd().ZstdDecompressor)
        self._magic = next(magic for magic, found in MAGIC.items() if found == compression)
        self._by_member = by_member
        self._member: Any = None
        self._input = b""
        """What was read of the file and not yet given to the member."""
        self._given = b""
        """What the member was given last, should it turn out to be damaged."""

    def readable(self) -> bool:
        return True

    def open_member(self) -> bool:
        """Begin the next member. False where there is none. Zeros between members are padding."""
        if self._member is not None:
            self._input = self._member.unused_data.lstrip(b"\0")
        while not self._input:
            block = self._file.read(BLOCK)
            if not block:
                return False
            self._input = block.lstrip(b"\0") if self._member is not None else block
        self._member = self._make()
        return True

    def find_member(self, content: bytes) -> bool:
        """Behind damage: begin the next member whose content begins like `content`. False where there is none."""
        data = self._given[1:] + self._input
        while True:
            place = data.find(self._magic)
            if place < 0:
                block = self._file.read(BLOCK)
                if not block:
                    return False
                data = data[-len(self._magic) :] + block
                continue
            data = data[place:]
            if len(data) < BLOCK:
                data += self._file.read(BLOCK)
            with suppress(Exception):  # by chance, the sign of a member stands within another's data
                if self._make().decompress(data, len(content)) == content:
                    self._member, self._input = self._make(), data
                    return True
            data = data[1:]

    def readinto(self, buffer: Any) -> int:
        while True:
            if self._member is None or self._member.eof:
                if (self._by_member and self._member is not None) or not self.open_member():
                    return 0
            elif self._member.needs_input and not self._input:
                self._input = self._file.read(BLOCK)
                if not self._input:
                    self._given = b""
                    raise UnreadableInput(f"damaged {self._name} data: they end too early")
            try:
                data, self._input = self._input, b""
                self._given = data or self._given
                made = self._member.decompress(data, len(buffer))
            except MemoryError:
                raise
            except Exception as error:  # each library has a class of its own
                raise UnreadableInput(f"damaged {self._name} data: {reason(error)}") from None
            if made:
                buffer[: len(made)] = made
                return len(made)

    def close(self) -> None:
        self._file.close()
        super().close()
