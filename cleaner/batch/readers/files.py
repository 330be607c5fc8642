"""Documents that have a file each."""

from __future__ import annotations

from cleaner.batch.chunks import File
from cleaner.batch.inputs import reason
from cleaner.batch.rows import Row
from cleaner.batch.streams import TooLarge, limited, opened, reading
from cleaner.model import UnreadableInput


def row(file: File, limit: int) -> Row:
    """The file as a document, unpacked up to `limit` bytes. What can't be read is a fault of the row."""
    found = Row(file.source, file.source, base=file.base, media_type=file.media_type, fault=file.fault, skip=file.skip)
    if file.fault or file.skip:
        return found
    try:
        with reading(file.path, file.packing) as stream:
            data = limited(stream, limit)
        return found._replace(data=data, raw=data)
    except TooLarge as error:
        return found._replace(fault=str(error), raw=_packed(file, limit))
    except UnreadableInput as error:
        return found._replace(fault=str(error), raw=_packed(file, limit))
    except OSError as error:
        return found._replace(fault=reason(error))


def _packed(file: File, limit: int) -> bytes:
    """The file as it lies there, to be kept; nothing where even that is too much."""
    try:
        with opened(file.path) as stream:
            return limited(stream, limit)
    except (UnreadableInput, OSError):
        return b""
