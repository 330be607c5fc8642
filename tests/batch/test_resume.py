"""When a run goes on, when it starts anew, and when it refuses; and what stands there when it can't go on."""

from __future__ import annotations

import json
import os
import resource
import signal
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import run as runs
from cleaner.batch import shard
from cleaner.batch.run_folder import RunExists, RunFolder, Start
from cleaner.batch.storage import Folder
from cleaner.batch.supervisor import JobFailed, WorkerError
from cleaner.batch.write import OutputError
from cleaner.model import CleanerError
from tests.batch.shared import Quick, digest, jsonl, ledger, order, run, statuses, story

NOT_ROOT = pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")


def manifest(out: Path) -> dict[str, Any]:
    path = (out / "_run" if out.is_dir() else Path(f"{out}.run")) / "manifest.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return jsonl(tmp_path / "in.jsonl", [story(n) for n in range(450)])


def test_a_second_run_at_a_finished_output_refuses(source: Path, tmp_path: Path) -> None:
    run([source], tmp_path / "out.jsonl")
    before = digest(tmp_path / "out.jsonl")
    with pytest.raises(RunExists, match="a finished run is at this output; --resume"):
        run([source], tmp_path / "out.jsonl", ruleset="other")
    assert digest(tmp_path / "out.jsonl") == before


def test_a_second_run_beside_a_running_one_refuses(source: Path, tmp_path: Path) -> None:
    """The lock is that of a process, so the other run has to be one."""
    ours, theirs = os.pipe()
    child = os.fork()
    if not child:
        with RunFolder(tmp_path / "out.jsonl.run"):
            os.write(theirs, b"held")
            os.close(theirs)
            signal.pause()
    os.close(theirs)
    try:
        assert os.read(ours, 4) == b"held"
        with pytest.raises(RunExists, match="another run is at this output"):
            run([source], tmp_path / "out.jsonl")
    finally:
        os.kill(child, 9)
        os.waitpid(child, 0)
        os.close(ours)


def test_an_unchanged_run_is_not_done_again(source: Path, tmp_path: Path) -> None:
    first = run([source], tmp_path / "out.jsonl")

    def never() -> Quick:
        raise AssertionError("nothing is to be cleaned")

    again = run([source], tmp_path / "out.jsonl", never, resume=True)
    assert again == (first.tally, Start.UNCHANGED)


@pytest.mark.parametrize("change", [{"ruleset": "other"}, {"version": "2"}, {"url": "https://example.com/"}])
def test_other_rules_versions_and_options_clean_again(change: dict[str, str], source: Path, tmp_path: Path) -> None:
    run([source], tmp_path / "out.jsonl")
    key = manifest(tmp_path / "out.jsonl")["key"]
    assert run([source], tmp_path / "out.jsonl", resume=True, **change).start is Start.NEW
    assert manifest(tmp_path / "out.jsonl")["key"] != key


def test_another_number_of_workers_is_no_change(source: Path, tmp_path: Path) -> None:
    run([source], tmp_path / "out.jsonl", workers=1)
    assert run([source], tmp_path / "out.jsonl", workers=2, resume=True).start is Start.UNCHANGED


def test_a_changed_input_is_cleaned_again(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(story(1), "utf-8")
    run([folder], tmp_path / "out")
    (folder / "a.txt").write_text("Rain fell.", "utf-8")
    (folder / "b.txt").rename(folder / "c.txt")
    run([folder], tmp_path / "out", resume=True)
    assert (tmp_path / "out" / "a.txt").read_text("utf-8") == "Rain fell.\n"
    assert sorted(path.name for path in (tmp_path / "out").glob("*.txt")) == ["a.txt", "c.txt"]


def test_what_was_finished_before_a_failure_is_not_cleaned_again(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "out.jsonl"
    commit, cleaned = shard.ShardWriter.commit, tmp_path / "cleaned"

    def full(writer: shard.ShardWriter, folder: Folder) -> shard.Summary:
        if writer._tally.documents < 200:  # the last chunk
            raise OutputError("no space left on device")
        return commit(writer, folder)

    class Noting(Quick):
        def clean(self, data: Any, url: str | None = None, media_type: str | None = None) -> Any:
            with cleaned.open("a") as file:
                file.write("x")
            return super().clean(data, url, media_type)

    with monkeypatch.context() as patch:
        patch.setattr(shard.ShardWriter, "commit", full)
        with pytest.raises(JobFailed, match="no space left"):
            run([source], out, Noting, workers=1)
    assert not out.exists()
    assert cleaned.stat().st_size == 450
    found = run([source], out, Noting)
    assert cleaned.stat().st_size == 500
    assert found.start is Start.CONTINUED
    assert (found.tally.documents, len(ledger(out)), len(out.read_bytes().splitlines())) == (450, 450, 450)


def test_a_disk_that_fills_up_leaves_what_stood_there(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("from before", "utf-8")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, before[1]))
    try:
        with pytest.raises(CleanerError, match="can't be written: file too large"):
            run([source], out)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert out.read_text("utf-8") == "from before"
    run([source], out)
    assert len(out.read_bytes().splitlines()) == 450


@NOT_ROOT
def test_an_output_without_permission_is_an_error(source: Path, tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o500)
    with pytest.raises(OutputError, match="permission denied"):
        run([source], tmp_path / "closed" / "out.jsonl")


def test_permission_denied_while_writing_is_an_error_whoever_runs_it(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def denied(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", denied)
    with pytest.raises(OutputError, match="permission denied"):
        run([source], tmp_path / "out.jsonl")


def test_what_a_former_run_made_and_this_one_does_not_is_gone(source: Path, tmp_path: Path) -> None:
    run([source], tmp_path / "out.jsonl", removed=True)
    assert (tmp_path / "out.removed.jsonl").exists()
    run([source], tmp_path / "out.jsonl", resume=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.jsonl", "out.jsonl", "out.jsonl.run"]


def test_an_input_that_changes_under_the_run_ends_it(source: Path, tmp_path: Path) -> None:
    asked = order([source], tmp_path / "out.jsonl", workers=1)

    class Cutting(Quick):
        def clean(self, data: Any, url: str | None = None, media_type: str | None = None) -> Any:
            os.truncate(source, 1000)
            return super().clean(data, url, media_type)

    with pytest.raises(JobFailed, match="has changed since the run began"):
        runs.run(asked, Cutting)
    assert not (tmp_path / "out.jsonl").exists()


def test_workers_that_can_not_be_started_end_the_run(source: Path, tmp_path: Path) -> None:
    def dying() -> Quick:
        os._exit(5)

    with pytest.raises(WorkerError, match=r"workers can't be started: .*exit code 5"):
        run([source], tmp_path / "out.jsonl", dying)


def test_workers_may_be_spawned_instead_of_forked(tmp_path: Path) -> None:
    """As on macOS and Windows: the factory has to pickle, and the rules are made in each worker."""
    out = tmp_path / "out.jsonl"
    run([jsonl(tmp_path / "in.jsonl", [story(1), "", "EXIT"])], out, Quick, start="spawn")
    assert list(statuses(out).values()) == ["ok", "empty", "quarantined"]


def test_an_output_that_is_gone_is_made_again(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text(story(1), "utf-8")
    run([folder], tmp_path / "out")
    run([folder], tmp_path / "out.jsonl")
    for gone in (tmp_path / "out" / "a.json", tmp_path / "out.jsonl"):
        gone.unlink()
    run([folder], tmp_path / "out", resume=True)
    run([folder], tmp_path / "out.jsonl", resume=True)
    assert (tmp_path / "out" / "a.json").exists()
    assert (tmp_path / "out.jsonl").exists()
    assert run([folder], tmp_path / "out", resume=True).start is Start.UNCHANGED
