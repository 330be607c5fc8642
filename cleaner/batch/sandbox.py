"""A guarded worker for programs that bring their own processes: Ray, Spark, a notebook. Rows in, outcomes out.

Workers are forked, and only a process of one thread can be forked safely; those programs have many. So the one that
forks is started afresh, and told over a pipe what is to be done. It ends when its client does.

    client (an engine's worker) -- pipe --> worker host (supervisor) -- fork --> worker, held to its limits
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import IO, Any, cast

from cleaner.batch.chunks import Chunk, cut
from cleaner.batch.messages import Clean, Failed, Job, Outcomes, Reply
from cleaner.batch.rows import Outcome, Row, described
from cleaner.batch.run_options import CleanerFactory, RunOptions
from cleaner.batch.supervisor import (
    SHUTDOWN_TIMEOUT,
    ExecutorSpec,
    JobFailed,
    Queue,
    Supervisor,
    WorkerError,
    default_start_method,
)
from cleaner.model import CleanerError

POLL_INTERVAL = 1.0
"""Seconds between two looks whether the client is still there."""


class Sandbox:
    """One guarded worker process; it stays for many batches. A context: on leaving it, no process is left.

    `factory` makes the cleaner, in another process, and so has to pickle by its name: `Cleaner`, or a
    `functools.partial` of it. Of the options the limits, the media type and the url count here.
    """

    def __init__(self, factory: CleanerFactory, options: RunOptions, start: str | None = None) -> None:
        self._host = WorkerHost(ExecutorSpec(factory, options, start=start))

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End the worker; the next rows would start another."""
        self._host.close()

    def clean(self, rows: Sequence[Row]) -> list[tuple[Row, Outcome]]:
        """Every row with its outcome, in their order. Raises WorkerError where no worker can be started."""
        light = [row._replace(carried={}, raw=b"", arrow=None) for row in rows]  # what no worker looks at stays here
        parts = cut(light, lambda row: len(row.data))
        jobs = [Clean(Chunk((0, part), inline=piece), "") for part, piece in enumerate(parts)]
        found: dict[tuple[int, int], Sequence[Outcome]] = {}
        for job, reply in self._host.run(jobs) if jobs else ():
            if isinstance(job, Clean) and isinstance(reply, Outcomes):
                found[job.chunk.place] = reply.outcomes
        outcomes = [outcome for place in sorted(found) for outcome in found[place]]
        return list(zip(rows, outcomes, strict=True))


class WorkerHost:
    """A supervisor in a process of its own, as its client sees it: jobs in, replies out.

    The process is started by the first job, and makes the cleaner, so the factory has to pickle by its name.
    """

    def __init__(self, spec: ExecutorSpec) -> None:
        self._spec = spec
        self._process: subprocess.Popen[bytes] | None = None

    def run(self, jobs: Iterable[Job]) -> Iterator[tuple[Job, Reply]]:
        """The replies to the jobs as they come. Raises JobFailed and WorkerError, as the supervisor does."""
        if self._process is None:
            self._process = self._started()
        self._send(list(jobs))
        is_over = False
        try:
            yield from self._answers()
            is_over = True
        finally:
            if not is_over:  # what it still says would be taken for an answer to the next jobs
                self.close()

    def close(self) -> None:
        """End the process, and with it its worker."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            cast("IO[bytes]", process.stdin).close()  # by which it ends
        try:
            process.wait(SHUTDOWN_TIMEOUT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        cast("IO[bytes]", process.stdout).close()

    def _started(self) -> subprocess.Popen[bytes]:
        path = os.pathsep.join(part or os.getcwd() for part in sys.path)
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", __spec__.name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        self._process = process
        try:
            self._send(self._spec)
        except (pickle.PicklingError, AttributeError, TypeError) as error:
            self.close()
            raise WorkerError(f"the cleaner can't be handed to another process: {error}") from None
        try:
            list(self._answers())  # it says that it is there, or what is wrong
        except CleanerError:
            self.close()
            raise
        return process

    def _send(self, message: object) -> None:
        data = pickle.dumps(message)  # as a whole, so that what can't be pickled isn't half sent
        assert self._process is not None
        stream = cast("IO[bytes]", self._process.stdin)
        with suppress(BrokenPipeError):  # it has died: its answer says so
            stream.write(data)
            stream.flush()

    def _answers(self) -> Iterator[tuple[Job, Reply]]:
        """Until the host has no more to say, and waits: there is never more than one message on the way."""
        while (event := self._received()) is not None:
            if isinstance(event[1], Failed):
                raise JobFailed(event[1].message)
            yield event

    def _received(self) -> tuple[Job, Reply] | None:
        assert self._process is not None
        try:
            event: tuple[Job, Reply] | None = pickle.load(cast("IO[bytes]", self._process.stdout))
        except (EOFError, pickle.UnpicklingError):
            code = self._process.wait()
            raise WorkerError(f"the process that guards the workers has ended (exit code {code})") from None
        return event


def main() -> None:
    """The whole life of a worker host: until its client closes the pipe, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the client too, who ends us
    parent = os.getppid()
    heard, said = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    with suppress(EOFError, BrokenPipeError):
        try:
            spec: ExecutorSpec = pickle.load(heard)
            spec = spec._replace(factory=_shared(spec))
        except (EOFError, BrokenPipeError):
            raise
        except Exception as error:
            text = str(error) if isinstance(error, CleanerError) else described(error)
            _answer(said, (None, Failed(f"the cleaner can't be made: {text}")))
            return
        _answer(said, None)
        with Supervisor(spec) as supervisor:
            while True:
                while not _has_input(heard, parent, POLL_INTERVAL):
                    pass
                _work(supervisor, pickle.load(heard), heard, said, parent)


def _shared(spec: ExecutorSpec) -> CleanerFactory:
    """Forked workers share the rules that are compiled here; others compile their own."""
    if (spec.start or default_start_method()) != "fork":
        return spec.factory
    cleaner = spec.factory()
    return lambda: cleaner


def _work(supervisor: Supervisor, jobs: list[Job], heard: IO[bytes], said: IO[bytes], parent: int) -> None:
    queue = Queue()
    for job in jobs:
        queue.put(job)
    try:
        for event in supervisor.run(queue):
            if event is not None:
                _answer(said, event)
            elif os.name == "posix" and _has_input(heard, parent):
                raise EOFError  # nobody speaks before we have answered: the client has closed the pipe
    except CleanerError as error:
        _answer(said, (None, Failed(str(error))))
    _answer(said, None)


def _has_input(stream: IO[bytes], parent: int, seconds: float = 0.0) -> bool:
    """Is there something to read? Raises EOFError where the client is gone: another process may hold its pipe open."""
    if os.name == "posix" and not select.select([stream], [], [], seconds)[0]:
        if os.getppid() != parent:
            raise EOFError
        return False
    return True


def _answer(stream: IO[bytes], event: Any) -> None:
    pickle.dump(event, stream)
    stream.flush()


if __name__ == "__main__":
    main()
