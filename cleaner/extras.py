"""Libraries that only some ways of working need, imported where they are used."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cleaner.model import CleanerError

EXTRAS = {
    "pyarrow": ("parquet", "Parquet files"),
    "brotli": ("warc", "pages of WARC files with `Content-Encoding: br`"),
    "backports": ("zstd", "files ending with .zst"),
    "resiliparse": ("fast", "fast readings of HTML"),
    "ray": ("ray", "runs with `--engine ray`"),
    "datatrove": ("datatrove", "steps of a datatrove pipeline"),
    "datasets": ("datasets", "Hugging Face datasets"),
    "duckdb": ("suggest", "proposals of rules"),
}
"""For each library the extra that brings it, and what needs it."""


class MissingExtra(CleanerError):  # noqa: N818 - named for what is wrong
    """A library isn't installed that is needed for what was asked."""


def library(module: str) -> Any:
    """The module. Raises MissingExtra with the command that installs it.

    >>> library("pyarrow.nowhere")
    Traceback (most recent call last):
    ...
    cleaner.extras.MissingExtra: Parquet files need pyarrow: pip install ...
    """
    try:
        return import_module(module)
    except ImportError:
        raise missing(module.split(".")[0]) from None


def require(name: str) -> None:
    """Raises MissingExtra where a library isn't there. It isn't imported: workers are born small."""
    if find_spec(name) is None:
        raise missing(name)


def missing(name: str) -> MissingExtra:
    """The error that says which command installs the library."""
    extra, what = EXTRAS[name]
    return MissingExtra(f"{what} need {name}: pip install 'news-text-cleaner[{extra}]'")
