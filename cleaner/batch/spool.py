"""What can be read only once, standard input and pipes, into files of the run's folder."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

from cleaner.batch.find import Input
from cleaner.batch.inputs import STDIN, reason
from cleaner.batch.kinds import Kind
from cleaner.batch.streams import BLOCK, seen_packing
from cleaner.batch.write import OutputError


def spooled(inputs: Sequence[Input], folder: Path) -> list[Input]:
    """The inputs, those that are streams by way of a file in `folder`. Raises OutputError where there is no room."""
    return [_copied(one, folder / str(at)) if one.streamed else one for at, one in enumerate(inputs)]


def _copied(one: Input, place: Path) -> Input:
    try:
        if one.path == STDIN:
            return _noted(one, place, sys.stdin.buffer)
        with open(one.path, "rb") as stream:
            return _noted(one, place, stream)
    except OSError as error:
        raise OutputError(f"{one.source}: can't be copied to {place.parent}: {reason(error)}") from None


def _noted(one: Input, place: Path, stream: BinaryIO) -> Input:
    digest, size, start = hashlib.sha256(), 0, b""
    with place.open("wb") as file:
        while block := stream.read(BLOCK):
            start = start or block[:4]
            digest.update(block)
            size += len(block)
            file.write(block)
    packing = seen_packing(start) if one.kind is not Kind.PARQUET else ""
    return one._replace(path=str(place), size=size, stamp=digest.hexdigest(), packing=packing)
