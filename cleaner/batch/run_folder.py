"""The folder of a run: its manifest, its ledger, what it quarantined, and its shards while it isn't finished.

For a folder `OUT` it is `OUT/_run`, for a file `OUT` it is `OUT.run`: always on the disk of the output, so that what
is finished can be renamed into its place. A folder that stands there already is believed only where it was made here,
by this program, for this user: its manifest names the inode of its lock and when that was last changed, which no
archive and no download can bring along.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO

from cleaner.batch import ledger
from cleaner.batch.inputs import MANIFEST
from cleaner.batch.ledger import LedgerError
from cleaner.batch.names import RUN, RUN_SUFFIX
from cleaner.batch.shard import is_shard
from cleaner.batch.storage import TEMPORARY, Folder, Written, explained
from cleaner.batch.write import OutputError
from cleaner.model import CleanerError

FORMAT = "news-text-cleaner run"
SCHEMA = 1
"""What a manifest says it is, and the version of its keys."""

LOCK, LEDGER, SHARDS, WORK = "lock", "ledger.jsonl", "shards", "work"
PREVIOUS = "previous.db"
SPOOL = "input-"
"""What the names of copied streams begin with."""


class RunExists(CleanerError):  # noqa: N818 - named for what is there
    """The output already belongs to a run."""


class ForeignRun(CleanerError):  # noqa: N818 - named for what is there
    """What stands in the place of the run's folder isn't known to be the work of this program."""


class State(StrEnum):
    """How far a run is."""

    RUNNING = "running"
    FINISHED = "finished"


class Start(StrEnum):
    """How a run begins."""

    NEW = "new"
    CONTINUED = "continued"
    UNCHANGED = "unchanged"


def run_folder_of(out: Path, is_folder: bool) -> Path:
    """Where the run of an output has its folder.

    >>> run_folder_of(Path("cleaned"), True).as_posix()
    'cleaned/_run'
    """
    if is_folder:
        return out / RUN
    real = Path(os.path.realpath(out)) if out.is_symlink() else out
    return real.with_name(real.name + RUN_SUFFIX)


class RunFolder:
    """A run's folder, held by this process alone while it is open. Raises OutputError, RunExists and ForeignRun."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.folder: Folder
        self.shards: Folder
        self.work: Folder
        self.manifest: dict[str, Any] = {}
        self._opened: list[Folder] = []
        self._lock: BinaryIO
        self._is_new = False

    def __enter__(self) -> RunFolder:
        with explained(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
        with explained(self.path), suppress(FileExistsError):
            self.path.mkdir()
            self._is_new = True
        if not self._is_new and not self.path.is_dir() and not self.path.is_symlink():
            raise OutputError(f"{self.path}: is a file; the run needs a folder there")
        self.folder = self._keep(Folder.open(self.path))
        try:
            self._check_owner()
            self._lock = self.folder.open_file(LOCK, os.O_RDWR | os.O_CREAT)
            _lock(self._lock, self.path)
            self.manifest = self._trusted_manifest()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        is_empty = self._is_new and not self.manifest  # refused before it began
        if is_empty:
            self.folder.remove(LOCK)
        if hasattr(self, "_lock"):
            self._lock.close()
        for folder in self._opened:
            folder.__exit__()
        if is_empty:
            with suppress(OSError):
                self.path.rmdir()

    def _keep(self, folder: Folder) -> Folder:
        self._opened.append(folder)
        return folder

    def _check_owner(self) -> None:
        with explained(self.path):
            status = os.stat(self.path, follow_symlinks=False)
        if hasattr(os, "geteuid") and status.st_uid != os.geteuid():
            raise ForeignRun(f"{self.path}: belongs to another user, so its records aren't trusted; {ADVICE}")

    def _trusted_manifest(self) -> dict[str, Any]:
        """The manifest, if this program wrote it here; empty where the folder is."""
        raw = self.folder.read(MANIFEST)
        if raw is None:
            strange = [name for name in self.folder.names() if name != LOCK and not name.endswith(TEMPORARY)]
            if strange:
                raise ForeignRun(f"{self.path}: holds {strange[0]!r} and no manifest, so it is no run's; {ADVICE}")
            return {}
        try:
            found = json.loads(raw)
            claimed = found.pop("digest")
            is_ours = found["format"] == FORMAT and found["schema"] == SCHEMA and claimed == _digest(found)
        except (ValueError, KeyError, TypeError, AttributeError):
            is_ours = False
        if not is_ours:
            raise ForeignRun(f"{self.path}: its manifest isn't one of this version of the program; {ADVICE}")
        if found["lock"] != self._lock_identity():
            raise ForeignRun(f"{self.path}: was copied or unpacked here, so its records aren't trusted; {ADVICE}")
        return dict(found)

    def _lock_identity(self) -> list[int]:
        status = os.fstat(self._lock.fileno())
        return [status.st_ino, status.st_ctime_ns]

    def refuse_finished(self, *, resume: bool, overwrite: bool) -> None:
        """Raises RunExists where a finished run is there and nothing was said of it."""
        if self.manifest.get("state") == State.FINISHED and not resume and not overwrite:
            raise RunExists(
                f"{self.path}: a finished run is at this output; --resume cleans what has changed since, "
                "--overwrite starts anew, or name another output"
            )

    def open_work(self) -> Folder:
        """The folder for files under way; what an earlier attempt left in it is gone."""
        self.folder.remove_folder(WORK, _is_work)
        self.work = self._keep(self.folder.folder(WORK, create=True))
        return self.work

    def begin(self, key: str, about: dict[str, Any], *, anew: bool) -> Start:
        """Start, go on, or find that nothing is left to do. Shards of an earlier attempt stay unless `anew`."""
        found = self.manifest
        if found.get("key") == key and found.get("state") == State.FINISHED and not anew:
            return Start.UNCHANGED
        if found.get("state") == State.FINISHED:
            former = {
                "ledger": found["ledger"],
                "outputs": found["outputs"],
                "limits": [*found["options"]["limits"].values()],
            }
        else:
            former = found.get("former") or {"ledger": None, "outputs": {}, "limits": None}
        if anew:
            self.folder.remove_folder(SHARDS, _is_shard_or_temporary)
        went_on = self.folder.status(SHARDS) is not None
        self.shards = self._keep(self.folder.folder(SHARDS, create=True))
        for name in self.shards.names():
            if name.endswith(TEMPORARY):
                self.shards.remove(name)
        identity = {"format": FORMAT, "schema": SCHEMA, "lock": self._lock_identity()}
        state = {"state": State.RUNNING, "key": key, "started": now(), "former": former, "next": found.get("next", [])}
        self.note(identity | about | state)
        return Start.CONTINUED if went_on else Start.NEW

    def former_rows(self) -> Iterator[dict[str, Any]]:
        """The ledger of the run before this one, once its digest is checked. Raises LedgerError."""
        digest = self.folder.digest(LEDGER)
        former = self.manifest["former"] if "former" in self.manifest else {"ledger": self.manifest.get("ledger")}
        if digest is None or digest in self.manifest.get("next", ()):  # replaced by this run already, before a kill
            return
        if digest != former["ledger"]:
            raise LedgerError(f"{self.path / LEDGER}: isn't what the run wrote; {ADVICE}")
        with self.folder.open_file(LEDGER) as file:
            yield from ledger.parse(file, self.path / LEDGER)

    def note(self, manifest: dict[str, Any]) -> None:
        """Write the manifest."""
        self.manifest = json.loads(json.dumps(manifest))
        text = json.dumps(self.manifest | {"digest": _digest(self.manifest)}, indent=2, ensure_ascii=True) + "\n"
        self.folder.write(MANIFEST, [text.encode("ascii")])

    def finish(self, made: Written, about: dict[str, Any]) -> None:
        """All else is in its place: the new ledger takes its own, and the shards can go."""
        self.work.move(made.name, self.folder, LEDGER)
        begun = {name: value for name, value in self.manifest.items() if name not in ("former", "next")}
        self.note(begun | about | {"ledger": made.sha256, "state": State.FINISHED, "finished": now()})
        self.tidy()

    def tidy(self) -> None:
        """Nothing is left but what is to be kept."""
        self.folder.remove_folder(SHARDS, _is_shard_or_temporary)
        self.folder.remove_folder(WORK, _is_work)
        for name in self.folder.names():
            if name.endswith(TEMPORARY):
                self.folder.remove(name)


ADVICE = "move it away, or name another output"


def now() -> str:
    """The time, for the books only."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _digest(manifest: dict[str, Any]) -> str:
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode("ascii")).hexdigest()


def _is_shard_or_temporary(name: str) -> bool:
    return is_shard(name) or name.endswith(TEMPORARY)


def _is_work(name: str) -> bool:
    return name.endswith(TEMPORARY) or name.startswith((SPOOL, PREVIOUS))


def _lock(file: BinaryIO, path: Path) -> None:
    """Hold the file for this process; its children don't. Raises RunExists where another process holds it."""
    with suppress(ImportError):  # Windows has no such lock
        import fcntl

        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise RunExists(f"{path}: another run is at this output; wait for it, or name another output") from None
