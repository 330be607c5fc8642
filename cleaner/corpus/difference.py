"""What changes between two rule sets, or two versions: document by document, riskiest first.

A side is a cleaner, or the records that another version wrote (`cleaner clean --format jsonl`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.batch.streams import reason
from cleaner.corpus.gold import f1
from cleaner.corpus.read import CorpusError, Item
from cleaner.model import Action
from cleaner.pipeline import Cleaner

LOST_WEIGHT = 2.0
"""A word that goes weighs as much as two that come: what is lost can't be seen in the result."""

PROPERTY_WEIGHT = 0.05
"""What a changed property adds to the risk, as a share of the body."""


class Told(NamedTuple):
    """What is said of a line: its labels and actions, and the rules behind them."""

    verdict: str
    rules: tuple[str, ...]


class Outcome(NamedTuple):
    """What one side makes of a document."""

    body: str
    article: Mapping[str, Any]
    lines: tuple[tuple[str, Told], ...]


Side = Callable[[Item], Outcome]


class LineChange(NamedTuple):
    """A line (from 0) of which the sides say different things."""

    line: int
    text: str
    old: Told
    new: Told


class PropertyChange(NamedTuple):
    name: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class DocumentChange:
    """All that changes of one document. `lost` and `gained` are words of its body; F1 is None without gold."""

    name: str
    words: int
    lost: int
    gained: int
    lines: tuple[LineChange, ...]
    article: tuple[PropertyChange, ...]
    old_f1: float | None
    new_f1: float | None

    @property
    def fall(self) -> float:
        """By how much F1 falls; below 0 where it rises."""
        return 0.0 if self.old_f1 is None or self.new_f1 is None else self.old_f1 - self.new_f1

    @property
    def risk(self) -> float:
        """How much there is to look at: a figure to sort by."""
        moved = (LOST_WEIGHT * self.lost + self.gained) / max(1, self.words)
        return max(0.0, self.fall) + moved + PROPERTY_WEIGHT * len(self.article)


@dataclass(slots=True)
class Difference:
    """The changes of a corpus, riskiest first, and what they come to."""

    documents: int = 0
    words: int = 0
    with_gold: int = 0
    old_f1: float = 0.0
    new_f1: float = 0.0
    """Means over the documents with gold."""
    changes: list[DocumentChange] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    @property
    def moved(self) -> float:
        """Words that come or go, as a share of the words of all bodies before."""
        return sum(change.lost + change.gained for change in self.changes) / max(1, self.words)

    @property
    def metadata(self) -> float:
        """Share of the documents whose metadata change."""
        return sum(bool(change.article) for change in self.changes) / max(1, self.documents)


def difference(old: Side, new: Side, items: Iterable[Item]) -> Difference:
    """Hold what two sides make of each document against one another."""
    found = Difference()
    for item in items:
        try:
            before, after = old(item), new(item)
        except Exception as error:  # one document must not cost the others
            found.faults.append(f"{item.name}: {error}")
            continue
        found.documents += 1
        found.words += len(before.body.split())
        change = _change(item, before, after)
        if item.gold is not None:
            found.with_gold += 1
            found.old_f1 += f1(item.gold, before.body)
            found.new_f1 += f1(item.gold, after.body)
        if change.lines or change.article or change.lost or change.gained:
            found.changes.append(change)
    found.old_f1 /= max(1, found.with_gold)
    found.new_f1 /= max(1, found.with_gold)
    found.changes.sort(key=lambda change: (-max(0.0, change.fall), -change.risk, change.name))
    return found


def _change(item: Item, before: Outcome, after: Outcome) -> DocumentChange:
    old, new = Counter(before.body.split()), Counter(after.body.split())
    lines = tuple(
        LineChange(n, text, one, other)
        for n, ((text, one), (_, other)) in enumerate(zip(before.lines, after.lines, strict=False))
        if one.verdict != other.verdict and text.strip()
    )
    names = [name for name in {**before.article, **after.article} if name != "articleBody"]
    article = tuple(
        PropertyChange(name, before.article.get(name), after.article.get(name))
        for name in names
        if before.article.get(name) != after.article.get(name)
    )
    figures = (None, None) if item.gold is None else (f1(item.gold, before.body), f1(item.gold, after.body))
    return DocumentChange(item.name, old.total(), (old - new).total(), (new - old).total(), lines, article, *figures)


def by_cleaner(cleaner: Cleaner) -> Side:
    """The side of a rule set."""

    return lambda item: _outcome(cleaner.clean(*item.raw[:3]).to_dict())


def by_records(path: Path) -> Side:
    """The side of a run that was written down, as `cleaner clean --format jsonl` writes it.

    Raises CorpusError where the file can't be read; a document that isn't in it raises KeyError when it is asked for.
    """
    places: dict[str, int] = {}
    at = 0
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if line.strip():
                    places[_source(line, f"{path}:{number}")] = at
                at += len(line)
    except OSError as error:
        raise CorpusError(f"{path}: can't be read: {reason(error)}") from None

    def outcome(item: Item) -> Outcome:
        if item.name not in places:
            raise CorpusError(f"{path} has no record of it")
        with path.open("rb") as file:
            file.seek(places[item.name])
            return _outcome(json.loads(file.readline()))

    return outcome


def _source(line: bytes, where: str) -> str:
    try:
        record = json.loads(line)
        if isinstance(record["article"], dict) and isinstance(record["lines"], list):
            return str(record["source"])
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise CorpusError(f"{where}: no record; expected a line of `cleaner clean --format jsonl`")


def _outcome(record: Mapping[str, Any]) -> Outcome:
    """What the record of a document says of it."""
    lines = tuple((line["text"], _told(line)) for line in record["lines"])
    return Outcome(record["article"].get("articleBody") or "", record["article"], lines)


def _told(line: Mapping[str, Any]) -> Told:
    spans = (f"{span['label']} {span['action']}" for span in line["spans"])
    return Told(" | ".join(spans), tuple(line["rules"]))


def moves_text(change: LineChange) -> bool:
    """Does the line, or a part of it, enter or leave the body?"""
    keep = str(Action.KEEP)
    return (keep in change.old.verdict.split()) != (keep in change.new.verdict.split())
