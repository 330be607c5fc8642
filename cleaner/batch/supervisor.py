"""The supervisor: hands out jobs, watches the workers' hearts, and finds out which document a worker died of.

A document that hangs, crashes its worker or eats memory costs its worker. It is tried once more, alone in a new one;
dies that one too, the document is quarantined, and its chunk is done again without it.
"""

from __future__ import annotations

import heapq
import multiprocessing
import os
import signal
import sys
from collections.abc import Generator
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from cleaner.batch.chunks import Span
from cleaner.batch.heart import IDLE, READING, Heart
from cleaner.batch.jobs import Broken, Clean, Failed, Job, Ready, Reply, Scan, Trial, Verdict
from cleaner.batch.limits import OUT_OF_MEMORY, Limits, size_text
from cleaner.batch.rows import Outcome, Status
from cleaner.batch.task import Factory, Task
from cleaner.batch.worker import Setup, serve
from cleaner.model import CleanerError

TICK = 0.1
"""Seconds between two looks at the hearts."""

MAX_STILLBIRTHS = 3
"""Workers in a row that may die before their first job."""

MAX_DEATHS = 3
"""Deaths over one chunk that no document is to blame for."""

FAREWELL = 5.0
"""Seconds a worker has to end after it was told to."""


class WorkerError(CleanerError):
    """Workers die, and no document is to blame for it."""


class JobFailed(CleanerError):  # noqa: N818 - named for what has happened
    """A worker says that the run can't go on."""


def usual_start() -> str:
    """How workers are started: by fork on Linux, where they share the compiled rules; elsewhere fork isn't safe."""
    return "fork" if sys.platform == "linux" else "spawn"


class Queue:
    """Jobs by their place in the run, so that chunks are finished about in their order."""

    def __init__(self) -> None:
        self._heap: list[tuple[tuple[int, int], int, Job]] = []
        self._numbers = count()

    def put(self, job: Job) -> None:
        heapq.heappush(self._heap, (_place(job), next(self._numbers), job))

    def get(self) -> Job:
        return heapq.heappop(self._heap)[2]

    def __len__(self) -> int:
        return len(self._heap)


def _place(job: Job) -> tuple[int, int]:
    match job:
        case Scan():
            return (job.place, -1)
        case Clean():
            return job.chunk.place
        case Trial():
            return job.clean.chunk.place


class _Worker:
    """A worker process as its supervisor sees it."""

    def __init__(self, context: Any, factory: Factory, task: Task, shards: Path) -> None:
        self.heart = Heart(context)
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        setup = Setup(factory, task, shards, self.heart)
        self.process: BaseProcess = context.Process(target=serve, args=(setup, theirs, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()  # so that the pipe ends when the worker does
        self.job: Job | None = None
        self.is_ready = False
        self.cause = ""

    def kill(self, cause: str = "") -> None:
        self.cause = cause or self.cause
        self.process.kill()

    def bury(self) -> None:
        self.process.join()
        self.pipe.close()


class Supervisor:
    """Runs the jobs of a queue on some workers; a context that ends them. `start` is a method of multiprocessing."""

    def __init__(self, factory: Factory, task: Task, shards: Path, workers: int, start: str | None = None) -> None:
        self._context = multiprocessing.get_context(start or usual_start())
        self._born_with = (factory, task, shards)
        self._limits: Limits = task.limits
        self._most = max(1, workers)
        self._workers: list[_Worker] = []
        self._stillbirths = 0

    def run(self, queue: Queue) -> Generator[tuple[Job, Reply] | None]:
        """The replies to the jobs as they come; None from time to time where none comes.

        More jobs may be put into the queue meanwhile. Raises JobFailed and WorkerError. The workers stay for the next
        queue.
        """
        while queue or any(worker.job is not None for worker in self._workers):
            self._hand_out(queue)
            heard = wait([worker.pipe for worker in self._workers], TICK)
            for worker in [worker for worker in self._workers if worker.pipe in heard]:
                reply = self._hear(worker, queue)
                if reply is not None:
                    yield reply
            self._watch()
            yield None

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """However it ends, no worker is left."""
        if kind is None:
            self._dismiss()
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.bury()
        self._workers.clear()

    def _hand_out(self, queue: Queue) -> None:
        for worker in self._workers:
            if queue and worker.is_ready and worker.job is None and not worker.cause:
                worker.job = queue.get()
                with suppress(OSError):  # it has died: its pipe will say so
                    worker.pipe.send(worker.job)
        unborn = sum(not worker.is_ready for worker in self._workers)
        while len(queue) > unborn and len(self._workers) < self._most:
            self._workers.append(_Worker(self._context, *self._born_with))
            unborn += 1

    def _hear(self, worker: _Worker, queue: Queue) -> tuple[Job, Reply] | None:
        try:
            reply: Reply = worker.pipe.recv()
        except (EOFError, OSError):
            return self._mourn(worker, queue)
        job = worker.job
        if isinstance(reply, Ready):
            worker.is_ready, self._stillbirths = True, 0
            return None
        if isinstance(reply, Failed):
            raise JobFailed(reply.message)
        assert job is not None
        if not isinstance(reply, Span):
            worker.job = None
        if isinstance(job, Trial):
            assert isinstance(reply, Outcome)
            queue.put(_knowing(job, reply))
            return None
        return job, reply

    def _watch(self) -> None:
        for worker in self._workers:
            if worker.job is not None and not worker.cause and worker.heart.read().seconds > self._limits.by_the_clock:
                worker.kill(f"it took longer than {self._limits.by_the_clock:g} s")

    def _mourn(self, worker: _Worker, queue: Queue) -> tuple[Job, Reply] | None:
        """A worker has died: find out of what, and what is to be done about its job."""
        beat, job = worker.heart.read(), worker.job
        worker.bury()
        self._workers.remove(worker)
        cause = worker.cause or self._cause(worker.process.exitcode)
        if not worker.is_ready:
            self._stillbirths += 1
            if self._stillbirths >= MAX_STILLBIRTHS:
                raise WorkerError(f"workers can't be started: {cause}")
        match job:
            case Scan() if job.attempts > 1:
                return job, Broken(cause)
            case Scan():
                queue.put(job._replace(attempts=job.attempts + 1))
            case Trial():
                queue.put(_convicted(job, f"{cause}, twice"))
            case Clean() if job.deaths + 1 >= MAX_DEATHS:
                raise WorkerError(f"workers keep dying while they write a shard: {cause}")
            case Clean() if beat.phase == IDLE:
                queue.put(job._replace(deaths=job.deaths + 1))
            case Clean() if beat.position in job.known:  # it could be cleaned alone, but not be written
                again = job._replace(deaths=job.deaths + 1)
                queue.put(_convicted(Trial(again, beat.position, beat.phase == READING), cause))
            case Clean():
                queue.put(Trial(job, beat.position, beat.phase == READING))
        return None

    def _cause(self, code: int | None) -> str:
        if code == OUT_OF_MEMORY:
            return f"it needed more than {size_text(self._limits.memory)} of memory"
        if code is not None and code < 0:
            with suppress(ValueError):
                name = signal.Signals(-code).name
                if name == "SIGPROF":
                    return f"it took longer than {self._limits.seconds:g} s of processor time"
                return f"it crashed its worker ({name})"
        return f"it ended its worker (exit code {code})"

    def _dismiss(self) -> None:
        for worker in self._workers:
            with suppress(OSError):
                worker.pipe.send(None)
        for worker in self._workers:
            worker.process.join(FAREWELL)


def _knowing(trial: Trial, outcome: Outcome) -> Clean:
    """The chunk, with the outcome of the document that could be cleaned alone."""
    known = {**trial.clean.known, trial.position: Verdict(outcome, 2)}
    return trial.clean._replace(known=known)


def _convicted(trial: Trial, cause: str) -> Clean:
    """The chunk without the document that workers die of."""
    clean, position = trial.clean, trial.position
    if not trial.reading:
        return clean._replace(
            known={**clean.known, position: Verdict(Outcome(Status.QUARANTINED, cause), 2)},
        )
    chunk = clean.chunk
    if chunk.container is not None:
        return clean._replace(stop=(position, f"{cause}; from here on its chunk can't be read"))
    files = list(chunk.files)
    files[position] = files[position]._replace(fault=cause)
    return clean._replace(chunk=chunk._replace(files=tuple(files)))
