"""`cleaner clean`: what comes out where, and what becomes of inputs that are no text."""

from __future__ import annotations

import json
import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from cleaner.batch import storage
from cleaner.batch.inputs import Input
from cleaner.batch.readers import chunk_reader
from cleaner.batch.rows import Row
from tests.cli.shared import JUNK, PROSE, STORY

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from typer.testing import Result

    Run = Callable[..., Result]

BINARY = bytes(range(256)) * 8
NOT_ROOT = pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may read and write everything")


def listed(folder: Path) -> list[str]:
    """All files below a folder, hidden ones too, but for the run's own records."""
    names = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in names if "_run" not in name.split("/"))


def test_standard_input_becomes_the_body_on_standard_output(run: Run, pack: str) -> None:
    result = run("clean", "--rules", pack, stdin=STORY)
    assert (result.exit_code, result.stdout, result.stderr) == (0, PROSE + "\n", "")


def test_a_dash_is_standard_input(run: Run, pack: str) -> None:
    assert run("clean", "-", "--rules", pack, stdin=STORY).stdout == PROSE + "\n"


def test_a_file_becomes_its_record_as_json(run: Run, here: Path, pack: str) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    record = json.loads(run("clean", "a.txt", "--format", "json", "--rules", pack).stdout)
    assert record["article"]["articleBody"] == PROSE
    assert [(line["label"], line["action"]) for line in record["lines"] if line["text"]] == [
        ("promo", "drop"),
        ("body", "keep"),
    ]


def test_a_folder_becomes_a_record_a_line_with_its_source(run: Run, here: Path) -> None:
    (here / "in" / "deep").mkdir(parents=True)
    (here / "in" / "b.txt").write_text(STORY, "utf-8")
    (here / "in" / "deep" / "a.txt").write_text(STORY, "utf-8")
    result = run("clean", "in", "--format", "jsonl")
    sources = [json.loads(line)["source"] for line in result.stdout.splitlines()]
    assert sources == [os.path.join("in", "b.txt"), os.path.join("in", "deep", "a.txt")]
    assert result.stderr.startswith("2 documents: 2 cleaned, 0 empty, 0 quarantined")


def test_several_documents_need_a_folder_or_jsonl(run: Run, here: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (here / name).write_text(STORY, "utf-8")
    result = run("clean", "a.txt", "b.txt")
    assert result.exit_code == 2
    assert "--format jsonl" in result.stderr


def test_a_folder_is_mirrored_with_bodies_and_records(run: Run, here: Path, pack: str) -> None:
    (here / "in" / "2019").mkdir(parents=True)
    (here / "in" / "a.txt").write_text(STORY, "utf-8")
    (here / "in" / "2019" / "b.text").write_text(STORY, "utf-8")
    (here / "in" / ".hidden.txt").write_text(STORY, "utf-8")
    (here / "in" / ".git").mkdir()
    (here / "in" / ".git" / "c.txt").write_text(STORY, "utf-8")
    (here / "in" / "photo.jpg").write_bytes(BINARY)
    result = run("clean", "in", "-o", "out", "--rules", pack)
    assert result.exit_code == 0
    assert listed(here / "out") == ["2019/b.json", "2019/b.txt", "a.json", "a.txt"]
    assert (here / "out" / "a.txt").read_bytes() == (PROSE + "\n").encode()
    assert json.loads((here / "out" / "2019" / "b.json").read_bytes())["article"]["articleBody"] == PROSE
    assert result.stdout == ""
    assert "2 documents: 2 cleaned, 0 empty, 0 quarantined; 1 other file skipped" in result.stderr
    assert f"kept {len(PROSE.split()) * 2:>14,} words: body" in result.stderr
    assert f"dropped {len(JUNK.split()) * 2:>11,} words: promo" in result.stderr


def test_a_file_named_by_the_user_is_taken_whatever_its_name(run: Run, here: Path, pack: str) -> None:
    (here / "story.2019").write_text(STORY, "utf-8")
    assert run("clean", "story.2019", "--rules", pack).stdout == PROSE + "\n"
    assert run("clean", "story.2019", "-o", "out/", "--rules", pack).exit_code == 0
    assert listed(here / "out") == ["story.2019.json", "story.2019.txt"]


def test_one_file_is_written_to_the_file_named(run: Run, here: Path, pack: str) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    assert run("clean", "a.txt", "-o", "new/body.txt", "--rules", pack).exit_code == 0
    assert run("clean", "a.txt", "-o", "record.json", "--rules", pack).exit_code == 0
    assert (here / "new" / "body.txt").read_text("utf-8") == PROSE + "\n"
    assert json.loads((here / "record.json").read_text("utf-8"))["article"]["articleBody"] == PROSE
    assert listed(here) == ["a.txt", "new/body.txt", "record.json"]


def test_a_new_name_without_an_ending_is_a_folder_for_one_document_as_for_several(
    run: Run, here: Path, pack: str
) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    assert run("clean", "a.txt", "-o", "out", "--rules", pack).exit_code == 0
    assert (here / "out" / "a.txt").read_text("utf-8") == PROSE + "\n"
    assert (here / "out" / "a.json").exists()


def test_a_file_without_an_ending_that_is_there_stays_a_file(run: Run, here: Path, pack: str) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    (here / "body").touch()
    assert run("clean", "a.txt", "-o", "body", "--rules", pack).exit_code == 0
    assert (here / "body").read_text("utf-8") == PROSE + "\n"


def test_names_that_would_collide_get_a_suffix(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    composed, apart = (unicodedata.normalize(form, "café.txt") for form in ("NFC", "NFD"))
    for name in ("a.txt", "a.html", "A.htm", composed, apart):
        (here / "in" / name).write_text(f"<html><p>{PROSE}</p>" if "htm" in name else STORY, "utf-8")
    present = len(listed(here / "in"))  # some file systems take a few of these for the same
    result = run("clean", "in", "-o", "out")
    names = {unicodedata.normalize("NFC", name).casefold() for name in listed(here / "out")}
    assert len(names) == 2 * present
    assert {"a.txt", "a.json", "a-2.txt"} <= names
    assert "the plain name is taken" in result.stderr


def test_a_folder_named_like_an_output_is_no_obstacle(run: Run, here: Path) -> None:
    (here / "in" / "a.txt").mkdir(parents=True)
    (here / "in" / "a.txt" / "b.txt").write_text(STORY, "utf-8")
    (here / "in" / "a.html").write_text(f"<html><p>{PROSE}</p>", "utf-8")
    assert run("clean", "in", "-o", "out").exit_code == 0
    assert listed(here / "out") == ["a-2.json", "a-2.txt", "a.txt/b.json", "a.txt/b.txt"]


def test_a_name_as_long_as_it_may_be_gets_outputs(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / ("x" * 251 + ".txt")).write_text(STORY, "utf-8")
    assert run("clean", "in", "-o", "out").exit_code == 0
    assert len(listed(here / "out")) == 2


def test_what_lies_in_the_output_folder_is_no_input(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    for _ in range(2):
        assert "1 document:" in run("clean", ".", "-o", "out", "--overwrite").stderr
    assert listed(here / "out") == ["a.json", "a.txt"]


@pytest.mark.parametrize("out", [".", "a.txt", "link.txt", "../here"])
def test_an_input_is_never_overwritten(run: Run, here: Path, out: str) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    (here / "link.txt").symlink_to(here / "a.txt")
    result = run("clean", "a.txt", "-o", out)
    assert result.exit_code == 2
    assert "is an input" in result.stderr
    assert (here / "a.txt").read_text("utf-8") == STORY
    assert listed(here) == ["a.txt", "link.txt"]


def test_a_link_out_of_the_output_folder_is_not_followed(run: Run, here: Path) -> None:
    (here / "in" / "sub").mkdir(parents=True)
    (here / "in" / "sub" / "a.txt").write_text(STORY, "utf-8")
    (here / "elsewhere").mkdir()
    (here / "out").mkdir()
    (here / "out" / "sub").symlink_to(here / "elsewhere")
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 2
    assert "is a link" in result.stderr
    assert listed(here / "elsewhere") == []


def test_a_file_outside_the_current_folder_stays_inside_the_output(run: Run, here: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    assert run("clean", "../a.txt", "-o", "out/").exit_code == 0
    assert listed(here) == ["out/a.json", "out/a.txt"]


def test_an_empty_file_is_an_empty_body_and_counted_as_empty(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "empty.txt").write_bytes(b"")
    (here / "in" / "blank.txt").write_bytes(b" \n\n")
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 0
    assert "2 documents: 0 cleaned, 2 empty, 0 quarantined" in result.stderr
    assert (here / "out" / "empty.txt").read_bytes() == b""
    assert json.loads((here / "out" / "empty.json").read_bytes())["article"]["articleBody"] == ""


def test_a_binary_file_is_named_and_the_rest_goes_on(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "bad.txt").write_bytes(BINARY)
    (here / "in" / "good.txt").write_text(STORY, "utf-8")
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 1
    assert "bad.txt: this looks like a binary file, not text" in result.stderr
    assert "2 documents: 1 cleaned, 0 empty, 1 quarantined" in result.stderr
    assert listed(here / "out") == ["good.json", "good.txt"]


def test_bytes_that_are_no_text_in_the_encoding_they_claim_are_named(run: Run, here: Path) -> None:
    (here / "bad.txt").write_bytes(b"\xff\xfea\x00\x00\xd8")
    result = run("clean", "bad.txt")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("cleaner: bad.txt: ")


def test_a_document_that_fails_leaves_no_file(run: Run, here: Path) -> None:
    (here / "bad.txt").write_bytes(BINARY)
    assert run("clean", "bad.txt", "-o", "out.txt").exit_code == 1
    assert listed(here) == ["bad.txt"]


def test_a_broken_link_is_named_with_the_reason(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "gone.txt").symlink_to(here / "nowhere.txt")
    (here / "in" / "good.txt").write_text(STORY, "utf-8")
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 1
    assert "gone.txt: no such file or directory" in result.stderr


def test_a_file_that_vanishes_between_listing_and_reading_is_named(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "in").mkdir()
    for name in ("a.txt", "b.txt"):
        (here / "in" / name).write_text(STORY, "utf-8")
    read = chunk_reader.file_row

    def vanishing(file: Input, limit: int) -> Row:
        (here / "in" / "b.txt").unlink(missing_ok=True)
        return read(file, limit)

    monkeypatch.setattr(chunk_reader, "file_row", vanishing)
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 1
    assert "b.txt: no such file or directory" in result.stderr
    assert listed(here / "out") == ["a.json", "a.txt"]


@NOT_ROOT
def test_a_file_that_may_not_be_read_is_named(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    (here / "a.txt").chmod(0)
    result = run("clean", "a.txt")
    assert result.exit_code == 1
    assert "a.txt: permission denied" in result.stderr


@NOT_ROOT
def test_an_output_folder_that_may_not_be_written_is_an_error(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    (here / "out").mkdir(mode=0o500)
    result = run("clean", "a.txt", "-o", "out")
    assert result.exit_code == 2
    assert "permission denied" in result.stderr


def test_permission_denied_reads_as_such_whoever_runs_it(run: Run, here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")

    def denied(_path: str, _compression: str = "") -> bytes:
        raise PermissionError(13, "Permission denied", "a.txt")

    monkeypatch.setattr(chunk_reader, "open_stream", denied)
    result = run("clean", "a.txt")
    assert (result.exit_code, result.stderr) == (1, "cleaner: a.txt: permission denied\n")


def test_an_input_that_is_not_there_is_an_error_before_anything_is_done(run: Run, here: Path) -> None:
    (here / "a.txt").write_text(STORY, "utf-8")
    result = run("clean", "a.txt", "nowhere.txt", "-o", "out")
    assert (result.exit_code, result.stderr) == (2, "cleaner: nowhere.txt: no such file or directory\n")
    assert listed(here) == ["a.txt"]


def test_a_file_where_the_output_folder_should_be_is_an_error(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_text(STORY, "utf-8")
    (here / "out").write_text("mine", "utf-8")
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 2
    assert "out: is a file" in result.stderr
    assert (here / "out").read_text("utf-8") == "mine"


def test_a_full_disk_stops_the_run_and_leaves_nothing_half_written(
    run: Run, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (here / "in").mkdir()
    (here / "out").mkdir()
    (here / "out" / "a.txt").write_text("from before", "utf-8")
    (here / "in" / "a.txt").write_text(STORY, "utf-8")
    monkeypatch.setattr(storage.os, "fsync", full)
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 2
    assert "no space left on device" in result.stderr
    assert "Traceback" not in result.stderr
    assert listed(here / "out") == ["a.txt"]
    assert (here / "out" / "a.txt").read_text("utf-8") == "from before"


def full(_: int) -> None:
    raise OSError(28, "No space left on device")


def test_a_fault_of_the_program_on_one_document_does_not_cost_the_others(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.testing import CliRunner

    from cleaner.cli import app
    from cleaner.pipeline import Cleaner

    clean = Cleaner.clean

    def faulty(self: Cleaner, data: bytes, *args: str | None) -> object:
        if data == b"bad":
            raise KeyError("x")
        return clean(self, data, *args)

    monkeypatch.setattr(Cleaner, "clean", faulty)
    (here / "in").mkdir()
    (here / "in" / "a.txt").write_bytes(b"bad")
    (here / "in" / "b.txt").write_text(STORY, "utf-8")
    result = CliRunner().invoke(app, ["clean", "in", "-o", "out"])
    assert result.exit_code == 1
    assert "a.txt: the program failed on it: KeyError: 'x'" in result.stderr
    assert "2 documents: 1 cleaned, 0 empty, 1 quarantined" in result.stderr
    assert "Traceback" not in result.output


def test_a_folder_without_documents_says_so_and_is_no_error(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    result = run("clean", "in", "-o", "out")
    assert result.exit_code == 0
    assert "0 documents" in result.stderr


def test_an_unknown_media_type_is_a_usage_error(run: Run) -> None:
    result = run("clean", "--media-type", "image/png", stdin=STORY)
    assert result.exit_code == 2
    assert "image/png" in result.stderr


def test_html_is_known_by_its_name_and_by_the_media_type(run: Run, here: Path, pack: str) -> None:
    page = f"<p>{JUNK}</p><p>{PROSE}</p>"
    (here / "a.html").write_text(page, "utf-8")
    assert run("clean", "a.html", "--rules", pack).stdout == PROSE + "\n"
    assert run("clean", "--media-type", "text/html", "--rules", pack, stdin=page).stdout == PROSE + "\n"


def test_nothing_of_a_name_steers_the_terminal(run: Run, here: Path) -> None:
    (here / "a\x1b[31m.txt").write_bytes(BINARY)
    result = run("clean", "a\x1b[31m.txt")
    assert "\x1b" not in result.stderr
    assert "a\\x1b[31m.txt" in result.stderr


def test_the_same_folder_gives_the_same_bytes(run: Run, here: Path) -> None:
    (here / "in").mkdir()
    for name in ("b.txt", "a.txt", "c.txt"):
        (here / "in" / name).write_text(STORY + name, "utf-8")
    run("clean", "in", "-o", "one")
    run("clean", "in", "-o", "two")
    assert len(listed(here / "one")) == 6
    assert [(here / "one" / name).read_bytes() for name in listed(here / "one")] == [
        (here / "two" / name).read_bytes() for name in listed(here / "two")
    ]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        ("<html><body></body></html>", "it prints no text"),
        ("<nav><a href='/'>Home</a></nav>", "nothing of it looks like an article"),
        (
            "<p>El ayuntamiento aprobó el lunes mantener abiertas las dos bibliotecas de la ciudad durante un año más.</p>"
            * 5,
            "its language is es",
        ),
    ],
)
def test_a_document_without_a_body_is_told(run: Callable[..., Result], page: str, reason: str) -> None:
    result = run("clean", stdin=f"<!doctype html>{page}")
    assert (result.exit_code, result.stdout.strip()) == (0, "")
    assert f"no body: {reason}" in result.stderr
