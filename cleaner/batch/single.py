"""One document, here and now: no ledger, its outcome to whoever asked; with the limits, where workers can be forked."""

from __future__ import annotations

import io
import sys

from cleaner.batch.chunks import Chunk
from cleaner.batch.formats import not_a_text
from cleaner.batch.inputs import STDIN, Input
from cleaner.batch.messages import Clean, Outcomes
from cleaner.batch.readers.chunk_reader import file_row
from cleaner.batch.rows import Cleans, Outcome, Row, clean_row
from cleaner.batch.run_options import RunOptions
from cleaner.batch.streams import decompressed, read_limited, reason, sniff_compression
from cleaner.batch.supervisor import ExecutorSpec, Queue, Supervisor, default_start_method
from cleaner.model import UnreadableInput


def clean_single(cleaner: Cleans, found: Input, options: RunOptions) -> Outcome:
    """Clean the document. An error on it is its outcome, and so is that it goes over a limit."""
    limit = options.limits.size
    row = _read_stdin(found, limit) if found.path == STDIN else file_row(found, limit)
    row = row._replace(url=options.url, media_type=options.media_type or row.media_type, raw=b"")
    if row.fault or default_start_method() != "fork":
        return clean_row(cleaner, row)
    queue = Queue()
    queue.put(Clean(Chunk((0, 0), inline=(row,)), ""))
    with Supervisor(ExecutorSpec(lambda: cleaner, options)) as supervisor:
        replies = [event[1] for event in supervisor.run(queue) if event is not None]
    (outcomes,) = (reply for reply in replies if isinstance(reply, Outcomes))
    return outcomes.outcomes[0]


def _read_stdin(found: Input, limit: int) -> Row:
    """Standard input, which has no name to tell its compression by."""
    row = Row(found.source, found.source, media_type=found.media_type)
    try:
        data = read_limited(sys.stdin.buffer, limit)
        data = read_limited(decompressed(io.BytesIO(data), sniff_compression(data)), limit)
        return row._replace(data=data, fault=not_a_text(data))
    except UnreadableInput as error:
        return row._replace(fault=str(error))
    except OSError as error:
        return row._replace(fault=reason(error))
