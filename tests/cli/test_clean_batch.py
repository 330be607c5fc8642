"""`cleaner clean` of many documents: its options, its messages and its exit codes."""

from __future__ import annotations

import gzip
import io
import json
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleaner import extras
from cleaner.batch.run import Progress
from cleaner.cli import progress
from cleaner.cli.progress import Meter
from tests.cli.shared import JUNK, PROSE, STORY
from tests.cli.test_processes import COMMAND, ENVIRONMENT, WITH_FULL_DEVICE, spawn

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result

    Run = Callable[..., Result]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


@pytest.fixture
def corpus(here: Path) -> Path:
    """Three lines, the second of them bad."""
    rows = [json.dumps({"id": n, "text": STORY, "year": 2019}) for n in (1, 2)]
    (here / "in.jsonl").write_text(f"{rows[0]}\n{{bad\n{rows[1]}\n", "utf-8")
    return here / "in.jsonl"


def test_lines_become_lines_a_bad_one_is_named_and_the_ledger_has_all(run: Run, corpus: Path, pack: str) -> None:
    result = run("clean", "in.jsonl", "-o", "out.jsonl", "--rules", pack)
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("3 documents: 2 cleaned, 0 empty, 1 quarantined\n")
    assert "cleaner: in.jsonl:2: the line is not valid JSON" in result.stderr
    assert result.stderr.endswith(f"ledger: {Path('out.jsonl.run') / 'ledger.jsonl'}\n")
    made = lines(corpus.parent / "out.jsonl")
    assert [(row["id"], row["year"], row["article"]["articleBody"]) for row in made] == [
        ("1", 2019, PROSE),
        ("2", 2019, PROSE),
    ]
    assert [row["status"] for row in lines(corpus.parent / "out.jsonl.run" / "ledger.jsonl")] == [
        "ok", "quarantined", "ok",
    ]  # fmt: skip
    assert lines(corpus.parent / "out.jsonl.run" / "quarantine" / "reasons.jsonl")[0]["source"] == "in.jsonl:2"


def test_lines_go_to_standard_output_and_leave_a_ledger_where_one_is_asked_for(run: Run, corpus: Path) -> None:
    result = run("clean", "in.jsonl", "--format", "jsonl", "--run", "books")
    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["1", "2"]
    assert len(lines(corpus.parent / "books" / "ledger.jsonl")) == 3


def test_lines_may_come_from_standard_input(run: Run, corpus: Path) -> None:
    result = run("clean", "--input-format", "jsonl", "--format", "jsonl", stdin=corpus.read_bytes())
    assert [json.loads(line)["source"] for line in result.stdout.splitlines()] == ["-:1", "-:3"]


def test_a_packed_document_may_come_from_standard_input(run: Run, here: Path, pack: str) -> None:  # noqa: ARG001
    packed = gzip.compress(STORY.encode())
    assert run("clean", "--rules", pack, stdin=packed).stdout == PROSE + "\n"
    found = run("clean", "--rules", pack, "--format", "jsonl", stdin=packed).stdout
    assert json.loads(found)["article"]["articleBody"] == PROSE
    broken = run("clean", "--rules", pack, stdin=packed[:-12])
    assert (broken.exit_code, broken.stdout) == (1, "")
    assert broken.stderr.startswith("cleaner: -: damaged gzip data: ")


@pytest.mark.parametrize("kind", ["jsonl", "jsonl.gz", "jsonl.zst", "parquet", "warc", "warc.gz"])
def test_every_kind_of_container_may_come_from_standard_input(kind: str, run: Run, here: Path, pack: str) -> None:  # noqa: ARG001
    done = run(
        "clean", "--input-format", kind.split(".")[0], "--format", "jsonl", "--rules", pack, stdin=contained(kind)
    )
    assert done.exit_code == 0
    made = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["source"], row["article"]["articleBody"]) for row in made] == [("-:1", PROSE), ("-:2", PROSE)]


def contained(kind: str) -> bytes:
    """The story, twice, in a container."""
    form, _, packing = kind.partition(".")
    if form == "jsonl":
        data = (json.dumps({"text": STORY}) + "\n").encode() * 2
    elif form == "warc":
        head = f"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {len(STORY.encode())}"
        data = (head.encode() + b"\r\n\r\n" + STORY.encode() + b"\r\n\r\n") * 2
    else:
        arrow, file = pytest.importorskip("pyarrow"), io.BytesIO()
        pytest.importorskip("pyarrow.parquet").write_table(arrow.table({"text": [STORY, STORY]}), file)
        data = file.getvalue()
    if packing == "zst":
        return bytes(pytest.importorskip("zstandard").compress(data))
    return gzip.compress(data) if packing else data


def test_a_missing_column_names_those_there_are(run: Run, corpus: Path) -> None:
    result = run("clean", corpus.name, "-o", "out.jsonl", "--text-column", "body")
    assert "in.jsonl:1: there is no column `body`; name one of: id, text, year (--text-column)" in result.stderr


def test_columns_are_chosen_by_option(run: Run, here: Path, pack: str) -> None:
    (here / "in.jsonl").write_text(json.dumps({"key": "k", "html": STORY, "link": "https://example.com/"}), "utf-8")
    options = ["--text-column", "html", "--id-column", "key", "--url-column", "link"]
    assert run("clean", "in.jsonl", "-o", "out.jsonl", "--rules", pack, *options).exit_code == 0
    row = lines(here / "out.jsonl")[0]
    assert (row["id"], row["link"], row["article"]["articleBody"]) == ("k", "https://example.com/", PROSE)


@pytest.mark.parametrize("out", ["out.jsonl", "out.jsonl.gz"])
def test_removed_spans_lie_beside_the_articles(out: str, run: Run, here: Path, pack: str) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    assert run("clean", "a.txt", "-o", out, "--removed", "--rules", pack).exit_code == 0
    beside = here / out.replace("out.", "out.removed.")
    data = gzip.decompress(beside.read_bytes()) if out.endswith(".gz") else beside.read_bytes()
    assert json.loads(data) == {
        "source": "a.txt", "id": "a.txt", "line": 1, "start": 0, "end": len(JUNK), "label": "promo", "action": "drop",
        "rules": ["test.junk"], "text": JUNK,
    }  # fmt: skip


def test_removed_spans_of_a_folder_lie_beside_each_article(run: Run, here: Path, pack: str) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    assert run("clean", "a.txt", "-o", "out/", "--removed", "--rules", pack).exit_code == 0
    assert [row["text"] for row in lines(here / "out" / "a.removed.jsonl")] == [JUNK]


def test_dolmas_shape_has_the_text_as_it_came_and_its_spans_as_attributes(run: Run, corpus: Path, pack: str) -> None:
    run("clean", "in.jsonl", "-o", "out.jsonl", "--format", "dolma", "--rules", pack)
    row = lines(corpus.parent / "out.jsonl")[0]
    assert list(row) == ["id", "text", "source", "created", "metadata", "attributes"]
    assert row["text"] == STORY
    spans = {name: [row["text"][a:b] for a, b, _ in found] for name, found in row["attributes"].items()}
    assert spans == {"cleaner__drop_promo": [JUNK], "cleaner__keep_body": [PROSE]}
    assert row["metadata"]["year"] == 2019
    assert row["metadata"]["article"]["articleBody"] == PROSE


def test_an_engine_that_is_not_installed_names_the_command_that_installs_it(
    run: Run, corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    result = run("clean", "in.jsonl", "-o", "out.jsonl", "--engine", "ray")
    assert result.exit_code == 2
    assert result.stderr == ("cleaner: runs with `--engine ray` need ray: pip install 'news-text-cleaner[ray]'\n")
    assert not (corpus.parent / "out.jsonl.run").exists()


def test_an_engine_for_one_document_is_a_usage_error(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    result = run("clean", "a.txt", "--engine", "ray")
    assert result.exit_code == 2
    assert "--engine are for a folder, .jsonl or .parquet as output" in result.stderr


def test_a_second_run_at_the_same_output_is_an_error_that_says_what_to_do(run: Run, corpus: Path) -> None:
    run("clean", "in.jsonl", "-o", "out.jsonl")
    before = (corpus.parent / "out.jsonl").read_bytes()
    result = run("clean", "in.jsonl", "-o", "out.jsonl")
    assert result.exit_code == 2
    assert "a finished run is at this output; --resume cleans what has changed since" in result.stderr
    assert (corpus.parent / "out.jsonl").read_bytes() == before


def test_resuming_a_finished_run_says_that_nothing_has_changed_and_counts_as_before(run: Run, corpus: Path) -> None:
    first = run("clean", corpus.name, "-o", "out.jsonl")
    again = run("clean", "in.jsonl", "-o", "out.jsonl", "--resume")
    assert again.exit_code == first.exit_code == 1
    assert again.stderr == "nothing has changed since this run was finished: nothing was cleaned again\n" + first.stderr


def test_resuming_with_other_rules_cleans_again(run: Run, corpus: Path, pack: str) -> None:
    run("clean", "in.jsonl", "-o", "out.jsonl")
    result = run("clean", "in.jsonl", "-o", "out.jsonl", "--resume", "--rules", pack)
    assert "nothing has changed" not in result.stderr
    assert lines(corpus.parent / "out.jsonl")[0]["article"]["articleBody"] == PROSE


def test_an_output_in_the_folder_of_the_inputs_is_no_input_of_the_next_run(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    for _ in range(2):
        result = run("clean", ".", "-o", "out.jsonl", "--removed", "--overwrite")
        assert result.stderr.startswith("1 document: 1 cleaned")


def test_a_packed_document_is_cleaned_like_any_other(run: Run, here: Path, pack: str) -> None:
    (here / "a.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    assert run("clean", "a.txt.gz", "--rules", pack).stdout == PROSE + "\n"
    run("clean", "a.txt.gz", "-o", "out/", "--rules", pack)
    assert (here / "out" / "a.txt").read_text("utf-8") == PROSE + "\n"


@pytest.mark.parametrize(
    "args",
    [
        ["a.txt", "--removed"],
        ["a.txt", "--memory", "much", "-o", "out.jsonl"],
        ["a.txt", "--workers", "0", "-o", "out.jsonl"],
        ["a.txt", "--run", "books", "-o", "out.jsonl"],
        ["in.jsonl"],
        ["in.jsonl", "-o", "in.jsonl"],
        ["in.jsonl", "-o", "out.parquet.gz"],
        ["nothing-*.txt", "-o", "out.jsonl"],
    ],
)
def test_options_that_do_not_go_together_end_with_2_and_leave_nothing(args: list[str], run: Run, corpus: Path) -> None:
    (corpus.parent / "a.txt").write_text(STORY, "utf-8")
    assert run("clean", *args).exit_code == 2
    assert sorted(path.name for path in corpus.parent.iterdir()) == ["a.txt", "in.jsonl"]


@WITH_FULL_DEVICE
def test_rows_to_a_full_device_end_with_one_clear_line(corpus: Path) -> None:
    process = spawn("clean", "in.jsonl", "-o", "/dev/full", "--format", "jsonl", cwd=corpus.parent)
    _, errors = process.communicate()
    assert process.returncode == 2
    assert errors == b"cleaner: /dev/full: can't be written: no space left on device\n"


@pytest.mark.skipif(sys.platform != "linux", reason="signals are POSIX's")
def test_an_interrupted_run_goes_on_with_the_same_command(tmp_path: Path) -> None:
    rows = [json.dumps({"id": n, "text": STORY}) for n in range(600)]
    (tmp_path / "in.jsonl").write_text("\n".join(rows), "utf-8")
    process = spawn("clean", "in.jsonl", "-o", "out.jsonl", cwd=tmp_path)
    shards = tmp_path / "out.jsonl.run" / "shards"
    while not list(shards.glob("*.done")) and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate()
    assert process.returncode == 130
    assert errors == b"the same command goes on from here\ncleaner: interrupted\n"
    assert not (tmp_path / "out.jsonl").exists()
    kept = {path.name: path.stat().st_mtime_ns for path in shards.glob("*.done")}
    assert kept
    done = subprocess.run(
        [*COMMAND, "clean", "in.jsonl", "-o", "out.jsonl"],
        cwd=tmp_path, env=ENVIRONMENT, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0
    assert len(lines(tmp_path / "out.jsonl")) == 600


def test_progress_is_a_plain_line_now_and_then_where_there_is_no_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 29.0, 31.0, 32.0])
    monkeypatch.setattr(progress.time, "monotonic", lambda: next(clock))
    meter = Meter()
    for documents in (10, 62, 64):
        meter.show(Progress(documents, 124, True, 0))
    meter.clear()
    assert capsys.readouterr().err == "62 of 124 documents, 2.0 a second, 31 s left\n"
