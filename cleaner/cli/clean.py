"""`cleaner clean`: documents in, bodies and records out."""

import os
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from cleaner.batch import inputs, write
from cleaner.batch.inputs import Found, Source
from cleaner.batch.names import ENDINGS
from cleaner.batch.records import body_text, encoded, json_text
from cleaner.batch.run import Outcome, Tally, plan, run, save
from cleaner.cli import options
from cleaner.cli.output import FINDINGS, complain, is_terminal, progress, say, tell
from cleaner.cli.settings import make_cleaner
from cleaner.cli.summary import summary
from cleaner.model import CleanerError, Result
from cleaner.pipeline import Cleaner

MEDIA_TYPES = frozenset({"text/plain", "text/html", "application/xhtml+xml"})


class Format(StrEnum):
    """What is written of a document."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"


BY_ENDING = {".json": Format.JSON, ".jsonl": Format.JSONL}
"""The format of a single output whose name says it."""


class UsageError(CleanerError):
    """Options that don't go together."""


def clean(
    names: Annotated[
        list[str] | None,
        typer.Argument(metavar="INPUT", help="Files and folders; `-` or nothing is standard input."),
    ] = None,
    out: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="OUT", help="A folder for NAME.txt and NAME.json, or a file."),
    ] = None,
    form: Annotated[
        Format | None,
        typer.Option("--format", help="text: the body; json: the record; jsonl: a record a line, with its source."),
    ] = None,
    url: options.Url = None,
    rules: options.Rules = None,
    language: options.Language = None,
    keep_foreign: options.KeepForeign = None,
    media_type: Annotated[
        str | None,
        typer.Option("--media-type", metavar="TYPE", help="text/plain or text/html, whatever the names say."),
    ] = None,
) -> None:
    """Clean documents: the body, and a record of metadata and of every line."""
    if media_type is not None and media_type.split(";")[0].strip().lower() not in MEDIA_TYPES:
        raise UsageError(f"--media-type {media_type}: expected {' or '.join(sorted(MEDIA_TYPES))}")
    wanted = names or [inputs.STDIN]
    target = Path(out) if out is not None else None
    found = inputs.find(wanted, target)
    several = len(wanted) > 1 or any(Path(name).is_dir() for name in wanted if name != inputs.STDIN)
    folder = target if form is not Format.JSONL and (several or _is_folder(out)) else None
    if several and folder is None and form is not Format.JSONL:
        raise UsageError("several documents: name a folder with -o, or take --format jsonl")
    if inputs.STDIN in wanted and is_terminal(sys.stdin):
        tell("reading from the terminal; Ctrl-D ends the text")
    cleaner = make_cleaner(rules, language=language, keep_foreign=keep_foreign)
    job = _Job(cleaner, found, url, media_type, at_once=not (several or folder))
    try:
        if folder is not None:
            job.into_folder(folder, form)
        elif target is not None:
            job.into_file(target, form or BY_ENDING.get(target.suffix.lower(), Format.TEXT))
        else:
            job.into_stdout(form or Format.TEXT)
    finally:  # also of a run that was interrupted, or found the disk full
        if several or folder is not None:
            tell(summary(job.tally, found.others))
    if job.tally.failed:
        raise typer.Exit(FINDINGS)


def _is_folder(out: str | None) -> bool:
    """Is `out` a folder where one document comes in? Only if it is one already, or is written like one."""
    return out is not None and (Path(out).is_dir() or out.endswith(("/", os.sep)))


class _Job:
    """One run of the verb: what is cleaned, and the count of it.

    `at_once`: a document that fails is named when it fails; otherwise the summary at the end names it.
    """

    def __init__(
        self, cleaner: Cleaner, found: Found, url: str | None, media_type: str | None, *, at_once: bool
    ) -> None:
        self.at_once = at_once
        self.cleaner = cleaner
        self.found = found
        self.url = url
        self.media_type = media_type
        self.tally = Tally()
        for source, fault in found.unlisted:
            self._count(Outcome(source, None, f"the folder can't be listed: {fault}"))

    def into_folder(self, out: Path, form: Format | None) -> None:
        """Bodies and records, mirrored below `out`; each pair as soon as it is made."""
        wanted = {None: frozenset(ENDINGS), Format.TEXT: frozenset({".txt"}), Format.JSON: frozenset({".json"})}[form]
        layout = plan(self.found.sources, out)
        write.check_folder(out)
        for name, base in layout.renamed:
            tell(f"{name} becomes {base.name}{ENDINGS[0]}: the plain name is taken")
        outcomes = progress(self._outcomes(), len(layout.targets), "cleaning")
        for outcome, target in zip(outcomes, layout.targets, strict=True):
            if outcome.result is not None:
                save(outcome.result, target.files, wanted)

    def into_file(self, out: Path, form: Format) -> None:
        """One body, one record, or a record a line, in one file. Where the one document fails, no file is made."""
        write.protect(out, frozenset(inputs.identities(self.found.sources)))
        if form is Format.JSONL:
            with write.writing(out) as file:
                for outcome in progress(self._outcomes(), len(self.found.sources), "cleaning"):
                    if outcome.result is not None:
                        file.write(encoded(text(outcome.source, outcome.result, form)))
            return
        for outcome in self._outcomes():
            if outcome.result is not None:
                with write.writing(out) as file:
                    file.write(encoded(text(outcome.source, outcome.result, form)))

    def into_stdout(self, form: Format) -> None:
        """The same, to standard output."""
        for outcome in self._outcomes():
            if outcome.result is not None and not say(text(outcome.source, outcome.result, form)):
                return  # the reader has seen enough

    def _outcomes(self) -> Iterator[Outcome]:
        for outcome in run(self.cleaner, self.found.sources, self.url, self.media_type):
            self._count(outcome)
            yield outcome

    def _count(self, outcome: Outcome) -> None:
        self.tally.add(outcome)
        if outcome.result is None and self.at_once:
            complain(f"{outcome.source}: {outcome.fault}")


def text(source: Source, result: Result, form: Format) -> str:
    """What is written of one document to a stream."""
    if form is Format.TEXT:
        return body_text(result)
    if form is Format.JSON:
        return json_text(result.to_dict())
    return json_text({"source": str(source)} | result.to_dict(), indent=None)
