"""The registry of measurements: every column of the tables that blocks are scored by, in order, in one place.

A group is computed by one function over all blocks of a document at once, because most of it is array arithmetic; each
group's module lists its measurements beside that function. docs/evidence.md prints the registry
(`python -m cleaner.features docs/evidence.md`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from cleaner.features import declared_overlap, neighbours, page, place, repetition, rule_proposals, shape
from cleaner.features.measurement import Measurement

BEGIN, END = "<!-- measurements -->", "<!-- end of measurements -->"
"""What the printed registry stands between."""


class Group(NamedTuple):
    """Measurements that one function computes; `function` gives blocks × measurements."""

    title: str
    function: Callable[..., Any]
    measurements: tuple[Measurement, ...]


TEXT_GROUPS = (
    Group("Shape: the block by itself", shape.measure, shape.MEASUREMENTS),
    Group("Place: where it stands", place.measure, place.MEASUREMENTS),
    Group("Repetition: what it shares with the rest", repetition.measure, repetition.MEASUREMENTS),
    Group("Rules: what is proposed", rule_proposals.measure, rule_proposals.MEASUREMENTS),
)
"""What every block is measured by."""

PAGE_GROUPS = (
    Group("The page: what HTML says of the block (HTML only)", page.measure, page.MEASUREMENTS),
    Group("Declared: what the page declares (HTML only)", declared_overlap.measure, declared_overlap.MEASUREMENTS),
)
"""What a block of an HTML page is measured by as well."""

NEIGHBOUR_GROUPS = (Group("Neighbours: first scores (second step)", neighbours.measure, neighbours.MEASUREMENTS),)
"""What is computed of first scores."""


def names(groups: Iterable[Group]) -> tuple[str, ...]:
    """The names of some groups' measurements, in the order of their columns."""
    return tuple(measurement.name for group in groups for measurement in group.measurements)


def as_markdown(groups: Iterable[Group] = (*TEXT_GROUPS, *PAGE_GROUPS, *NEIGHBOUR_GROUPS)) -> str:
    """The registry as a table for each group.

    >>> print(as_markdown([Group("Shape", shape.measure, (Measurement("words", "words, up to 120", "words"),))]))
    ### Shape
    <BLANKLINE>
    `cleaner.features.shape.measure`
    <BLANKLINE>
    | name | what it is | unit |
    |---|---|---|
    | `words` | words, up to 120 | words |
    """
    return "\n\n".join(_table(group) for group in groups)


def _table(group: Group) -> str:
    rows = [f"| `{name}` | {what} | {unit} |" for name, what, unit in group.measurements]
    function = f"`{group.function.__module__}.{group.function.__name__}`"
    return "\n".join([f"### {group.title}", "", function, "", "| name | what it is | unit |", "|---|---|---|", *rows])


def with_tables(page_text: str) -> str:
    """A page of documentation with the registry printed between its two marks; ValueError where a mark is missing."""
    before, begin, rest = page_text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"expected {BEGIN} and {END}, each on a line of its own")
    return f"{before}{BEGIN}\n\n{as_markdown()}\n\n{END}{after}"
