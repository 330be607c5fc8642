"""A whole run: plan, clean in workers, check the books, publish."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.batch import ledger
from cleaner.batch.chunks import Chunk, Span, key_of
from cleaner.batch.formats import Kind
from cleaner.batch.inputs import Input, spool_streams
from cleaner.batch.messages import Broken, Clean, Job, Reply, Scan
from cleaner.batch.plan import Plan, make_plan
from cleaner.batch.previous import save_previous
from cleaner.batch.publish import Publisher
from cleaner.batch.readers.base import DAMAGED
from cleaner.batch.run_folder import RunFolder, Start, State
from cleaner.batch.run_options import CleanerFactory, RunOptions, Target
from cleaner.batch.shard import DONE, Summary, read_shard
from cleaner.batch.streams import zstd
from cleaner.batch.supervisor import ExecutorFactory, ExecutorSpec, Queue, Supervisor
from cleaner.batch.tally import Tally
from cleaner.extras import require
from cleaner.text.visible import visible


class RunRequest(NamedTuple):
    """What is to be done. Without `out` the rows go to `sink`, and there is no output to publish.

    `start` is a start method of multiprocessing, the usual one of the system if None. `executor` chooses the engine.
    """

    inputs: Sequence[Input]
    options: RunOptions
    run: Path
    out: Path | None = None
    sink: BinaryIO | None = None
    workers: int = 1
    resume: bool = False
    retry_failed: bool = False
    overwrite: bool = False
    start: str | None = None
    executor: ExecutorFactory = Supervisor


class Progress(NamedTuple):
    """How far a run is. `total` grows until `is_counted`: then all containers have been gone through."""

    documents: int
    total: int
    is_counted: bool
    earlier: int
    """Documents that an earlier attempt had finished."""


class Hooks(NamedTuple):
    """Whom the run tells what: `tell` a line for people, `show` the progress, often.

    `warm_up` is called once before workers are made: what it loads, forked workers share.
    """

    tell: Callable[[str], None] = lambda _: None
    show: Callable[[Progress], None] = lambda _: None
    warm_up: Callable[[], None] = lambda: None


class Report(NamedTuple):
    """How a run ended."""

    tally: Tally
    start: Start


def run(request: RunRequest, factory: CleanerFactory, hooks: Hooks = Hooks()) -> Report:  # noqa: B008 - frozen
    """Clean the inputs. Raises CleanerError where the run can't begin, go on or end; what stood at `out` still stands.

    Documents that can't be cleaned don't raise: the tally counts them as quarantined.
    """
    _check_libraries(request)
    options = request.options
    with RunFolder(request.run) as folder:
        was_finished = folder.manifest.get("state") == State.FINISHED
        folder.refuse_finished(resume=request.resume or request.retry_failed, overwrite=request.overwrite)
        for _ in folder.former_rows() if folder.manifest else ():
            pass  # a damaged ledger ends the run now, not when all is cleaned
        inputs = spool_streams(request.inputs, folder.open_work())
        plan = make_plan(inputs, request.out if options.target is Target.FOLDER else None)
        failed = request.retry_failed and Tally.from_dict(folder.manifest["tally"]).quarantined if was_finished else ()
        anew = request.overwrite or bool(failed) or not _outputs_stand(request, folder)
        start = folder.begin(plan.key(options.key), _about(request), anew=anew)
        if start is Start.UNCHANGED:
            folder.tidy()
            return Report(Tally.from_dict(folder.manifest["tally"]), start)
        former = folder.manifest["former"]
        is_same = request.retry_failed or former["limits"] == list(options.limits)
        if (request.resume or request.retry_failed) and former["ledger"] and is_same:
            save_previous(folder, request.out, options, failed=not request.retry_failed)
        if options.target is Target.FOLDER:
            for name, base in plan.renamed:
                hooks.tell(f"{visible(name)} becomes {visible(base)}: the plain name is taken")
        coordinator = RunCoordinator(plan, request, folder, hooks)
        coordinator.clean(factory)
        return Report(coordinator.publish(), start)


def _outputs_stand(request: RunRequest, folder: RunFolder) -> bool:
    """Is every output of a finished run where it was left? True also where none was finished.

    That it is there is looked at, not what it holds: to read all of it would take as long as many a run.
    """
    if request.out is None or folder.manifest.get("state") != State.FINISHED:
        return True
    if request.options.target is not Target.FOLDER:
        return all(request.out.with_name(name).exists() for name in folder.manifest["outputs"])
    files = ((row["output"], row.get("output_files") or ()) for row in folder.former_rows())
    return all((request.out / f"{base}{ending}").exists() for base, endings in files for ending in endings)


def _about(request: RunRequest) -> dict[str, Any]:
    """What the manifest tells of the request."""
    options = asdict(request.options)
    options |= {"columns": request.options.columns._asdict(), "limits": request.options.limits._asdict()}
    out = str(request.out) if request.out is not None else None
    return {"version": options.pop("version"), "ruleset": options.pop("ruleset"), "output": out, "options": options}


def _check_libraries(request: RunRequest) -> None:
    """Raises MissingExtra now, not after hours."""
    kinds = {one.kind for one in request.inputs}
    if ".zst" in {one.compression for one in request.inputs} | {request.options.compression}:
        zstd()
    if Kind.PARQUET in kinds or request.options.target is Target.PARQUET:
        require("pyarrow")


class RunCoordinator:
    """Knows which chunks there are, which are done, and how many documents that makes."""

    def __init__(self, plan: Plan, request: RunRequest, folder: RunFolder, hooks: Hooks) -> None:
        self._plan = plan
        self._request = request
        self._folder = folder
        self._hooks = hooks
        self._options_key = request.options.key
        self._queue = Queue()
        self._keys: list[list[str]] = [[] for _ in plan.entries]
        self._known: set[str] = set()
        self._finished: set[str] = set()
        self._unscanned = {place for place, entry in enumerate(plan.entries) if isinstance(entry, Input)}
        self._scans: dict[int, _ScanState] = {}
        self._tally = Tally()
        self._planned = self._cleaned = self._earlier = self._written = 0
        self._sent = (0, 0)

    def clean(self, factory: CleanerFactory) -> None:
        """Have every chunk cleaned that isn't yet, and send off what is asked for, in order."""
        for place, entry in enumerate(self._plan.entries):
            if isinstance(entry, Input):
                self._queue.put(Scan(place, entry))
            else:
                self._add(Chunk((place, 0), entry))
        self._show_progress()
        if self._queue:
            request = self._request
            self._hooks.warm_up()
            shards = self._folder.shards.path
            spec = ExecutorSpec(factory, request.options, shards, request.workers, request.start)
            with request.executor(spec) as executor:
                for event in executor.run(self._queue):
                    if event is not None:
                        self._note(*event)
                    self._show_progress()
        self._send()

    def _note(self, job: Job, reply: Reply) -> None:
        match job, reply:
            case Scan(), Span():
                self._scans.setdefault(job.place, _ScanState()).take(job, reply, self._add)
            case Scan(), Broken():
                scan = self._scans.setdefault(job.place, _ScanState())
                span = Span(0, scan.number, 1, f"{DAMAGED}: {reply.reason}, twice")
                self._add(Chunk((job.place, scan.parts), (job.container,), span))
                self._unscanned.discard(job.place)
            case Scan(), _:
                self._unscanned.discard(job.place)
            case Clean(), Summary():
                self._count(job.key, reply)
                self._cleaned += reply.rows
        self._send()

    def _add(self, chunk: Chunk) -> None:
        key = key_of(chunk, self._options_key)
        while key in self._known:  # the same inputs named twice
            key = hashlib.sha256(key.encode()).hexdigest()[:32]
        self._known.add(key)
        self._keys[chunk.place[0]].append(key)
        self._planned += chunk.rows
        found = read_shard(self._folder.shards, key)
        if found is not None:
            self._count(key, found.summary)
            self._earlier += found.summary.rows
        else:
            self._folder.shards.remove(key + DONE)
            self._queue.put(Clean(chunk, key))

    def _count(self, key: str, summary: Summary) -> None:
        self._finished.add(key)
        self._tally.merge(summary.tally)
        self._written += summary.written

    def _send(self) -> None:
        """Rows of finished chunks to the sink, as far as no chunk before them is missing."""
        sink = self._request.sink
        if sink is None:
            return
        place, part = self._sent
        while place < len(self._keys):
            keys = self._keys[place]
            while part < len(keys) and keys[part] in self._finished:
                shard = read_shard(self._folder.shards, keys[part])
                if shard is None:
                    raise ledger.LedgerError(f"{self._folder.path}: a finished shard is damaged; start the run again")
                sink.write(shard.parts["rows"])
                part += 1
            if part < len(keys) or place in self._unscanned:
                break
            place, part = place + 1, 0
        self._sent = (place, part)

    def _show_progress(self) -> None:
        self._hooks.show(Progress(self._cleaned + self._earlier, self._planned, not self._unscanned, self._earlier))

    def publish(self) -> Tally:
        """Check that every input has its row, then publish."""
        keys = [key for part in self._keys for key in part]
        ledger.check(self._tally.statuses, self._planned, self._written)
        request = self._request
        made = Publisher(self._folder, request.out, keys, request.options).publish(overwrite=request.overwrite)
        ledger.check(self._tally.statuses, made.rows, self._written)
        about = {"outputs": made.outputs, "rows": made.rows, "tally": self._tally.to_dict()}
        self._folder.finish(made.ledger, json.loads(json.dumps(about)))
        return self._tally


@dataclass(slots=True)
class _ScanState:
    """How far the scan of a container is: its spans may come again, should its first scan have died."""

    parts: int = 0
    number: int = 0
    attempt: int = 1
    seen: int = 0

    def take(self, job: Scan, span: Span, add: Callable[[Chunk], None]) -> None:
        if job.attempts != self.attempt:
            self.attempt, self.seen = job.attempts, 0
        if self.seen == self.parts:
            add(Chunk((job.place, self.parts), (job.container,), span))
            self.parts += 1
            self.number = span.first + span.rows
        self.seen += 1
