"""Texts of another build than paragraphs: lists, interviews, letters, verse, tables, live blogs and their like."""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import partial

from benchmarks.shapes import layouts
from benchmarks.shapes.composed import article, finish
from benchmarks.shapes.document import Part, ShapedDocument, Source
from benchmarks.shapes.heads import Head, any_head, tail
from benchmarks.shapes.names import fill, line, person, place, templates
from cleaner.model import Label

Build = Callable[[Source, Head, random.Random], list[Part]]
"""The body's parts of a genre; may change what the head tells."""


def genre(kind: str, build: Build, source: Source, dice: random.Random) -> ShapedDocument:
    """Any head, a body of the genre's build, any foot, and any blank lines."""
    head = any_head(source, dice)
    body = build(source, head, dice)
    parts = [*head.parts, *body, *tail(source, dice)]
    return finish(kind, head, parts, layouts.any_gaps(parts, dice))


def list_article(source: Source, _head: Head, dice: random.Random) -> list[Part]:
    """An opening paragraph, then numbered headings with a paragraph each, up or down; or bullets."""
    opening, *rest = article(source, dice, (4, 6, 9, 13))
    down, form = dice.random() < 0.3, dice.choice(("{}. {}", "{}) {}", "#{} {}", "• {1}", "- {1}", "{1}"))
    parts = [opening]
    for at, part in enumerate(rest, 1):
        parts += [Part(form.format(len(rest) + 1 - at if down else at, line("list_head", dice))), part]
    return parts


def interview(source: Source, _head: Head, dice: random.Random) -> list[Part]:
    """Questions, marked or not, and the text's paragraphs as answers."""
    asks, answers = dice.choice(
        (("Q: ", "A: "), ("Q. ", "A. "), ("", ""), ("Question: ", "Answer: "), ("The Post: ", ""))
    )
    opening, *rest = article(source, dice, (4, 6, 9, 13))
    parts = [opening]
    for part in rest:
        parts += [Part(asks + line("question", dice)), Part(answers + part.text)]
    return parts


def transcript(source: Source, _head: Head, dice: random.Random) -> list[Part]:
    """Speakers in capitals before what they say."""
    speakers = [person(dice).upper() for _ in range(dice.choice((2, 3)))]
    if dice.random() < 0.5:
        speakers[0] += f", {dice.choice(('HOST', 'ANCHOR', 'CORRESPONDENT'))}"
    parts = []
    for part in article(source, dice, (4, 6, 9, 13)):
        text = part.text if dice.random() < 0.6 else line("answer", dice)
        parts.append(Part(f"{dice.choice(speakers)}: {text}"))
    return parts


def letter(source: Source, head: Head, dice: random.Random) -> list[Part]:
    """A reader's letter: its address, its text, and who signs it."""
    signed = [line("letter_open", dice)]
    head.parts = [part for part in head.parts if part.label in (Label.HEADLINE, Label.TIMESTAMP)]
    head.authors = ()
    if not any(part.label == Label.TIMESTAMP for part in head.parts):
        head.date = None
    close = dice.choice(("Yours faithfully,", "Yours,", "Yours sincerely,", ""))
    return [
        Part(signed[0]),
        *source.cut(dice, (2, 3, 5)),
        *[Part(text) for text in (close, f"{person(dice)}, {place(dice)}") if text],
    ]


def obituary(source: Source, head: Head, dice: random.Random) -> list[Part]:
    """Who died, what of, whom they leave; the paragraphs tell the life."""
    subject, age = person(dice), dice.choice("1247")
    told = [fill(text, dice, subject=subject) for text in templates()["obituary"]]
    head.headline = dice.choice(
        (f"{subject}, 8{age}, teacher at {place(dice)}", f"{subject} obituary", f"Obituary: {subject}")
    )
    head.parts = [Part(head.headline, Label.HEADLINE) if part.label == Label.HEADLINE else part for part in head.parts]
    if not any(part.label == Label.HEADLINE for part in head.parts):
        head.headline = None
    return [Part(told[0]), Part(told[1]), *source.cut(dice, (2, 3, 5)), Part(told[2])]


def verse(source: Source, _head: Head, dice: random.Random) -> list[Part]:
    """Lines of a poem between paragraphs; they are no wrapped sentence."""
    lines = [Part(line("verse", dice)) for _ in range(dice.choice((4, 6, 8)))]
    parts = article(source, dice, (2, 3, 5))
    at = dice.randrange(1, len(parts) + 1)
    return [*parts[:at], *lines, *parts[at:]]


def table(source: Source, _head: Head, dice: random.Random) -> list[Part]:
    """Rows of a table between paragraphs, parted by tabs, bars or spaces."""
    gap = dice.choice(("\t", " | ", "   ", ", "))
    columns = dice.choice((("Town", "2019", "2020"), ("Team", "Won", "Lost", "Points"), ("Fund", "Price", "Change")))
    rows = [
        gap.join([place(dice), *(str(dice.randrange(1, 999)) for _ in columns[1:])])
        for _ in range(dice.randrange(3, 9))
    ]
    parts = article(source, dice, (2, 3, 5))
    at = dice.randrange(1, len(parts) + 1)
    return [*parts[:at], *map(Part, (gap.join(columns), *rows)), *parts[at:]]


def code(source: Source, _head: Head, dice: random.Random) -> list[Part]:
    """Lines of a program between paragraphs."""
    lines = templates()["code"]
    first = dice.randrange(len(lines) - 2)
    parts = article(source, dice, (2, 3, 5))
    at = dice.randrange(1, len(parts) + 1)
    return [*parts[:at], *map(Part, lines[first : first + 3]), *parts[at:]]


def live_blog(source: Source, _head: Head, dice: random.Random) -> list[Part]:
    """Entries, each under its time and perhaps its heading and writer."""
    parts: list[Part] = []
    hour, form = 21, dice.choice(("{h}:{m:02d}", "{h}.{m:02d} GMT", "{p}:{m:02d} p.m. ET", "Updated at {h}:{m:02d}"))
    writer = person(dice) if dice.random() < 0.4 else None
    for part in article(source, dice, (5, 8, 13)):
        hour -= dice.random() < 0.5
        minute = dice.randrange(60)
        parts.append(Part(form.format(h=hour, p=max(1, hour - 12), m=minute), Label.TIMESTAMP))
        if dice.random() < 0.4:
            parts.append(Part(line("teaser", dice)))
        if writer:
            parts.append(Part(writer, Label.BYLINE))
        parts.append(part)
    return parts


BUILDS: dict[str, Build] = {
    "list-article": list_article,
    "interview": interview,
    "transcript": transcript,
    "letter": letter,
    "obituary": obituary,
    "verse": verse,
    "table": table,
    "code": code,
    "live-blog": live_blog,
}
MAKERS = {kind: partial(genre, kind, build) for kind, build in BUILDS.items()}
