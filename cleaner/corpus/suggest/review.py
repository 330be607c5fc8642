"""Candidates held against the lines of the corpus: what each hits, what it nearly hits, and what would change."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cleaner.model import Label, RuleError
from cleaner.ruleset.rule_set import RuleSet
from cleaner.ruleset.schema import MIN_EXAMPLES, Pack, Rule, Where
from cleaner.text.sentences import PROSE_WORDS
from cleaner.text.surrogates import replace_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.corpus.suggest.candidates import Candidate

MAX_EXAMPLE = 200
"""Characters of an example: a longer line is no use to a reader."""

MAX_HITS, MAX_MISSES = 3, 3
BODY_WORDS = 0.02
"""Share of the words a rule hits that may be body by the gold."""

KEPT_PROSE = 0.1
"""Share of the lines a rule hits that may be kept running text, where there is no gold."""

STAND_INS = ("The council voted on Monday to keep both libraries open.", "She said the work would begin in the spring.")
"""Near misses where a corpus has none: sentences that no template is like."""

WORD = re.compile(r"\w+")

Line = tuple[int, str, int, bool, str, bool | None, int, int]


@dataclass(slots=True)
class Proposal:
    """A candidate with what it was found to do on the lines that were cleaned."""

    candidate: Candidate
    identity: str
    """What its rule is called while it is tried."""
    number: int = 0
    taken: bool = True
    """Whether it is taken unless the user says otherwise: it was tried, and changed nothing but the lines it hits."""
    hits: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    lines: int = 0
    documents: int = 0
    leaving: int = 0
    """Words that are kept today and would leave the body (score 3) or be weighed anew (below)."""
    junk: int = 0
    body: int = 0
    """Of those, by the gold: words that are no body, and words that are."""


def review(candidates: Sequence[Candidate], rules: RuleSet, lines: Iterable[Line]) -> list[Proposal]:
    """The candidates that hold, by their rules (`compiled`), each line given to the first that hits it.

    The others are dropped: what hits body, what hits nothing that an earlier one doesn't, and what can't be compiled.
    """
    table = list(lines)
    found: dict[str, list[int]] = defaultdict(list)
    known: dict[str, list[str]] = {}
    for n, line in enumerate(table):
        text = line[1]
        if text not in known:
            hits, _ = rules.search(replace_lone_surrogates(text), text.count(" ") + 1)
            known[text] = [hit.rule.id for hit in hits]
        for identity in known[text]:
            if rules.rules[identity].where.zone == "any" or line[7] <= 2:
                found[identity].append(n)
    covered: set[int] = set()
    proposals = []
    for n, candidate in enumerate(candidates):
        hit = found.get(_id(n), [])
        if not set(hit) - covered or not _is_sound(candidate, [table[i] for i in hit]):
            continue
        covered |= set(hit)
        proposals.append(_counted(candidate, _id(n), [table[i] for i in hit]))
    _add_misses(proposals, table, known)
    return proposals


def compiled(candidates: Sequence[Candidate]) -> RuleSet:
    """The candidates as rules; one whose pattern can't be run is left out."""
    rules = []
    for n, candidate in enumerate(candidates):
        rule = _rule(candidate, _id(n))
        try:
            RuleSet([Pack("suggested", "en", (rule,), "suggested")], {}, "")
        except RuleError:
            continue
        rules.append(rule)
    return RuleSet([Pack("suggested", "en", tuple(rules), "suggested")], {}, "", trusted=["suggested"])


def _id(number: int) -> str:
    return f"suggested.{number}"


def _rule(candidate: Candidate, identity: str) -> Rule:
    where = Where(zone=candidate.zone, max_words=candidate.max_words)
    label = Label(candidate.label)
    score = float(candidate.score)
    return Rule(identity, label, "", "line", candidate.pattern, where, (), {}, score, (), (), "suggested", "suggested")


def _is_sound(candidate: Candidate, lines: Sequence[Line]) -> bool:
    """Does it leave the body alone? By the gold, or by what the cleaner keeps as running text.

    Without gold, a line that never changes was judged by how many documents hold it.
    """
    words = sum(line[2] for line in lines)
    judged = [line for line in lines if line[5] is not None]
    if judged:
        return sum(line[2] for line in judged if line[5]) <= BODY_WORDS * words
    if candidate.kind == "line":
        return True
    prose = sum(bool(line[3]) and line[2] >= PROSE_WORDS and line[6] > 0 and line[7] > 0 for line in lines)
    return prose <= KEPT_PROSE * len(lines)


def _counted(candidate: Candidate, identity: str, lines: Sequence[Line]) -> Proposal:
    proposal = Proposal(candidate, identity, lines=len(lines), documents=len({line[0] for line in lines}))
    for _, text, words, kept, _, body, _, _ in lines:
        if kept:
            proposal.leaving += words
            proposal.junk += words if body is False else 0
            proposal.body += words if body else 0
        if text not in proposal.hits and len(proposal.hits) < MAX_HITS and len(text) <= MAX_EXAMPLE:
            proposal.hits.append(text)
    if len(proposal.hits) < MIN_EXAMPLES:  # a line that never changes: two of its prints
        proposal.hits = [*proposal.hits, *[text for _, text, *_ in lines]][:MIN_EXAMPLES]
        proposal.hits = (proposal.hits * MIN_EXAMPLES)[:MIN_EXAMPLES]
    return proposal


def _add_misses(proposals: Sequence[Proposal], table: Sequence[Line], known: dict[str, list[str]]) -> None:
    """Near misses: the lines that share most with a proposal's hits and aren't hit, kept ones first."""
    texts = {line[1]: bool(line[3]) for line in table if line[2] >= 2 and len(line[1]) <= MAX_EXAMPLE}
    holders: dict[str, list[str]] = defaultdict(list)
    for text in texts:
        for word in set(map(str.casefold, WORD.findall(text))):
            holders[word].append(text)
    for proposal in proposals:
        shared: Counter[str] = Counter()
        for word in {word.casefold() for hit in proposal.hits for word in WORD.findall(hit)}:
            for text in holders.get(word, ())[:500]:
                if proposal.identity not in known[text]:
                    shared[text] += 1
        near = sorted(shared, key=lambda text: (-shared[text] - 2 * texts[text], len(text), text))
        proposal.misses = [*near[:MAX_MISSES], *STAND_INS][: max(MIN_EXAMPLES, min(MAX_MISSES, len(near)))]
