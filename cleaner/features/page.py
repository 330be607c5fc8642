"""What an HTML page says of a block: its element, what that stands in, how it is called, and trafilatura's vote.

Which class a paragraph has says little by itself; that most of the page's running text has the same one says much. So
elements are compared within the page: by the element they stand in, and by their signature (tag and names of the
element and of what it stands in).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.features import shape
from cleaner.features.hints import BITS, family_name, hints_of
from cleaner.features.place import PROSE_WORDS, shifted
from cleaner.model import Block, Element, Mark
from cleaner.ruleset.trees import Floats

Column = NDArray[Any]
"""A number for each block."""

TAGS = ("p", "li", "tr", "div", "figcaption", "blockquote", "section")
HEADINGS = {f"h{n}": n for n in range(1, 7)}
WITHIN = ("article", "main", "aside", "nav", "header", "footer", "figure", "form", "table", "ul", "blockquote")
_ALSO = {"ol": "ul", "dl": "ul", "figcaption": "figure"}
_WITHIN_BITS = {tag: 1 << n for n, tag in enumerate(WITHIN)}
_WITHIN_BITS |= {tag: _WITHIN_BITS[other] for tag, other in _ALSO.items()}

NAMES = (
    *(f"tag_{tag}" for tag in TAGS),
    "tag_heading",
    *(f"in_{tag}" for tag in WITHIN),
    *(f"hint_{hint}" for hint in BITS),
    "linked",
    "strong",
    "linked_near",
    "depth",
    "container_prose",
    "container_linked",
    "outer_prose",
    "container_blocks",
    "at_in_container",
    "left_in_container",
    "from_main",
    "under_main",
    "under_outer_main",
    "like_prose",
    "like_count",
    "like_vote",
    "vote",
    "vote_before",
    "vote_after",
    "vote_near",
    "voted_words_before",
    "voted_words_after",
    "in_voted",
    "voted",
)

NEAR_LEVELS = 2
"""Levels above a block's own element whose names count as near."""

OWN, NEAR, FAR = 3, 2, 1
"""What a hint is worth by where the name stands: in the block's own element, near above it, or farther up."""

ROOTS = frozenset({"html", "body"})
"""Their names speak of the whole page."""

VOTED = 0.5
"""Share of a block's words that makes trafilatura's vote one for it."""

MAX_LEVELS = 30
MAX_COUNT = 40.0
NEIGHBOURHOOD = 2


class _Place(NamedTuple):
    """What is known of an element by the way up from it."""

    own: int
    near: int
    far: int
    within: int
    depth: int
    container: int
    outer: int
    signature: Hashable
    ancestors: frozenset[int]


def measure(blocks: Sequence[Block], marks: Sequence[Mark | None], own: Floats) -> Floats:
    """Blocks × `NAMES`; `marks` are those of the view's lines, `own` the blocks' measurements of shape."""
    at = [marks[block.pieces[0].line] or Mark(None) for block in blocks]
    if not at:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    known = {element: _place(element) for element in {mark.element for mark in at}}
    places = [known[mark.element] for mark in at]
    words = own[:, shape.WORDS]
    prose = np.where((words >= PROSE_WORDS) & (own[:, shape.ENDS_STOP] > 0), words, 0.0)
    linked = np.array([mark.linked for mark in at], dtype=np.float32)
    votes = np.array([mark.vote for mark in at], dtype=np.float32)
    columns: list[Column] = [
        *_tags([mark.element.tag if mark.element else "" for mark in at]),
        *_flags([place.within for place in places], len(WITHIN)),
        *_hints(places),
        linked,
        np.array([mark.strong for mark in at]),
        _mean(linked, NEIGHBOURHOOD),
        np.array([min(place.depth, MAX_LEVELS) for place in places]),
        *_containers(places, prose, words, linked),
        *_alike(places, prose, words, votes),
        *_voted(votes, words),
    ]
    return np.column_stack(columns).astype(np.float32)


def _place(element: Element | None) -> _Place:
    own = near = far = within = 0
    way = list(element.way_up()) if element else []
    for level, above in enumerate(way):
        within |= _WITHIN_BITS.get(above.tag, 0)
        if above.tag in ROOTS or level > MAX_LEVELS:
            continue
        hints = hints_of(above.names)
        if level == 0:
            own = hints
        elif level <= NEAR_LEVELS:
            near |= hints
        else:
            far |= hints
    numbers = [above.number for above in way] + [0, 0, 0]
    signature = tuple((above.tag, family_name(above.names)) for above in way[:2])
    return _Place(own, near, far, within, len(way), numbers[1], numbers[2], signature, frozenset(numbers))


def _tags(tags: Sequence[str]) -> list[Column]:
    columns: list[Column] = [np.array([tag == name for tag in tags], dtype=np.float32) for name in TAGS]
    return [*columns, np.array([HEADINGS.get(tag, 0) for tag in tags], dtype=np.float32)]


def _flags(masks: Sequence[int], count: int) -> list[Column]:
    values = np.array(masks, dtype=np.int64)
    return [values >> n & 1 for n in range(count)]


def _hints(places: Sequence[_Place]) -> list[Column]:
    levels = [_flags([getattr(place, level) for place in places], len(BITS)) for level in ("own", "near", "far")]
    return [np.maximum(np.maximum(OWN * own, NEAR * near), FAR * far) for own, near, far in zip(*levels, strict=True)]


def _containers(places: Sequence[_Place], prose: Floats, words: Floats, linked: Floats) -> list[Column]:
    """How much of the page's running text stands in the same element as a block, and how far it is from the element
    that holds most of it."""
    total = float(prose.sum()) or 1.0
    container = _numbered([place.container for place in places])
    outer = _numbered([place.outer for place in places])
    inside = np.bincount(container, weights=prose)
    around = np.bincount(outer, weights=prose)
    sizes = np.bincount(container)
    n = np.arange(len(places))
    first = np.full(len(sizes), len(places))
    np.minimum.at(first, container, n)
    order = np.argsort(container, kind="stable")
    rank = np.empty(len(places))
    rank[order] = n - np.repeat(np.cumsum(sizes) - sizes, sizes)
    most = int(np.argmax(prose if not prose.any() else inside[container]))
    main, outer_main = places[most].container, places[most].outer
    in_main = np.array([place.container == main for place in places])
    where = np.flatnonzero(in_main)
    return [
        inside[container] / total,
        np.bincount(container, weights=linked * words)[container]
        / np.maximum(1, np.bincount(container, weights=words)[container]),
        around[outer] / total,
        np.minimum(sizes[container], MAX_COUNT),
        np.minimum(rank, MAX_COUNT),
        np.minimum(sizes[container] - 1 - rank, MAX_COUNT),
        np.clip(np.maximum(where[0] - n, n - where[-1]), 0, MAX_COUNT),
        np.array([main in place.ancestors for place in places]) + in_main.astype(float),
        np.array([outer_main in place.ancestors for place in places]),
    ]


def _alike(places: Sequence[_Place], prose: Floats, words: Floats, votes: Floats) -> list[Column]:
    """The share of the running text that has a block's signature, how many blocks have it, and trafilatura's mean vote
    on them."""
    kind = _numbered([place.signature for place in places])
    counts = np.bincount(kind)
    weight = np.bincount(kind, weights=words)
    return [
        np.bincount(kind, weights=prose)[kind] / (float(prose.sum()) or 1.0),
        np.minimum(counts[kind], MAX_COUNT),
        (np.bincount(kind, weights=votes * words) / np.maximum(1, weight))[kind],
    ]


def _voted(votes: Floats, words: Floats) -> list[Column]:
    chosen = votes >= VOTED
    taken = np.cumsum(np.where(chosen, words, 0.0))
    total = float(taken[-1]) or 1.0
    where = np.flatnonzero(chosen)
    n = np.arange(len(votes))
    inside = (n >= where[0]) & (n <= where[-1]) if len(where) else np.zeros(len(votes))
    return [
        votes,
        shifted(votes, 1, 0),
        shifted(votes, -1, 0),
        _mean(votes, NEIGHBOURHOOD),
        (taken - np.where(chosen, words, 0.0)) / total,
        1 - taken / total,
        inside,
        np.full(len(votes), taken[-1] / (float(words.sum()) or 1.0)),
    ]


def _mean(values: Floats, reach: int) -> Floats:
    """Mean of the values within `reach` blocks."""
    sums = np.concatenate([[0.0], np.cumsum(values)])
    index = np.arange(len(values))
    low, high = np.maximum(0, index - reach), np.minimum(len(values), index + reach + 1)
    mean: Floats = (sums[high] - sums[low]) / (high - low)
    return mean


def _numbered(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """Equal keys get equal numbers, from 0 in order of appearance."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)
