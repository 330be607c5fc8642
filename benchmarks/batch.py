"""What a batch promises, measured: kills, poisons, one digest, flat memory, two workers.

    python -m benchmarks.batch [kills|poisons|digests|memory|workers|paths ...] [--documents N] [--kills N] [--json]

The documents are made here, of invented sentences. `kills` and `workers` run the command itself. Linux only. The
exit code is 1 where a promise isn't kept.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

if __package__ in (None, ""):  # run as a file
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from cleaner import Cleaner
from cleaner.batch import run as runs
from cleaner.batch.inputs import find_inputs
from cleaner.batch.limits import Limits
from cleaner.batch.run import Hooks, Progress, RunRequest
from cleaner.batch.run_folder import run_folder_of
from cleaner.batch.run_options import RunOptions, Target
from cleaner.model import Result

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [sys.executable, "-m", "cleaner", "clean"]

PLACES = "Harrow Northlight Elmsford Stonebridge Weymarsh Callow Dunmere Ashby".split()
PEOPLE = ("Ana Ruiz", "Tom Bell", "Margaret Howell", "Idris Khan", "Wen Li", "Oskar Lund")
PROSE = (
    "The council of {place} voted on Monday to keep {n} of its libraries open for another year, officials said.",
    "{person}, who leads the council, said the decision would cost £{n},000, less than the repair of the bridge.",
    "“We were told nothing,” said {person}, who has run the ferry since 19{n:02d}. “Nothing at all.”",
    "About {n} people gathered outside the town hall in {place} while the members spoke for and against the plan.",
    "The bridge between {place} and the northern shore has been closed since cracks were found in {n} of its piers.",
    "A spokesman for the port said that {n} ships had been turned away, and that others would wait for the tide.",
)
JUNK = (
    "Read more: Ten recipes for a wet weekend in {place}",
    "Share this story",
    "Sign up for our newsletter and get the day’s stories in your inbox.",
    "© 2019 The {place} Post. All rights reserved.",
    "Photo: {person}/Northlight",
)


def text(number: int, paragraphs: int = 12) -> str:
    """An invented article, always the same for its number."""
    chance = random.Random(number)

    def filled(line: str) -> str:
        return line.format(place=chance.choice(PLACES), person=chance.choice(PEOPLE), n=chance.randrange(2, 99))

    lines = [filled("{place} counts its bridges again, number ") + str(number), filled("By {person}"), ""]
    for _ in range(chance.randrange(paragraphs // 2, paragraphs + 1)):
        lines += [" ".join(filled(chance.choice(PROSE)) for _ in range(chance.randrange(1, 4))), ""]
        if chance.random() < 0.3:
            lines += [filled(chance.choice(JUNK)), ""]
    return "\n".join(lines)


def written(path: Path, numbers: Sequence[int]) -> Path:
    """A JSONL file of articles."""
    with path.open("w", encoding="utf-8") as file:
        for n in numbers:
            file.write(
                json.dumps({"id": f"doc-{n}", "text": text(n), "year": 2000 + n % 20}, ensure_ascii=False) + "\n"
            )
    return path


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def environment(**changes: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), **changes}


def kills(folder: Path, documents: int, times: int) -> dict[str, Any]:
    """The command is killed at random moments and started again, each time to the end; all outputs are compared.

    By turns at any moment of the time an undisturbed run takes, of which much is start-up, and at a moment when some
    chunks are finished, others under way.
    """
    source = written(folder / "in.jsonl", range(documents))
    command = [*COMMAND, str(source), "--workers", "2", "-o"]
    begun = time.perf_counter()
    subprocess.run([*command, str(folder / "undisturbed.jsonl")], env=environment(), check=True, capture_output=True)
    seconds = time.perf_counter() - begun
    expected = digest(folder / "undisturbed.jsonl")
    chance, same, went_on = random.Random(7), 0, 0
    for trial in range(times):
        out = folder / f"{trial}.jsonl"
        process = subprocess.Popen([*command, str(out)], env=environment(), stderr=subprocess.DEVNULL)
        if trial % 2:
            _await_chunks(process, out, chance.randrange(1, 4))
            moment = chance.uniform(0, 0.2)
        else:
            moment = chance.uniform(0, seconds)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        went_on += bool(_finished(out))
        subprocess.run([*command, str(out), "--resume"], env=environment(), check=True, capture_output=True)
        same += digest(out) == expected
        out.unlink()
    return {
        "documents": documents,
        "kills": times,
        "with finished chunks": went_on,
        "identical": same,
        "kept": same == times,
    }


def _await_chunks(process: subprocess.Popen[bytes], out: Path, number: int) -> None:
    """Until so many chunks are finished, or the whole run."""
    while process.poll() is None and len(_finished(out)) < number:
        time.sleep(0.01)


def _finished(out: Path) -> list[Path]:
    return list(Path(f"{out}.run").glob("shards/*.done"))


class Poisoned:
    """The cleaner of the shipped rules, with documents that do to it what their text says."""

    def __init__(self, cleaner: Cleaner) -> None:
        self._cleaner = cleaner

    def clean(self, data: str | bytes, url: str | None = None, media_type: str | None = None) -> Result:
        poison = POISONS.get(data if isinstance(data, str) else "")
        if poison is not None:
            poison()
        return self._cleaner.clean(data, url, media_type)


def _hang() -> None:
    while True:
        time.sleep(60)


def _recurse() -> None:
    _recurse()


POISONS: dict[str, Callable[[], object]] = {
    "POISON hang": _hang,
    "POISON abort": os.abort,
    "POISON 10 GB": lambda: bytearray(10 << 30),
    "POISON recursion": _recurse,
}


def poisons(folder: Path, documents: int, seconds: float = 5.0) -> dict[str, Any]:
    """One of each poison among healthy documents: as many rows as documents, and the healthy ones are right."""
    files = {
        "bomb.txt.gz": gzip.compress(bytes(200_000_000)),
        "encoding.txt": b"\xff\xfea\x00\x00\xd8",
        "empty.txt": b"",
        "binary.txt": bytes(range(256)) * 40,
    }
    (folder / "files").mkdir()
    for name, data in files.items():
        (folder / "files" / name).write_bytes(data)
    healthy = documents - len(files) - len(POISONS) - 1
    rows = [json.dumps({"id": f"doc-{n}", "text": text(n)}) for n in range(healthy)]
    bad = [json.dumps({"id": name, "text": name}) for name in POISONS] + ['{"id": "broken", "text": "Rain']
    for at, row in enumerate(bad, 1):
        rows.insert(at * healthy // (len(bad) + 1), row)
    (folder / "in.jsonl").write_text("\n".join(rows) + "\n", "utf-8")
    cleaner, out = Cleaner(), folder / "out.jsonl"
    order = _order([folder / "in.jsonl", folder / "files"], out, cleaner, limits=Limits(seconds, 1 << 30))
    begun = time.perf_counter()
    report = runs.run(order, lambda: Poisoned(cleaner))
    took = time.perf_counter() - begun
    ledger = [json.loads(line) for line in (Path(f"{out}.run") / "ledger.jsonl").open(encoding="utf-8")]
    made = {}
    for line in out.open(encoding="utf-8"):
        record = json.loads(line)
        made[record["id"]] = record["article"]["articleBody"]
    right = sum(made.get(f"doc-{n}") == cleaner.clean(text(n)).body for n in range(healthy))
    reasons = {row["id"].rpartition("/")[2]: f"{row['status']}: {row['reason']}" for row in ledger if row["reason"]}
    expected = len(bad) + len(files) - 1  # the empty one is not quarantined
    quarantined = sum(row["status"] == "quarantined" for row in ledger)
    return {
        "documents": documents,
        "rows": len(ledger),
        "healthy": healthy,
        "healthy and right": right,
        "quarantined": quarantined,
        "reasons": reasons,
        "seconds": round(took, 1),
        "kept": len(ledger) == documents == report.tally.documents and right == healthy and quarantined == expected,
    }


def _order(inputs: Sequence[Path], out: Path, cleaner: Cleaner, workers: int = 2, **more: Any) -> RunRequest:
    options = RunOptions(cleaner.ruleset.digest, cleaner.ruleset.version, Target.JSONL, **more)
    found = find_inputs([str(path) for path in inputs], [out])
    return RunRequest(found, options, run_folder_of(out, False), out, workers=workers)


CLOCK = "import sys, time; real = time.time; time.time = lambda: real() + {shift}; from cleaner.cli import main; main()"


def digests(folder: Path, documents: int) -> dict[str, Any]:
    """1, 2 and 8 workers, three hash seeds, clocks set elsewhere, another zone: one digest. Shuffled: the same rows."""
    source = written(folder / "in.jsonl", range(documents))
    shuffled = list(range(documents))
    random.Random(3).shuffle(shuffled)
    other = written(folder / "shuffled.jsonl", shuffled)
    plain = ("0", "0", "UTC")
    cases = [(source, 1, plain), (source, 2, plain), (source, 8, plain), (source, 2, ("1", "0", "UTC"))]
    cases += [(source, 2, ("2", "1e9", "Asia/Tokyo")), (source, 2, ("3", "-1e9", "America/Lima")), (other, 2, plain)]
    whole, rows = [], []
    for number, (path, workers, (seed, shift, zone)) in enumerate(cases):
        out = folder / f"{number}.jsonl"
        subprocess.run(
            [sys.executable, "-c", CLOCK.format(shift=shift), "clean", str(path), "-o", str(out), "-j", str(workers)],
            env=environment(PYTHONHASHSEED=seed, TZ=zone),
            check=True,
            capture_output=True,
        )
        made = [json.loads(line) | {"source": None} for line in out.open(encoding="utf-8")]
        made.sort(key=lambda record: record["id"])
        rows.append(hashlib.sha256(json.dumps(made).encode()).hexdigest()[:16])
        if path == source:
            whole.append(digest(out))
    return {
        "documents": documents,
        "runs": len(cases),
        "digests of the file": sorted(set(whole)),
        "digests of the rows, by id": sorted(set(rows)),
        "kept": len(set(whole)) == 1 and len(set(rows)) == 1,
    }


MEGABYTE = 1 << 20
GROWTH = 50
"""Megabytes that any process of a run may grow by."""

SETTLED = 0.1
"""Share of the documents after which a process counts as settled: rules and tables are loaded."""


def memory(folder: Path, documents: int) -> dict[str, Any]:
    """Resident memory of the supervisor and of each worker, over the run."""
    source = written(folder / "in.jsonl", range(documents))
    cleaner = Cleaner()
    samples: list[tuple[int, dict[int, float]]] = []

    def look(progress: Progress) -> None:
        if not samples or progress.documents >= samples[-1][0] + documents // 100:
            samples.append((progress.documents, resident()))

    runs.run(_order([source], folder / "out.jsonl", cleaner), lambda: cleaner, Hooks(show=look))
    samples.append((documents, resident()))
    settled = next(at for at, (done, _) in enumerate(samples) if done >= SETTLED * documents)
    growth: dict[str, float] = {}
    for pid in samples[settled][1]:
        seen = [megabytes[pid] for _, megabytes in samples[settled:] if pid in megabytes]
        growth["supervisor" if pid == os.getpid() else f"worker {len(growth)}"] = round(max(seen) - seen[0], 1)
    first, most = (pick(sum(m.values()) for _, m in samples[settled:]) for pick in (next_of, max))
    return {
        "documents": documents,
        "megabytes, all processes": [round(first), round(most)],
        "growth of each, megabytes": growth,
        "kept": sum(growth.values()) < GROWTH,
    }


def next_of(numbers: Iterator[float]) -> float:
    return next(numbers)


def resident() -> dict[int, float]:
    """Resident megabytes of this process and its children."""
    own = os.getpid()
    children = Path(f"/proc/{own}/task/{own}/children").read_text().split()
    found = {}
    for pid in (own, *map(int, children)):
        try:
            pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        except (OSError, IndexError):
            continue
        found[pid] = pages * os.sysconf("SC_PAGE_SIZE") / MEGABYTE
    return found


RATIO = 1.8
"""What two workers are to be worth, on two cores that nobody else uses."""


def workers(folder: Path, documents: int, rounds: int = 3) -> dict[str, Any]:
    """One worker and two, in turn; the quickest of the rounds counts. Start-up is part of it."""
    source = written(folder / "in.jsonl", range(documents))
    took: dict[int, list[float]] = {1: [], 2: []}
    for number in range(rounds):
        for count, times in took.items():
            out = folder / f"{number}-{count}.jsonl"
            begun = time.perf_counter()
            subprocess.run(
                [*COMMAND, str(source), "-o", str(out), "-j", str(count)],
                env=environment(),
                check=True,
                capture_output=True,
            )
            times.append(time.perf_counter() - begun)
    ratio = min(took[1]) / min(took[2])
    return {
        "documents": documents,
        "seconds with one": [round(t, 2) for t in took[1]],
        "seconds with two": [round(t, 2) for t in took[2]],
        "documents a second with two": round(documents / min(took[2])),
        "load of the machine": round(os.getloadavg()[0], 1),
        "times as fast": round(ratio, 2),
        "kept": ratio >= RATIO,
    }


def paths(folder: Path, documents: int, rounds: int = 3) -> dict[str, Any]:
    """One worker and two in processor time, for machines that others use, too: what the clock would say were each
    process alone on its core. That is the time of the supervisor and of the worker that takes longest; start-up, which
    is the same for both, is not part of it.
    """
    source = written(folder / "in.jsonl", range(documents))
    cleaner = Cleaner()
    cleaner.clean(text(0))
    took: dict[int, list[float]] = {1: [], 2: []}
    alone: list[float] = []
    for number in range(rounds):
        for count, times in took.items():
            found = path(_order([source], folder / f"{number}-{count}.jsonl", cleaner, count), cleaner)
            alone.append(found[0])
            times.append(sum(found))
    ratio = min(took[1]) / min(took[2])
    return {
        "documents": documents,
        "processor seconds with one": [round(t, 2) for t in took[1]],
        "processor seconds with two": [round(t, 2) for t in took[2]],
        "of which the supervisor": round(min(alone), 2),
        "times as fast": round(ratio, 2),
        "kept": ratio >= RATIO,
    }


def path(order: RunRequest, cleaner: Cleaner) -> tuple[float, float]:
    """Processor seconds of the supervisor, and of the worker that took longest."""
    children: dict[int, float] = {}

    def look(_: Progress) -> None:
        children.update(processor())

    begun = time.process_time()
    runs.run(order, lambda: cleaner, Hooks(show=look))
    return time.process_time() - begun, max(children.values())


def processor() -> dict[int, float]:
    """Processor seconds of the children of this process, so far."""
    own = os.getpid()
    found = {}
    for pid in map(int, Path(f"/proc/{own}/task/{own}/children").read_text().split()):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
        except OSError:
            continue
        found[pid] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    return found


SIZES = {"kills": 1_500, "poisons": 10_000, "digests": 1_000, "memory": 50_000, "workers": 5_000, "paths": 3_000}
"""Documents of each measurement, where none are given."""


def measured(name: str, documents: int, times: int) -> dict[str, Any]:
    """One measurement, in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="cleaner-batch-") as path:
        folder = Path(path)
        match name:
            case "kills":
                return kills(folder, documents, times)
            case "poisons":
                return poisons(folder, documents)
            case "digests":
                return digests(folder, documents)
            case "memory":
                return memory(folder, documents)
            case "paths":
                return paths(folder, documents)
            case _:
                return workers(folder, documents)


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.batch", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", choices=[*SIZES, []], help="which to measure (all)")
    parser.add_argument("--documents", type=int, help="documents of each measurement")
    parser.add_argument("--kills", type=int, default=100, help="how often to kill (100)")
    parser.add_argument("--json", action="store_true", help="print a JSON record")
    args = parser.parse_args(argv)
    if sys.platform != "linux":
        print("benchmarks.batch: this looks into /proc, and needs Linux", file=sys.stderr)
        return 2
    record = {name: measured(name, args.documents or SIZES[name], args.kills) for name in args.names or SIZES}
    if args.json:
        print(json.dumps(record, indent=2, ensure_ascii=False))
    else:
        for name, found in record.items():
            print(name)
            for key, value in found.items():
                print(f"  {key:28} {json.dumps(value, ensure_ascii=False)}")
    return 0 if all(found["kept"] for found in record.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
