"""The command as other programs meet it: as a process, with pipes that close and disks that are full."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cleaner.cli import app, clean
from tests.cli.shared import PROSE, STORY

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "cleaner"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}

WITH_FULL_DEVICE = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def spawn(*args: object, cwd: Path, **options: object) -> subprocess.Popen[bytes]:
    # A shell has what it runs in the background ignore interrupts, which would be handed down.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    return subprocess.Popen(
        [*COMMAND, *map(str, args)],
        cwd=cwd,
        env=ENVIRONMENT,
        stderr=subprocess.PIPE,
        **options,  # type: ignore[call-overload]
    )


def test_it_runs_as_a_module(tmp_path: Path, pack: str) -> None:
    done = subprocess.run(
        [*COMMAND, "clean", "--rules", pack],
        input=STORY.encode(),
        capture_output=True,
        cwd=tmp_path,
        env=ENVIRONMENT,
        check=False,
    )
    assert done.returncode == 0
    assert PROSE in done.stdout.decode()
    assert done.stderr == b""


def test_data_is_utf_8_whatever_the_locale(tmp_path: Path, pack: str) -> None:
    done = subprocess.run(
        [*COMMAND, "clean", "--rules", pack],
        input=STORY.encode(),
        capture_output=True,
        cwd=tmp_path,
        env={**ENVIRONMENT, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert "town’s" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("args", [["clean", ".", "--format", "jsonl"], ["rules", "list"], ["explain", "a.txt"]])
def test_a_reader_that_goes_away_is_no_fault(tmp_path: Path, args: list[str]) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(STORY * 700, "utf-8")  # more than a pipe holds
    process = spawn(*args, cwd=tmp_path, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.read(10)
    process.stdout.close()
    assert process.stderr is not None
    errors = process.stderr.read()
    assert process.wait() == 0
    assert b"Error" not in errors
    assert b"Exception" not in errors


@WITH_FULL_DEVICE
def test_a_full_disk_behind_standard_output_is_one_clear_line(tmp_path: Path, pack: str) -> None:
    with open("/dev/full", "wb") as full:
        process = spawn("clean", "--rules", pack, cwd=tmp_path, stdin=subprocess.PIPE, stdout=full)
        _, errors = process.communicate(STORY.encode())
    assert process.returncode == 2
    assert errors == b"cleaner: standard output can't be written: no space left on device\n"


PRINTING = [["--help"], ["clean", "--help"], ["rules", "list"], ["explain", "a.txt"]]


@pytest.mark.parametrize("args", PRINTING)
def test_a_reader_that_has_gone_before_anything_is_printed_is_no_fault(args: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "wb") as pipe:
        process = spawn(*args, cwd=tmp_path, stdout=pipe)
        _, errors = process.communicate()
    assert (process.returncode, errors) == (0, b"")


@WITH_FULL_DEVICE
@pytest.mark.parametrize("args", PRINTING)
def test_a_full_disk_behind_what_is_printed_is_one_clear_line(args: list[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    with open("/dev/full", "wb") as full:
        process = spawn(*args, cwd=tmp_path, stdout=full)
        _, errors = process.communicate()
    assert process.returncode == 2
    assert errors.startswith(b"cleaner: ")
    assert errors.endswith(b"output can't be written: no space left on device\n")
    assert errors.count(b"\n") == 1


@WITH_FULL_DEVICE
def test_a_device_named_as_output_is_written_to_not_replaced(tmp_path: Path, pack: str) -> None:
    (tmp_path / "a.txt").write_text(STORY, "utf-8")
    process = spawn("clean", "a.txt", "-o", "/dev/full", "--rules", pack, cwd=tmp_path)
    _, errors = process.communicate()
    assert process.returncode == 2
    assert b"/dev/full: can't be written: no space left on device" in errors
    assert not Path("/dev/full").is_file()


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_an_interrupt_is_one_line_and_no_traceback(tmp_path: Path) -> None:
    process = spawn("clean", cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL)
    time.sleep(3)  # loaded, and waiting for its input
    process.send_signal(signal.SIGINT)
    assert process.stderr is not None
    errors = process.stderr.read()
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait() == 130
    assert errors == b"cleaner: interrupted\n"


def test_an_unexpected_error_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("division\nby zero")

    monkeypatch.setattr(clean, "make_cleaner", broken)
    result = CliRunner().invoke(app, ["clean"], input=STORY)
    assert result.exit_code == 2
    assert result.stderr.startswith("cleaner: the program failed: ZeroDivisionError: division by zero (")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    "args", [["frobnicate"], ["clean", "--no-such-option"], ["explain"], ["clean", "--format", "x"]]
)
def test_usage_errors_end_with_2(args: list[str]) -> None:
    result = CliRunner().invoke(app, args)
    assert result.exit_code == 2
    assert result.stdout == ""


@pytest.mark.parametrize("args", [["--help"], ["clean", "--help"], ["rules", "lint", "--help"], ["--version"]])
def test_help_and_version_are_no_errors(args: list[str]) -> None:
    assert CliRunner().invoke(app, args).exit_code == 0
