"""Which patterns may match a text: one pass over it for the strings they can't do without.

Patterns are numbered, and sets of them are whole numbers with a bit for each: a text's candidates are found with a few
`|` and `&`, whatever the number of rules.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ahocorasick_rs import AhoCorasick, Implementation

from cleaner.ruleset.clauses import MAX_CLAUSES, Literal, Strings
from cleaner.ruleset.literals import add_anchors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Index:
    """For each pattern its clauses (`literals.clauses`); one without any may match anything, None never matches.

    >>> index = Index([(frozenset({Literal(True, "by ")}),), (frozenset({Literal(False, "AFP")}),), ()])
    >>> [list(numbers(index.candidates(text))) for text in ("By Ana Ruiz", "AFP", "(afp)")]
    [[0, 2], [1, 2], [2]]
    """

    def __init__(self, clauses: Sequence[tuple[Strings, ...] | None]) -> None:
        self.size = len(clauses)
        owners: dict[Literal, int] = {}
        self.given = 0
        for number, wanted in enumerate(clauses):
            if wanted is None:
                continue
            for rank in range(MAX_CLAUSES):
                bit = 1 << (rank * self.size + number)
                if rank >= len(wanted):
                    self.given |= bit
                    continue
                for literal in wanted[rank]:
                    owners[literal] = owners.get(literal, 0) | bit
        self.as_is = _Finder({literal.text: bits for literal, bits in owners.items() if not literal.folded})
        self.folded = _Finder({literal.text: bits for literal, bits in owners.items() if literal.folded})

    def candidates(self, text: str) -> int:
        """The patterns all of whose clauses `text` meets. What each rank of clauses found stands side by side."""
        found = (
            self.given
            | self.as_is.find_literals(add_anchors(text))
            | self.folded.find_literals(add_anchors(text.casefold()))
        )
        met = (1 << self.size) - 1
        for rank in range(MAX_CLAUSES):
            met &= found >> (rank * self.size)
        return met


class _Finder:
    """Strings, each with the bits of its owners."""

    def __init__(self, owners: dict[str, int]) -> None:
        self.owners = list(owners.values())
        # A fifth slower than the kind that is fastest, in a tenth of its memory.
        self.automaton = AhoCorasick(list(owners), implementation=Implementation.ContiguousNFA)

    def find_literals(self, text: str) -> int:
        """The owners of all strings that stand in `text`, overlapping ones too."""
        owners, found = self.owners, 0
        for match in self.automaton.find_matches_as_indexes(text, overlapping=True):
            found |= owners[match[0]]
        return found


class Limits:
    """Which patterns are for texts of how many words.

    >>> limits = Limits([(0, 3), (2, 10)])
    >>> [list(numbers(limits.admitted(words))) for words in (1, 2, 4, 11)]
    [[0], [0, 1], [1], []]
    """

    def __init__(self, limits: Sequence[tuple[int, int]], steps: Iterable[int] = ()) -> None:
        """For each pattern, the least and the most words; and further steps, at which nothing need change."""
        self.steps = sorted({0, *steps} | {least for least, _ in limits} | {most + 1 for _, most in limits})
        self.sets = [
            sum(1 << number for number, (least, most) in enumerate(limits) if least <= words <= most)
            for words in self.steps
        ]

    def step(self, words: int) -> int:
        """The number of the stretch of lengths that `words` belongs to."""
        return bisect_right(self.steps, words) - 1

    def admitted(self, words: int) -> int:
        return self.sets[self.step(words)]


def numbers(bits: int) -> Iterator[int]:
    """The members of a set of numbers, in order.

    >>> list(numbers(0b101001))
    [0, 3, 5]
    """
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
