"""A measurement, as the registry and docs/evidence.md describe it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Measurement(NamedTuple):
    """A column of the table of measurements: its name, what it says of a block, and its unit.

    Units: `flag` is 0 or 1, `share` runs from 0 to 1, `score` is that of a rule (0 to 3), `log-odds` is the natural
    logarithm of the odds; the others name what is counted.
    """

    name: str
    what: str
    unit: str


def names_of(measurements: Iterable[Measurement]) -> tuple[str, ...]:
    """The names, in order.

    >>> names_of([Measurement("words", "words of the block", "words")])
    ('words',)
    """
    return tuple(measurement.name for measurement in measurements)
