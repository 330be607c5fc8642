"""Reading a corpus: a folder of text and HTML files, or a JSONL file with a document a line.

A line of JSONL is an object with `text` or `html`; `url`, `id` and `gold` (the body; or {"body": …}; also called
`expected`) may stand beside it. In a folder of golden cases `expected.txt` beside an input is its gold.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from cleaner.batch.streams import reason
from cleaner.model import CleanerError
from cleaner.pipeline import RawDocument

TEXT_SUFFIXES = frozenset({".txt", ".text"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
LINES_SUFFIXES = (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz")
GOLD_FILE = "expected.txt"


class CorpusError(CleanerError):
    """A corpus can't be read, or holds no document."""


@dataclass(frozen=True, slots=True)
class Item:
    """A document of a corpus. `gold` is its body as somebody who read it says; None where nobody did."""

    name: str
    data: str | bytes
    url: str | None = None
    media_type: str | None = None
    gold: str | None = None
    folder: str = ""
    """The first folder below the corpus' own that it lies in."""

    @property
    def raw(self) -> RawDocument:
        """What the cleaner is handed."""
        return RawDocument(self.data, self.url, self.media_type)

    @property
    def host(self) -> str:
        """The host of its address, without `www.`.

        >>> Item("a", "", "https://www.harrowpost.example/libraries").host
        'harrowpost.example'
        """
        try:
            return (urlsplit(self.url or "").hostname or "").lower().removeprefix("www.")
        except ValueError:
            return ""


@dataclass(slots=True)
class Corpus:
    """The documents of a corpus, read one by one; what can't be read goes to `faults`, and the rest goes on."""

    path: Path
    files: tuple[Path, ...]
    size: int
    """Documents it holds, about: of a file, its lines."""
    faults: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Item]:
        self.faults.clear()
        for file in self.files:
            try:
                if _is_lines(file):
                    yield from self._lines(file)
                else:
                    yield self._file(file)
            except (OSError, EOFError) as error:
                self.faults.append(f"{file}: can't be read: {reason(error)}")

    def _file(self, file: Path) -> Item:
        below = file.relative_to(self.path) if file != self.path else Path(file.name)
        gold = file.parent / GOLD_FILE
        return Item(
            name=str(file),
            data=file.read_bytes(),
            media_type="text/html" if file.suffix.lower() in HTML_SUFFIXES else "text/plain",
            gold=gold.read_text("utf-8") if file.stem == "input" and gold.exists() else None,
            folder=below.parts[0] if len(below.parts) > 1 else "",
        )

    def _lines(self, file: Path) -> Iterator[Item]:
        with _opened(file) as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    try:
                        yield _item(json.loads(line), f"{file}:{number}")
                    except (ValueError, RecursionError) as error:
                        self.faults.append(f"{file}:{number}: {error}")


def read_corpus(path: Path) -> Corpus:
    """The documents at a place. Raises CorpusError where there are none."""
    if path.is_file():
        files: tuple[Path, ...] = (path,)
    elif path.is_dir():
        files = tuple(sorted(file for file in path.rglob("*") if _is_document(file, path)))
    else:
        raise CorpusError(f"{path}: no such file or folder")
    if not files:
        raise CorpusError(f"{path}: no document here; expected .txt, .html or .jsonl files")
    return Corpus(path, files, sum(_count(file) for file in files))


def _is_document(file: Path, root: Path) -> bool:
    if any(part.startswith(".") for part in file.relative_to(root).parts) or not file.is_file():
        return False
    if file.name == GOLD_FILE:
        return False
    return file.suffix.lower() in TEXT_SUFFIXES | HTML_SUFFIXES or _is_lines(file)


def _is_lines(file: Path) -> bool:
    return file.name.lower().endswith(LINES_SUFFIXES)


def _count(file: Path) -> int:
    if not _is_lines(file):
        return 1
    try:
        with _opened(file) as lines:
            return sum(1 for line in lines if line.strip())
    except (OSError, EOFError) as error:
        raise CorpusError(f"{file}: can't be read: {reason(error)}") from None


def _opened(file: Path) -> BinaryIO | gzip.GzipFile:
    return gzip.open(file) if file.suffix == ".gz" else file.open("rb")


def _item(record: Any, where: str) -> Item:
    """A document of a line. Raises ValueError with what was expected."""
    if not isinstance(record, dict):
        raise ValueError(f"expected an object with `text`, not {type(record).__name__}")
    kind = next((key for key in ("text", "html") if isinstance(record.get(key), str)), None)
    if kind is None:
        raise ValueError("expected `text` or `html`, a string")
    gold = record.get("gold", record.get("expected"))
    if isinstance(gold, dict):
        gold = gold.get("body")
    url = record.get("url")
    for key, value in (("gold", gold), ("url", url)):
        if value is not None and not isinstance(value, str):
            raise ValueError(f"`{key}` must be a string, not {type(value).__name__}")
    return Item(
        name=str(record.get("id") or where),
        data=record[kind],
        url=url,
        media_type="text/html" if kind == "html" else "text/plain",
        gold=gold,
        folder=str(record.get("site") or ""),
    )
