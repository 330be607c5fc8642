"""A supervisor with a process of its own, for programs that bring their own workers: Ray, Spark, a notebook.

Workers are forked, and only a process of one thread can be forked safely; those programs have many. So the one that
forks is started afresh, and told over a pipe what is to be done. It ends when its host does.

    host (an engine's worker) -- pipe --> keeper (supervisor) -- fork --> worker, held to its limits
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import subprocess
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, NamedTuple, cast

from cleaner.batch.jobs import Failed, Job, Reply
from cleaner.batch.rows import described
from cleaner.batch.supervisor import FAREWELL, JobFailed, Queue, Supervisor, WorkerError, usual_start
from cleaner.batch.task import Factory, Task
from cleaner.model import CleanerError

PATIENCE = 1.0
"""Seconds between two looks whether the host is still there."""


class Setup(NamedTuple):
    """What a keeper is born with; shards go to the folder, if any are asked for."""

    factory: Factory
    task: Task
    shards: Path
    start: str | None


class Keeper:
    """The keeper as its host sees it: one worker, jobs in, replies out. A context: on leaving it, no process is left.

    `factory` makes the cleaner in the keeper's process, so it has to pickle by its name: `Cleaner`, or a
    `functools.partial` of it. The process is started by the first job.
    """

    def __init__(self, factory: Factory, task: Task, shards: Path = Path(), start: str | None = None) -> None:
        self._setup = Setup(factory, task, shards, start)
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Keeper:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

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
            process.wait(FAREWELL)
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
            self._send(self._setup)
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
        """Until the keeper has no more to say, and waits: there is never more than one message on the way."""
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
    """The whole life of a keeper: until its host closes the pipe, or is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the host too, who ends us
    parent = os.getppid()
    heard, said = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    with suppress(EOFError, BrokenPipeError):
        try:
            setup: Setup = pickle.load(heard)
            factory = _shared(setup)
        except (EOFError, BrokenPipeError):
            raise
        except Exception as error:
            text = str(error) if isinstance(error, CleanerError) else described(error)
            _answer(said, (None, Failed(f"the cleaner can't be made: {text}")))
            return
        _answer(said, None)
        with Supervisor(factory, setup.task, setup.shards, 1, setup.start) as team:
            while True:
                while not _is_spoken_to(heard, parent, PATIENCE):
                    pass
                _work(team, pickle.load(heard), heard, said, parent)


def _shared(setup: Setup) -> Factory:
    """Forked workers share the rules that are compiled here; others compile their own."""
    if (setup.start or usual_start()) != "fork":
        return setup.factory
    cleaner = setup.factory()
    return lambda: cleaner


def _work(team: Supervisor, jobs: list[Job], heard: IO[bytes], said: IO[bytes], parent: int) -> None:
    queue = Queue()
    for job in jobs:
        queue.put(job)
    try:
        for event in team.run(queue):
            if event is not None:
                _answer(said, event)
            elif os.name == "posix" and _is_spoken_to(heard, parent):
                raise EOFError  # nobody speaks before we have answered: the host has closed the pipe
    except CleanerError as error:
        _answer(said, (None, Failed(str(error))))
    _answer(said, None)


def _is_spoken_to(stream: IO[bytes], parent: int, seconds: float = 0.0) -> bool:
    """Is there something to read? Raises EOFError where the host is gone: another process may hold its pipe open."""
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
