"""Readers' comments in the forms that pages print them in: each a cycle of short lines and prose."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.shapes.document import Part, Source
from benchmarks.shapes.names import fill, line, topic
from cleaner.model import Label

Turn = Callable[[int, str, str, random.Random], list[str]]
"""One comment's lines: of its number, its writer, its text."""


def _name_age_likes(_number: int, who: str, text: str, dice: random.Random) -> list[str]:
    age = fill("{number} {hours|days|minutes|months} ago", dice)
    return [who, age, text, str(dice.randrange(90)), dice.choice(("Reply", "Reply Share", "Like Reply"))]


def _posted_by(_number: int, who: str, text: str, dice: random.Random) -> list[str]:
    return [
        fill(f"Posted {{time}} UTC ({{Mon|Tue|Fri}}) by {who} ({{subscriber|guest|member}}, #{{number}})", dice),
        text,
    ]


def _says(number: int, who: str, text: str, dice: random.Random) -> list[str]:
    return [
        f"{number}. {who} {dice.choice(('says', 'wrote', 'said'))}:",
        fill("{March|June} 1{2|7}, {year} at {time} {am|pm}", dice),
        text,
        "Reply",
    ]


def _dot(_number: int, who: str, text: str, dice: random.Random) -> list[str]:
    return [
        fill(f"{who} • {{number}} {{hours|days|years}} ago", dice),
        text,
        fill("△ {number} ▽ • Reply • Share ›", dice),
    ]


def _bare(_number: int, who: str, text: str, dice: random.Random) -> list[str]:
    return [who, text] if dice.random() < 0.8 else [who, fill("{number}h", dice), text]


FORMS: dict[str, Turn] = {
    "likes": _name_age_likes,
    "posted-by": _posted_by,
    "numbered": _says,
    "dotted": _dot,
    "bare": _bare,
}


def thread(source: Source, form: str, dice: random.Random) -> list[Part]:
    """A heading, three to fifteen comments, perhaps a last line."""
    lines = [line("comments_title", dice)]
    for number in range(1, dice.randrange(4, 16)):
        who = fill(dice.choice(("{name}", "{handle}", "{handle}{number}", "Guest", "Anonymous")), dice)
        said = " ".join(
            line("comment", dice, topic=topic(source.headline, dice)) for _ in range(dice.choice((1, 1, 2, 3)))
        )
        lines += FORMS[form](number, who, said, dice)
    if dice.random() < 0.6:
        lines.append(line("comments_foot", dice))
    return [Part(text, Label.COMMENTS) for text in lines]
