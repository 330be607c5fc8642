"""Text that came off a page: of a PDF, and of a browser's print."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from benchmarks.shapes import layouts
from benchmarks.shapes.composed import article, bare_head, finish
from benchmarks.shapes.document import Part, ShapedDocument, Source
from benchmarks.shapes.heads import any_head, joined, tail
from benchmarks.shapes.names import fill, paper
from cleaner.model import Label

Running = Callable[[int], Sequence[str]]
"""The running lines of page n, from 1."""


def _none(_page: int) -> list[str]:
    return []


def running(source: Source, dice: random.Random) -> tuple[Running, Running]:
    """Running heads and feet of a printed page: paper, title, number, above or below."""
    name, first = paper(dice), dice.randrange(1, 60)
    title = " ".join(source.headline.split()[:5])
    above: list[Running] = [
        lambda page: [f"{name}{' ' * 40}{first + page}"],
        lambda page: [name, str(first + page)],
        lambda page: [f"{first + page}  {title}"],
    ]
    below: list[Running] = [
        lambda page: [str(first + page)],
        lambda page: [f"- {first + page} -"],
        lambda page: [f"Page {page} of 9"],
        lambda page: [f"{name} | {first + page}"],
    ]
    return (dice.choice(above), _none) if dice.random() < 0.6 else (_none, dice.choice(below))


def pdf(source: Source, dice: random.Random) -> ShapedDocument:
    """Text of a PDF: wrapped, most with words broken, pages with running heads or feet."""
    head = bare_head(source)
    head.parts.append(Part(f"By {joined(source.authors, dice)}", Label.BYLINE))
    head.authors = source.authors
    parts = [*head.parts, *source.cut(dice, (8, 13, 30))]
    indent, hyphens = dice.choice(("", "   ")), dice.random() < 0.7
    lines = layouts.wrapped(parts, dice.randrange(56, 79), indent=indent, hyphens=hyphens)
    return finish("print", head, parts, layouts.paged(lines, *running(source, dice), dice.randrange(18, 46)))


def browser(source: Source, dice: random.Random) -> ShapedDocument:
    """A page printed by a browser: day, time and title above each page, address and number below."""
    head = any_head(source, dice, 1.0)
    address = fill("https://{site}/news/{number}{number}.html", dice)
    day = f"{dice.randrange(1, 13)}/{dice.randrange(13, 29)}/2{dice.randrange(10, 25)}"
    above = f"{day}, {dice.randrange(1, 12)}:{dice.randrange(10, 60)} PM   {source.headline} | {paper(dice)}"
    parts = [*head.parts, *article(source, dice, (5, 8, 13, 30)), *tail(source, dice)]
    lines = layouts.wrapped(parts, dice.randrange(66, 90))
    length = dice.randrange(25, 50)
    pages = -(-len(lines) // length)
    paged = layouts.paged(lines, lambda _: [above], lambda page: [f"{address}    {page}/{pages}"], length)
    return finish("browser-print", head, parts, paged)


MAKERS = {"print": pdf, "browser-print": browser}
