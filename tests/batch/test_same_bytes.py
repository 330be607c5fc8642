"""The outputs depend on the inputs, the rules and the options, and on nothing else."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.batch.chunks import CHUNK_ROWS
from tests.batch.shared import digest, jsonl, run, story

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("in")
    for n in range(60):
        (folder / f"{n:02}.txt").write_text(story(n), "utf-8")
    (folder / "00.html").write_text("<p>Rain fell.</p>", "utf-8")
    texts = [story(n) for n in range(3 * CHUNK_ROWS + 1)]
    return [jsonl(tmp_path_factory.mktemp("rows") / "in.jsonl", texts, year=2019), folder]


@pytest.mark.parametrize("name", ["out.jsonl", "out.jsonl.gz", "out.jsonl.zst", "out.parquet", "out"])
def test_the_number_of_workers_does_not_matter(name: str, inputs: list[Path], tmp_path: Path) -> None:
    if name.endswith(".zst"):
        pytest.importorskip("zstandard")
    if name.endswith(".parquet"):
        pytest.importorskip("pyarrow")
    digests = set()
    for workers in (1, 2, 8):
        out = tmp_path / str(workers) / name
        out.parent.mkdir()
        run(inputs, out, workers=workers)
        digests.add(digest(out))
    assert len(digests) == 1


def test_the_order_of_the_inputs_does_not_matter_to_a_folder(inputs: list[Path], tmp_path: Path) -> None:
    files = [*sorted(inputs[1].iterdir()), inputs[0]]
    run(files, tmp_path / "one")
    random.Random(1).shuffle(files)
    run(files, tmp_path / "two")
    assert digest(tmp_path / "one") == digest(tmp_path / "two")


def test_the_order_of_lines_does_not_matter_to_a_documents_row(tmp_path: Path) -> None:
    texts = [story(n) for n in range(2 * CHUNK_ROWS)]
    rows = jsonl(tmp_path / "a.jsonl", texts).read_text("utf-8").splitlines(keepends=True)
    found = []
    for seed in (1, 2):
        random.Random(seed).shuffle(rows)
        (tmp_path / "a.jsonl").write_text("".join(rows), "utf-8")
        out = tmp_path / f"{seed}.jsonl"
        run([tmp_path / "a.jsonl"], out)
        made = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
        found.append({row["id"]: {**row, "source": None} for row in made})
    assert found[0] == found[1]


SCRIPT = """
import sys, time
from pathlib import Path
from tests.batch.shared import Quick, digest, run
if sys.argv[1] != "0":
    real = time.time
    time.time = lambda: real() - float(sys.argv[1])
out = Path(sys.argv[2])
run(sys.argv[3:], out)
print(digest(out))
"""


def test_neither_the_hash_seed_nor_the_clock_nor_the_zone_matters(inputs: list[Path], tmp_path: Path) -> None:
    digests = set()
    for seed, shift, zone in (("0", "0", "UTC"), ("1", "1e9", "Asia/Tokyo"), ("7", "-5e8", "America/Lima")):
        out = tmp_path / seed / "out.jsonl.gz"
        out.parent.mkdir()
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, shift, str(out), *map(str, inputs)],
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1
