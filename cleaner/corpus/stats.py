"""What each rule does to the documents of a corpus: its hits, and with gold how right it is and what it is worth.

What a rule is worth is found by leaving it out: the documents it speaks of are decided again without its proposals,
and the words that change sides are counted by what the gold says of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.corpus.gold import body_blocks
from cleaner.findings import WARNING
from cleaner.model import Action
from cleaner.ruleset.lint import BROAD, DEAD, of_rule
from cleaner.stages.decide import decide
from cleaner.stages.language import language
from cleaner.stages.score import score

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from cleaner.corpus.read import Item
    from cleaner.findings import Finding
    from cleaner.model import Annotation, Document
    from cleaner.pipeline import Cleaner, Stage
    from cleaner.ruleset import RuleSet


@dataclass(slots=True)
class RuleStats:
    """What one rule did. Blocks of documents without gold are neither right nor wrong."""

    id: str
    hits: int = 0
    documents: int = 0
    right: int = 0
    """Blocks hit that are no body by the gold (of `protect`: that are)."""
    wrong: int = 0
    kept: int = 0
    """Blocks hit that stay in the body all the same."""
    saved: int = 0
    """Words that are no body and leave because of it, or that are body and stay."""
    cost: int = 0
    """Words that are body and leave because of it, or that are none and stay."""

    @property
    def precision(self) -> float | None:
        judged = self.right + self.wrong
        return self.right / judged if judged else None

    @property
    def worth(self) -> int:
        return self.saved - self.cost


@dataclass(slots=True)
class Stats:
    """The counts of a corpus. `faults` are documents that couldn't be cleaned."""

    rules: dict[str, RuleStats]
    documents: int = 0
    with_gold: int = 0
    faults: list[str] | None = None


def rule_stats(cleaner: Cleaner, items: Iterable[Item], only: Collection[str] = (), *, worth: bool = True) -> Stats:
    """Count over a corpus; `only` these rules, all where none are named. Without `worth` nothing is left out."""
    wanted = [rule for rule in cleaner.ruleset.rules if not only or rule in only]
    stats = Stats({rule: RuleStats(rule) for rule in wanted}, faults=[])
    for item in items:
        try:
            document = cleaner.process(item.raw)
        except Exception as error:  # one document must not cost the others
            (stats.faults or []).append(f"{item.name}: {error}")
            continue
        stats.documents += 1
        truth = None if item.gold is None else body_blocks([block.text for block in document.blocks], item.gold)
        stats.with_gold += truth is not None
        _count(document, truth, stats.rules)
        if truth is not None and worth:
            _leave_out(document, truth, cleaner.ruleset, stats.rules)
    return stats


def _count(document: Document, truth: Sequence[bool] | None, rules: Mapping[str, RuleStats]) -> None:
    met = set()
    for index, notes in enumerate(document.annotations):
        kept = any(verdict.action is Action.KEEP for verdict in document.verdicts[index])
        for rule, protects in {(note.rule, note.kind == "protect") for note in notes if note.kind != "item"}:
            if rule not in rules:
                continue
            met.add(rule)
            rules[rule].hits += 1
            rules[rule].kept += kept
            if truth is not None and not _is_partial(document, index, rule):
                is_right = truth[index] if protects else not truth[index]
                rules[rule].right += is_right
                rules[rule].wrong += not is_right
    for rule in met:
        rules[rule].documents += 1


def _is_partial(document: Document, index: int, rule: str) -> bool:
    """Does the rule speak of a stretch only? Whether that is body, the gold of a block doesn't tell."""
    whole = len(document.blocks[index].text)
    return any(note.rule == rule and note.end - note.start < whole for note in document.annotations[index])


def _leave_out(document: Document, truth: Sequence[bool], rules: RuleSet, stats: Mapping[str, RuleStats]) -> None:
    """Decide the document again without each of the rules that spoke of it, one at a time."""
    before = kept_words(document)
    sizes = [len(block.text.split()) for block in document.blocks]
    for rule in sorted({note.rule for notes in document.annotations for note in notes} & set(stats)):
        after = kept_words(without(document, rule, rules))
        for index, is_body in enumerate(truth):
            moved = min(sizes[index], after[index]) - before[index]  # above 0: it leaves because of the rule
            if moved:
                good = (moved > 0) != is_body
                stats[rule].saved += abs(moved) if good else 0
                stats[rule].cost += 0 if good else abs(moved)


def without(document: Document, rule: str, rules: RuleSet) -> Document:
    """The document as it is decided when a rule says nothing."""
    return decided_again(document, [[n for n in each if n.rule != rule] for each in document.annotations], rules)


def decided_again(
    document: Document, notes: Iterable[Iterable[Annotation]], rules: RuleSet, *further: Stage
) -> Document:
    """The document as it is decided when rules propose something else of its blocks; `further` stages follow."""
    again = replace(
        document, annotations=tuple(map(tuple, notes)), language=None, foreign=False, scores=None, verdicts=()
    )
    for stage in (language, score, decide, *further):
        again = stage(again, rules)
    return again


def kept_words(document: Document) -> list[int]:
    """How many words of each block are kept."""
    return [
        sum(len(block.text[v.start : v.end].split()) for v in verdicts if v.action is Action.KEEP)
        for block, verdicts in zip(document.blocks, document.verdicts, strict=True)
    ]


MIN_HITS = 3
"""Hits that a share is told from."""


def coverage(cleaner: Cleaner, items: Iterable[Item], files: Collection[str], bound: float) -> list[Finding]:
    """Findings on the rules of some files. Body is what the gold says is; without gold, what stays in the body."""
    rules = {i: rule for i, rule in cleaner.ruleset.rules.items() if rule.source.rpartition(":")[0] in files}
    stats = rule_stats(cleaner, items, rules, worth=False)
    found = []
    for identity, counted in stats.rules.items():
        rule = rules[identity]
        if not counted.hits:
            message = f"{identity} hits nothing in {stats.documents} documents"
            suggestion = "take it out, or look whether its pattern still fits"
            found.append(of_rule(rule, "pattern", WARNING, DEAD, message, suggestion))
            continue
        judged = counted.right + counted.wrong
        on_body, of = (counted.wrong, judged) if judged else (counted.kept, counted.hits)
        if rule.kind != "protect" and of >= MIN_HITS and on_body > bound * of:
            message = f"{identity} hits body: {on_body} of {of} lines it hits stand in the body (bound {bound:.0%})"
            suggestion = "narrow the pattern, add an `unless`, or limit its words or zone"
            found.append(of_rule(rule, "pattern", WARNING, BROAD, message, suggestion))
    return sorted(found, key=lambda finding: (finding.file, finding.line))
