"""Opening and unpacking: local files and fsspec addresses, plain, gzip and zstd, never more at once than asked for."""

from __future__ import annotations

import gzip
import io
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from cleaner.extras import library
from cleaner.model import UnreadableInput

if TYPE_CHECKING:
    from collections.abc import Iterator

BLOCK = 1 << 16
"""Bytes asked for at a time."""

MAGIC = {b"\x1f\x8b": ".gz", b"\x28\xb5\x2f\xfd": ".zst"}


class TooLarge(UnreadableInput):
    """More bytes than a document may have."""


def is_remote(path: str) -> bool:
    """Is it an address for fsspec?

    >>> is_remote("s3://bucket/a.jsonl"), is_remote("a/b.jsonl")
    (True, False)
    """
    return "://" in path


def opened(path: str) -> BinaryIO:
    """The bytes of a file, as they lie there. Raises OSError, or MissingExtra for an address without fsspec."""
    if is_remote(path):
        return cast("BinaryIO", library("fsspec").open(path, "rb").open())
    return open(path, "rb")


def unpacked(file: BinaryIO, packing: str) -> BinaryIO:
    """The unpacked bytes, as a stream. What is damaged shows itself in reading (see `reading`)."""
    if packing == ".gz":
        return cast("BinaryIO", gzip.GzipFile(fileobj=file, mode="rb"))
    if packing == ".zst":
        decompressor = library("zstandard").ZstdDecompressor()
        stream = decompressor.stream_reader(file, read_across_frames=True, closefd=True)
        return cast("BinaryIO", io.BufferedReader(stream, BLOCK))
    return file


@contextmanager
def reading(path: str, packing: str = "") -> Iterator[BinaryIO]:
    """The unpacked stream of a file. Damage met on the way is raised as UnreadableInput."""
    with opened(path) as file, damage_named(packing):
        yield unpacked(file, packing)


@contextmanager
def damage_named(packing: str) -> Iterator[None]:
    """What the unpacking libraries raise on damaged data, as UnreadableInput."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableInput(f"damaged gzip data: {error}") from None
    except Exception as error:
        if packing == ".zst" and type(error).__name__ == "ZstdError":
            raise UnreadableInput(f"damaged zstd data: {error}") from None
        raise


def limited(stream: IO[bytes], limit: int) -> bytes:
    """All of a stream. Raises TooLarge where that is more than `limit` bytes; no more than that is ever unpacked.

    >>> limited(io.BytesIO(b"abc"), 3)
    b'abc'
    >>> limited(io.BytesIO(b"abcd"), 3)
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


def seen_packing(start: bytes) -> str:
    """The packing that the first bytes show.

    >>> seen_packing(gzip.compress(b"a")), seen_packing(b"text")
    ('.gz', '')
    """
    return next((packing for magic, packing in MAGIC.items() if start.startswith(magic)), "")
