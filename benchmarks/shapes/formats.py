"""Formats of agencies, press databases and senders: `formats.toml` read, and documents made by it."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from benchmarks.shapes import layouts
from benchmarks.shapes.composed import finish
from benchmarks.shapes.document import BLANK, Part, ShapedDocument, Source
from benchmarks.shapes.heads import DAYS, MONTHS, Head, joined, printed
from benchmarks.shapes.names import fill, line, paper, place, templates
from cleaner.model import Label

FORMATS = Path(__file__).with_name("formats.toml")

SIZES = (2, 3, 5, 8, 13)

LISTS = "caption teaser legal promo share wire_mark newsletter_top newsletter_foot rss_tail".split()
"""Lists of furniture.toml that rows may draw a line of."""

FIELD = "field"
"""What rows are labelled in which a field's name stands before the body."""

BETWEEN_SHARE = 0.1
"""How often a note stands before a paragraph."""


@cache
def layouts_of_kinds() -> dict[str, list[dict[str, Any]]]:
    """The tables of `formats.toml`, by kind."""
    found: dict[str, list[dict[str, Any]]] = {}
    for table in tomllib.loads(FORMATS.read_text("utf-8"))["format"]:
        found.setdefault(table["kind"], []).append(table)
    return found


def values_of(source: Source, dice: random.Random) -> dict[str, str]:
    """What the slots of a layout are filled with; one document names one paper and one place."""
    day, town = source.date, place(dice)
    month = MONTHS[day.month - 1]
    words = [word.strip("'’\",.:").replace("{", "") for word in source.headline.split() if len(word) > 4]
    slug = "-".join(word.capitalize() for word in words[:2]) or "Update"
    letters = "".join(dice.choice("abcdefghklmnprstu") for _ in range(dice.choice((3, 4, 6))))
    turned = (f"{name.rsplit(' ', 1)[-1]}, {name.rsplit(' ', 1)[0]}" for name in source.authors)
    return {
        "headline": source.headline,
        "HEADLINE": source.headline.upper(),
        "authors": joined(source.authors, dice),
        "turned": "; ".join(turned),
        "paper": paper(dice),
        "place": town,
        "PLACE": town.upper(),
        "slug": slug,
        "SLUG": slug.upper(),
        "letters": letters,
        "LETTERS": letters.upper(),
        "words": str(dice.randrange(120, 1400)),
        "code": str(dice.randrange(1000, 9999)),
        "order": str(dice.randrange(1, 9)),
        "weekday": DAYS[day.weekday()],
        "date_us": f"{month} {day.day}, {day.year}",
        "date_uk": f"{day.day} {month} {day.year}",
        "date_short": f"{month[:3]} {day.day}, {day.year}",
        "date_short_uk": f"{day.day} {month[:3]} {day.year}",
        "date_any": printed(day, dice, time=False),
        "month_day": f"{month[:3]} {day.day}",
        "later": f"{day.year + 2}-11-18",
        "yyyy": f"{day:%Y}",
        "yy": f"{day:%y}",
        "mm": f"{day:%m}",
        "dd": f"{day:%d}",
        "mm_dd": f"{day:%m-%d}",
    }


def formatted(kind: str, source: Source, dice: random.Random) -> ShapedDocument:
    """A document in one of the layouts of a format."""
    layout = dice.choice(layouts_of_kinds()[kind])
    values, body, lines = values_of(source, dice), source.cut(dice, SIZES), list[Part]()
    shown: list[Part] = []
    for row in layout["lines"].strip("\n").split("\n"):
        label, _, template = row.removeprefix("?").partition(" | ")
        if row.startswith("?") and dice.random() < 0.5:
            continue
        if label in (Label.BODY, FIELD):
            paragraphs = _paragraphs(template, body, values, dice)
            shown += body if label == FIELD else paragraphs
            lines += _laid_out(paragraphs, layout, dice)
        elif template:
            lists = {name: dice.choice(templates()[name]) for name in LISTS}
            lines.append(Part(fill(template, dice, **values | lists), Label(label)))
        else:
            lines.append(BLANK)
    tells = layout["tells"]
    head = Head(
        headline=source.headline if "headline" in tells else None,
        authors=source.authors if "authors" in tells else (),
        date=source.date.isoformat() if "date" in tells else None,
    )
    return finish(kind, head, shown, lines)


def _paragraphs(template: str, body: list[Part], values: Mapping[str, str], dice: random.Random) -> list[Part]:
    """The paragraphs that a row asks for, the first with what the row prints before it."""
    before, _, slot = template.rpartition("{")
    chosen = {"paragraphs}": body, "first}": body[:1], "rest}": body[1:]}[slot]
    return [Part(fill(before, dice, **values) * (not at) + part.text) for at, part in enumerate(chosen)]


def _laid_out(paragraphs: list[Part], layout: Mapping[str, Any], dice: random.Random) -> list[Part]:
    indent, gap = layout.get("indent", ""), layout.get("gap", "all") == "all"
    if "wrap" in layout:
        return layouts.wrapped(paragraphs, dice.randint(*layout["wrap"]), indent=indent, gap=gap)
    lines: list[Part] = []
    for at, part in enumerate(paragraphs):
        if at and "between" in layout and dice.random() < BETWEEN_SHARE:
            lines.append(Part(line(layout["between"], dice), Label.OTHER))
        lines += [BLANK] * (gap and at > 0) + [Part(indent + part.text)]
    return lines


def makers() -> dict[str, Callable[[Source, random.Random], ShapedDocument]]:
    return {kind: partial(formatted, kind) for kind in layouts_of_kinds()}


MAKERS = makers()
