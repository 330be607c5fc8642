"""The process that guards a host's worker: it says what is wrong, and never outlives its host."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from cleaner.batch.rows import Row
from cleaner.batch.run_options import RunOptions
from cleaner.batch.sandbox import Sandbox
from cleaner.batch.supervisor import JobFailed, WorkerError
from cleaner.model import CleanerError
from tests.batch.shared import HASTY, Quick

ROOT = Path(__file__).resolve().parents[2]
TASK = RunOptions("test", limits=HASTY)
PATIENCE = 60.0
"""Seconds after which a process is taken to stay for ever; on a quiet machine it takes a tenth of one."""

RAIN = [Row("a", "a", "Rain fell.")]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="this looks into /proc")


def broken() -> Any:
    raise CleanerError("rules.toml:3: at fault")


def dying() -> Any:
    os._exit(5)


def test_a_cleaner_that_cannot_be_made_is_told_in_one_line() -> None:
    with Sandbox(broken, TASK) as sandbox, pytest.raises(JobFailed, match=r"can't be made: rules\.toml:3: at fault"):
        sandbox.clean(RAIN)


def test_a_cleaner_that_cannot_be_handed_over_is_told_so() -> None:
    with (
        Sandbox(lambda: Quick(1), TASK) as sandbox,
        pytest.raises(WorkerError, match="can't be handed to another process"),
    ):
        sandbox.clean(RAIN)


def test_a_process_that_dies_at_its_start_is_told_with_its_exit_code() -> None:
    with Sandbox(dying, TASK) as sandbox, pytest.raises(WorkerError, match=r"has ended \(exit code 5\)"):
        sandbox.clean(RAIN)


def test_it_works_from_a_thread_and_again_after_it_was_closed() -> None:
    found: list[Any] = []
    with Sandbox(Quick, TASK) as sandbox:
        thread = threading.Thread(target=lambda: found.append(sandbox.clean(RAIN)))
        thread.start()
        thread.join()
        sandbox.close()
        found.append(sandbox.clean(RAIN))
    assert [pairs[0][1].status for pairs in found] == ["ok", "ok"]


HOST = """
import os, sys
from pathlib import Path
from cleaner.batch.rows import Row
from cleaner.batch.sandbox import Sandbox
from cleaner.batch.run_options import RunOptions
from tests.batch.shared import Quick
sandbox = Sandbox(Quick, RunOptions("test"))
sandbox.clean([Row("a", "a", "Rain fell.")])
print(Path(f"/proc/self/task/{os.getpid()}/children").read_text().strip(), flush=True)
sandbox.clean([Row("a", "a", "HANG")])
"""


def test_a_host_that_is_killed_takes_its_processes_with_it() -> None:
    host = subprocess.Popen(
        [sys.executable, "-c", HOST], stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True
    )
    assert host.stdout is not None
    guard = host.stdout.readline().strip()
    workers = Path(f"/proc/{guard}/task/{guard}/children").read_text("ascii").split()
    assert workers
    watched = [os.pidfd_open(int(pid)) for pid in (guard, *workers)]
    host.kill()
    host.wait()
    host.stdout.close()
    for process in watched:
        assert select.select([process], [], [], PATIENCE)[0], "a process has outlived its host"
        os.close(process)
