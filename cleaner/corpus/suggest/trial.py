"""Proposals tried on documents: what else changes when they are in force.

A sure rule settles the lines it hits. But what rules say of a line is also evidence for its neighbours, so a rule can
tip a line it never mentions. Such side effects are looked for, and a proposal that has one that could be harm is not
taken.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.corpus.gold import body_blocks
from cleaner.corpus.stats import decided_again, kept_words
from cleaner.model import Annotation, Document, Label, NewsArticle
from cleaner.stages.extract_metadata import extract_metadata
from cleaner.stages.map_to_source import map_to_source
from cleaner.text.sentences import MIN_SENTENCE_WORDS, PROSE_WORDS, ends_clause
from cleaner.text.surrogates import replace_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cleaner.corpus.read import Item
    from cleaner.corpus.suggest.review import Proposal
    from cleaner.pipeline import Cleaner
    from cleaner.ruleset import RuleSet

MAX_DOCUMENTS = 30
"""Documents of a site that proposals are tried on."""

MAX_HELD = 5000
"""Documents of all sites that are held for it."""

OF_THE_SITE = frozenset({"headline", "alternative_headline", "article_section"})
"""Properties for which a site's own lines are sometimes taken."""

MAX_ATTEMPTS = 60
"""Groups of a site that are tried; what is left after so many is not taken."""


@dataclass(slots=True)
class _Trial:
    """A document with what each proposal says of it, and what is decided so far."""

    document: Document
    truth: list[bool] | None
    hits: list[tuple[int, int]]
    """Pairs of a proposal and a block."""
    protected: list[bool]
    """Running text, and what stands before it."""
    kept: list[int]
    article: NewsArticle


def accepted(
    cleaner: Cleaner, items: Iterable[Item], proposals: Sequence[Proposal], compiled: RuleSet
) -> list[Proposal]:
    """The proposals that do no harm, tried together; halved where they do.

    By the gold harm is what makes a body worse. Without gold it is any other change than that lines are removed which
    are no running text, and that no running text follows (a subheading has it behind it); and metadata that are lost,
    but for what stands in the lines hit. `compiled` holds the proposals' rules, as `review` numbered them.
    """
    trials = [_trial(cleaner, item, proposals, compiled) for item in items]
    taken: list[int] = []
    left = MAX_ATTEMPTS

    def attempt(group: list[int]) -> None:
        nonlocal left
        left -= 1
        outcomes = []
        for trial in trials:
            if any(n in group for n, _ in trial.hits):
                outcome = _decided(cleaner, trial, {*taken, *group}, proposals)
                if _harms(trial, outcome, set(group)):
                    break
                outcomes.append((trial, outcome))
        else:
            taken.extend(group)
            for trial, (kept, article) in outcomes:
                trial.kept, trial.article = kept, article
            return
        if len(group) > 1 and left > 0:
            attempt(group[: len(group) // 2])
            attempt(group[len(group) // 2 :])

    changing = [n for n, proposal in enumerate(proposals) if proposal.leaving]
    others = [n for n, proposal in enumerate(proposals) if not proposal.leaving]
    for group in (changing, others):
        if group:
            attempt(group)
    return [proposal for n, proposal in enumerate(proposals) if n in set(taken)]


def _trial(cleaner: Cleaner, item: Item, proposals: Sequence[Proposal], compiled: RuleSet) -> _Trial:
    document = cleaner.process(item.raw)
    number = {proposal.identity: n for n, proposal in enumerate(proposals)}
    hits = []
    for block in document.blocks:
        text = replace_lone_surrogates(block.text)
        found, _ = compiled.search(text, text.count(" ") + 1)
        hits += [(number[hit.rule.id], block.index) for hit in found if hit.rule.id in number]
    truth = None if item.gold is None else body_blocks([block.text for block in document.blocks], item.gold)
    prose = [_could_be_text(block.text) for block in document.blocks]
    protected = [here or after for here, after in zip(prose, [*prose[1:], False], strict=True)]
    return _Trial(document, truth, hits, protected, kept_words(document), _metadata(document))


def _could_be_text(text: str) -> bool:
    """A sentence, or as many words without a stop as a converter leaves of one that it broke at a link."""
    words = text.count(" ") + 1
    return words >= PROSE_WORDS or (words >= MIN_SENTENCE_WORDS and ends_clause(text))


def _decided(
    cleaner: Cleaner, trial: _Trial, wanted: set[int], proposals: Sequence[Proposal]
) -> tuple[list[int], NewsArticle]:
    """Words kept of each block, and the metadata, with some of the proposals in force."""
    document = trial.document
    notes = [list(each) for each in document.annotations]
    spoken = [(n, block) for n, block in trial.hits if n in wanted]
    if not spoken:
        return kept_words(document), _metadata(document)
    for n, block in spoken:
        candidate = proposals[n].candidate
        size, sure = len(document.blocks[block].text), candidate.score >= 3
        label = Label(candidate.label)
        rule = proposals[n].identity
        notes[block].append(Annotation(block, 0, size, label, rule, "line", candidate.score, decisive=sure))
    again = decided_again(document, notes, cleaner.ruleset, map_to_source, extract_metadata)
    return kept_words(again), _metadata(again)


def _harms(trial: _Trial, outcome: tuple[list[int], NewsArticle], group: set[int]) -> bool:
    """Does the outcome differ from what was decided so far in more than it should?"""
    kept, article = outcome
    hit = {block for n, block in trial.hits if n in group}
    for block, (before, after) in enumerate(zip(trial.kept, kept, strict=True)):
        if before == after:
            continue
        if trial.truth is not None:
            if (after > before) != trial.truth[block]:
                return True
        elif block not in hit and (after > before or trial.protected[block]):
            return True
    return trial.truth is None and _loses(trial, article, hit)


def _loses(trial: _Trial, article: NewsArticle, hit: set[int]) -> bool:
    """Do the metadata lose something? What every page prints is no headline and no section; and what moves from one
    property to another isn't lost."""
    hit_text = "\n".join(trial.document.blocks[block].text for block in hit)
    new = {value for name in article.__slots__ for value in _values(getattr(article, name))}
    for name in article.__slots__:
        for value in set(_values(getattr(trial.article, name))) - new:
            if name not in OF_THE_SITE or not isinstance(value, str) or value not in hit_text:
                return True
    return False


def _values(value: object) -> tuple[object, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _metadata(document: Document) -> NewsArticle:
    return replace(document.article, article_body="")
