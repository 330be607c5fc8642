"""Packed outputs: the same bytes for the same rows; pieces packed one by one may be put together."""

from __future__ import annotations

import gzip
import io
from typing import BinaryIO, cast

from cleaner.extras import library

GZIP_LEVEL = 6
ZSTD_LEVEL = 3
"""The usual trade of time against size, of gzip and of zstd."""


def packing_into(file: BinaryIO, packing: str) -> BinaryIO:
    """A stream that packs what is written to it into `file`. Without a name and a time, which gzip would put in."""
    if packing == ".gz":
        return cast("BinaryIO", gzip.GzipFile("", "wb", GZIP_LEVEL, file, mtime=0))
    if packing == ".zst":
        compressor = library("zstandard").ZstdCompressor(level=ZSTD_LEVEL)
        return cast("BinaryIO", compressor.stream_writer(file, closefd=False))
    return cast("BinaryIO", _Plain(file))


def nothing(packing: str) -> bytes:
    """A packed file without content: no bytes at all are none.

    >>> gzip.decompress(nothing(".gz")), nothing("")
    (b'', b'')
    """
    file = io.BytesIO()
    with packing_into(file, packing):
        pass
    return file.getvalue()


class _Plain(io.RawIOBase):
    """Hands everything on, and leaves the file open when it is closed."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        return self._file.write(data)
