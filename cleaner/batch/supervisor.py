"""The supervisor: hands out jobs, watches the workers' heartbeats, and finds out which document a worker died of.

A document that hangs, crashes its worker or eats memory costs its worker. The chunk is done again in a new one; dies
that one of the same document, the document is quarantined, and the chunk is done again without it.
"""

from __future__ import annotations

import heapq
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from itertools import count
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from cleaner.batch.chunks import Span
from cleaner.batch.limits import OUT_OF_MEMORY, size_text
from cleaner.batch.messages import IDLE, Broken, Clean, Failed, Failure, Heartbeat, Job, Ready, Reply, Scan
from cleaner.batch.run_options import CleanerFactory, RunOptions
from cleaner.batch.worker import WorkerSpec, serve
from cleaner.model import CleanerError

TICK = 0.1
"""Seconds between two looks at the heartbeats."""

MAX_STARTUP_FAILURES = 3
"""Workers in a row that may die before their first job."""

MAX_DEATHS = 3
"""Deaths over one chunk that no document is to blame for."""

MAX_RETRIES = 2
"""Workers that may die of one document before it is given up."""

SHUTDOWN_TIMEOUT = 5.0
"""Seconds a worker has to end after it was told to."""


class WorkerError(CleanerError):
    """Workers die, and no document is to blame for it."""


class JobFailed(CleanerError):  # noqa: N818 - named for what has happened
    """A worker says that the run can't go on."""


class ExecutorSpec(NamedTuple):
    """What an executor is made of: what makes the cleaner, the folder of the shards, and the number of workers.

    `start` is a start method of multiprocessing, the usual one of the system if None.
    """

    factory: CleanerFactory
    options: RunOptions
    shards: Path = Path()
    workers: int = 1
    start: str | None = None


class Executor(Protocol):
    """Does the jobs of a run: it yields the replies as they come, and None from time to time."""

    def __enter__(self) -> Executor: ...
    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> None: ...
    def run(self, queue: Queue) -> Iterator[tuple[Job, Reply] | None]: ...


ExecutorFactory = Callable[[ExecutorSpec], Executor]


def default_start_method() -> str:
    """How workers are started: by fork on Linux, where they share the compiled rules; elsewhere fork isn't safe."""
    return "fork" if sys.platform == "linux" else "spawn"


class Queue:
    """Jobs by their place in the run, so that chunks are finished about in their order."""

    def __init__(self) -> None:
        self._heap: list[tuple[tuple[int, int], int, Job]] = []
        self._numbers = count()

    def put(self, job: Job) -> None:
        place = (job.place, -1) if isinstance(job, Scan) else job.chunk.place
        heapq.heappush(self._heap, (place, next(self._numbers), job))

    def get(self) -> Job:
        return heapq.heappop(self._heap)[2]

    def __len__(self) -> int:
        return len(self._heap)


class _Worker:
    """A worker process as its supervisor sees it."""

    def __init__(self, context: Any, spec: ExecutorSpec) -> None:
        self.heartbeat = Heartbeat(context)
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        given = WorkerSpec(spec.factory, spec.options, spec.shards, self.heartbeat)
        self.process: BaseProcess = context.Process(target=serve, args=(given, theirs, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()  # so that the pipe ends when the worker does
        self.job: Job | None = None
        self.is_ready = False
        self.cause = ""

    def kill(self, cause: str = "") -> None:
        self.cause = cause or self.cause
        self.process.kill()

    def join_and_close(self) -> None:
        self.process.join()
        self.pipe.close()


class Supervisor:
    """Runs the jobs of a queue on processes of its own; a context that ends them."""

    def __init__(self, spec: ExecutorSpec) -> None:
        self._context = multiprocessing.get_context(spec.start or default_start_method())
        self._spec = spec
        self._limits = spec.options.limits
        self._workers: list[_Worker] = []
        self._startup_failures = 0

    def run(self, queue: Queue) -> Generator[tuple[Job, Reply] | None]:
        """The replies to the jobs as they come; None from time to time where none comes.

        More jobs may be put into the queue meanwhile. Raises JobFailed and WorkerError. The workers stay for the next
        queue.
        """
        while queue or any(worker.job is not None for worker in self._workers):
            self._hand_out(queue)
            heard = wait([worker.pipe for worker in self._workers], TICK)
            for worker in [worker for worker in self._workers if worker.pipe in heard]:
                reply = self._receive(worker, queue)
                if reply is not None:
                    yield reply
            self._watch()
            yield None

    def __enter__(self) -> Supervisor:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        """However it ends, no worker is left."""
        if kind is None:
            self._shut_down()
        for worker in self._workers:
            worker.kill()
        for worker in self._workers:
            worker.join_and_close()
        self._workers.clear()

    def _hand_out(self, queue: Queue) -> None:
        for worker in self._workers:
            if queue and worker.is_ready and worker.job is None and not worker.cause:
                worker.job = queue.get()
                with suppress(OSError):  # it has died: its pipe will say so
                    worker.pipe.send(worker.job)
        starting = sum(not worker.is_ready for worker in self._workers)
        while len(queue) > starting and len(self._workers) < max(1, self._spec.workers):
            self._workers.append(_Worker(self._context, self._spec))
            starting += 1

    def _receive(self, worker: _Worker, queue: Queue) -> tuple[Job, Reply] | None:
        try:
            reply: Reply = worker.pipe.recv()
        except (EOFError, OSError):
            return self._handle_exit(worker, queue)
        job = worker.job
        if isinstance(reply, Ready):
            worker.is_ready, self._startup_failures = True, 0
            return None
        if isinstance(reply, Failed):
            raise JobFailed(reply.message)
        assert job is not None
        if not isinstance(reply, Span):
            worker.job = None
        return job, reply

    def _watch(self) -> None:
        most = self._limits.by_the_clock
        for worker in self._workers:
            if worker.job is not None and not worker.cause and worker.heartbeat.read().seconds > most:
                worker.kill(f"it took longer than {most:g} s")

    def _handle_exit(self, worker: _Worker, queue: Queue) -> tuple[Job, Reply] | None:
        """A worker has died: find out of what, and what is to be done about its job."""
        beat, job = worker.heartbeat.read(), worker.job
        worker.join_and_close()
        self._workers.remove(worker)
        cause = worker.cause or self._cause(worker.process.exitcode)
        if not worker.is_ready:
            self._startup_failures += 1
            if self._startup_failures >= MAX_STARTUP_FAILURES:
                raise WorkerError(f"workers can't be started: {cause}")
        match job:
            case Scan() if job.attempts >= MAX_RETRIES:
                return job, Broken(cause)
            case Scan():
                queue.put(job._replace(attempts=job.attempts + 1))
            case Clean() if beat.phase == IDLE and job.deaths + 1 >= MAX_DEATHS:
                raise WorkerError(f"workers keep dying while they write a shard: {cause}")
            case Clean() if beat.phase == IDLE:
                queue.put(job._replace(deaths=job.deaths + 1))
            case Clean():
                known = job.failures.get(beat.position)
                if known is not None and known.deaths > MAX_RETRIES:
                    raise WorkerError(f"workers keep dying at a document that is given up: {cause}")
                failure = Failure(cause, beat.phase, 1 + (known.deaths if known is not None else 0))
                queue.put(job._replace(failures={**job.failures, beat.position: failure}))
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

    def _shut_down(self) -> None:
        for worker in self._workers:
            with suppress(OSError):
                worker.pipe.send(None)
        for worker in self._workers:
            worker.process.join(SHUTDOWN_TIMEOUT)
