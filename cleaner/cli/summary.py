"""What a run comes to, in a few lines."""

from __future__ import annotations

from cleaner.batch.rows import Status
from cleaner.batch.tally import Tally
from cleaner.model import Action
from cleaner.text.visible import visible

PAST = {Action.KEEP: "kept", Action.EXTRACT: "extracted", Action.DROP: "dropped"}

FEW = 3
"""How many rules and slow documents are named; the manifest has them all."""

SLOW = 1.0
"""Seconds from which a document is worth naming as slow."""


def summary(tally: Tally) -> str:
    """Documents, words by action and label, the rules that fired most, slow documents, and those quarantined.

    >>> from collections import Counter
    >>> print(summary(Tally(Counter({Status.OK: 2, Status.EMPTY: 1, Status.SKIPPED: 1}))))
    3 documents: 2 cleaned, 1 empty, 0 quarantined; 1 other file skipped
    """
    count = tally.statuses
    skipped = count[Status.SKIPPED]
    head = f"{_counted(tally.documents - skipped, 'document')}: {count[Status.OK]:,} cleaned, "
    head += f"{count[Status.EMPTY]:,} empty, {count[Status.QUARANTINED]:,} quarantined"
    if skipped:
        head += f"; {_counted(skipped, 'other file')} skipped"
    rows = [head]
    for action in Action:
        labels = tally.by_label(action)
        if labels:
            total = sum(n for _, n in labels)
            rows.append(f"{PAST[action]:<9} {total:>9,} words: " + ", ".join(f"{label} {n:,}" for label, n in labels))
    if tally.documents - skipped > 1:
        rows += _details(tally)
    rows += [f"cleaner: {visible(source)}: {visible(fault)}" for source, fault in tally.quarantined]
    more = count[Status.QUARANTINED] - len(tally.quarantined)
    if more:
        rows.append(f"cleaner: and {more:,} more: see the ledger")
    return "\n".join(rows)


def _details(tally: Tally) -> list[str]:
    rules = sorted(tally.rules.items(), key=lambda item: (-item[1], item[0]))[:FEW]
    slow = [f"{visible(source)} {seconds:.1f} s" for seconds, source in tally.slowest[:FEW] if seconds >= SLOW]
    rows = []
    if rules:
        rows.append("rules that fired most: " + ", ".join(f"{rule} {n:,}" for rule, n in rules))
    if slow:
        rows.append("slowest: " + ", ".join(slow))
    return rows


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
