"""The count of a run, in memory that doesn't grow with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cleaner.batch.rows import Status
from cleaner.model import Action, Label, Result

SLOWEST = 5
"""How many of the slowest documents are named."""

NAMED = 20
"""How many quarantined documents are named on the terminal; the ledger names all."""


@dataclass(slots=True)
class Tally:
    """Every document is in it once. Tallies of chunks add up to that of the run."""

    statuses: Counter[Status] = field(default_factory=Counter)
    words: Counter[tuple[Action, Label]] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    slowest: list[tuple[float, str]] = field(default_factory=list)
    quarantined: list[tuple[str, str]] = field(default_factory=list)
    columns: Counter[str] = field(default_factory=Counter)
    """How many rows of containers have a column that was named for id or address; under "", how many rows there are."""

    @property
    def documents(self) -> int:
        return sum(self.statuses.values())

    def add(self, row: Mapping[str, Any]) -> None:
        """One row of the ledger."""
        status = Status(row["status"])
        self.statuses[status] += 1
        if status is Status.QUARANTINED and len(self.quarantined) < NAMED:
            self.quarantined.append((row["source"], row["reason"]))
        if row["seconds"]:
            self._keep_slowest([(row["seconds"], row["source"])])
        self.words.update({(Action(a), Label(b)): n for a, labels in row["words"].items() for b, n in labels.items()})
        self.rules.update(row["rules"])

    def merge(self, other: Tally) -> None:
        self.statuses += other.statuses
        self.words += other.words
        self.rules += other.rules
        self.columns += other.columns
        self._keep_slowest(other.slowest)
        self.quarantined = (self.quarantined + other.quarantined)[:NAMED]

    def by_label(self, action: Action) -> list[tuple[Label, int]]:
        """Words of an action, the most frequent label first."""
        found = [(label, n) for (act, label), n in self.words.items() if act is action and n]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def _keep_slowest(self, others: list[tuple[float, str]]) -> None:
        self.slowest = sorted([*self.slowest, *others], key=lambda item: (-item[0], item[1]))[:SLOWEST]

    def to_dict(self) -> dict[str, Any]:
        """JSON types only; `from_dict` reads it back."""
        words = {str(action): {str(label): n for label, n in self.by_label(action)} for action in Action}
        return {
            "statuses": {str(status): self.statuses[status] for status in Status},
            "words": {action: labels for action, labels in words.items() if labels},
            "rules": dict(sorted(self.rules.items(), key=lambda item: (-item[1], item[0]))),
            "slowest": [list(item) for item in self.slowest],
            "quarantined": [list(item) for item in self.quarantined],
            "columns": dict(sorted(self.columns.items())),
        }

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Tally:
        """
        >>> tally = Tally(Counter({Status.OK: 2}), Counter({(Action.KEEP, Label.BODY): 9}), slowest=[(0.5, "a.txt")])
        >>> Tally.from_dict(tally.to_dict()) == tally
        True
        """
        return cls(
            +Counter({Status(status): n for status, n in record["statuses"].items()}),
            Counter({(Action(a), Label(b)): n for a, labels in record["words"].items() for b, n in labels.items()}),
            Counter(record["rules"]),
            [(seconds, source) for seconds, source in record["slowest"]],
            [(source, reason) for source, reason in record["quarantined"]],
            Counter(record["columns"]),
        )


def words_of(result: Result) -> dict[str, dict[str, int]]:
    """Words of a document by action and label."""
    words: dict[str, dict[str, int]] = {}
    for line in result.lines:
        for span in line.spans:
            if n := len(line.text[span.start : span.end].split()):
                labels = words.setdefault(str(span.action), {})
                labels[str(span.label)] = labels.get(str(span.label), 0) + n
    return words


def rules_of(result: Result) -> Counter[str]:
    """How many removed spans of a document name each rule."""
    spans = (span for line in result.lines for span in line.spans if span.action is not Action.KEEP)
    return Counter(rule for span in spans for rule in span.rules)
