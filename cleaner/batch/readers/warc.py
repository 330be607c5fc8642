"""WARC and WET: what was answered to a crawler, or the text made of it. Damage costs the records it lies in."""

from __future__ import annotations

import http.client
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, NamedTuple

from cleaner.batch.chunks import Span
from cleaner.batch.inputs import Input
from cleaner.batch.readers.base import Item
from cleaner.batch.rows import Row
from cleaner.batch.streams import TooLarge, decompressed, members, open_stream, read_limited, sniff_compression
from cleaner.extras import library
from cleaner.metadata.crawl import crawl_time
from cleaner.model import CleanerError, UnreadableInput

WANTED = frozenset({"response", "resource", "conversion"})
"""The types of records that are documents, if anything is."""

TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
"""The media types of documents; everything else in a crawl is skipped, with a row that says so."""

OK_CODES = range(200, 300)
"""HTTP status codes of answers that are the page asked for."""

MAX_HEADER = 64 << 10
"""Bytes of a record's header, and of the answer's within it."""

MARK, NEXT = b"WARC/", b"\r\n\r\nWARC/1."
"""What a record begins with, and what stands between two."""


class Record(NamedTuple):
    """A record's header and content. With a `fault`, the content is what there was of it."""

    headers: dict[str, str]
    content: bytes
    fault: str = ""


class Warc:
    """Reads responses, resources and conversions. Places and numbers count those records, from 0."""

    seeks = False
    unit = "record"

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def items(self, container: Input, span: Span | None) -> Iterator[Item]:  # noqa: ARG002
        number = 0
        with open_stream(container.path) as file:
            for stream in members(file, container.compression, MARK):
                for record in _until_damage(stream, self._limit):
                    if record.fault or record.headers.get("warc-type") in WANTED:
                        yield Item(number, number + 1, number, len(record.content), record)
                        number += 1

    def row(self, container: Input, item: Item) -> Row:
        record: Record = item.content
        headers, source = record.headers, f"{container.source}:{item.number + 1}"
        url = headers.get("warc-target-uri")
        carried = {"warc_date": headers.get("warc-date"), "warc_type": headers.get("warc-type"), "url": url}
        row = Row(source, headers.get("warc-record-id") or source, url=url, raw=record.content, fault=record.fault)
        row = row._replace(
            carried={name: value for name, value in carried.items() if value}, crawled=_fetched(carried["warc_date"])
        )
        if record.fault:
            return row
        body = record.content
        if headers.get("content-type", "").startswith("application/http"):
            try:
                code, headers, body = _answer(record.content)
            except (http.client.HTTPException, ValueError) as error:
                return row._replace(fault=f"the answer's header is damaged: {error}")
            if code not in OK_CODES:
                return row._replace(skip=f"the answer is HTTP status {code}")
        media_type = headers.get("content-type", "").split(";")[0].strip().lower()
        if media_type and media_type not in TEXTS:
            return row._replace(skip=f"the media type is {media_type}")
        try:
            if headers.get("transfer-encoding", "").strip().lower() == "chunked":
                body = _without_chunks(body)
            data = _decoded(body, headers.get("content-encoding", "").strip().lower(), self._limit)
            if len(data) > self._limit:
                return row._replace(fault=f"the page is longer than {self._limit:,} bytes", raw=b"")
        except CleanerError as error:
            return row._replace(fault=str(error), raw=b"" if isinstance(error, TooLarge) else body)
        return row._replace(data=data, raw=body, media_type=media_type or None)


class _Source:
    """A stream from which bytes can be taken back."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""

    def read(self, size: int) -> bytes:
        held, self._held = self._held[:size], self._held[size:]
        return held if len(held) == size else held + self._stream.read(size - len(held))

    def line(self) -> bytes:
        if not self._held:
            return self._stream.readline(MAX_HEADER)
        head, end, rest = self._held.partition(b"\n")
        if end:
            self._held = rest
            return head + end
        self._held = b""
        return head + self._stream.readline(MAX_HEADER)

    def unread(self, data: bytes) -> None:
        self._held = data + self._held


def _until_damage(stream: BinaryIO, limit: int) -> Iterator[Record]:
    try:
        yield from records(stream, limit)
    except UnreadableInput as error:
        yield Record({}, b"", f"the record can't be read: {error}")


def records(stream: BinaryIO, limit: int) -> Iterator[Record]:
    """The records of a stream; one that is damaged has a fault, and reading goes on where the next begins.

    >>> whole = b"WARC/1.0\\r\\nWARC-Type: resource\\r\\nContent-Length: 5\\r\\n\\r\\nRain.\\r\\n\\r\\n"
    >>> [record.fault for record in records(io.BytesIO(whole[:30] + b"\\r\\n" + whole + whole[:-7]), 100)]
    ['its header breaks off', '', 'it breaks off after 2 of 5 bytes']
    """
    source = _Source(stream)
    while line := source.line():
        if not line.strip():
            continue
        if not line.startswith(MARK):
            _skip_to_record(source)
            yield Record({}, b"", "no WARC record begins here")
            continue
        headers, fault = _header(source)
        length = headers.get("content-length", "")
        if not fault and not (length.isascii() and length.isdigit()):
            fault = "it doesn't say how long it is"
        if fault:
            _skip_to_record(source)
            yield Record(headers, b"", fault)
        else:
            yield _content(source, headers, int(length), limit + MAX_HEADER)


def _content(source: _Source, headers: dict[str, str], length: int, limit: int) -> Record:
    data = source.read(min(length, limit))
    following = data.find(NEXT) if length > limit else -1
    left = length - len(data) if following < 0 else 0
    while left > 0 and (block := source.read(min(left, 1 << 20))):
        left -= len(block)
    ends_well = left <= 0 and following < 0 and _ends(source)
    if ends_well:
        return Record(headers, data, f"it is longer than {limit:,} bytes") if length > limit else Record(headers, data)
    following = data.find(NEXT)
    if following >= 0:
        source.unread(data[following + 4 :])
        fault = f"it says that it has {length:,} bytes, but another record begins after {following:,}"
        return Record(headers, data[:following], fault)
    if left > 0 or len(data) < min(length, limit):
        return Record(headers, data, f"it breaks off after {len(data):,} of {length:,} bytes")
    _skip_to_record(source)
    return Record(headers, data, f"it says that it has {length:,} bytes, but more follow")


def _header(source: _Source) -> tuple[dict[str, str], str]:
    """The fields of a header by their names in lower case, and what is wrong with it."""
    found: dict[str, str] = {}
    size = 0
    while line := source.line():
        size += len(line)
        if not line.strip():
            return found, ""
        if line.startswith(MARK):
            source.unread(line)
            break
        if size > MAX_HEADER:
            return found, "its header is too long"
        name, _, value = line.decode("utf-8", "replace").partition(":")
        found[name.strip().lower()] = value.strip()
    return found, "its header breaks off"


def _ends(source: _Source) -> bool:
    """Does the next record begin here, or the stream end?"""
    while line := source.line():
        if line.strip():
            source.unread(line)
            return line.startswith(MARK)
    return True


def _skip_to_record(source: _Source) -> None:
    while line := source.line():
        if line.startswith(MARK):
            source.unread(line)
            return


def _answer(content: bytes) -> tuple[int, dict[str, str], bytes]:
    """The status, the header fields and the body of an HTTP answer. Raises HTTPException and ValueError."""
    file = io.BytesIO(content)
    _, code = file.readline(MAX_HEADER).split()[:2]
    fields = http.client.parse_headers(file)
    return int(code), {name.lower(): value for name, value in fields.items()}, file.read()


def _without_chunks(body: bytes) -> bytes:
    """A body sent in chunks, put together; as it is where it isn't, for crawlers leave the header in."""
    made: list[bytes] = []
    at = 0
    while True:
        end = body.find(b"\r\n", at)
        try:
            size = int(body[at:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0 and not made:
            return body
        made.append(body[end + 2 : end + 2 + size])
        if size < 0 or len(made[-1]) < size:
            raise UnreadableInput(f"the answer breaks off after {sum(map(len, made)):,} bytes")
        if not size:
            return b"".join(made)
        at = end + 2 + size + 2


def _decoded(raw: bytes, encoding: str, limit: int) -> bytes:
    """The payload without its Content-Encoding, up to `limit` bytes. What the bytes are counts, not what is said."""
    seen = sniff_compression(raw)
    if encoding in ("gzip", "x-gzip", "zstd", "deflate", "br") and seen:
        return read_limited(decompressed(io.BytesIO(raw), seen), limit)
    try:
        if encoding == "deflate":
            return _inflated(raw, limit)
        if encoding == "br":
            return _from_brotli(raw, limit)
    except UnreadableInput:
        if isinstance(_is_text(raw), bytes):
            return raw
        raise
    if encoding not in ("", "identity") and _is_text(raw) is None:
        raise UnreadableInput(f"its Content-Encoding {encoding!r} isn't known; expected gzip, deflate, br or zstd")
    return raw


def _is_text(raw: bytes) -> bytes | None:
    """The bytes, where they are no packed data but text; None otherwise."""
    try:
        raw[:4096].decode("utf-8", "strict" if len(raw) <= 4096 else "ignore")
    except UnicodeDecodeError:
        return None
    return None if b"\0" in raw[:4096] else raw


def _inflated(raw: bytes, limit: int) -> bytes:
    unpacking = zlib.decompressobj(-zlib.MAX_WBITS if raw[:1] not in (b"\x78", b"\x58") else zlib.MAX_WBITS)
    try:
        data = unpacking.decompress(raw, limit + 1)
    except zlib.error as error:
        raise UnreadableInput(f"damaged deflate data: {error}") from None
    if len(data) > limit:
        raise TooLarge(f"more than {limit:,} bytes when unpacked")
    if not unpacking.eof:
        raise UnreadableInput("damaged deflate data: they end too early")
    return data


def _from_brotli(raw: bytes, limit: int) -> bytes:
    brotli: Any = library("brotli")
    unpacking, data = brotli.Decompressor(), b""
    try:
        data = unpacking.process(raw, output_buffer_limit=limit + 1)
        while not unpacking.is_finished() and len(data) <= limit:
            more = unpacking.process(b"", output_buffer_limit=limit + 1)
            if not more:
                raise UnreadableInput("damaged br data: they end too early")
            data += more
    except brotli.error as error:
        raise UnreadableInput(f"damaged br data: {error}") from None
    if len(data) > limit:
        raise TooLarge(f"more than {limit:,} bytes when unpacked")
    return bytes(data)


def _fetched(date: str | None) -> str | None:
    """When the record was made, if that can be read: a fault in it is no fault of the page.

    >>> _fetched("2019-03-04T09:30:00Z"), _fetched("today")
    ('2019-03-04T09:30+00:00', None)
    """
    try:
        return crawl_time(date)
    except ValueError:
        return None
