"""The plan of a run: which inputs become which outputs, and in what order, before anything is cleaned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.batch import names, write
from cleaner.batch.chunks import Chunk, Container, File, cut_files
from cleaner.batch.find import Input
from cleaner.batch.kinds import Kind, media_type_of

Entry = tuple[File, ...] | Container
"""A chunk of files, or a container whose chunks are found later."""


class Plan(NamedTuple):
    """`renamed` are the inputs that couldn't keep their plain name, with what they are called."""

    entries: tuple[Entry, ...]
    renamed: tuple[tuple[str, str], ...] = ()

    def key(self, task: str) -> str:
        """The same for two runs that would make the same of the same inputs."""
        digest = hashlib.sha256(task.encode("ascii"))
        for entry in self.entries:
            digest.update(json.dumps(entry, ensure_ascii=True).encode("ascii"))
        return digest.hexdigest()

    def chunks(self, place: int) -> Chunk:
        """The chunk of an entry of files."""
        entry = self.entries[place]
        assert not isinstance(entry, Container)
        return Chunk((place, 0), entry)


def plan(inputs: Sequence[Input], out: Path | None = None) -> Plan:
    """Name all outputs (below the folder `out`, if given) and cut the inputs into entries.

    Names don't depend on the order of the inputs. Raises OutputError where an output would be an input, or would lie
    outside of `out`.
    """
    bases, renamed = _bases(inputs)
    if out is not None:
        _check_places(inputs, bases, out)
    entries: list[Entry] = []
    files: list[File] = []
    for one, base in zip(inputs, bases, strict=True):
        if one.kind is Kind.DOCUMENT or one.fault or one.skip:
            media_type = media_type_of(one.name)
            files.append(
                File(one.path, one.source, base, one.packing, one.size, one.stamp, media_type, one.fault, one.skip)
            )
            continue
        entries += cut_files(files)
        files = []
        entries.append(Container(one.path, one.source, base, one.kind, one.packing, one.size, one.stamp))
    return Plan((*entries, *cut_files(files)), renamed)


def _bases(inputs: Sequence[Input]) -> tuple[list[str], tuple[tuple[str, str], ...]]:
    """The outputs' names without ending. Given out in the order of the inputs' names, whatever order they came in."""
    named = [at for at, one in enumerate(inputs) if not one.fault and not one.skip]
    order = sorted(named, key=lambda at: (inputs[at].name, inputs[at].source))
    mirrored = [inputs[at].name for at in order]
    containers = [n for n, at in enumerate(order) if inputs[at].kind is not Kind.DOCUMENT]
    assigned = names.assign(mirrored, containers)
    bases = [""] * len(inputs)
    for at, base in zip(order, assigned, strict=True):
        bases[at] = base
    return bases, tuple(names.colliding(mirrored, assigned))


def _check_places(inputs: Sequence[Input], bases: Sequence[str], out: Path) -> None:
    if not out.exists():
        return
    protected = {found for one in inputs if (found := write.identity(one.path)) is not None}
    folders: set[str] = set()
    for one, base in zip(inputs, bases, strict=True):
        if not base:
            continue
        folder = base.rpartition("/")[0] if one.kind is Kind.DOCUMENT else base
        if folder not in folders:
            write.inside(out, f"{folder}/x" if folder else "x")
            folders.add(folder)
        for name in (*names.outputs(base), base + names.REMOVED):
            write.protect(out / name, protected)
