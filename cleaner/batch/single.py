"""One document, here and now: no workers, no ledger, its outcome to whoever asked."""

from __future__ import annotations

import io
import sys

from cleaner.batch.inputs import STDIN, Input
from cleaner.batch.limits import Limits
from cleaner.batch.readers.chunk_reader import file_row
from cleaner.batch.rows import Cleans, Outcome, Row, clean_row
from cleaner.batch.streams import decompressed, read_limited, reason, sniff_compression
from cleaner.model import UnreadableInput


def clean_single(
    cleaner: Cleans, found: Input, url: str | None = None, media_type: str | None = None, limit: int = Limits().size
) -> Outcome:
    """Clean the document. An error on it is its outcome."""
    row = _read_stdin(found, limit) if found.path == STDIN else file_row(found, limit)
    return clean_row(cleaner, row._replace(url=url, media_type=media_type or row.media_type))


def _read_stdin(found: Input, limit: int) -> Row:
    """Standard input, which has no name to tell its compression by."""
    row = Row(found.source, found.source, media_type=found.media_type)
    try:
        data = read_limited(sys.stdin.buffer, limit)
        stream = decompressed(io.BytesIO(data), sniff_compression(data))
        return row._replace(data=read_limited(stream, limit))
    except UnreadableInput as error:
        return row._replace(fault=str(error))
    except OSError as error:
        return row._replace(fault=reason(error))
