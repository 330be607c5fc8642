"""`cleaner clean` of many documents: the run, its progress and its summary."""

from __future__ import annotations

import gc
import os
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO, cast

from cleaner.batch import run, write
from cleaner.batch.inputs import Input
from cleaner.batch.names import removed_place
from cleaner.batch.rows import Columns, Status
from cleaner.batch.run import Hooks, RunRequest
from cleaner.batch.run_folder import Start, run_folder_of
from cleaner.batch.run_options import RunOptions, Target
from cleaner.batch.supervisor import Supervisor, default_start_method
from cleaner.batch.tally import Tally
from cleaner.batch.write import OutputError
from cleaner.cli.output import ReaderGone, StandardOutput, tell
from cleaner.cli.progress import Meter
from cleaner.cli.summary import summary
from cleaner.engines.ray import RayExecutor
from cleaner.extras import require
from cleaner.pipeline import Cleaner
from cleaner.text.visible import visible


class Engine(StrEnum):
    """Who hands out the work."""

    LOCAL = "local"
    RAY = "ray"


@dataclass(frozen=True, slots=True)
class Running:
    """How a run is run: nothing that its outputs depend on. `folder` is where rows to standard output leave theirs."""

    folder: Path | None = None
    workers: int | None = None
    resume: bool = False
    retry_failed: bool = False
    overwrite: bool = False
    engine: Engine = Engine.LOCAL

    @property
    def needs_ledger(self) -> bool:
        """Is anything asked for that only a run with a ledger has?"""
        return (
            self.resume
            or self.retry_failed
            or self.overwrite
            or self.folder is not None
            or self.engine is not Engine.LOCAL
        )


def order(found: Sequence[Input], options: RunOptions, out: Path | None, running: Running) -> RunRequest:
    """The run that is meant. Raises OutputError where its output can't be."""
    if out is not None and running.folder is not None:
        raise OutputError("--run is for rows that go to standard output; a run with -o keeps its ledger beside OUT")
    if out is not None and options.target is Target.FOLDER:
        write.check_folder(out)
    elif out is not None and not write.is_special(out):
        _check_file(out, found, options)
    is_file = out is not None and not write.is_special(out)
    place = run_folder_of(out, options.target is Target.FOLDER) if out is not None and is_file else running.folder
    asked = RunRequest(found, options, place or Path(), out)
    asked = asked._replace(resume=running.resume, retry_failed=running.retry_failed, overwrite=running.overwrite)
    if running.engine is Engine.RAY:
        require("ray")
        return asked._replace(workers=running.workers or 0, executor=RayExecutor)
    return asked._replace(workers=running.workers or _cores())


def clean(asked: RunRequest, cleaner: Cleaner) -> bool:
    """Do it. True where a document was quarantined."""
    meter = Meter()

    def said(text: str) -> None:
        meter.clear()
        tell(text)

    with ExitStack() as stack:
        if asked.run == Path():
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="cleaner-"))
            asked = asked._replace(run=Path(folder))
        if asked.out is None or write.is_special(asked.out):
            asked = asked._replace(out=None, sink=stack.enter_context(_stream(asked.out)))
        try:
            forks = asked.executor is Supervisor and default_start_method() == "fork"
            # Workers that aren't forked make a cleaner of their own, for compiled rules don't pickle.
            factory = (lambda: cleaner) if forks else partial(Cleaner.of, cleaner.options.placed())
            report = run.run(asked, factory, Hooks(said, meter.show, (lambda: _warm(cleaner)) if forks else _nothing))
        except ReaderGone:
            return False
        except KeyboardInterrupt:
            if asked.out is not None:
                said("the same command goes on from here")
            raise
        finally:
            meter.clear()
    if report.start is Start.UNCHANGED:
        tell("nothing has changed since this run was finished: nothing was cleaned again")
    tell(summary(report.tally))
    _tell_missing_columns(report.tally, asked.options.columns)
    if asked.out is not None:
        tell(f"ledger: {asked.run / 'ledger.jsonl'}")
    return bool(report.tally.statuses[Status.QUARANTINED])


def _tell_missing_columns(tally: Tally, columns: Columns) -> None:
    """A column that was named and that no row has is a slip of the pen."""
    for option, name, usual in zip(("--id-column", "--url-column"), columns[1:], Columns()[1:], strict=True):
        if name != usual and tally.columns[""] and not tally.columns[name]:
            tell(f"cleaner: no row has the column `{visible(name)}` ({option})")


def _warm(cleaner: Cleaner) -> None:
    """Have everything loaded that is loaded at first use: forked workers share it, and so does one that follows
    another that has died.

    All that is there by then stays there, so the garbage collector needn't walk through it for every few documents,
    nor write to memory that is shared.
    """
    cleaner.clean(SAMPLE)
    gc.collect()
    gc.freeze()


def _nothing() -> None:
    pass


SAMPLE = """By Ana Ruiz

The council voted on Monday to keep both of the town’s libraries open for another year, its leader said.
El ayuntamiento aprobó el lunes mantener abiertas las dos bibliotecas de la ciudad durante un año más, dijo su portavoz.
Its members will meet again in the spring, when the county sets its budget for the next three years.
"""
"""Prose, furniture and a sentence that the detector of languages is asked about."""


def _check_file(out: Path, found: Sequence[Input], options: RunOptions) -> None:
    if out.is_dir():
        raise OutputError(f"{out}: is a folder, not a file")
    own = {mine for one in found if (mine := write.identity(one.path)) is not None}
    for path in (out, removed_place(out, options.compression)) if options.removed else (out,):
        write.protect(path, own)


def _stream(out: Path | None) -> BinaryIO:
    """Standard output, or the device or pipe that was named: rows are written to it, not renamed over it."""
    if out is None:
        return cast("BinaryIO", StandardOutput())
    return cast("BinaryIO", write.Special(out))


def _cores() -> int:
    """The processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
