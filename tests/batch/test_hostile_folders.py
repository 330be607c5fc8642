"""What lies in the place of a run's folder, or of its output, from a download or a stranger: nothing of it is obeyed."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch import publish
from cleaner.batch import run as runs
from cleaner.batch.run_folder import ForeignRun, RunExists
from cleaner.batch.shard import Shard, parse_shard, read_shard
from cleaner.batch.storage import Folder, checked_path
from cleaner.batch.write import OutputError
from cleaner.model import CleanerError
from tests.batch.shared import Quick, digest, jsonl, order, run, story

REFUSED = (ForeignRun, OutputError)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return jsonl(tmp_path / "in.jsonl", [story(n) for n in range(300)])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.mark.parametrize("name", ["lock", "manifest.json", "ledger.jsonl", "shards", "work", "quarantine"])
def test_a_link_in_the_run_folder_is_not_followed(name: str, source: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "mine.txt").write_text("mine", "utf-8")
    folder = tmp_path / "out.jsonl.run"
    folder.mkdir()
    (folder / name).symlink_to(precious if name in ("shards", "work", "quarantine") else precious / "mine.txt")
    with pytest.raises(REFUSED):
        run([source], tmp_path / "out.jsonl")
    assert files(precious) == {"mine.txt": b"mine"}
    assert not (tmp_path / "out.jsonl").exists()


def test_a_run_folder_that_is_itself_a_link_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out.jsonl.run").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputError, match="is a link"):
        run([source], tmp_path / "out.jsonl")
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_folder_of_another_program_is_refused_and_left_as_it_is(
    overwrite: bool, source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out.jsonl.run"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"state": "running", "former": ["in.jsonl"], "outputs": ["in.jsonl"]}')
    (folder / "notes.tmp").write_text("mine", "utf-8")
    before = files(folder)
    with pytest.raises(ForeignRun, match="its manifest isn't one of this version"):
        run([source], tmp_path / "out.jsonl", overwrite=overwrite)
    assert {name: data for name, data in files(folder).items() if name != "lock"} == before
    assert source.exists()


def test_a_run_folder_that_was_copied_is_not_believed(source: Path, tmp_path: Path) -> None:
    """As one that came with a download: all of it is as this program writes it, but it wasn't written here."""
    run([source], tmp_path / "a.jsonl")
    shutil.copytree(tmp_path / "a.jsonl.run", tmp_path / "b.jsonl.run")
    with pytest.raises(ForeignRun, match="was copied or unpacked here"):
        run([source], tmp_path / "b.jsonl", resume=True)


def test_a_manifest_that_was_edited_is_not_believed(source: Path, tmp_path: Path) -> None:
    (tmp_path / "diary.txt").write_text("mine", "utf-8")
    run([source], tmp_path / "out.jsonl")
    path = tmp_path / "out.jsonl.run" / "manifest.json"
    found = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(found | {"outputs": {"diary.txt": "0"}}), "utf-8")
    with pytest.raises(ForeignRun):
        run([source], tmp_path / "out.jsonl", overwrite=True)
    assert (tmp_path / "diary.txt").exists()


def test_a_ledger_that_was_edited_ends_the_run_before_anything_is_replaced(source: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run([source], out)
    before = digest(out)
    with (tmp_path / "out.jsonl.run" / "ledger.jsonl").open("a") as file:
        file.write("{}\n")
    with pytest.raises(CleanerError, match="isn't what the run wrote"):
        run([source], out, resume=True, ruleset="other")
    assert digest(out) == before


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_another_user_is_refused(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl.run").mkdir()
    os.chown(tmp_path / "out.jsonl.run", 12345, 12345)
    with pytest.raises(ForeignRun, match="belongs to another user"):
        run([source], tmp_path / "out.jsonl")


def test_files_that_no_run_has_made_are_not_replaced_unless_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "out" / "sub").mkdir(parents=True)
    for name in ("a", "b", "sub"):
        (tmp_path / "in" / f"{name}.txt").write_text(story(1), "utf-8")
    (tmp_path / "out" / "b.json").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match=r"no run of ours has made b\.json; --overwrite"):
        run([tmp_path / "in"], tmp_path / "out")
    assert [path.name for path in (tmp_path / "out").glob("*.*")] == ["b.json"]
    run([tmp_path / "in"], tmp_path / "out", overwrite=True)
    assert (tmp_path / "out" / "b.json").read_text("utf-8") != "mine"


def test_what_a_user_has_changed_since_is_neither_deleted_nor_replaced(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a", "b"):
        (tmp_path / "in" / f"{name}.txt").write_text(story(1), "utf-8")
    run([tmp_path / "in"], tmp_path / "out")
    (tmp_path / "out" / "b.txt").write_text("my own words", "utf-8")
    (tmp_path / "in" / "b.txt").unlink()
    run([tmp_path / "in"], tmp_path / "out", resume=True)
    assert (tmp_path / "out" / "b.txt").read_text("utf-8") == "my own words"
    assert not (tmp_path / "out" / "b.json").exists()


class Interrupted(BaseException):
    pass


@pytest.fixture
def unfinished(source: Path, tmp_path: Path) -> Path:
    """The shards of a run that was interrupted before it published."""

    class Stopping(publish.Publisher):
        def publish(self, **_: Any) -> Any:
            raise Interrupted

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "Publisher", Stopping)
        with pytest.raises(Interrupted):
            run([source], tmp_path / "out.jsonl")
    return tmp_path / "out.jsonl.run" / "shards"


@pytest.mark.parametrize("place", [0, 70, -100])
def test_a_shard_that_is_not_what_was_written_is_made_again(
    place: int, unfinished: Path, source: Path, tmp_path: Path
) -> None:
    run([source], tmp_path / "undisturbed.jsonl")
    path = sorted(unfinished.iterdir())[0]
    data = bytearray(path.read_bytes())
    data[place : place + 40 if place >= 0 else None] = bytes(len(data[place : place + 40 if place >= 0 else None]))
    path.write_bytes(data)
    run([source], tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").read_bytes() == (tmp_path / "undisturbed.jsonl").read_bytes()


def test_a_shard_whose_names_lead_out_of_the_output_writes_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its digest is right: whoever planted it knows how shards are made."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(story(1), "utf-8")

    def planted(folder: Folder, key: str) -> Shard | None:
        found = read_shard(folder, key)
        if found is not None:
            changed = found.parts["ledger"].replace(b'"output": "a"', b'"output": "../../victim"')
            found.parts["ledger"] = changed
        return found

    monkeypatch.setattr(publish, "read_shard", planted)
    with pytest.raises(OutputError, match="is no path within a folder"):
        run([tmp_path / "in"], tmp_path / "deep" / "out")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["deep", "in"]


@pytest.mark.parametrize("name", ["", ".", "..", "a/../b", "/etc/passwd", "a//b", "a/./b", "a\0b"])
def test_a_name_that_is_no_path_within_a_folder_is_refused(name: str) -> None:
    with pytest.raises(OutputError):
        checked_path(name)


def test_a_shard_of_another_key_is_none() -> None:
    assert parse_shard(b"", "0" * 32) is None
    assert parse_shard(b"0" * 64 + b"\n{}\n", "0" * 32) is None


def test_a_second_run_at_an_output_refuses_also_where_the_first_is_unfinished(
    unfinished: Path, source: Path, tmp_path: Path
) -> None:
    assert list(unfinished.iterdir())
    asked = order([source], tmp_path / "out.jsonl")
    assert runs.run(asked, Quick).start == "continued"
    with pytest.raises(RunExists):
        runs.run(asked, Quick)
