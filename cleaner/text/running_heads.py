"""Running heads and feet: what print repeats on every page, and page numbers.

They stand in the middle of sentences, so they are known before lines are joined; and only where lines are those of
print: wrapped, or parted by form feeds. A line is one when it comes back with
a number that counts on, and something says that a page ends there; and what is repeated beside such lines, letter by
letter, is one too. "Step 1", "Step 2" count on as well, but print looks otherwise around them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.text.rows import Row
from cleaner.text.wrapping import could_be_wrapped, wrapping_of

PAGE_NUMBER = "layout.page-number"
RUNNING_HEAD = "layout.running-head"
"""The reasons that the account gives."""

MAX_LETTERS = 200
"""Characters of a running head at most: a browser prints a page's whole title."""

MIN_DISTANCE = 5
"""Rows of a page at least; the last may be shorter."""

MIN_BARE = 3
"""How often a number alone counts on before it numbers pages, where nothing else says so."""

STEPS = frozenset({1, 2})
"""What page numbers count on by: one, or two where only left or right pages print them."""

_FIGURES = re.compile(r"\d+")
_NUMBERED = re.compile(r"(?:^|\s|[–—-])#(?:$|\s|[–—-])|#/#$")
_PAGE_WORD = re.compile(
    r"(?i)^(?:(?:p|page|pg)\b\.?\s*#(?:\s*(?:of|/)\s*#)?|[–—-]\s*#\s*[–—-]|.*\S\s*\|\s*#|https?://.*\s#\s*/\s*#)$"
)
_BARE = re.compile(r"^\W*#\W*$")
_WIDE_GAP = re.compile(r"\d(?:\s{2,}|\t)\S|\S(?:\s{2,}|\t)\d")
_STOPS = '.!?…:"”’)'


def running_heads(rows: Sequence[Row]) -> dict[int, str]:
    """The rows that are running heads, feet or page numbers, by their number in `rows`, each with its reason."""
    if not could_be_wrapped(rows) and not any(row.opens_page for row in rows):
        return {}
    groups = _repeated(rows)
    perhaps = {at for key, places in groups.items() if _NUMBERED.search(key) for at in places}
    if not perhaps or not _is_print(rows, perhaps):
        return {}
    counted = {
        at: PAGE_NUMBER if _BARE.match(key) or _PAGE_WORD.match(key) else RUNNING_HEAD
        for key, places in groups.items()
        if _NUMBERED.search(key) and _counts_on(rows, places) and _is_of_pages(rows, key, places, perhaps)
        for at in places
    }
    return counted | dict.fromkeys(_beside(rows, groups, counted), RUNNING_HEAD)


def _is_print(rows: Sequence[Row], perhaps: set[int]) -> bool:
    """Whether the text is wrapped, apart from what may be running heads, or parted by form feeds."""
    rest = [row for at, row in enumerate(rows) if at not in perhaps]
    return any(row.opens_page for row in rows) or wrapping_of(rest) is not None


def _repeated(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Rows that are alike but for their figures, at a page's distance; none where there are fewer than two."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        if len(row.text) <= MAX_LETTERS:
            found[_FIGURES.sub("#", row.text)].append(at)
    return {key: places for key, places in found.items() if len(places) > 1}


def _counts_on(rows: Sequence[Row], places: Sequence[int]) -> bool:
    """Whether a figure grows by the same small step from each row to the next, and the rest of them stay."""
    distances = [after - before for before, after in pairwise(places)]
    if max(places[0], *distances) < MIN_DISTANCE or min(distances[:-1], default=MIN_DISTANCE) < MIN_DISTANCE:
        return False
    columns = zip(*(map(int, _FIGURES.findall(rows[at].text)) for at in places), strict=True)
    steps = [{after - before for before, after in pairwise(column)} for column in columns]
    return all(len(step) == 1 for step in steps) and any(step <= STEPS for step in steps)


def _is_of_pages(rows: Sequence[Row], key: str, places: Sequence[int], perhaps: set[int]) -> bool:
    """Whether something beside its number says that a row stands at the edge of a page."""
    if _PAGE_WORD.match(key) or (_BARE.match(key) and len(places) >= MIN_BARE and places[-1] - places[0] >= 30):
        return True
    return any(
        _WIDE_GAP.search(rows[at].raw.strip())
        or _opens_page(rows, at)
        or _opens_page(rows, at + 1)
        or _interrupts(rows, at, perhaps)
        for at in places
    )


def _opens_page(rows: Sequence[Row], at: int) -> bool:
    return at < len(rows) and rows[at].opens_page


def _interrupts(rows: Sequence[Row], at: int, perhaps: set[int]) -> bool:
    """Whether a sentence goes on over the row, in small letters."""
    above = next((n for n in range(at - 1, -1, -1) if n not in perhaps), None)
    below = next((n for n in range(at + 1, len(rows)) if n not in perhaps), None)
    if above is None or below is None:
        return False
    before, behind = rows[above].text, rows[below].text
    return before[-1] not in _STOPS and behind[0].islower() and len(before) > len(rows[at].text)


def _beside(rows: Sequence[Row], groups: dict[str, list[int]], counted: dict[int, str]) -> Iterator[int]:
    """Rows that are repeated letter by letter at the edges of pages."""
    if not counted:
        return
    edges = {near for at in counted for near in (at - 1, at + 1)} | {0, len(rows) - 1}
    edges |= {at for at in range(len(rows)) if _opens_page(rows, at)}
    alike: defaultdict[str, list[int]] = defaultdict(list)
    for places in groups.values():
        for at in places:
            if at in edges and at not in counted:
                alike[rows[at].text].append(at)
    for places in alike.values():
        if len(places) > 1:
            yield from places
