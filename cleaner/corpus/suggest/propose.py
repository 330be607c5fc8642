"""The way of a corpus to its proposals: read, count, turn into rules, hold against the lines, try."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from cleaner.corpus.suggest import count, lines, trial
from cleaner.corpus.suggest.candidates import MIN_DOCUMENTS, candidates
from cleaner.corpus.suggest.review import Proposal, compiled, review

if TYPE_CHECKING:
    from cleaner.corpus.read import Item
    from cleaner.pipeline import Cleaner

SAMPLE = 200
"""Documents of a site that are cleaned, so that the effect can be counted."""

MAX_LINES = 200_000
"""Lines of a site that proposals are held against."""


@dataclass(slots=True)
class Site:
    """A site with what is proposed for it; `hosts` are those its documents came from."""

    name: str
    documents: int
    hosts: set[str]
    proposals: list[Proposal] = field(default_factory=list)


def _unwatched(items: Iterable[Any], _total: int, _what: str) -> Iterable[Any]:
    return items


def propose(
    cleaner: Cleaner,
    items: Iterable[Item],
    faults: list[str],
    *,
    size: int = 0,
    least: int = MIN_DOCUMENTS,
    sample: int = SAMPLE,
    memory: str = count.MEMORY,
    effective: bool = False,
    watched: Callable[[Iterable[Any], int, str], Iterable[Any]] = _unwatched,
) -> list[Site]:
    """The sites of a corpus with their proposals, numbered through; documents that can't be read go to `faults`.

    `size` and `watched` are for a bar of progress; `effective` leaves out what changes nothing today.
    """
    held = _Held()
    sites = []
    with count.table(memory) as table:
        table.fill(lines.rows(cleaner, held.noting(watched(items, size, "reading")), sample, faults))
        counted: Sequence[tuple[str, int]] = table.sites()
        for name, documents in watched(counted, len(counted), "counting"):
            wished = candidates(table, name, documents, least)
            rules = compiled(wished)
            proposals = review(wished, rules, table.sample(name, MAX_LINES))
            proposals = [proposal for proposal in proposals if proposal.leaving or not effective]
            harmless = trial.accepted(cleaner, held.items[name], proposals, rules) if proposals else []
            for proposal in proposals:
                proposal.taken = any(proposal is other for other in harmless)
            sites.append(Site(name, documents, held.hosts[name], proposals))
    for number, proposal in enumerate((p for site in sites for p in site.proposals), 1):
        proposal.number = number
    return sites


class _Held:
    """Of each site its hosts, and some documents to try proposals on."""

    def __init__(self) -> None:
        self.items: dict[str, list[Item]] = defaultdict(list)
        self.hosts: dict[str, set[str]] = defaultdict(set)

    def noting(self, items: Iterable[Item]) -> Iterator[Item]:
        room = iter(range(trial.MAX_HELD))
        for item in items:
            site = lines.site_of(item)
            if item.host:
                self.hosts[site].add(item.host)
            if len(self.items[site]) < trial.MAX_DOCUMENTS and next(room, None) is not None:
                self.items[site].append(item)
            yield item
