"""Find rules that nobody needs: backward elimination over labelled pages, made documents and golden cases.

    python -m training.eliminate DATA [--every N]

A rule is needed at a block where no other rule proposes the same label there with the same score or more and captures
as much; a boundary, a heading, a cut stretch and a protection are needed wherever they speak alone of their kind. Rules
are taken away one at a time, the least used first, and each time the needs of those that stay are counted anew. What is
listed changes no measurement and no capture on any of these documents, so nothing has to be fitted again.

Rules of a language, a format or a site are tried on their own cases alone (their examples), and are not listed.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from benchmarks.freeze import records
from cleaner.model import Annotation, Document
from cleaner.ruleset import RuleSet, load_ruleset, shipped_rules
from cleaner.stages.match import match
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment

OWN_CASES = ("lang", "format", "site")
"""Folders of rules that documents in general don't have."""

Proposal = tuple[str, str, str, float, frozenset[str]]
"""The rule, its label, its kind, its score, and what it captured."""


def texts(data: Path, every: int) -> Iterator[str]:
    """Every view of every Nth page, its gold body, and the golden cases."""
    for record in list(records(data))[::every]:
        yield from record["views"].values()
        yield record["gold"]["body"]
    for path in sorted((shipped_rules().parent / "fixtures").glob("*/*/input.txt")):
        yield path.read_text("utf-8")


def proposals(text: str, rules: RuleSet) -> Iterator[list[Proposal]]:
    """For each block of a text, what the rules propose."""
    document = Document(tuple(text.split("\n")))
    for stage in (repair, segment, match):
        document = stage(document, rules)
    for notes in document.annotations:
        yield [_proposal(note) for note in notes if note.kind != "item"]


def _proposal(note: Annotation) -> Proposal:
    return note.rule, str(note.label), note.kind, note.score, frozenset(name for name, _ in note.captures)


def needed(block: Sequence[Proposal], gone: set[str]) -> Iterator[str]:
    """The rules that a block needs, of those that aren't gone."""
    left = [each for each in block if each[0] not in gone]
    for rule, label, kind, score, captures in left:
        rivals = (other for other in left if other[0] != rule and other[1] == label and other[2] == kind)
        if not any(other[3] >= score and other[4] >= captures for other in rivals):
            yield rule


def eliminated(blocks: Iterable[list[Proposal]], candidates: set[str]) -> list[str]:
    """The candidates that no block needs, taken away one by one, those that hit least first."""
    of_rule: dict[str, list[list[Proposal]]] = defaultdict(list)
    hits: Counter[str] = Counter()
    for block in blocks:
        for rule in {each[0] for each in block}:
            of_rule[rule].append(block)
            hits[rule] += 1
    gone: set[str] = set()
    found = []
    for rule in sorted(candidates, key=lambda each: (hits[each], each)):
        if not any(rule in set(needed(block, gone)) for block in of_rule[rule]):
            gone.add(rule)
            found.append(f"{rule} ({hits[rule]} hits)")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1, help="only every Nth page")
    args = parser.parse_args()
    rules = load_ruleset()
    general = {rule.id for rule in rules.rules.values() if not set(OWN_CASES) & set(Path(rule.source).parts)}
    blocks = (block for text in texts(args.data, args.every) for block in proposals(text, rules) if block)
    found = eliminated(blocks, general)
    print("\n".join(found))
    print(f"{len(found)} of {len(general)} rules are needed nowhere")


if __name__ == "__main__":
    main()
