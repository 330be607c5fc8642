"""An index by which a document is traced to the page it was made from, whatever was done to its lines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from zlib import crc32

from benchmarks.scoring import words_of
from training.pages import SPLITS, publisher_of, records

WORDS = 6
"""Words in a row that are looked up."""

KEPT = 6
"""Of how many runs of words one is kept, by its checksum."""


def grams(text: str) -> Iterator[str]:
    """Checksums of runs of words: enough to know a text again, not to read it."""
    words = words_of(text)
    for n in range(len(words) - WORDS + 1):
        digest = crc32(" ".join(words[n : n + WORDS]).encode())
        if digest % KEPT == 0:
            yield f"{digest:x}"


def write_index(path: Path, data: Path, dealt: Mapping[str, int]) -> None:
    """Write which part of the publishers each run of words of the gold bodies belongs to."""
    found: dict[str, int] = {}
    for split in SPLITS:
        for record in records(data, split):
            part = dealt.get(publisher_of(record["domain"] or record["id"]))
            if part is not None:
                found.update(dict.fromkeys(grams(record["gold"]["body"]), part))
    path.write_text(json.dumps(found), "utf-8")
