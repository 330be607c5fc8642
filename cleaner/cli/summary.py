"""What a run comes to, in a few lines."""

from cleaner.batch.run import Tally
from cleaner.model import Action

PAST = {Action.KEEP: "kept", Action.EXTRACT: "extracted", Action.DROP: "dropped"}


def summary(tally: Tally, others: int = 0) -> str:
    """Documents, words by action and label, and the documents that failed.

    >>> print(summary(Tally(cleaned=2, empty=1), others=1))
    3 documents: 2 cleaned, 1 empty, 0 failed; 1 other file left alone
    """
    head = f"{_counted(tally.documents, 'document')}: {tally.cleaned} cleaned, {tally.empty} empty, "
    head += f"{len(tally.failed)} failed"
    if others:
        head += f"; {_counted(others, 'other file')} left alone"
    rows = [head]
    for action in Action:
        labels = tally.by_label(action)
        if labels:
            total = sum(n for _, n in labels)
            rows.append(f"{PAST[action]:<9} {total:>9,} words: " + ", ".join(f"{label} {n:,}" for label, n in labels))
    rows += [f"cleaner: {source}: {fault}" for source, fault in tally.failed]
    return "\n".join(rows)


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
