"""`cleaner clean` of one document: to standard output, or to the file named."""

from __future__ import annotations

from pathlib import Path

import typer

from cleaner.batch import write
from cleaner.batch.inputs import Input
from cleaner.batch.records import body_text, encoded, json_text
from cleaner.batch.rows import Cleans
from cleaner.batch.run_options import RunOptions
from cleaner.batch.single import clean_single
from cleaner.cli.output import FINDINGS, complain, say
from cleaner.model import Result
from cleaner.text.visible import visible


def clean(cleaner: Cleans, found: Input, out: str | None, as_json: bool, options: RunOptions) -> None:
    """Where the document can't be cleaned, it is named, no file is made, and the exit code says so."""
    target = Path(out) if out is not None else None
    if target is not None:
        own = write.identity(found.path)
        write.protect(target, {own} if own is not None else ())
    outcome = clean_single(cleaner, found, options)
    if outcome.result is None:
        complain(f"{visible(found.source)}: {outcome.reason}")
        raise typer.Exit(FINDINGS)
    if not outcome.result.body:
        complain(f"{visible(found.source)}: no body: {_why_empty(outcome.result)}")
    text = json_text(outcome.result.to_dict()) if as_json else body_text(outcome.result)
    if target is None:
        say(text)
        return
    with write.writing(target) as file:
        file.write(encoded(text))


def _why_empty(result: Result) -> str:
    """What became of a document that has no body, as far as a line can tell."""
    if not any(line.text.strip() for line in result.lines):
        return "it prints no text"
    if all("language.document" in line.rules for line in result.lines if line.text.strip()):
        return f"its language is {result.article.in_language}; --keep-foreign keeps it"
    return "nothing of it looks like an article; `cleaner explain` tells of each line why"
