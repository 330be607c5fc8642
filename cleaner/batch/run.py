"""The run: one document after the other, each by itself; one that fails is named and the rest goes on."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cleaner.batch import inputs, names, write
from cleaner.batch.records import body_text, encoded, json_text
from cleaner.model import Action, CleanerError, Label, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path, PurePath

    from cleaner.batch.inputs import Source
    from cleaner.pipeline import Cleaner


class Outcome(NamedTuple):
    """What became of one document: a result, or the fault that kept it from being cleaned."""

    source: Source
    result: Result | None
    fault: str = ""


def run(
    cleaner: Cleaner, sources: Iterable[Source], url: str | None = None, media_type: str | None = None
) -> Iterator[Outcome]:
    """Clean the documents in their order. As many outcomes as sources, whatever they hold."""
    for source in sources:
        try:
            data = inputs.read(source)
            yield Outcome(source, cleaner.clean(data, url, media_type or source.media_type))
        except CleanerError as error:
            yield Outcome(source, None, str(error))
        except Exception as error:
            # A fault of ours on one document must not cost the others.
            yield Outcome(source, None, f"the program failed on it: {described(error)}")


def described(error: BaseException) -> str:
    """An unexpected error in one line: its kind, its message and where it arose.

    >>> try:
    ...     {}["x"]
    ... except KeyError as error:
    ...     described(error)
    "KeyError: 'x' (<doctest ...>, line 2)"
    """
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f" ({place.tb_frame.f_code.co_filename}, line {place.tb_lineno})" if place is not None else ""
    return " ".join(f"{type(error).__name__}: {error}".split()) + where


class Target(NamedTuple):
    """A document and the files it becomes."""

    source: Source
    files: tuple[Path, ...]


class Plan(NamedTuple):
    """Where everything will be written, and which documents couldn't keep their plain name."""

    targets: tuple[Target, ...]
    renamed: tuple[tuple[PurePath, PurePath], ...]


def plan(sources: Sequence[Source], out: Path) -> Plan:
    """Name all outputs below `out` before anything is written. Raises OutputError where one would be an input."""
    mirrored = [source.name for source in sources]
    bases = names.assign(mirrored)
    protected = frozenset(inputs.identities(sources))
    targets = []
    for source, base in zip(sources, bases, strict=True):
        files = tuple(write.inside(out, name) for name in names.outputs(base))
        for path in files:
            write.protect(path, protected)
        targets.append(Target(source, files))
    return Plan(tuple(targets), tuple(names.colliding(mirrored, bases)))


def save(result: Result, files: Sequence[Path], wanted: frozenset[str] = frozenset(names.ENDINGS)) -> None:
    """Write the body and the record of one document to their places (those whose ending is wanted)."""
    data = {".txt": lambda: encoded(body_text(result)), ".json": lambda: encoded(json_text(result.to_dict()))}
    write.write_files([(path, data[path.suffix]()) for path in files if path.suffix in wanted])


@dataclass(slots=True)
class Tally:
    """The count of a run: every document is in it once."""

    cleaned: int = 0
    empty: int = 0
    failed: list[tuple[Source, str]] = field(default_factory=list)
    words: Counter[tuple[Action, Label]] = field(default_factory=Counter)

    @property
    def documents(self) -> int:
        return self.cleaned + self.empty + len(self.failed)

    def add(self, outcome: Outcome) -> None:
        if outcome.result is None:
            self.failed.append((outcome.source, outcome.fault))
            return
        if any(line.text.strip() for line in outcome.result.lines):
            self.cleaned += 1
        else:
            self.empty += 1
        for line in outcome.result.lines:
            for span in line.spans:
                self.words[span.action, span.label] += len(line.text[span.start : span.end].split())

    def by_label(self, action: Action) -> list[tuple[Label, int]]:
        """Words of an action, the most frequent label first."""
        found = [(label, n) for (act, label), n in self.words.items() if act is action and n]
        return sorted(found, key=lambda item: (-item[1], item[0]))
