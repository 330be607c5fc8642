"""The article printed twice, for the screen and for print, for desktops and for phones: its second print."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.model import Block
from cleaner.page_structure.outline import Outline
from cleaner.text.normalize import repeat_key

MIN_REPEATED = 3
"""Paragraphs of running text that are printed again, one after the other..."""

MIN_WORDS = 100
"""...and their words: fewer are a quotation or a summary."""


def find_second_print(outline: Outline, blocks: Sequence[Block]) -> set[int]:
    """Find the blocks of the second print: runs of paragraphs that stood above in the same order, and what is between
    these. A paragraph that is new ends a run."""
    first: dict[str, int] = {}
    runs: list[list[int]] = [[]]
    last = -1
    for block in blocks:
        if not outline.prose[block.index]:
            continue
        before = first.setdefault(repeat_key(block.text), block.index)
        if before == block.index or before <= last:
            runs.append([])
        last = -1 if before == block.index else before
        if before != block.index:
            runs[-1].append(block.index)
    long = [run for run in runs if len(run) >= MIN_REPEATED and sum(outline.prose[at] for at in run) >= MIN_WORDS]
    return {at for run in long for at in range(run[0], run[-1] + 1)}
