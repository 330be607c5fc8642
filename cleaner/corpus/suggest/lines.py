"""A corpus as lines: what each block is, where it stands, and for a sample of documents what the cleaner says of it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cleaner.corpus.gold import body_blocks
from cleaner.corpus.suggest import shapes
from cleaner.model import Action
from cleaner.reading import read
from cleaner.stages.repair import repair
from cleaner.stages.segment import segment
from cleaner.text.normalize import repeat_key
from cleaner.text.sentences import is_prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cleaner.corpus.read import Item
    from cleaner.model import Document
    from cleaner.pipeline import Cleaner

NO_SITE = "corpus"
"""The site of documents that come without an address and lie in no folder."""

MAX_LINE = 600
"""Characters of a line that are looked at: a longer one is no template."""


class Row(NamedTuple):
    """A block. `before` and `after` count running text around it; what isn't known is None."""

    doc: int
    site: str
    place: int
    text: str
    key: str
    shape: str
    head: str
    tail: str
    box: str
    words: int
    prose: bool
    before: int
    after: int
    kept: bool | None
    label: str | None
    """What the cleaner calls it; for a kept block, what it would be if it weren't body."""
    body: bool | None
    """By the gold."""


def rows(cleaner: Cleaner, items: Iterable[Item], sample: int, faults: list[str]) -> Iterator[list[Row]]:
    """The rows of each document. The first `sample` documents of each site are cleaned, the others only cut up."""
    seen: Counter[str] = Counter()
    for number, item in enumerate(items):
        site = site_of(item)
        seen[site] += 1
        try:
            if seen[site] <= sample:
                document = cleaner.process(item.raw)
            else:
                document = read(*item.raw)
                for stage in (repair, segment):
                    document = stage(document, cleaner.ruleset)
        except Exception as error:  # one document must not cost the others
            faults.append(f"{item.name}: {error}")
            continue
        yield list(_rows(document, number, site, item.gold))


def site_of(item: Item) -> str:
    """What a document's templates are shared by: its host, else the folder it lies in.

    >>> from cleaner.corpus.read import Item
    >>> site_of(Item("a", "", "https://www.harrow.example/1")), site_of(Item("a", "", folder="harrow"))
    ('harrow.example', 'harrow')
    """
    return item.host or item.folder or NO_SITE


def _rows(document: Document, number: int, site: str, gold: str | None) -> Iterator[Row]:
    texts = [block.text for block in document.blocks]
    prose = [is_prose(text) for text in texts]
    truth = body_blocks(texts, gold) if gold is not None else None
    before, total = 0, sum(prose)
    for n, text in enumerate(texts):
        kept = label = None
        if document.verdicts:
            main = max(document.verdicts[n], key=lambda verdict: verdict.end - verdict.start)
            kept = any(verdict.action is Action.KEEP for verdict in document.verdicts[n])
            weighed = document.scores
            label = str(weighed.otherwise[n] if kept and weighed is not None else main.label)
        after = total - before - prose[n]
        short = text if len(text) <= MAX_LINE else ""
        yield Row(
            doc=number,
            site=site,
            place=n,
            text=text[:MAX_LINE],
            key=repeat_key(text),
            shape=shapes.shape(short)[0],
            head=shapes.head(short),
            tail=shapes.tail(short),
            box=shapes.box(short),
            words=text.count(" ") + 1,
            prose=prose[n],
            before=before,
            after=after,
            kept=kept,
            label=label,
            body=truth[n] if truth is not None else None,
        )
        before += prose[n]
