"""How parts are laid out as lines: blank lines between them or not, wrapping, hyphens, pages."""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Iterable, Sequence

from benchmarks.shapes.document import BLANK, Part, sentences
from cleaner.model import Label

Layout = Callable[[Sequence[Part], random.Random], list[Part]]

MIN_HALF = 3
"""Letters that a hyphen at a line's end leaves on either side."""

_SYLLABLE = re.compile(r"(?<=[aeiou][bcdfgklmnprst])(?=[bcdfgklmnprst][aeiou])|(?<=[aeiou])(?=[bcdfgklmnprst][aeiou])")


def spaced(parts: Sequence[Part], _dice: random.Random) -> list[Part]:
    """A blank line between all parts."""
    return [line for part in parts for line in (part, BLANK)][:-1]


def dense(parts: Sequence[Part], _dice: random.Random) -> list[Part]:
    """No blank line anywhere."""
    return list(parts)


def uneven(parts: Sequence[Part], dice: random.Random) -> list[Part]:
    """Blank lines here and there, or only around the text, or two in a row."""
    form = dice.choice(("random", "around", "double"))
    lines: list[Part] = []
    for above, part in zip([None, *parts], parts, strict=False):
        if above is None:
            gap = 0
        elif form == "random":
            gap = dice.choice((0, 0, 1, 1, 2))
        elif form == "around":
            gap = int(above.label != part.label)
        else:
            gap = 2
        lines += [BLANK] * gap + [part]
    return lines


def any_gaps(parts: Sequence[Part], dice: random.Random) -> list[Part]:
    """One of the above."""
    return dice.choice((spaced, spaced, dense, uneven))(parts, dice)


def hyphenated(word: str) -> list[str]:
    """The places at which a word may be broken at a line's end.

    >>> hyphenated("planned")
    ['plan']
    """
    cuts = [cut.start() for cut in _SYLLABLE.finditer(word)]
    return [word[:at] for at in cuts if MIN_HALF <= at <= len(word) - MIN_HALF] if word.isalpha() else []


def wrap(text: str, width: int, indent: str = "", *, hyphens: bool = False) -> list[str]:
    """A paragraph at a fixed width; with `hyphens`, words are broken where their first syllables have room.

    >>> wrap("The council planned a bridge", 18, hyphens=True)
    ['The council plan-', 'ned a bridge']
    """
    if not hyphens:
        return textwrap.wrap(text, width, initial_indent=indent, break_long_words=False) or [indent]
    lines, now = [], indent
    for word in text.split():
        if len(now) + len(word) + bool(now.strip()) <= width:
            now += (" " if now.strip() else "") + word
            continue
        room = width - len(now) - 2
        halves = [half for half in hyphenated(word) if len(half) <= room]
        lines.append(f"{now} {halves[-1]}-" if halves else now)
        now = word[len(halves[-1]) :] if halves else word
    return [*lines, now]


def wrapped(
    parts: Iterable[Part], width: int, *, indent: str = "", gap: bool = True, hyphens: bool = False
) -> list[Part]:
    """Parts at a fixed width: paragraphs apart by a blank line, or by an indent, or both."""
    lines: list[Part] = []
    for at, part in enumerate(parts):
        if at and gap:
            lines.append(BLANK)
        own = indent if part.label == Label.BODY else ""
        lines += [Part(text, part.label) for text in wrap(part.text, width, own, hyphens=hyphens)]
    return lines


def sentence_lines(parts: Iterable[Part], dice: random.Random) -> list[Part]:
    """One sentence a line; paragraphs apart by a blank line, or nothing."""
    gap = dice.random() < 0.5
    lines: list[Part] = []
    for part in parts:
        if lines and gap:
            lines.append(BLANK)
        texts = sentences(part.text) if part.label == Label.BODY else [part.text]
        lines += [Part(text, part.label) for text in texts]
    return lines


def one_line(parts: Sequence[Part], _dice: random.Random) -> list[Part]:
    """The body's paragraphs in one line; every other part keeps its own."""
    lines: list[Part] = []
    for part in parts:
        if lines and lines[-1].label == part.label == Label.BODY:
            lines[-1] = Part(f"{lines[-1].text} {part.text}")
        else:
            lines.append(part)
    return lines


def paged(
    lines: Sequence[Part], heads: Callable[[int], Sequence[str]], feet: Callable[[int], Sequence[str]], length: int
) -> list[Part]:
    """Lines dealt to pages of `length` lines, each with its running heads and feet: furniture of print."""
    pages: list[Part] = []
    for number, start in enumerate(range(0, len(lines), length), 1):
        above, below = heads(number), feet(number)
        pages += [Part(text, Label.NAV) if text else BLANK for text in above]
        pages += [BLANK] * bool(above) + list(lines[start : start + length]) + [BLANK] * bool(below)
        pages += [Part(text, Label.NAV) if text else BLANK for text in below] + [BLANK]
    return pages[:-1]
