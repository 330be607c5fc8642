"""A whole run: plan, clean in workers, check the books, publish."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, Protocol

from cleaner.batch import ledger
from cleaner.batch.chunks import Chunk, Container, Span, key_of
from cleaner.batch.find import Input
from cleaner.batch.jobs import Broken, Clean, Job, Reply, Scan
from cleaner.batch.kinds import Kind
from cleaner.batch.plan import Plan, plan
from cleaner.batch.publish import publish, removed_place, send
from cleaner.batch.readers.reader import DAMAGED
from cleaner.batch.runfolder import RunFolder, Start, State
from cleaner.batch.shards import Done, done
from cleaner.batch.spool import spooled
from cleaner.batch.supervisor import Queue, Supervisor
from cleaner.batch.tally import Tally
from cleaner.batch.task import Factory, Target, Task
from cleaner.extras import require


class Team(Protocol):
    """Who does the jobs of a run: it yields the replies as they come, and None from time to time."""

    def __enter__(self) -> Team: ...
    def __exit__(self, kind: Any, error: Any, trace: Any, /) -> None: ...
    def run(self, queue: Queue) -> Iterator[tuple[Job, Reply] | None]: ...


Hire = Callable[[Factory, Task, Path, int, str | None], Team]
"""Makes a team: of what makes the cleaner, the task, the folder of the shards, the workers, and their start method."""


class Order(NamedTuple):
    """What is to be done. Without `out` the rows go to `sink`, and there is no output to publish.

    `start` is a start method of multiprocessing, the usual one of the system if None. `hire` chooses the engine.
    """

    inputs: Sequence[Input]
    task: Task
    run: Path
    out: Path | None = None
    sink: BinaryIO | None = None
    workers: int = 1
    resume: bool = False
    overwrite: bool = False
    start: str | None = None
    hire: Hire = Supervisor


class Progress(NamedTuple):
    """How far a run is. `total` grows until `is_counted`: then all containers have been gone through."""

    documents: int
    total: int
    is_counted: bool
    earlier: int
    """Documents that an earlier attempt had finished."""


class Hooks(NamedTuple):
    """Whom the run tells what: `tell` a line for people, `show` the progress, often.

    `warm` is called once before workers are made: what it loads, forked workers share.
    """

    tell: Callable[[str], None] = lambda _: None
    show: Callable[[Progress], None] = lambda _: None
    warm: Callable[[], None] = lambda: None


class Report(NamedTuple):
    """How a run ended."""

    tally: Tally
    start: Start


def run(order: Order, factory: Factory, hooks: Hooks = Hooks()) -> Report:  # noqa: B008 - frozen
    """Clean the inputs. Raises CleanerError where the run can't begin, go on or end; what stood at `out` still stands.

    Documents that can't be cleaned don't raise: the tally counts them as quarantined.
    """
    _check_libraries(order)
    with RunFolder(order.run) as folder:
        folder.refuse(resume=order.resume, overwrite=order.overwrite)
        inputs = spooled(order.inputs, folder.spool())
        made = plan(inputs, order.out if order.task.target is Target.FOLDER else None)
        anew = order.overwrite or not _all_stands(order, folder)
        start = folder.begin(made.key(order.task.key), _about(order), overwrite=anew)
        if start is Start.UNCHANGED:
            folder.tidy()
            found = folder.manifest() or {}
            return Report(Tally.from_dict(found["tally"]), start)
        if order.task.target is Target.FOLDER:
            for name, base in made.renamed:
                hooks.tell(f"{name} becomes {base}: the plain name is taken")
        books = _Books(made, order, folder, hooks)
        books.fill(factory)
        return Report(books.close(), start)


def _all_stands(order: Order, folder: RunFolder) -> bool:
    """Is every output of a finished run where it was left? True also where none was finished.

    That it is there is looked at, not what it holds: to read all of it would take as long as many a run.
    """
    found = folder.manifest()
    if order.out is None or found is None or found.get("state") != State.FINISHED:
        return True
    if order.task.target is not Target.FOLDER:
        return all((order.out.parent / name).exists() for name in found.get("outputs", ()))
    try:
        rows = map(json.loads, folder.ledger.read_text("utf-8").splitlines())
        bases = [row["output"] for row in rows if row["output"] is not None]
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return all((order.out / f"{base}{ending}").exists() for base in bases for ending in order.task.endings)


def _about(order: Order) -> dict[str, Any]:
    """What the manifest tells of the order."""
    task = order.task
    options = task._asdict() | {"columns": task.columns._asdict(), "limits": task.limits._asdict()}
    for name in ("ruleset", "version"):
        del options[name]
    out = str(order.out) if order.out is not None else None
    return {"version": task.version, "ruleset": task.ruleset, "output": out, "options": options}


def _check_libraries(order: Order) -> None:
    """Raises MissingExtra now, not after hours."""
    needed = {one.packing for one in order.inputs} | {order.task.packing}
    kinds = {one.kind for one in order.inputs}
    if ".zst" in needed:
        require("zstandard")
    if Kind.PARQUET in kinds or order.task.target is Target.PARQUET:
        require("pyarrow")
    if Kind.WARC in kinds:
        require("fastwarc")


class _Books:
    """Which chunks there are, which are done, and how many documents that makes."""

    def __init__(self, made: Plan, order: Order, folder: RunFolder, hooks: Hooks) -> None:
        self._plan = made
        self._order = order
        self._folder = folder
        self._hooks = hooks
        self._task_key = order.task.key
        self._queue = Queue()
        self._keys: list[list[str]] = [[] for _ in made.entries]
        self._known: set[str] = set()
        self._finished: set[str] = set()
        self._unscanned = {place for place, entry in enumerate(made.entries) if isinstance(entry, Container)}
        self._scans: dict[int, _Scanning] = {}
        self._planned = self._cleaned = self._earlier = 0
        self._sent = (0, 0)

    def fill(self, factory: Factory) -> None:
        """Have every chunk cleaned that isn't yet, and send off what is asked for, in order."""
        for place, entry in enumerate(self._plan.entries):
            if isinstance(entry, Container):
                self._queue.put(Scan(place, entry))
            else:
                self._add(self._plan.chunks(place))
        self._tell_progress()
        if self._queue:
            order = self._order
            self._hooks.warm()
            with order.hire(factory, order.task, self._folder.shards, order.workers, order.start) as team:
                for event in team.run(self._queue):
                    if event is not None:
                        self._note(*event)
                    self._tell_progress()
        self._send()

    def _note(self, job: Job, reply: Reply) -> None:
        match job, reply:
            case Scan(), Span():
                self._scans.setdefault(job.place, _Scanning()).take(job, reply, self._add)
            case Scan(), Broken():
                scan = self._scans.setdefault(job.place, _Scanning())
                fault = f"{DAMAGED}: {reply.reason}, twice"
                self._add(Chunk((job.place, scan.parts), (), job.container, Span(0, scan.number, 1, 0, fault)))
                self._unscanned.discard(job.place)
            case Scan(), _:
                self._unscanned.discard(job.place)
            case Clean(), Done():
                self._finished.add(job.key)
                self._cleaned += reply.rows
        self._send()

    def _add(self, chunk: Chunk) -> None:
        key = key_of(chunk, self._task_key)
        while key in self._known:  # the same inputs named twice
            key = hashlib.sha256(key.encode()).hexdigest()[:32]
        self._known.add(key)
        self._keys[chunk.place[0]].append(key)
        self._planned += chunk.rows
        if (found := done(self._folder.shards, key)) is not None:
            self._finished.add(key)
            self._earlier += found.rows
        else:
            self._queue.put(Clean(chunk, key))

    def _send(self) -> None:
        """Rows of finished chunks to the sink, as far as no chunk before them is missing."""
        sink = self._order.sink
        if sink is None:
            return
        place, part = self._sent
        while place < len(self._keys):
            keys = self._keys[place]
            while part < len(keys) and keys[part] in self._finished:
                send(self._folder, keys[part], sink)
                part += 1
            if part < len(keys) or place in self._unscanned:
                break
            place, part = place + 1, 0
        self._sent = (place, part)

    def _tell_progress(self) -> None:
        self._hooks.show(Progress(self._cleaned + self._earlier, self._planned, not self._unscanned, self._earlier))

    def _outputs(self) -> list[str]:
        """The names of the one-file outputs; those of a folder are in the ledger."""
        out, task = self._order.out, self._order.task
        if out is None or task.target is Target.FOLDER:
            return []
        place = Path(os.path.realpath(out))
        return [place.name] + ([removed_place(place, task.packing).name] if task.removed else [])

    def close(self) -> Tally:
        """Check that every input has its row, then publish."""
        keys = [key for part in self._keys for key in part]
        tally, written = Tally(), 0
        for key in keys:
            found = done(self._folder.shards, key)
            if found is None:
                raise ledger.LedgerError(f"{self._folder.shards / key}: a finished shard is gone; start the run again")
            tally.merge(found.tally)
            written += found.written
        ledger.check(tally.statuses, self._planned, written)
        rows = publish(self._folder, self._order.out, keys, self._order.task)
        ledger.check_rows(rows, self._planned)
        self._folder.finish({"outputs": self._outputs(), "rows": rows, "tally": tally.to_dict()})
        return tally


@dataclass(slots=True)
class _Scanning:
    """How far the scan of a container is: its spans may come again, should its first scan have died."""

    parts: int = 0
    number: int = 0
    attempt: int = 1
    seen: int = 0

    def take(self, job: Scan, span: Span, add: Callable[[Chunk], None]) -> None:
        if job.attempts != self.attempt:
            self.attempt, self.seen = job.attempts, 0
        if self.seen == self.parts:
            add(Chunk((job.place, self.parts), (), job.container, span))
            self.parts += 1
            self.number = span.first + span.rows
        self.seen += 1
