"""Naming the outputs: each document mirrors its place, and no two of them share a name on any file system.

macOS and Windows don't tell "A.txt" from "a.txt", macOS not "é" in one code point from "é" in two. What differs only
so counts as the same name here, so that a folder cleaned on one machine can be copied to another. Names are paths
below the output folder, with "/" between their parts.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from pathlib import Path

from cleaner.batch.formats import Kind, kind_of, suffix_of, uncompressed_name

ENDINGS = (".txt", ".json")
"""What every document gets: its body and its record."""

REMOVED = ".removed.jsonl"
"""What it gets where the removed spans are asked for."""

MAX_BYTES = 255 - max(map(len, (*ENDINGS, REMOVED)))
"""Bytes of a name before its ending; file systems take 255 in all."""

RUN = "_run"
"""The folder of the run's own records in an output folder: no document gets that name."""

RUN_SUFFIX = ".run"
"""What is added to the name of a one-file output for such a folder."""

MEMBER_BYTES = 60
"""Bytes of an id that go into the name of a container's document: enough to know it by, its number tells it apart."""


def assign(names: Sequence[str], containers: Iterable[int] = ()) -> list[str]:
    """For each input its output path without ending, relative to the output folder.

    Who comes first keeps the plain name; names that come later get a number that nobody else has. `containers` are
    the positions of inputs that become folders.

    >>> assign(["a.html", "a.txt", "a-2.txt", "s/A.txt"])
    ['a', 'a-3', 'a-2', 's/A']
    >>> assign(["a.txt", "a.txt.jsonl"], containers=[1])
    ['a', 'a.txt-2']
    """
    bases = [_base(name) for name in names]
    folders = frozenset(containers)
    taken = {_key(folder) for base in bases for folder in _parents(base)} | {RUN}
    plain = [_claim(base, taken, at in folders) for at, base in enumerate(bases)]
    return [
        base if mine else _numbered(base, taken, at in folders)
        for at, (mine, base) in enumerate(zip(plain, bases, strict=True))
    ]


def outputs(base: str) -> tuple[str, ...]:
    """The files of one document.

    >>> outputs("s/a.v1")
    ('s/a.v1.txt', 's/a.v1.json')
    """
    return tuple(base + ending for ending in ENDINGS)


def removed_place(out: Path, compression: str) -> Path:
    """Where the removed spans of a one-file output go.

    >>> removed_place(Path("a/b.jsonl.gz"), ".gz").as_posix(), removed_place(Path("b.parquet"), "").as_posix()
    ('a/b.removed.jsonl.gz', 'b.removed.jsonl')
    """
    name = out.name.removesuffix(compression)
    stem = name.rpartition(".")[0] or name
    return out.with_name(stem + REMOVED + compression)


def member(container: str, number: int, name: str) -> str:
    """The output name of a container's document: its number makes it unique, its id makes it readable.

    >>> member("corpus", 16, "../Café: 1"), member("corpus", 16, "")
    ('corpus/00000017-Caf-1', 'corpus/00000017')
    """
    readable = slug(name)
    return f"{container}/{number + 1:08d}" + (f"-{readable}" if readable else "")


def slug(text: str) -> str:
    """Any text as a part of a file name: letters, digits and a few signs of ASCII.

    >>> slug("../../etc/passwd"), slug("urn:uuid:1-2"), slug("CON.")
    ('etc-passwd', 'urn-uuid-1-2', 'CON')
    """
    return re.sub(r"[^A-Za-z0-9._-]+", "-", re.sub(r"\.\.+", "-", text))[:MEMBER_BYTES].strip(".-_")


def safe(name: str) -> str:
    """A path that stays below the folder it is put into, whatever it was.

    >>> safe("/a/../../b.txt"), safe("..")
    ('a/b.txt', '_')
    """
    parts = [part for part in name.replace("\0", "").split("/") if part not in ("", ".", "..")]
    return "/".join(parts) or "_"


def _base(name: str) -> str:
    """The name without a suffix of ours; others ("report.2019") are part of it."""
    folder, _, last = safe(name).rpartition("/")
    if folder and _key(folder.split("/")[0]) == RUN:
        folder = f"{folder[: len(RUN)]}_{folder[len(RUN) :]}"
    kind = kind_of(last)
    if kind is not None:
        last = uncompressed_name(last)
        last = last[: -len(suffix_of(last))]
        if kind is not Kind.DOCUMENT and not last:
            last = str(kind)
    last = _shortened(last, MAX_BYTES)
    return f"{folder}/{last}" if folder else last


def _parents(base: str) -> Iterator[str]:
    while base := base.rpartition("/")[0]:
        yield base


def _numbered(base: str, taken: set[str], is_folder: bool) -> str:
    folder, slash, last = base.rpartition("/")
    for number in count(2):
        ending = f"-{number}"
        candidate = folder + slash + _shortened(last, MAX_BYTES - len(ending)) + ending
        if _claim(candidate, taken, is_folder):
            return candidate
    raise AssertionError("there is always another number")


def _claim(base: str, taken: set[str], is_folder: bool) -> bool:
    keys = {_key(base)} if is_folder else {_key(path) for path in (*outputs(base), base + REMOVED)}
    if keys & taken:
        return False
    taken |= keys
    return True


def _key(path: str) -> str:
    """What paths share that some file system takes for the same."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _shortened(stem: str, room: int) -> str:
    """As much of a name as fits into `room` bytes, whole characters only.

    >>> _shortened("abc", 2), _shortened("aé", 2)
    ('ab', 'a')
    """
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem


def colliding(names: Sequence[str], bases: Iterable[str]) -> list[tuple[str, str]]:
    """The inputs that couldn't keep their plain name, with the name they got."""
    return [(name, base) for name, base in zip(names, bases, strict=True) if base != _base(name)]
