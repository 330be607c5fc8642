"""The worker process: it reads the documents it is told of, cleans them, and writes their shard."""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from cleaner.batch.chunks import Chunk
from cleaner.batch.heart import CLEANING, IDLE, READING, Heart
from cleaner.batch.jobs import Clean, Failed, Job, Outcomes, Ready, Scan, Scanned, Trial
from cleaner.batch.limits import OUT_OF_MEMORY, hold_memory, hold_time
from cleaner.batch.readers.open import Changed, Rows
from cleaner.batch.readers.reader import DAMAGED
from cleaner.batch.rows import Cleans, Outcome, Row, Status, clean_row, described
from cleaner.batch.shards import Done, Shard
from cleaner.batch.task import Factory, Task
from cleaner.model import CleanerError

PATIENCE = 1.0
"""Seconds between two looks whether the supervisor is still there."""


class Setup(NamedTuple):
    """What a worker is born with."""

    factory: Factory
    task: Task
    shards: Path
    heart: Heart


def serve(setup: Setup, pipe: Connection, parent: int) -> None:
    """The whole life of a worker: until it is told to end, or its supervisor is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the supervisor too, who ends us
    for name in ("SIGALRM", "SIGPROF"):  # by which our timers end us
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    faulthandler.disable()  # what a worker dies of is told by its supervisor, in one line
    gc.freeze()  # what we were born with is shared with the supervisor as long as nobody touches it
    try:
        worker = Worker(setup, pipe, parent)
    except CleanerError as error:
        pipe.send(Failed(str(error)))
        return
    try:
        hold_memory(setup.task.limits)
        pipe.send(Ready())
        while True:
            while not pipe.poll(PATIENCE):
                worker.check_parent()
            job = pipe.recv()
            if job is None:
                return
            worker.do(job)
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


class Worker:
    """Does jobs, one after the other. Where the limit of memory is met the process ends, for its heap is in doubt."""

    def __init__(self, setup: Setup, pipe: Connection, parent: int) -> None:
        self._setup = setup
        self._pipe = pipe
        self._parent = parent
        self._heart = setup.heart
        self._cleaner: Cleans = setup.factory()
        task = setup.task
        self._limits = task.limits
        self._rows = Rows(task.columns, task.media_type, task.url, task.limits.size)

    def do(self, job: Job) -> None:
        """One job, and its reply."""
        try:
            match job:
                case Scan():
                    self._scan(job)
                case Clean():
                    self._pipe.send(self._clean(job) if job.key else self._answer(job))
                case Trial():
                    self._pipe.send(self._try(job))
        except CleanerError as error:
            self._pipe.send(Failed(str(error)))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # the heart still says at which document
        except Exception as error:
            if isinstance(error, EOFError | OSError) and not self._is_there():
                os._exit(1)
            self._pipe.send(Failed(f"the program failed: {described(error)}"))
        self._beat(IDLE, 0)

    def _scan(self, job: Scan) -> None:
        self._beat(READING, 0)
        for span in self._rows.spans(job.container):
            self._pipe.send(span)
            self._beat(READING, 0)
        self._pipe.send(Scanned())

    def _clean(self, job: Clean) -> Done:
        with Shard(self._setup.shards, job.key, self._setup.task) as shard:
            self._beat(READING, 0)
            stop, reason = job.stop or (job.chunk.rows, "")
            rows = self._rows.of(job.chunk)
            position = 0
            while position < stop:
                try:
                    row = next(rows, None)
                except (Changed, MemoryError):
                    raise
                except Exception as error:
                    stop, reason = position, f"{DAMAGED}: {_said(error)}"
                    break
                if row is None:
                    break
                verdict = job.known.get(position)
                self._beat(CLEANING, position)
                outcome = clean_row(self._cleaner, row) if verdict is None else verdict.outcome
                _add(shard, position, row, outcome, verdict.attempts if verdict is not None else 1)
                position += 1
                self._beat(READING, position)
            for position in range(stop, job.chunk.rows):
                shard.add(position, _unread(job.chunk, position), Outcome(Status.QUARANTINED, reason), 2)
            self.check_parent()
            self._beat(IDLE, 0)
            return shard.commit()

    def _answer(self, job: Clean) -> Outcomes:
        outcomes = []
        for position, row in enumerate(self._rows.of(job.chunk)):
            verdict = job.known.get(position)
            self._beat(CLEANING, position)
            outcomes.append(clean_row(self._cleaner, row) if verdict is None else verdict.outcome)
        return Outcomes(tuple(outcomes))

    def _try(self, job: Trial) -> Outcome:
        self._beat(READING, job.position)
        try:
            for position, row in enumerate(self._rows.of(job.clean.chunk)):
                if position == job.position:
                    self._beat(CLEANING, position)
                    return clean_row(self._cleaner, row)
        except (Changed, MemoryError):
            raise
        except Exception as error:
            return Outcome(Status.QUARANTINED, f"{DAMAGED}: {_said(error)}")
        raise AssertionError("a document that was met once is met again")

    def _beat(self, phase: int, position: int) -> None:
        self._heart.beat(phase, position)
        hold_time(self._limits if phase != IDLE else None)
        if phase == READING:
            self.check_parent()

    def check_parent(self) -> None:
        """End here and now where the supervisor was killed: another run may be at the same output."""
        if not self._is_there():
            os._exit(1)

    def _is_there(self) -> bool:
        return os.getppid() == self._parent


def _add(shard: Shard, position: int, row: Row, outcome: Outcome, attempts: int) -> None:
    """Into the shard; a document whose record can't be made, say of columns nested too deeply, is quarantined."""
    try:
        shard.add(position, row, outcome, attempts)
    except (CleanerError, MemoryError):
        raise
    except Exception as error:
        fault = f"its record can't be written: {described(error)}"
        shard.add(position, row._replace(carried={}), Outcome(Status.QUARANTINED, fault), attempts)


def _said(error: Exception) -> str:
    return str(error) if isinstance(error, CleanerError) else described(error)


def _unread(chunk: Chunk, position: int) -> Row:
    """A document that can't even be read: its place is known, by its order."""
    container, span = chunk.container, chunk.span
    assert container is not None  # files are marked one by one
    assert span is not None
    source = f"{container.source}:{span.first + position + 1}"
    return Row(source, source, fault="it can't be read")
