"""Small composed documents, and text in other lines than its paragraphs: the plainest kinds."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial

from benchmarks.shapes import layouts
from benchmarks.shapes.document import SIZES, Part, ShapedDocument, Source, body_of
from benchmarks.shapes.heads import Head, any_head, datelined, tail
from cleaner.model import Label


def finish(kind: str, head: Head, parts: Sequence[Part], lines: Sequence[Part]) -> ShapedDocument:
    """The document of these lines; `parts` hold its body's paragraphs as they were before they were laid out."""
    return ShapedDocument(kind, tuple(lines), body_of(parts), head.headline, head.authors, head.date)


def article(source: Source, dice: random.Random, sizes: Sequence[int] = SIZES) -> list[Part]:
    """The first paragraphs; now and then with a dateline in front."""
    parts = source.cut(dice, sizes)
    if dice.random() < 0.12:
        parts[0] = Part(datelined(parts[0].text, dice))
    return parts


def bare_head(source: Source) -> Head:
    """A headline and nothing else."""
    return Head([Part(source.headline, Label.HEADLINE)], source.headline)


def plain(source: Source, dice: random.Random) -> ShapedDocument:
    """A headline and paragraphs, nothing else."""
    head = bare_head(source)
    parts = [*head.parts, *source.cut(dice)]
    return finish("plain", head, parts, layouts.any_gaps(parts, dice))


def headless(source: Source, dice: random.Random) -> ShapedDocument:
    """Paragraphs alone."""
    parts = source.cut(dice)
    return finish("headless", Head(), parts, layouts.any_gaps(parts, dice))


def composed(kind: str, layout: layouts.Layout, source: Source, dice: random.Random) -> ShapedDocument:
    """Any head, any number of paragraphs, any foot."""
    head = any_head(source, dice)
    parts = [*head.parts, *article(source, dice), *tail(source, dice)]
    return finish(kind, head, parts, layout(parts, dice))


def wrapped(kind: str, source: Source, dice: random.Random) -> ShapedDocument:
    """Wrapped at 60 to 80 columns, paragraphs apart by a blank line or an indent, with broken words or none."""
    head = any_head(source, dice)
    parts = [*head.parts, *article(source, dice, (3, 5, 8, 13, 30)), *tail(source, dice)]
    indent, gap = (" " * dice.choice((2, 3, 4, 5)), dice.random() < 0.2) if kind == "wrapped-indented" else ("", True)
    lines = layouts.wrapped(parts, dice.randrange(60, 81), indent=indent, gap=gap, hyphens=kind == "wrapped-hyphenated")
    return finish(kind, head, parts, lines)


MAKERS = {
    "plain": plain,
    "headless": headless,
    "composed-spaced": partial(composed, "composed-spaced", layouts.spaced),
    "composed-dense": partial(composed, "composed-dense", layouts.dense),
    "composed-uneven": partial(composed, "composed-uneven", layouts.uneven),
    "wrapped": partial(wrapped, "wrapped"),
    "wrapped-indented": partial(wrapped, "wrapped-indented"),
    "wrapped-hyphenated": partial(wrapped, "wrapped-hyphenated"),
    "sentence-lines": partial(composed, "sentence-lines", layouts.sentence_lines),
    "one-line": partial(composed, "one-line", layouts.one_line),
}
