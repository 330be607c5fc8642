"""The folder of a run: its manifest, its ledger, what it quarantined, and its shards while it isn't finished.

For a folder `OUT` it is `OUT/_run`, for a file `OUT` it is `OUT.run`: always on the disk of the output, so that what
is finished can be renamed into its place.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import IO, Any

from cleaner.batch.find import MARK
from cleaner.batch.inputs import reason
from cleaner.batch.names import RUN, RUN_SUFFIX
from cleaner.batch.write import OutputError
from cleaner.model import CleanerError


class RunExists(CleanerError):  # noqa: N818 - named for what is there
    """The output already belongs to a run."""


class State(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    FINISHED = "finished"


class Start(StrEnum):
    """How a run begins."""

    NEW = "new"
    CONTINUED = "continued"
    UNCHANGED = "unchanged"


def place_of(out: Path, is_folder: bool) -> Path:
    """Where the run of an output has its folder.

    >>> place_of(Path("cleaned"), True).as_posix()
    'cleaned/_run'
    """
    if is_folder:
        return out / RUN
    real = Path(os.path.realpath(out)) if out.is_symlink() else out
    return real.with_name(real.name + RUN_SUFFIX)


class RunFolder:
    """A run's folder, held by this process alone while it is open. Raises OutputError and RunExists."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.shards = path / "shards"
        self.work = path / "work"
        self.ledger = path / "ledger.jsonl"
        self.quarantine = path / "quarantine"
        self._manifest = path / MARK
        self._lock: IO[bytes] | None = None
        self._was_there = path.exists()

    def __enter__(self) -> RunFolder:
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            self._lock = (self.path / "lock").open("ab")
            _lock(self._lock)
        except BlockingIOError:
            raise RunExists(
                f"{self.path}: another run is at this output; wait for it, or name another output"
            ) from None
        except FileExistsError:
            raise OutputError(f"{self.path}: is a file; the run needs a folder there") from None
        except OSError as error:
            raise OutputError(f"{self.path.parent}: can't be written to: {reason(error)}") from None
        return self

    def __exit__(self, *_: object) -> None:
        if self._lock is not None:
            self._lock.close()
        if not self._was_there and not self._manifest.exists():  # refused before it began
            shutil.rmtree(self.path, ignore_errors=True)

    def manifest(self) -> dict[str, Any] | None:
        """What the manifest says; None where there is none that can be read."""
        try:
            found = json.loads(self._manifest.read_text("utf-8"))
        except (OSError, ValueError):
            return None
        return found if isinstance(found, dict) else None

    def refuse(self, *, resume: bool, overwrite: bool) -> None:
        """Raises RunExists where a finished run is there and nothing was said of it."""
        found = self.manifest()
        if found is not None and found.get("state") == State.FINISHED and not resume and not overwrite:
            raise RunExists(
                f"{self.path}: a finished run is at this output; --resume cleans what has changed since, "
                "--overwrite starts anew, or name another output"
            )

    def begin(self, key: str, about: dict[str, Any], *, overwrite: bool) -> Start:
        """Start, go on, or find that nothing is left to do. Shards of an earlier attempt stay unless overwritten."""
        found = self.manifest()
        if found is not None and not overwrite and found.get("key") == key and found.get("state") == State.FINISHED:
            return Start.UNCHANGED
        try:
            if overwrite:
                shutil.rmtree(self.shards, ignore_errors=True)
            went_on = self.shards.exists()
            self.shards.mkdir(exist_ok=True)
            for aside in self.shards.glob("*.tmp"):
                if aside.is_dir():
                    shutil.rmtree(aside, ignore_errors=True)
                else:
                    aside.unlink(missing_ok=True)
        except OSError as error:
            raise OutputError(f"{self.path}: can't be written to: {reason(error)}") from None
        former = {*(found or {}).get("outputs", ()), *(found or {}).get("former", ())}
        self.note(about | {"state": State.RUNNING, "key": key, "started": now(), "former": sorted(former)})
        return Start.CONTINUED if went_on else Start.NEW

    def spool(self) -> Path:
        """A fresh folder for what can be read only once."""
        try:
            shutil.rmtree(self.work, ignore_errors=True)
            self.work.mkdir()
        except OSError as error:
            raise OutputError(f"{self.path}: can't be written to: {reason(error)}") from None
        return self.work

    def note(self, manifest: dict[str, Any]) -> None:
        """Write the manifest, aside first."""
        aside = self.path / f"{MARK}.tmp"
        try:
            aside.write_text(json.dumps(manifest, indent=2, ensure_ascii=True) + "\n", "ascii")
            aside.replace(self._manifest)
        except OSError as error:
            raise OutputError(f"{self._manifest}: can't be written: {reason(error)}") from None

    def finish(self, about: dict[str, Any]) -> None:
        """All is in its place: the shards can go."""
        begun = self.manifest() or {}
        begun.pop("former", None)
        self.note(begun | about | {"state": State.FINISHED, "finished": now()})
        self.tidy()

    def tidy(self) -> None:
        """Nothing is left but what is to be kept."""
        shutil.rmtree(self.shards, ignore_errors=True)
        shutil.rmtree(self.work, ignore_errors=True)
        for aside in self.path.glob("*.tmp"):
            with suppress(OSError):
                aside.unlink()


def now() -> str:
    """The time, for the books only."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _lock(file: IO[bytes]) -> None:
    """Hold the file for this process; its children don't. Raises BlockingIOError where another process holds it."""
    with suppress(ImportError):  # Windows has no such lock
        import fcntl

        fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
