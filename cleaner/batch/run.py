"""One document, here and now: no workers, no ledger, its outcome to whoever asked."""

from __future__ import annotations

import io

from cleaner.batch import inputs
from cleaner.batch.chunks import File
from cleaner.batch.inputs import Source
from cleaner.batch.kinds import packing_of
from cleaner.batch.limits import Limits
from cleaner.batch.readers import files
from cleaner.batch.rows import Cleans, Outcome, Row, clean_row
from cleaner.batch.streams import damage_named, limited, seen_packing, unpacked
from cleaner.model import UnreadableInput


def run(cleaner: Cleans, source: Source, url: str | None = None, media_type: str | None = None) -> Outcome:
    """Clean the document. An error on it is its outcome."""
    media_type = media_type or source.media_type
    packing = packing_of(source.name.name) if source.path is not None else ""
    if packing:
        file = File(str(source.path), str(source), "", packing, media_type=media_type)
        return clean_row(cleaner, files.row(file, Limits().size)._replace(url=url))
    row = Row(str(source), str(source), url=url, media_type=media_type)
    try:
        data = inputs.read(source)
        return clean_row(cleaner, row._replace(data=_unpacked(data) if source.path is None else data))
    except UnreadableInput as error:
        return clean_row(cleaner, row._replace(fault=str(error)))


def _unpacked(data: bytes) -> bytes:
    """What came by standard input, which has no name to tell its packing by. Raises UnreadableInput."""
    packing = seen_packing(data[:4])
    if not packing:
        return data
    with damage_named(packing):
        return limited(unpacked(io.BytesIO(data), packing), Limits().size)
