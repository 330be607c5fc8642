"""A golden case: a folder with an input, the body expected of it, and the expected account and metadata."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.golden.made import Made
from cleaner.model import Action, CleanerError, Label, NewsArticle
from cleaner.pipeline import RawDocument

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

INPUTS = ("input.txt", "input.html")
BODY, RECORD = "expected.txt", "expected.json"
MARKS = frozenset({*INPUTS, BODY, RECORD})
"""A folder that holds one of these is a case, or wants to be one."""

KEYS = frozenset({"about", "url", "language", "made", "article", "lines", "known_failures"})
OLD_KEY = "shortfalls"
"""What `known_failures` were called, without reasons; `check --update` writes the new key."""

NO_REASON = "no reason was written down"
PROPERTIES = frozenset(NewsArticle().to_dict())


class CaseError(CleanerError):
    """A fixture is at fault. `where` is a file, or `file:line`."""

    def __init__(self, where: str, message: str) -> None:
        super().__init__(f"{where}: {message}")
        self.where = where
        self.message = message


class Expected(NamedTuple):
    """A label and an action; with the text they hold for where a line has several spans."""

    label: Label
    action: Action
    text: str | None = None

    def __str__(self) -> str:
        what = f"{self.label} {self.action}"
        return what if self.text is None else f"{what} {self.text!r}"


BODY_KEEP = (Expected(Label.BODY, Action.KEEP),)
"""What is expected of every line that isn't mentioned."""


@dataclass(frozen=True, slots=True)
class KnownFailure:
    """Expectations that aren't met, for one reason, and what comes out in their place: expected failures, each strict.

    A debt that is written down, instead of an expectation bent to what the program prints.
    """

    reason: str
    lines: Mapping[int, tuple[Expected, ...]]
    article: Mapping[str, Any]

    def __len__(self) -> int:
        return len(self.lines) + len(self.article)


@dataclass(frozen=True, slots=True)
class Case:
    """A fixture as it was written. What it doesn't give is None (`about`: empty), and isn't compared."""

    folder: Path
    input: Path
    data: bytes
    about: str
    url: str | None
    language: str | None
    body: str | None
    article: Mapping[str, Any]
    lines: Mapping[int, tuple[Expected, ...]] | None
    known_failures: tuple[KnownFailure, ...] = ()
    warning: str = ""
    """What is outdated in its record."""
    made: Made | None = None
    """The rules and versions that its expectations were last written or confirmed with."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Lines of `expected.json`, from 1, on which the properties of the article stand."""

    @property
    def record(self) -> Path:
        """`expected.json`, whether it is there or not."""
        return self.folder / RECORD

    @property
    def is_new(self) -> bool:
        """Nothing is expected yet."""
        return self.body is None and not self.record.exists()

    def expected(self, line: int) -> tuple[Expected, ...]:
        """What is expected of a line (from 0)."""
        return (self.lines or {}).get(line, BODY_KEEP)

    @property
    def name(self) -> str:
        """`publisher/slug`."""
        return "/".join(self.folder.resolve().parts[-2:])

    @property
    def raw(self) -> RawDocument:
        """What the cleaner is handed."""
        return RawDocument(self.data, self.url, "text/html" if self.input.suffix == ".html" else "text/plain")


def find_cases(path: Path) -> list[Path]:
    """The folders of all cases at or below `path`, sorted; a file of a case stands for its folder.

    Raises CaseError where `path` isn't there or holds no case.
    """
    if not path.exists():
        raise CaseError(str(path), "no such file or folder")
    if path.is_file():
        path = path.parent
    folders = sorted({mark.parent for name in MARKS for mark in path.rglob(name)})
    if not folders:
        raise CaseError(str(path), f"no golden case here (a folder with {INPUTS[0]}, {BODY} and {RECORD})")
    return folders


def find_input(folder: Path) -> Path:
    """The input of a case. Raises CaseError where it has none, or two."""
    found = [folder / name for name in INPUTS if (folder / name).exists()]
    if not found:
        raise CaseError(str(folder), f"the case has no input ({' or '.join(INPUTS)})")
    if len(found) > 1:
        raise CaseError(str(folder), f"the case has two inputs ({' and '.join(INPUTS)}); keep one")
    return found[0]


def load_case(folder: Path, *, new: bool = False) -> Case:
    """Read a case. Raises CaseError, with file and line, where something is missing or can't be understood.

    One of the two files of expectations is enough; a `new` case may have none yet.
    """
    source = find_input(folder)
    body, file = folder / BODY, folder / RECORD
    if not new and not body.exists() and not file.exists():
        raise CaseError(
            str(folder), f"the case expects nothing ({BODY}, {RECORD} or both); `--update` with its path writes a draft"
        )
    text = _text(file) if file.exists() else "{}"
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        raise CaseError(f"{file}:{error.lineno}", f"not valid JSON: {error.msg} (column {error.colno})") from None
    except RecursionError:
        raise CaseError(str(file), "not valid JSON: nested too deep") from None
    reader = _Reader(file, text)
    record = reader.table(data, None, "the file")
    for key in record:
        if key not in KEYS | {OLD_KEY}:
            raise reader.fail(key, f"unknown key {key!r}; expected {', '.join(sorted(KEYS))}")
    return Case(
        folder=folder,
        input=source,
        data=_bytes(source),
        about=reader.string(record, "about") or "",
        url=reader.string(record, "url"),
        language=reader.string(record, "language"),
        body=_text(body) if body.exists() else None,
        article=reader.article(record.get("article", {})),
        lines=reader.lines(record["lines"]) if "lines" in record else None,
        known_failures=reader.known_failures(record),
        warning=reader.outdated(record, folder),
        made=reader.made(record.get("made")),
        rows={key: reader.line_of(key, below="article") for key in record.get("article", {})},
    )


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise CaseError(str(path), "the case has no such file") from None
    except OSError as error:
        raise CaseError(str(path), f"can't be read: {error.strerror}") from None


def _text(path: Path) -> str:
    try:
        return _bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CaseError(str(path), f"not UTF-8: {error}") from None


class _Reader:
    """Checks the parts of one `expected.json`, and knows on which line each stands."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.rows = text.split("\n")

    def fail(self, key: str | None, message: str, below: str | None = None) -> CaseError:
        """An error at the line of `key`, looked for from the line of the key `below` on."""
        return CaseError(f"{self.file}:{self.line_of(key, below)}", message)

    def line_of(self, key: str | None, below: str | None = None) -> int:
        """The line of a key, from 1."""
        start = self._line(below, 0) if below else 0
        return (self._line(key, start) if key else start) + 1

    def _line(self, key: str, start: int) -> int:
        mark = re.compile(re.escape(json.dumps(key, ensure_ascii=False)) + r"\s*:")
        return next((n for n in range(start, len(self.rows)) if mark.search(self.rows[n])), start)

    def table(self, value: Any, key: str | None, what: str) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise self.fail(key, f"{what} must be an object, not {type(value).__name__}")
        return value

    def string(self, record: Mapping[str, Any], key: str) -> str | None:
        value = record.get(key)
        if value is not None and not isinstance(value, str):
            raise self.fail(key, f"{key!r} must be a string, not {type(value).__name__}")
        return value

    def article(self, value: Any, below: str = "article") -> dict[str, Any]:
        article = self.table(value, "article", "'article'")
        for key in article:
            if key not in PROPERTIES:
                raise self.fail(key, f"{key!r} is no property of the article", below)
        return article

    def lines(self, value: Any, below: str = "lines") -> dict[int, tuple[Expected, ...]]:
        found = {}
        for key, entry in self.table(value, "lines", "'lines'").items():
            if not re.fullmatch("[0-9]{1,9}", key):
                raise self.fail(key, f"{key!r} is no line index (counted from 0)", below)
            try:
                found[int(key)] = _spans(key, entry)
            except ValueError as error:
                raise self.fail(key, str(error), below) from None
        return found

    def made(self, value: Any) -> Made | None:
        if value is None:
            return None
        table = self.table(value, "made", "'made'")
        versions = self.table(table.get("versions", {}), "versions", "'versions' in 'made'")
        ruleset = table.get("ruleset")
        if set(table) - {"ruleset", "versions"} or not all(isinstance(v, str) for v in (ruleset, *versions.values())):
            raise self.fail("made", '\'made\' must be {"ruleset": digest, "versions": {name: version}}')
        return Made(str(ruleset), versions)

    def known_failures(self, record: Mapping[str, Any]) -> tuple[KnownFailure, ...]:
        if OLD_KEY in record:
            if "known_failures" in record:
                raise self.fail(OLD_KEY, f"'known_failures' takes the place of {OLD_KEY!r}: keep the first")
            old = self.table(record[OLD_KEY], OLD_KEY, repr(OLD_KEY))
            return (self._known_failure({"reason": NO_REASON, **old}, OLD_KEY),) if old else ()
        groups = record.get("known_failures", [])
        if not isinstance(groups, list):
            raise self.fail("known_failures", f"'known_failures' must be a list, not {type(groups).__name__}")
        found = tuple(self._known_failure(group, "known_failures") for group in groups)
        names = [*(line for group in found for line in group.lines), *(n for group in found for n in group.article)]
        twice = next((name for name in names if names.count(name) > 1), None)
        if twice is not None:
            raise self.fail("known_failures", f"{twice} stands twice in 'known_failures'; give it one reason")
        return found

    def _known_failure(self, value: Any, key: str) -> KnownFailure:
        group = self.table(value, key, f"each of {key!r}")
        unknown = next((name for name in group if name not in ("reason", "lines", "article")), None)
        if unknown is not None:
            raise self.fail(unknown, f"unknown key {unknown!r} in {key!r}; expected reason, lines, article", below=key)
        reason = self.string(group, "reason")
        if not reason or not reason.strip():
            raise self.fail(key, "a known failure needs a 'reason', in a few words")
        lines, article = (group.get(name, {}) for name in ("lines", "article"))
        return KnownFailure(reason, self.lines(lines, key), self.article(article, key))

    def outdated(self, record: Mapping[str, Any], folder: Path) -> str:
        if OLD_KEY not in record:
            return ""
        where = f"{self.file}:{self.line_of(OLD_KEY)}"
        return f"{where}: {OLD_KEY!r} is now 'known_failures'; `cleaner check {folder} --update` rewrites it"


def _spans(key: str, entry: Any) -> tuple[Expected, ...]:
    """What is expected of a line. Raises ValueError."""
    if isinstance(entry, str) and " " in entry:
        label, _, action = entry.partition(" ")
        return (_span(key, label, action, None),)
    if isinstance(entry, list) and entry and all(map(_is_span, entry)):
        return tuple(_span(key, *span) for span in entry)
    raise ValueError(f'line {key} must be "label action", or a list of [label, action, text]')


def _span(key: str, label: str, action: str, text: str | None) -> Expected:
    for what, value, known in (("label", label, Label), ("action", action, Action)):
        if value not in list(known):
            raise ValueError(f"line {key}: there is no {what} {value!r}")
    return Expected(Label(label), Action(action), text)


def _is_span(entry: Any) -> bool:
    return isinstance(entry, list) and len(entry) == 3 and all(isinstance(part, str) for part in entry)
