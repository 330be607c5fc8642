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
from cleaner.features.element_names import BITS, family_name, hints_of
from cleaner.features.measurement import Measurement, names_of
from cleaner.features.place import mean_near, shifted
from cleaner.model import Block, Element, HtmlContext
from cleaner.scoring.trees import Floats
from cleaner.text.sentences import PROSE_WORDS

Column = NDArray[Any]
"""A number for each block."""

TAGS = ("p", "li", "tr", "div", "figcaption", "blockquote", "section")
HEADINGS = {f"h{n}": n for n in range(1, 7)}
WITHIN = ("article", "main", "aside", "nav", "header", "footer", "figure", "form", "table", "ul", "blockquote")
_ALSO = {"ol": "ul", "dl": "ul", "figcaption": "figure"}
_WITHIN_BITS = {tag: 1 << n for n, tag in enumerate(WITHIN)}
_WITHIN_BITS |= {tag: _WITHIN_BITS[other] for tag, other in _ALSO.items()}

MEASUREMENTS = (
    *(Measurement(f"tag_{tag}", f"its element is `{tag}`", "flag") for tag in TAGS),
    Measurement("tag_heading", "1 to 6 for `h1` to `h6`, else 0", "level"),
    *(Measurement(f"in_{tag}", f"it stands in `{tag}`", "flag") for tag in WITHIN),
    *(Measurement(f"hint_{hint}", f"names of elements that hint at {hint}", "nearness") for hint in BITS),
    Measurement("linked", "its characters inside links", "share"),
    Measurement("strong", "its characters inside emphasis", "share"),
    Measurement("linked_near", "mean of `linked` over two blocks on either side", "share"),
    Measurement("depth", "elements it stands in, up to 30", "elements"),
    Measurement("container_prose", "the page's running text that stands in its container", "share"),
    Measurement("container_linked", "its container's words inside links", "share"),
    Measurement("outer_prose", "the page's running text in what its container stands in", "share"),
    Measurement("container_blocks", "blocks of its container, up to 40", "blocks"),
    Measurement("at_in_container", "blocks before it there, up to 40", "blocks"),
    Measurement("left_in_container", "blocks behind it there, up to 40", "blocks"),
    Measurement("from_main", "distance to the main container's stretch, up to 40", "blocks"),
    Measurement("under_main", "it stands in the main container: 2 directly, 1 deeper", "level"),
    Measurement("under_outer_main", "it stands in what the main container stands in", "flag"),
    Measurement("like_prose", "the page's running text that is alike", "share"),
    Measurement("like_count", "blocks that are alike, up to 40", "blocks"),
    Measurement("like_vote", "trafilatura's mean vote on those that are alike", "share"),
    Measurement("vote", "its words that trafilatura takes for main content", "share"),
    Measurement("vote_before", "that of the block before", "share"),
    Measurement("vote_after", "that of the block behind", "share"),
    Measurement("vote_near", "mean of the votes over two blocks on either side", "share"),
    Measurement("voted_words_before", "words voted for that stand before it", "share"),
    Measurement("voted_words_after", "words voted for that stand behind it", "share"),
    Measurement("in_voted", "it stands between the first and the last block voted for", "flag"),
    Measurement("voted", "the page's words that are voted for", "share"),
)
NAMES = names_of(MEASUREMENTS)

NEAR_LEVELS = 2
"""Levels above a block's own element whose names count as near."""

OWN, NEAR, FAR = 3, 2, 1
"""What a hint is worth by where the name stands: in the block's own element, near above it, or farther up."""

ROOTS = frozenset({"html", "body"})
"""Their names speak of the whole page."""

VOTED = 0.5
"""Share of a block's words that makes trafilatura's vote one for it."""

MAX_LEVELS = 30
"""Elements a block stands in are counted up to here: deeper is a fault of the page."""

MAX_COUNT = 40.0
"""Blocks are counted up to here, as in `place`: further is far."""

NEIGHBOURHOOD = 2
"""Blocks to either side over which links and votes are averaged: a heading and its text, a caption and its credit."""


class _Up(NamedTuple):
    """What an element and all it stands in say: the hints of its own names, those of all, what it is within, how deep
    it stands."""

    hints: int = 0
    all_hints: int = 0
    within: int = 0
    depth: int = 0


class _Place(NamedTuple):
    """What is known of a block by its element."""

    own: int
    near: int
    far: int
    within: int
    depth: int
    container: int
    outer: int
    signature: Hashable


def measure(blocks: Sequence[Block], marks: Sequence[HtmlContext | None], own: Floats) -> Floats:
    """Blocks × `NAMES`; `marks` are those of the view's lines, `own` the blocks' measurements of shape."""
    at = [marks[block.pieces[0].line] or HtmlContext(None) for block in blocks]
    if not at:
        return np.zeros((0, len(NAMES)), dtype=np.float32)
    elements = [mark.element for mark in at]
    places = _places(elements)
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
        mean_near(linked, NEIGHBOURHOOD),
        np.array([min(place.depth, MAX_LEVELS) for place in places]),
        *_containers(places, prose, words, linked),
        *_under_main(elements, places, prose),
        *_alike(places, prose, words, votes),
        *_voted(votes, words),
    ]
    return np.column_stack(columns).astype(np.float32)


def _places(elements: Sequence[Element | None]) -> list[_Place]:
    """For each block's element what is known of it; what elements have in common is looked up once."""
    known: dict[int, _Up] = {}
    found: dict[Element | None, _Place] = {None: _Place(0, 0, 0, 0, 0, 0, 0, ())}
    for element in elements:
        if element is not None and element not in found:
            found[element] = _place(element, known)
    return [found[element] for element in elements]


def _place(element: Element, known: dict[int, _Up]) -> _Place:
    own = _up(element, known)
    near, way = 0, element
    for _ in range(NEAR_LEVELS):
        if way.parent is not None:
            way = way.parent
            near |= known[way.number].hints
    far = known[way.parent.number].all_hints if way.parent is not None else 0
    parent = element.parent
    outer = parent.parent if parent is not None else None
    signature = tuple((above.tag, family_name(above.names)) for above in (element, parent) if above is not None)
    return _Place(
        own.hints,
        near,
        far,
        own.within,
        own.depth,
        parent.number if parent is not None else 0,
        outer.number if outer is not None else 0,
        signature,
    )


def _up(element: Element, known: dict[int, _Up]) -> _Up:
    """What an element and all it stands in say; what was found out on the way is put into `known`."""
    unknown: list[Element] = []
    way: Element | None = element
    while way is not None and way.number not in known:
        unknown.append(way)
        way = way.parent
    for above in reversed(unknown):
        outer = known[above.parent.number] if above.parent is not None else _Up()
        hints = 0 if above.tag in ROOTS else hints_of(above.names)
        within = outer.within | _WITHIN_BITS.get(above.tag, 0)
        known[above.number] = _Up(hints, outer.all_hints | hints, within, outer.depth + 1)
    return known[element.number]


def _stands_in(elements: Sequence[Element | None], number: int) -> list[bool]:
    """Which elements are the one of this number, or stand in it."""
    known: dict[int, bool] = {number: True}
    inside = []
    for element in elements:
        above, way = element, []
        while above is not None and above.number not in known:
            way.append(above.number)
            above = above.parent
        found = above is not None and known[above.number]
        known.update(dict.fromkeys(way, found))
        inside.append(found)
    return inside


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
    """How much of the page's running text stands in the same element as a block, and which of its blocks it is."""
    total = float(prose.sum()) or 1.0
    container = _numbered([place.container for place in places])
    outer = _numbered([place.outer for place in places])
    inside = np.bincount(container, weights=prose)
    around = np.bincount(outer, weights=prose)
    sizes = np.bincount(container)
    n = np.arange(len(places))
    order = np.argsort(container, kind="stable")
    rank = np.empty(len(places))
    rank[order] = n - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return [
        inside[container] / total,
        np.bincount(container, weights=linked * words)[container]
        / np.maximum(1, np.bincount(container, weights=words)[container]),
        around[outer] / total,
        np.minimum(sizes[container], MAX_COUNT),
        np.minimum(rank, MAX_COUNT),
        np.minimum(sizes[container] - 1 - rank, MAX_COUNT),
    ]


def _under_main(elements: Sequence[Element | None], places: Sequence[_Place], prose: Floats) -> list[Column]:
    """How far each block is from the element that holds most of the running text, and whether it stands in it."""
    container = _numbered([place.container for place in places])
    weight = np.bincount(container, weights=prose)[container] if prose.any() else prose
    most = places[int(np.argmax(weight))]
    in_main = np.array([place.container == most.container for place in places])
    where = np.flatnonzero(in_main)
    n = np.arange(len(places))
    return [
        np.clip(np.maximum(where[0] - n, n - where[-1]), 0, MAX_COUNT),
        np.array(_stands_in(elements, most.container)) + in_main.astype(float),
        np.array(_stands_in(elements, most.outer)),
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
        mean_near(votes, NEIGHBOURHOOD),
        (taken - np.where(chosen, words, 0.0)) / total,
        1 - taken / total,
        inside,
        np.full(len(votes), taken[-1] / (float(words.sum()) or 1.0)),
    ]


def _numbered(keys: Sequence[Hashable]) -> NDArray[np.intp]:
    """Equal keys get equal numbers, from 0 in order of appearance."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(key, len(numbers)) for key in keys], dtype=np.intp)
