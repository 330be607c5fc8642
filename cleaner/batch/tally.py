"""The count of a run, in memory that doesn't grow with it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from cleaner.batch.rows import Outcome, Status
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
    """How many rows of containers have the columns that were named for id and address, by name, and `""`: all of them."""

    @property
    def documents(self) -> int:
        return sum(self.statuses.values())

    def add(self, source: str, outcome: Outcome) -> None:
        self.statuses[outcome.status] += 1
        if outcome.status is Status.QUARANTINED and len(self.quarantined) < NAMED:
            self.quarantined.append((source, outcome.reason))
        if outcome.seconds:
            self._keep_slowest([(round(outcome.seconds, 4), source)])
        if outcome.result is not None:
            self.words += words_of(outcome.result)
            for line in outcome.result.lines:
                for span in line.spans:
                    if span.action is not Action.KEEP:
                        self.rules.update(span.rules)

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
        return {
            "statuses": {str(status): self.statuses[status] for status in Status},
            "words": {
                str(action): {str(label): n for label, n in self.by_label(action)}
                for action in Action
                if self.by_label(action)
            },
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


def words_of(result: Result) -> Counter[tuple[Action, Label]]:
    """Words of a document by action and label."""
    words: Counter[tuple[Action, Label]] = Counter()
    for line in result.lines:
        for span in line.spans:
            n = len(line.text[span.start : span.end].split())
            if n:
                words[span.action, span.label] += n
    return words
