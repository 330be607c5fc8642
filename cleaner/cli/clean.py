"""`cleaner clean`: documents in, bodies and records out. What was asked for, and which way it goes."""

import os
import sys
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cleaner.batch import inputs, write
from cleaner.batch.formats import COMPRESSIONS, Kind, compression_of, suffix_of, uncompressed_name
from cleaner.batch.inputs import Input, find_inputs
from cleaner.batch.limits import Limits, size_of
from cleaner.batch.names import removed_place
from cleaner.batch.rows import Columns
from cleaner.batch.run_options import RunOptions, Shape, Target
from cleaner.batch.streams import is_remote
from cleaner.cli import clean_batch, clean_one, options
from cleaner.cli.clean_batch import Engine, Running
from cleaner.cli.output import FINDINGS, UsageError, is_terminal, tell
from cleaner.cli.settings import make_cleaner
from cleaner.options import Overrides

MEDIA_TYPES = frozenset({"text/plain", "text/html", "application/xhtml+xml"})

ROWS = (".jsonl", ".ndjson")
WRITTEN = (".txt", ".text", ".json", *ROWS, ".parquet", ".gz", ".zst")
"""Endings of an output that say what is written."""

BY_ENDING = {".jsonl": Target.JSONL, ".ndjson": Target.JSONL, ".parquet": Target.PARQUET}
"""The outputs of many documents in one file, by the ending of their name."""


class Format(StrEnum):
    """What is written of a document."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    DOLMA = "dolma"


def clean(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="INPUT",
            help="Files, folders, patterns and addresses (s3://...): documents, JSONL, Parquet, WARC; "
            "plain, .gz or .zst. `-` or nothing is standard input.",
        ),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="A folder for NAME.txt and NAME.json, or a file: .jsonl, .jsonl.gz, .jsonl.zst, .parquet; "
            "for one document also .txt and .json. A new name without an ending is a folder.",
        ),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option(
            "--format",
            help="text: the body; json: the record; jsonl: a record a line, with its source; "
            "dolma: a line in Dolma's shape, with spans as attributes.",
        ),
    ] = None,
    url: options.Url = None,
    rules: options.Rules = None,
    language: options.Language = None,
    keep_foreign: options.KeepForeign = None,
    fast: options.Fast = None,
    media_type: options.MediaType = None,
    kind: Annotated[
        Kind | None,
        typer.Option("--input-format", help="What standard input and the files named hold, whatever their names say."),
    ] = None,
    text_column: Annotated[
        str, typer.Option("--text-column", metavar="NAME", help="JSONL and Parquet: the column with the text or HTML.")
    ] = "text",
    id_column: Annotated[
        str, typer.Option("--id-column", metavar="NAME", help="The column with the document's id.")
    ] = "id",
    url_column: Annotated[
        str, typer.Option("--url-column", metavar="NAME", help="The column with the document's address.")
    ] = "url",
    removed: Annotated[
        bool, typer.Option("--removed", help="Write the removed spans too: NAME.removed.jsonl.")
    ] = False,
    workers: Annotated[
        int | None,
        typer.Option("--workers", "-j", metavar="N", min=1, help="Processes; one for each core if not given."),
    ] = None,
    engine: Annotated[
        Engine,
        typer.Option("--engine", help="local: processes here; ray: Ray Data, here or on the cluster of RAY_ADDRESS."),
    ] = Engine.LOCAL,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="SECONDS",
            min=0.01,
            help="Processor time for one document; five times that by the clock.",
        ),
    ] = Limits().seconds,
    memory: Annotated[
        str, typer.Option("--memory", metavar="SIZE", help="Memory for one document (512MB, 2GB).")
    ] = "2GB",
    max_size: Annotated[
        str, typer.Option("--max-size", metavar="SIZE", help="Size of one document, unpacked.")
    ] = "32MB",
    resume: Annotated[
        bool, typer.Option("--resume", help="At the output of a finished run: clean what is new or has changed.")
    ] = False,
    retry_failed: Annotated[
        bool, typer.Option("--retry-failed", help="With --resume: clean what was quarantined again, and nothing else.")
    ] = False,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="At the output of another run: start anew, and take its place.")
    ] = False,
    run_folder: Annotated[
        Path | None,
        typer.Option(
            "--run", metavar="FOLDER", help="Where rows to standard output leave their ledger and quarantine."
        ),
    ] = None,
) -> None:
    """Clean documents: the body, and a record of metadata and of every line."""
    _run(
        Request(
            names or [inputs.STDIN],
            out,
            form,
            Overrides(rules, language, keep_foreign, fast),
            url,
            _known_type(media_type),
            kind,
            Columns(text_column, id_column, url_column),
            removed,
            Limits(timeout, size_of(memory), size_of(max_size)),
            Running(run_folder, workers, resume, retry_failed, overwrite, engine),
        )
    )


@dataclass(frozen=True, slots=True)
class Request:
    """What the command line asks for."""

    names: list[str]
    out: str | None
    form: Format | None
    options: Overrides
    url: str | None
    media_type: str | None
    kind: Kind | None
    columns: Columns
    removed: bool
    limits: Limits
    running: Running


def _run(request: Request) -> None:
    request = replace(request, out=_destination(request.out, request.form))
    found = find_inputs(request.names, _avoided(request.out, request.running.folder), request.kind)
    way = _way(request.names, found, request.out, request.form)
    if inputs.STDIN in request.names and is_terminal(sys.stdin):
        tell("reading from the terminal; Ctrl-D ends the text")
    if way.target is None and (request.removed or request.running.needs_ledger):
        raise UsageError(
            "--removed, --resume, --retry-failed, --overwrite, --run and --engine are for a folder, .jsonl or .parquet "
            "as output"
        )
    cleaner = make_cleaner(request.options)
    options = RunOptions(
        cleaner.ruleset.digest,
        cleaner.ruleset.version,
        way.target or Target.JSONL,
        Shape.DOLMA if request.form is Format.DOLMA else Shape.RECORD,
        way.compression,
        ENDINGS.get(request.form, (".txt", ".json")),
        request.removed,
        request.columns,
        request.media_type,
        request.url,
        request.limits,
        cleaner.options.keep_foreign,
        cleaner.options.fast,
    )
    if way.target is None:
        clean_one.clean(cleaner, way.found[0], request.out, way.as_json, options)
    elif clean_batch.clean(clean_batch.order(way.found, options, way.out, request.running), cleaner):
        raise typer.Exit(FINDINGS)


def _known_type(media_type: str | None) -> str | None:
    """Raises UsageError for a media type that isn't read."""
    if media_type is not None and media_type.split(";")[0].strip().lower() not in MEDIA_TYPES:
        raise UsageError(f"--media-type {media_type}: expected {' or '.join(sorted(MEDIA_TYPES))}")
    return media_type


ENDINGS: dict[Format | None, tuple[str, ...]] = {Format.TEXT: (".txt",), Format.JSON: (".json",)}
"""The files of a document in a folder, where not both are wanted."""


@dataclass(frozen=True, slots=True)
class _Way:
    """`target` is None for one document without a ledger; `out` is None for standard output."""

    found: list[Input]
    target: Target | None
    out: Path | None = None
    compression: str = ""
    as_json: bool = False


def _way(wanted: list[str], found: list[Input], out: str | None, form: Format | None) -> _Way:
    """Which output is meant. Raises UsageError where that can't be told."""
    target = Path(out) if out is not None else None
    several = len(wanted) > 1 or len(found) != 1 or found[0].kind is not Kind.DOCUMENT
    several = several or any(Path(name).is_dir() for name in wanted if name != inputs.STDIN)
    rows = form in (Format.JSONL, Format.DOLMA)
    by_ending = None if out is None or _is_folder(out) else BY_ENDING.get(suffix_of(uncompressed_name(out)))
    if by_ending is Target.PARQUET and compression_of(str(out)):
        raise UsageError(f"{out}: a Parquet file packs itself; name it .parquet")
    if by_ending is not None and form not in (Format.TEXT, Format.JSON):
        return _Way(found, by_ending, target, compression_of(str(out)))
    if out is None and rows:
        return _Way(found, Target.JSONL)
    if target is not None and rows and not (form is Format.DOLMA and (several or _is_folder(out))):
        return _Way(found, Target.JSONL, target, compression_of(target.name))
    if target is None and several:
        raise UsageError("several documents: name a folder, .jsonl or .parquet with -o, or take --format jsonl")
    if several or _is_folder(out):
        return _Way(found, Target.FOLDER, target)
    as_json = form is Format.JSON or (form is None and target is not None and target.suffix.lower() == ".json")
    return _Way(found, None, target, as_json=as_json)


def _destination(out: str | None, form: Format | None) -> str | None:
    """The output, None for standard output. Raises UsageError for one that can't be written."""
    if out in (None, "-"):
        return None
    if is_remote(out):
        raise UsageError(f"{out}: outputs are written to paths of this machine; name one, and copy it from there")
    with suppress(OSError, ValueError, AttributeError):
        if os.path.samestat(os.stat(out), os.fstat(sys.stdout.fileno())):  # /dev/stdout, and what leads to it
            return None
    name = os.path.basename(out)
    is_there = Path(out).is_dir() or write.is_special(Path(out))
    if form is None and not is_there and not out.endswith(("/", os.sep)) and suffix_of(name) not in ("", *WRITTEN):
        raise UsageError(
            f"{out}: this ending isn't written; for many documents there are .jsonl, .jsonl.gz, .jsonl.zst and "
            ".parquet, for one .txt and .json; a name without an ending is a folder"
        )
    if suffix_of(name) in COMPRESSIONS and not (form or is_there) and suffix_of(uncompressed_name(name)) not in ROWS:
        raise UsageError(f"{out}: only .jsonl can be compressed; .parquet is as it is")
    return out


def _is_folder(out: str | None) -> bool:
    """Is `out` a folder where one document comes in? What is there decides; else, that its name has no ending."""
    if out is None or Path(out).is_dir() or out.endswith(("/", os.sep)):
        return out is not None
    return not suffix_of(os.path.basename(out)) and not os.path.lexists(out)


def _avoided(out: str | None, run: Path | None) -> list[Path]:
    """What is output, and so no input."""
    if out is None:
        return [run] if run is not None else []
    target = Path(out)
    return [target, removed_place(target, compression_of(target.name))] if target.name else [target]
