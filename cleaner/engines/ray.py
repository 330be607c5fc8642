"""A run on Ray Data: descriptors of chunks go out to its actors as Arrow, finished shards come back.

What is done with a chunk is what the local engine does with it, down to the guarded worker process in each actor; so
the shards, the ledger and the outputs have the same bytes. Only who hands out the work is another.
"""

from __future__ import annotations

import logging
import os
import pickle
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from cleaner.batch.messages import Clean, Failed, Job, Reply, Scan
from cleaner.batch.sandbox import WorkerHost
from cleaner.batch.shard import DONE
from cleaner.batch.storage import Folder
from cleaner.batch.supervisor import ExecutorSpec, JobFailed, Queue, WorkerError
from cleaner.engines.factory import Checked
from cleaner.extras import library, require
from cleaner.model import CleanerError

OBJECT_STORE = 256 << 20
"""Bytes of shared memory for a Ray of our own: shards pass through it one by one."""

BLOCK_JOBS = 4
"""Jobs that an actor is handed at once at most: their shards come back together, some seconds' work."""

ROUNDS = 4
"""Blocks for each actor at least, where there are so many jobs: who is quicker takes more of them."""

QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_BACKEND_LOG_LEVEL": "fatal", "RAY_worker_niceness": "0"}
"""The environment of a Ray of our own: it sends nothing out, writes nothing between our messages, and its workers,
which Ray would have give way to everybody else, have the priority that local ones have."""

MESSAGE_LENGTH = 500
"""Characters of an error of Ray's that are shown; they come with tracebacks of other machines."""


class RayExecutor:
    """Runs jobs on Ray, as `batch.supervisor.Supervisor` does on processes of its own; a context.

    A Ray that this program is connected to is used and left running; else the cluster that `RAY_ADDRESS` names; else
    one is started on this machine, and ended. The workers are its actors; 0 stands for as many as Ray has processors.
    Raises MissingExtra where Ray isn't installed, WorkerError where it can't be started or goes on no more.
    """

    def __init__(self, spec: ExecutorSpec) -> None:
        require("ray")
        self._spec = spec
        self._is_ours = False

    def __enter__(self) -> RayExecutor:
        ray = _ray()
        if not ray.is_initialized():
            _connect(ray, self._spec.workers)
            self._is_ours = True
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_ours:
            _ray().shutdown()

    def run(self, queue: Queue) -> Iterator[tuple[Job, Reply] | None]:
        """The replies to the jobs as they come; jobs that are put into the queue meanwhile make the next round."""
        while queue:
            jobs = [queue.get() for _ in range(len(queue))]
            yield from self._round(jobs)

    def _round(self, jobs: Sequence[Job]) -> Iterator[tuple[Job, Reply] | None]:
        ray = _ray()
        processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        size = min(self._spec.workers or processors, processors, len(jobs))
        blocks = min(len(jobs), max(ROUNDS * size, -(-len(jobs) // BLOCK_JOBS)))
        data = ray.data.from_items(
            [{"number": n, "job": pickle.dumps(job)} for n, job in enumerate(jobs)],
            override_num_blocks=blocks,
        ).map_batches(
            RayWorker,
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=size),
            num_cpus=1,
            fn_constructor_args=(pickle.dumps(self._spec._replace(shards=Path())),),
        )
        left = set(range(len(jobs)))
        try:
            for table in data.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
                for row in table.to_pylist():
                    if row["number"] in left:  # Ray may do again what was lost with a node
                        left.discard(row["number"])
                        yield from self._events(jobs[row["number"]], row)
                yield None
        except CleanerError:
            raise
        except Exception as error:  # of many kinds: a lost node, a full disk, an actor that can't be made
            raise WorkerError(
                f"Ray can't go on: {type(error).__name__}: {' '.join(str(error).split())[:MESSAGE_LENGTH]}"
            ) from None
        if left:
            raise WorkerError(f"Ray has ended without having done {len(left):,} of {len(jobs):,} jobs")

    def _events(self, job: Job, row: dict[str, Any]) -> Iterator[tuple[Job, Reply]]:
        for attempts, reply in pickle.loads(row["replies"]):
            if isinstance(reply, Failed):
                raise JobFailed(reply.message)
            if row["shard"] is not None and isinstance(job, Clean):
                with Folder.open(self._spec.shards) as folder:
                    folder.write(job.key + DONE, [row["shard"]])
            yield (job._replace(attempts=attempts) if isinstance(job, Scan) else job), reply


class RayWorker:
    """An actor: an Arrow batch of jobs in, one of what came of them out, with the shard of each."""

    def __init__(self, spec: bytes) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="cleaner-ray-"))
        given: ExecutorSpec = pickle.loads(spec)
        factory = Checked(given.factory, given.options.ruleset)
        self._host = WorkerHost(given._replace(factory=factory, shards=self._folder, workers=1))

    def __call__(self, batch: Any) -> Any:
        arrow = library("pyarrow")
        rows = [self._do(row["number"], pickle.loads(row["job"])) for row in batch.to_pylist()]
        data = arrow.large_binary()
        schema = arrow.schema([("number", arrow.int64()), ("replies", data), ("shard", data)])
        return arrow.Table.from_pylist(rows, schema)

    def _do(self, number: int, job: Job) -> dict[str, Any]:
        replies: list[tuple[int, Reply]] = []
        shard: bytes | None = None
        try:
            for done, reply in self._host.run([job]):
                replies.append((done.attempts if isinstance(done, Scan) else 1, reply))
            if isinstance(job, Clean):
                with Folder.open(self._folder) as folder:
                    shard = folder.read(job.key + DONE)
                    folder.remove(job.key + DONE)
        except CleanerError as error:  # to be told by the one who asked, not by Ray
            replies = [(1, Failed(str(error)))]
        return {"number": number, "replies": pickle.dumps(replies), "shard": shard}

    def __del__(self) -> None:
        with suppress(Exception):
            self._host.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _ray() -> Any:
    """Ray and Ray Data, silent: what a run has to say it says itself."""
    import ray
    import ray.data

    return ray


def _connect(ray: Any, workers: int) -> None:
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    ray.data.DataContext.get_current().enable_progress_bars = False
    options: dict[str, Any] = {"logging_level": logging.ERROR, "log_to_driver": False}
    if not os.environ.get("RAY_ADDRESS"):
        options |= {"num_cpus": workers or None, "include_dashboard": False, "object_store_memory": OBJECT_STORE}
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    try:
        with _without_stderr():
            ray.init(**options)
    except Exception as error:  # of many kinds, by what is wrong with the cluster
        raise WorkerError(f"Ray can't be started: {' '.join(str(error).split())[:MESSAGE_LENGTH]}") from None


@contextmanager
def _without_stderr() -> Iterator[None]:
    """Without what Ray's own core writes to standard error while it starts; what goes wrong it raises, too."""
    kept = os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
