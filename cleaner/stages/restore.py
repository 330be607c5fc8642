"""Restore the text of an HTML page where far less of it was kept than trafilatura votes for.

Measurements are fitted on articles; of a page of another kind (a guide in the form of a list, a directory of places)
they may take most of the text for teasers. Where trafilatura votes for much running text, and less than half of it
was kept, the safer reading takes all of it, and the result carries the warning `low-recall`.

What a decisive rule removed stays removed, and so does what a usual or sure rule speaks against, and a document in
another language.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.model import Action, Annotation, Block, Document, Label, Verdict
from cleaner.text.sentences import is_prose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.ruleset import RuleSet

LOW_RECALL = "low-recall"
"""The warning: much less was kept than another extractor takes for the article."""

MIN_VOTED = 60
"""Words of running text that are voted for from which the vote is believed."""

MIN_KEPT = 0.5
"""Share of these words below which what was kept is too little."""

VOTED = 0.5
"""Share of a block's words in trafilatura's main content that makes its vote one for the block."""

USUAL = 2.0
"""The score of a rule (1 weak, 2 usual, 3 sure) from which it keeps a block from being restored."""


def restore(document: Document, _rules: RuleSet) -> Document:
    """Add to `verdicts` what was lost, and to `warnings` that it was; text and most pages are left as they are."""
    if not document.html_contexts or (document.foreign and not document.keep_foreign):
        return document
    voted = [block for block in document.blocks if is_prose(block.text) and _vote(document, block) >= VOTED]
    lost = [block for block in voted if not _is_kept(document.verdicts[block.index])]
    total, missing = _words(voted), _words(lost)
    if total < MIN_VOTED or total - missing >= MIN_KEPT * total:
        return document
    verdicts = list(document.verdicts)
    for block in lost:
        if not any(_speaks_against(note) for note in document.annotations[block.index]):
            verdicts[block.index] = (Verdict(0, len(block.text), Label.BODY, Action.KEEP, ()),)
    return replace(document, verdicts=tuple(verdicts), warnings=(*document.warnings, LOW_RECALL))


def _vote(document: Document, block: Block) -> float:
    context = document.html_contexts[block.pieces[0].line]
    return context.vote if context is not None else 0.0


def _words(blocks: Sequence[Block]) -> int:
    return sum(block.text.count(" ") + 1 for block in blocks)


def _is_kept(tiles: Sequence[Verdict]) -> bool:
    return any(tile.action is Action.KEEP for tile in tiles)


def _speaks_against(note: Annotation) -> bool:
    return note.kind != "protect" and (note.decisive or note.score >= USUAL)
