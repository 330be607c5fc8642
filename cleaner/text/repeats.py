"""Text printed twice in one document: a print view behind the article, the same story opened again by a scroll."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.text.normalize import repeat_key

MIN_WORDS = 8
"""Words of a paragraph that tells one print from another; shorter ones are repeated by chance."""

MIN_REPEATED = 2
REPEATED_SHARE = 0.5
"""A second print has so many paragraphs of the first, and so great a share of them, in the same order. Fewer are a
refrain, a quotation the writer comes back to, or a line of each item of a list."""


def second_prints(texts: Sequence[str]) -> frozenset[int]:
    """The numbers of the paragraphs of a second print, with the short lines among them that stand further up, too.

    >>> told = ["Rain fell on Orle and on the road to Sund all day.", "On Friday the ferry to Orle ran again at noon."]
    >>> sorted(second_prints([*told, "Read more", *told])), sorted(second_prints([told[0], told[1], told[0]]))
    ([3, 4], [])
    """
    keys = [repeat_key(text) for text in texts]
    long = [at for at, text in enumerate(texts) if text.count(" ") + 1 >= MIN_WORDS]
    first: dict[str, int] = {}
    for at in long:
        first.setdefault(keys[at], at)
    if len(first) == len(long):
        return frozenset()
    order = {at: n for n, at in enumerate(long)}
    found: set[int] = set()
    for run in _runs(long, [first[keys[at]] for at in long], order):
        if len(run) >= max(MIN_REPEATED, REPEATED_SHARE * len(first)):
            above = set(keys[: run[0]])
            found.update(run)
            found.update(at for at in range(run[0], min(run[-1] + 2, len(keys))) if keys[at] in above)
    return frozenset(found)


def _runs(long: Sequence[int], sources: Sequence[int], order: dict[int, int]) -> list[list[int]]:
    """Paragraphs in a row of which each repeats the one behind that which the last repeated."""
    runs: list[list[int]] = []
    expected = None
    for at, source in zip(long, sources, strict=True):
        if source == at:
            expected = None
        elif expected == order[source]:
            runs[-1].append(at)
        else:
            runs.append([at])
        if source < at:
            expected = order[source] + 1
    return runs
