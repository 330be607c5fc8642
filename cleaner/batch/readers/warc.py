"""WARC and WET: what was answered to a crawler, or the text made of it."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from typing import Any, BinaryIO, cast

from cleaner.batch.chunks import Span
from cleaner.batch.inputs import Input
from cleaner.batch.readers.base import Item
from cleaner.batch.rows import Row
from cleaner.batch.streams import TooLarge, open_stream, read_limited
from cleaner.extras import library
from cleaner.metadata.crawl import crawl_time
from cleaner.model import UnreadableInput

TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
"""The media types of documents; everything else in a crawl is skipped, with a row that says so."""

OK_CODES = range(200, 300)
"""HTTP status codes of answers that are the page asked for."""


class Warc:
    """Reads responses, resources and conversions. Places and numbers count those records, from 0."""

    seeks = False
    unit = "record"

    def __init__(self, limit: int) -> None:
        self._limit = limit

    def items(self, container: Input, span: Span | None) -> Iterator[Item]:  # noqa: ARG002
        warc = library("fastwarc.warc")
        kinds = warc.WarcRecordType
        wanted = kinds.response | kinds.resource | kinds.conversion
        packed_by_record = container.compression in (".gz", "")  # which the library unpacks by itself
        with open_stream(container.path, "" if packed_by_record else container.compression) as stream:
            records = warc.ArchiveIterator(stream, record_types=wanted, parse_http=False)
            for number, record in enumerate(records):
                yield Item(number, number + 1, number, record.content_length, record)

    def row(self, container: Input, item: Item) -> Row:
        record = item.content
        source = f"{container.source}:{item.number + 1}"
        row = Row(source, record.headers.get("WARC-Record-ID") or source, url=record.headers.get("WARC-Target-URI"))
        carried = {"warc_date": record.headers.get("WARC-Date"), "warc_type": record.headers.get("WARC-Type")}
        row = row._replace(carried={name: value for name, value in (*carried.items(), ("url", row.url)) if value})
        if (record.headers.get("Content-Type") or "").startswith("application/http"):
            record.parse_http(auto_decode="transfer")
        row = row._replace(crawled=_fetched(carried["warc_date"]))
        skip = _skipped(record)
        if skip:
            return row._replace(skip=skip)
        try:
            length = record.content_length
            raw = read_limited(record.reader, self._limit)
            if len(raw) < length and not _header(record, "Transfer-Encoding"):
                raise UnreadableInput(f"the record breaks off after {len(raw):,} of {length:,} bytes")
            data = _decoded(raw, _header(record, "Content-Encoding"), self._limit)
        except TooLarge as error:
            return row._replace(fault=str(error))
        except UnreadableInput as error:
            return row._replace(fault=str(error), raw=raw)
        return row._replace(data=data, raw=raw, media_type=_media_type(record) or None)


def _fetched(date: str | None) -> str | None:
    """When the record was made, if that can be read: a fault in it is no fault of the page.

    >>> _fetched("2019-03-04T09:30:00Z"), _fetched("today")
    ('2019-03-04T09:30+00:00', None)
    """
    try:
        return crawl_time(date)
    except ValueError:
        return None


def _skipped(record: Any) -> str:
    """Why a record is no document; nothing where it is one."""
    status = record.http_headers.status_code if record.http_headers is not None else None
    if status is not None and status not in OK_CODES:
        return f"the answer is HTTP status {status}"
    kind = _media_type(record)
    return f"the media type is {kind}" if kind and kind not in TEXTS else ""


def _media_type(record: Any) -> str:
    return _header(record, "Content-Type").split(";")[0].strip().lower()


def _header(record: Any, name: str) -> str:
    """A header of the answer, or of the record where it holds no answer."""
    headers = record.http_headers if record.http_headers is not None else record.headers
    return headers.get(name) or ""


def _decoded(raw: bytes, encoding: str, limit: int) -> bytes:
    """The payload without its Content-Encoding, unpacked up to `limit` bytes."""
    try:
        match encoding.strip().lower():
            case "" | "identity":
                return raw
            case "gzip" | "x-gzip":
                return read_limited(cast("BinaryIO", gzip.GzipFile(fileobj=io.BytesIO(raw))), limit)
            case "deflate":
                unpacking = zlib.decompressobj(-zlib.MAX_WBITS if raw[:1] not in (b"\x78", b"\x58") else zlib.MAX_WBITS)
                data = unpacking.decompress(raw, limit + 1)
                if len(data) > limit:
                    raise TooLarge(f"more than {limit:,} bytes when unpacked")
                return data
            case other:
                raise UnreadableInput(f"its Content-Encoding {other!r} isn't known; expected gzip or deflate")
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableInput(f"damaged {encoding} data: {error}") from None
