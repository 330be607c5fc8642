"""Naming the outputs: each document mirrors its place, and no two of them share a name on any file system.

macOS and Windows don't tell "A.txt" from "a.txt", macOS not "é" in one code point from "é" in two. What differs only
so counts as the same name here, so that a folder cleaned on one machine can be copied to another.
"""

from __future__ import annotations

import os
import unicodedata
from itertools import count
from typing import TYPE_CHECKING

from cleaner.batch.inputs import HTML_SUFFIXES, TEXT_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import PurePath

ENDINGS = (".txt", ".json")
"""What every document gets: its body and its record."""

MAX_BYTES = 255 - max(map(len, ENDINGS))
"""Bytes of a name before its ending; file systems take 255 in all."""


def assign(names: Sequence[PurePath]) -> list[PurePath]:
    """For each document its output path without ending, relative to the output folder.

    Who comes first keeps the plain name; names that come later get a number that nobody else has.

    >>> from pathlib import PurePath
    >>> [str(p) for p in assign([PurePath("a.html"), PurePath("a.txt"), PurePath("a-2.txt"), PurePath("s/A.txt")])]
    ['a', 'a-3', 'a-2', 's/A']
    """
    bases = [_base(name) for name in names]
    taken = {_key(folder) for base in bases for folder in base.parents}
    plain: list[PurePath | None] = [base if _claim(base, taken) else None for base in bases]
    return [mine if mine is not None else _numbered(base, taken) for mine, base in zip(plain, bases, strict=True)]


def outputs(base: PurePath) -> tuple[PurePath, ...]:
    """The files of one document.

    >>> from pathlib import PurePath
    >>> [str(p) for p in outputs(PurePath("s/a.v1"))]
    ['s/a.v1.txt', 's/a.v1.json']
    """
    return tuple(base.with_name(base.name + ending) for ending in ENDINGS)


def _base(name: PurePath) -> PurePath:
    """The name without a suffix of ours; others ("report.2019") are part of it."""
    stem = name.stem if name.suffix.lower() in TEXT_SUFFIXES | HTML_SUFFIXES else name.name
    return name.with_name(_shortened(stem, MAX_BYTES))


def _numbered(base: PurePath, taken: set[str]) -> PurePath:
    for number in count(2):
        ending = f"-{number}"
        candidate = base.with_name(_shortened(base.name, MAX_BYTES - len(ending)) + ending)
        if _claim(candidate, taken):
            return candidate
    raise AssertionError("there is always another number")


def _claim(base: PurePath, taken: set[str]) -> bool:
    keys = set(map(_key, outputs(base)))
    if keys & taken:
        return False
    taken |= keys
    return True


def _key(path: PurePath) -> str:
    """What paths share that some file system takes for the same."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path.as_posix()).casefold())


def _shortened(stem: str, room: int) -> str:
    """As much of a name as fits into `room` bytes, whole characters only.

    >>> _shortened("abc", 2), _shortened("aé", 2)
    ('ab', 'a')
    """
    while len(os.fsencode(stem)) > room:
        stem = stem[:-1]
    return stem


def colliding(names: Sequence[PurePath], bases: Iterable[PurePath]) -> list[tuple[PurePath, PurePath]]:
    """The documents that couldn't keep their plain name, with the name they got."""
    return [(name, base) for name, base in zip(names, bases, strict=True) if base != _base(name)]
