"""What a run is asked to do: everything that decides the outputs' bytes, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from enum import StrEnum

from cleaner.batch.limits import Limits
from cleaner.batch.names import ENDINGS
from cleaner.batch.rows import Cleans, Columns

LAYOUT = 2
"""Raised when shards or outputs are written in another way: shards of another layout are made again."""

CleanerFactory = Callable[[], Cleans]
"""Makes what cleans, in each worker. Called there, for compiled rules don't pickle."""


class Target(StrEnum):
    """Where the documents go: a folder of files, or one file of rows."""

    FOLDER = "folder"
    JSONL = "jsonl"
    PARQUET = "parquet"


class Shape(StrEnum):
    """What a row is."""

    RECORD = "record"
    DOLMA = "dolma"


@dataclass(frozen=True, slots=True)
class RunOptions:
    """`compression` is that of a `.jsonl` output, `endings` are the files each document gets in a folder."""

    ruleset: str
    version: str = ""
    target: Target = Target.JSONL
    shape: Shape = Shape.RECORD
    compression: str = ""
    endings: tuple[str, ...] = ENDINGS
    removed: bool = False
    columns: Columns = Columns()  # noqa: RUF009 - frozen
    media_type: str | None = None
    url: str | None = None
    limits: Limits = Limits()  # noqa: RUF009 - frozen
    keep_foreign: bool = False
    fast: bool = False

    @property
    def content_key(self) -> str:
        """The same for two runs that would make the same of the same document, if no limit is in the way."""
        return json.dumps([LAYOUT, asdict(self) | {"limits": None}], ensure_ascii=True)

    @property
    def key(self) -> str:
        """The same for two runs that would make the same of the same input."""
        return json.dumps([LAYOUT, asdict(self)], ensure_ascii=True)
