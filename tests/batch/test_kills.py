"""A run that is killed and started again: its output has the bytes of a run that wasn't disturbed."""

from __future__ import annotations

import multiprocessing
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import publish
from cleaner.batch import run as runs
from tests.batch.shared import Quick, digest, jsonl, ledger, order, run, story

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the runs to be killed are forked")

KILLS = int(os.environ.get("CLEANER_KILLS", "20"))
"""How often a run is killed in these tests, in all."""

LINES, FILES = 300, 60
"""Documents of the two inputs: some chunks of each."""

OUTPUTS = ("out.jsonl", "out.jsonl.gz", "out.jsonl", "out")


class Slow(Quick):
    """As long as a document usually takes, so that a kill finds the run at its work."""

    def clean(self, data: str | bytes, url: str | None = None, media_type: str | None = None) -> Any:
        end = time.perf_counter() + 0.0005
        while time.perf_counter() < end:
            pass
        return super().clean(data, url, media_type)


def started(inputs: list[Path], out: Path, **changes: Any) -> multiprocessing.process.BaseProcess:
    """The run, as a process of its own."""
    asked = order(inputs, out, **changes)
    process = multiprocessing.get_context("fork").Process(target=runs.run, args=(asked, Slow))
    process.start()
    return process


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A container, a folder, and a packed document among them."""
    folder = tmp_path_factory.mktemp("in")
    for n in range(FILES):
        (folder / f"{n:03}.txt").write_text(story(n), "utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)))
    texts = [story(n) for n in range(LINES)]
    texts[LINES // 2] = "EXIT"
    return [jsonl(tmp_path_factory.mktemp("container") / "in.jsonl", texts, year=2019), folder]


@pytest.fixture(scope="module")
def undisturbed(inputs: list[Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float]]:
    """The digest of each output, and how long it takes."""
    found = {}
    for name in OUTPUTS:
        out = tmp_path_factory.mktemp("undisturbed") / name
        begun = time.perf_counter()
        run(inputs, out, Slow, removed=True)
        found[name] = (digest(out), time.perf_counter() - begun)
    return found


@pytest.mark.parametrize("trial", range(KILLS))
def test_killed_at_any_moment_and_started_again_the_output_is_the_same(
    trial: int, inputs: list[Path], undisturbed: dict[str, tuple[str, float]], tmp_path: Path
) -> None:
    name = OUTPUTS[trial % len(OUTPUTS)]
    expected, seconds = undisturbed[name]
    out = tmp_path / name
    chance = random.Random(trial)
    for _ in range(2):  # killed twice, at most
        process = started(inputs, out, removed=True)
        process.join(chance.uniform(0, 1.1 * seconds))
        process.kill()
        process.join()
    found = run(inputs, out, Slow, removed=True, resume=True)
    assert digest(out) == expected
    assert found.tally.documents == LINES + FILES + 1
    assert [row["source"] for row in ledger(out)] == sorted_sources(inputs)
    left = {path.name for path in (out / "_run" if out.is_dir() else Path(f"{out}.run")).iterdir()}
    assert left == {"ledger.jsonl", "lock", "manifest.json", "quarantine"}


def sorted_sources(inputs: list[Path]) -> list[str]:
    lines = [f"{inputs[0]}:{n + 1}" for n in range(LINES)]
    return lines + [str(path) for path in sorted(inputs[1].iterdir())]


@pytest.mark.parametrize("moves", [0, 7, 900])
def test_killed_while_outputs_are_renamed_into_place_none_is_lost(
    moves: int, inputs: list[Path], undisturbed: dict[str, tuple[str, float]], tmp_path: Path, monkeypatch: Any
) -> None:
    left = iter(range(moves))
    put = publish._Files.put

    def dying(files: Any, name: str, data: bytes) -> None:
        if next(left, None) is None:
            os._exit(9)
        put(files, name, data)

    with monkeypatch.context() as patch:
        patch.setattr(publish._Files, "put", dying)
        process = started(inputs, tmp_path / "out", removed=True)
        process.join()
    assert process.exitcode == 9
    run(inputs, tmp_path / "out", Slow, removed=True)
    assert digest(tmp_path / "out") == undisturbed["out"][0]
