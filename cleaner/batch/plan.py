"""The plan of a run: which inputs become which outputs, and in what order, before anything is cleaned."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.batch import names, write
from cleaner.batch.chunks import cut
from cleaner.batch.formats import Kind
from cleaner.batch.inputs import Input

Entry = tuple[Input, ...] | Input
"""A chunk of files, or a container whose chunks are found later."""


class Plan(NamedTuple):
    """`renamed` are the inputs that couldn't keep their plain name, with what they are called."""

    entries: tuple[Entry, ...]
    renamed: tuple[tuple[str, str], ...] = ()

    def key(self, options: str) -> str:
        """The same for two runs that would make the same of the same inputs."""
        digest = hashlib.sha256(options.encode("ascii"))
        for entry in self.entries:
            digest.update(json.dumps(entry, ensure_ascii=True).encode("ascii"))
        return digest.hexdigest()


def make_plan(inputs: Sequence[Input], out: Path | None = None) -> Plan:
    """Name all outputs (below the folder `out`, if given) and cut the inputs into entries.

    Names don't depend on the order of the inputs. Raises OutputError where an output would be an input.
    """
    named, renamed = _named(inputs)
    if out is not None:
        _protect_inputs(named, out)
    entries: list[Entry] = []
    files: list[Input] = []
    for one in named:
        if one.kind is Kind.DOCUMENT or one.fault or one.skip:
            files.append(one)
            continue
        entries += cut(files, lambda file: file.size)
        files = []
        entries.append(one)
    return Plan((*entries, *cut(files, lambda file: file.size)), renamed)


def _named(inputs: Sequence[Input]) -> tuple[list[Input], tuple[tuple[str, str], ...]]:
    """The inputs with their outputs' names, given out in the order of their own names, whatever order they came in."""
    wanted = [at for at, one in enumerate(inputs) if not one.fault and not one.skip]
    order = sorted(wanted, key=lambda at: (inputs[at].name, inputs[at].source))
    mirrored = [inputs[at].name for at in order]
    containers = [n for n, at in enumerate(order) if inputs[at].kind is not Kind.DOCUMENT]
    assigned = names.assign(mirrored, containers)
    made = list(inputs)
    for at, base in zip(order, assigned, strict=True):
        made[at] = made[at]._replace(base=base)
    return made, tuple(names.colliding(mirrored, assigned))


def _protect_inputs(named: Sequence[Input], out: Path) -> None:
    if not out.exists():
        return
    protected = {found for one in named if (found := write.identity(one.path)) is not None}
    for one in named:
        if one.base:
            for name in (*names.outputs(one.base), one.base + names.REMOVED):
                write.protect(out / name, protected)
