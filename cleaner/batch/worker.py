"""The worker process: it reads the documents it is told of, cleans them, and writes their shard."""

from __future__ import annotations

import faulthandler
import gc
import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import NamedTuple

from cleaner.batch.limits import OUT_OF_MEMORY, READING_MEMORY, allow_memory, hold_memory, hold_time
from cleaner.batch.messages import (
    CLEANING,
    IDLE,
    READING,
    Clean,
    Failed,
    Heartbeat,
    Job,
    Outcomes,
    Ready,
    Scan,
    Scanned,
)
from cleaner.batch.previous import Previous
from cleaner.batch.readers.chunk_reader import Changed, ChunkReader
from cleaner.batch.rows import Cleans, Outcome, Row, Status, clean_row, described
from cleaner.batch.run_folder import WORK
from cleaner.batch.run_options import CleanerFactory, RunOptions
from cleaner.batch.shard import Made, ShardWriter, Summary
from cleaner.batch.storage import Folder
from cleaner.model import CleanerError

POLL_INTERVAL = 1.0
"""Seconds between two looks whether the supervisor is still there."""

GIVEN_UP, UNREADABLE = 2, 3
"""Workers that a document has cost after which it isn't cleaned, and after which it isn't even read."""


class WorkerSpec(NamedTuple):
    """What a worker is made of."""

    factory: CleanerFactory
    options: RunOptions
    shards: Path
    heartbeat: Heartbeat


def serve(spec: WorkerSpec, pipe: Connection, parent: int) -> None:
    """The whole life of a worker: until it is told to end, or its supervisor is gone."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):  # they reach the supervisor too, who ends us
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    for name in ("SIGALRM", "SIGPROF"):  # by which our timers end us
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    faulthandler.disable()  # what a worker dies of is told by its supervisor, in one line
    gc.freeze()  # what we were started with is shared with the supervisor as long as nobody touches it
    with suppress(EOFError, BrokenPipeError, ConnectionResetError):
        try:
            worker = Worker(spec, pipe, parent)
        except CleanerError as error:
            pipe.send(Failed(str(error)))
            return
        worker.memory = hold_memory(spec.options.limits)
        pipe.send(Ready())
        while True:
            while not pipe.poll(POLL_INTERVAL):
                worker.check_parent()
            job = pipe.recv()
            if job is None:
                return
            worker.do(job)


class Worker:
    """Does jobs, one after the other. Where the limit of memory is met the process ends, for its heap is in doubt."""

    def __init__(self, spec: WorkerSpec, pipe: Connection, parent: int) -> None:
        self.memory = 0
        self._pipe = pipe
        self._parent = parent
        self._heartbeat = spec.heartbeat
        self._shards = spec.shards
        self._options = spec.options
        self._cleaner: Cleans = spec.factory()
        self._reader = ChunkReader(spec.options)
        self._previous = Previous(spec.shards.with_name(WORK) if spec.shards.name else None, spec.options)

    def do(self, job: Job) -> None:
        """One job, and its reply."""
        try:
            match job:
                case Scan():
                    self._scan(job)
                case Clean(key=""):
                    cleaned = (outcome for _, _, outcome, _ in self._outcomes(job) if isinstance(outcome, Outcome))
                    self._pipe.send(Outcomes(tuple(cleaned)))
                case Clean():
                    self._pipe.send(self._clean(job))
        except CleanerError as error:
            self._pipe.send(Failed(str(error)))
        except MemoryError:
            os._exit(OUT_OF_MEMORY)  # the heartbeat still says at which document
        except Exception as error:
            if isinstance(error, EOFError | OSError) and os.getppid() != self._parent:
                os._exit(1)
            self._pipe.send(Failed(f"the program failed: {described(error)}"))
        self._beat(IDLE, 0)

    def _scan(self, job: Scan) -> None:
        self._beat(READING, 0)
        for span in self._reader.spans(job.container):
            self._pipe.send(span)
            self._beat(READING, 0)
        self._pipe.send(Scanned())

    def _clean(self, job: Clean) -> Summary:
        shard = ShardWriter(job.key, self._options)
        for position, row, outcome, attempts in self._outcomes(job):
            if isinstance(outcome, Made):
                shard.add_previous(position, outcome)
            else:
                _add(shard, position, row, outcome, attempts)
        self._beat(IDLE, 0)
        self.check_parent()
        with Folder.open(self._shards) as folder:
            return shard.commit(folder)

    def _outcomes(self, job: Clean) -> Iterator[tuple[int, Row, Outcome | Made, int]]:
        """Each document of the chunk: its position, its row, what became of it (or had before), and the attempts."""
        given_up = {at: one for at, one in job.failures.items() if one.deaths >= GIVEN_UP}
        stop = min((at for at, one in given_up.items() if one.deaths >= UNREADABLE), default=job.chunk.rows)
        unreadable = frozenset(at for at, one in given_up.items() if one.phase == READING)
        why = f"{given_up[stop].cause}, {UNREADABLE} times" if stop in given_up else ""
        self._beat(READING, 0)
        rows = self._reader.rows(job.chunk, unreadable)
        position = 0
        while position < stop:
            try:
                row = next(rows, None)
            except (Changed, MemoryError):
                raise
            except Exception as error:
                why = str(error) if isinstance(error, CleanerError) else described(error)
                break
            if row is None:
                break
            self._beat(CLEANING, position)
            attempts = 2 if position in job.failures else 1
            outcome: Outcome | Made | None = self._previous.get(row) if job.key else None
            if outcome is not None:
                pass
            elif position in given_up:
                outcome = Outcome(Status.QUARANTINED, f"{given_up[position].cause}, twice")
            else:
                outcome = clean_row(self._cleaner, row)
            yield position, row, outcome, attempts
            position += 1
            self._beat(READING, position)
        if position == job.chunk.rows:
            next(rows, None)  # its last word is whether the input has changed meanwhile
        for lost in range(position, job.chunk.rows):
            row = self._reader.placeholder(job.chunk, lost)
            yield lost, row, Outcome(Status.QUARANTINED, f"from here on the file can't be read: {why}"), 2

    def _beat(self, phase: int, position: int) -> None:
        self._heartbeat.beat(phase, position)
        allow_memory(self.memory + (READING_MEMORY if phase == READING and self.memory else 0))
        hold_time(self._options.limits if phase != IDLE else None)
        if phase == READING:
            self.check_parent()

    def check_parent(self) -> None:
        """End here and now where the supervisor was killed: another run may be at the same output."""
        if os.getppid() != self._parent:
            os._exit(1)


def _add(shard: ShardWriter, position: int, row: Row, outcome: Outcome, attempts: int) -> None:
    """Into the shard; a document whose record can't be made, say of columns nested too deeply, is quarantined."""
    try:
        shard.add(position, row, outcome, attempts)
    except (CleanerError, MemoryError):
        raise
    except Exception as error:
        fault = f"its record can't be written: {described(error)}"
        shard.add(position, row._replace(carried={}), Outcome(Status.QUARANTINED, fault), attempts)
