"""A run on Ray: the bytes, the ledger and the quarantine of a local one, whatever the documents do."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch.chunks import CHUNK_ROWS
from cleaner.batch.messages import Job, Reply
from cleaner.batch.run_options import RunOptions
from cleaner.batch.shard import Summary
from cleaner.batch.supervisor import ExecutorSpec, JobFailed, Queue, Supervisor
from cleaner.engines.ray import RayExecutor
from tests.batch.shared import HASTY, Quick, digest, jsonl, ledger, run, story

ray = pytest.importorskip("ray")
pytest.importorskip("ray.data")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked, and held to memory, on Linux")

ROOT = Path(__file__).resolve().parents[2]
TIMES = ("started", "seconds", "attempts")


@pytest.fixture(scope="module", autouse=True)
def connected() -> Iterator[None]:
    """One Ray for all tests of this file: they use it as a program's own that is connected already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("RAY_ADDRESS", raising=False)
        patch.setenv("PYTHONPATH", str(ROOT))  # its workers import what the tests inject
        patch.setenv("RAY_USAGE_STATS_ENABLED", "0")
        with RayExecutor(ExecutorSpec(Quick, RunOptions("test"), workers=2)):
            yield


@pytest.fixture
def inputs(tmp_path: Path) -> list[Path]:
    """A container of some chunks and a folder, with documents that their workers die of."""
    texts = [story(n) for n in range(3 * CHUNK_ROWS)]
    texts[7], texts[8], texts[CHUNK_ROWS], texts[2 * CHUNK_ROWS] = "HANG", "EAT", "ABORT", ""
    folder = tmp_path / "in"
    folder.mkdir()
    for n in range(5):
        (folder / f"{n}.txt").write_text(story(n), "utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    (folder / "photo.jpg").write_bytes(b"")
    return [jsonl(tmp_path / "in.jsonl", texts, year=2019), folder]


OVER_A_LIMIT = ("it needed more than", "it took longer than")
"""A document that eats memory goes over the limit of time first where the machine is slow."""


def books(out: Path) -> list[dict[str, Any]]:
    """The ledger but for the times, and for which of its limits a document went over."""
    rows = [{name: value for name, value in row.items() if name not in TIMES} for row in ledger(out)]
    for row in rows:
        if (row["reason"] or "").startswith(OVER_A_LIMIT):
            row["reason"] = "over a limit"
    return rows


@pytest.mark.parametrize("name", ["out.jsonl.gz", "out"])
def test_a_run_on_ray_has_the_bytes_and_the_ledger_of_a_local_one(
    name: str, inputs: list[Path], tmp_path: Path
) -> None:
    here, there = tmp_path / "local" / name, tmp_path / "ray" / name
    here.parent.mkdir()
    there.parent.mkdir()
    one = run(inputs, here, removed=True, limits=HASTY)
    two = run(inputs, there, removed=True, limits=HASTY, executor=RayExecutor)
    assert digest(there) == digest(here)
    assert books(there) == books(here)
    assert (
        two.tally.statuses
        == one.tally.statuses
        == {"ok": 3 * CHUNK_ROWS + 1, "quarantined": 4, "empty": 1, "skipped": 1}
    )
    kept = {path.name: path.read_bytes() for path in there.parent.rglob("quarantine/*") if path.name != "reasons.jsonl"}
    assert kept == {
        path.name: path.read_bytes() for path in here.parent.rglob("quarantine/*") if path.name != "reasons.jsonl"
    }


class Dying(Supervisor):
    """An executor that is gone after its first finished chunk."""

    def run(self, queue: Queue) -> Any:
        for event in super().run(queue):
            yield event
            if event is not None and isinstance(event[1], Summary):
                raise KeyboardInterrupt


class Counting(RayExecutor):
    """Counts the chunks that were done again."""

    done = 0

    def run(self, queue: Queue) -> Iterator[tuple[Job, Reply] | None]:
        for event in super().run(queue):
            Counting.done += event is not None and isinstance(event[1], Summary)
            yield event


def test_a_run_begun_here_is_finished_on_ray(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", [story(n) for n in range(3 * CHUNK_ROWS)])
    run([source], tmp_path / "undisturbed.jsonl")
    with pytest.raises(KeyboardInterrupt):
        run([source], tmp_path / "out.jsonl", executor=Dying, workers=1)
    run([source], tmp_path / "out.jsonl", executor=Counting)
    assert Counting.done == 2
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "undisturbed.jsonl").read_bytes()


class Ruled(Quick):
    """A cleaner that says which rules it has."""

    ruleset = type("RuleSet", (), {"digest": "other"})()


def test_a_node_with_other_rules_ends_the_run(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", [story(0)])
    with pytest.raises(JobFailed, match="a worker has other rules than this program"):
        run([source], tmp_path / "out.jsonl", Ruled, executor=RayExecutor)
    assert not (tmp_path / "out.jsonl").exists()


def test_an_input_that_has_changed_ends_the_run_as_it_does_locally(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", [story(n) for n in range(CHUNK_ROWS + 1)])

    class Cutting(RayExecutor):
        def _round(self, jobs: Any) -> Any:
            yield from super()._round(jobs)
            source.write_text("", "utf-8")

    with pytest.raises(JobFailed, match=r"in.jsonl: has changed since the run began"):
        run([source], tmp_path / "out.jsonl", executor=Cutting)


def test_the_command_says_only_what_it_says_of_a_local_run(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", ["The council voted on Monday to keep both of the libraries open.", "Rain."])
    found = {}
    for engine in ("local", "ray"):
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                "cleaner",
                "clean",
                source.name,
                "-o",
                "out.jsonl",
                "--overwrite",
                "--engine",
                engine,
            ],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        told = [line for line in done.stderr.splitlines() if not re.match(r"\d+ of \d+ documents|slowest: ", line)]
        found[engine] = (done.returncode, done.stdout, told, (tmp_path / "out.jsonl").read_bytes())
    assert found["ray"] == found["local"]
    assert found["ray"][:2] == (0, "")


def test_a_ray_that_cannot_be_reached_is_one_clear_line(tmp_path: Path) -> None:
    source = jsonl(tmp_path / "in.jsonl", ["Rain."])
    done = subprocess.run(
        [sys.executable, "-m", "cleaner", "clean", source.name, "-o", "out.jsonl", "--engine", "ray"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RAY_ADDRESS": "not an address"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.startswith("cleaner: Ray can't be started: ")
    assert done.stderr.count("\n") == 1
