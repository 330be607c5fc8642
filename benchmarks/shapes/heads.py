"""What stands around an article's text: headline, kicker, standfirst, byline and date in any printed form; a foot."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from benchmarks.shapes.document import Part, Source, sentences
from benchmarks.shapes.names import AGENCIES, ROLES, fill, line, place
from cleaner.model import Label

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

LEADS = ("By", "By", "By", "by", "BY", "Words by", "Story by", "Written by", "Text:", "Author:", "By:", "Report by")
DATE_LEADS = ("", "", "", "Published", "Published:", "Posted", "Posted on", "Published on", "First published", "Date:")
UPDATED = ("Updated", "Updated:", "Last updated", "Last updated:", "Last modified on", "UPDATED")
SEPARATORS = (" | ", " - ", " – ", " — ", " · ", ", ", " / ", " • ", "  ")


@dataclass(slots=True)
class Head:
    """The parts above the text, and what they tell."""

    parts: list[Part] = field(default_factory=list)
    headline: str | None = None
    authors: tuple[str, ...] = ()
    date: str | None = None


def any_head(source: Source, dice: random.Random, headline_share: float = 0.9) -> Head:
    """A head of any kind: each of its parts there or not, in the orders that publishers print them in."""
    head = Head()
    if dice.random() < headline_share:
        head.headline = source.headline
        head.parts.append(Part(source.headline.upper() if dice.random() < 0.08 else source.headline, Label.HEADLINE))
        if dice.random() < 0.15:
            head.parts.insert(0, Part(line("kicker", dice), Label.KICKER))
        if dice.random() < 0.2:
            head.parts += standfirst(source, dice)
    told = dice.random()
    names = source.authors if told < 0.65 else ()
    day = source.date if told < 0.5 or told > 0.8 else None
    signed = signature(names, day, dice)
    if head.headline and dice.random() < 0.1:  # above the headline
        head.parts = [*signed, *head.parts]
    else:
        head.parts += signed
    head.authors, head.date = names, day.isoformat() if day else None
    if signed and dice.random() < 0.15:
        head.parts.append(Part(line("share", dice), Label.SHARE))
    return head


def standfirst(source: Source, dice: random.Random) -> list[Part]:
    """A summary of a sentence from further down the text; none where no sentence would do."""
    told = [s for paragraph in source.paragraphs[2:] for s in sentences(paragraph)[:1] if 8 <= len(s.split()) <= 26]
    return (
        [Part(dice.choice(told).rstrip(".") if dice.random() < 0.4 else dice.choice(told), Label.STANDFIRST)]
        if told
        else []
    )


def signature(names: Sequence[str], day: datetime.date | None, dice: random.Random) -> list[Part]:
    """Byline and date: on one line, on two in either order, or the one that there is."""
    if not names:
        return [Part(dated(day, dice), Label.TIMESTAMP)] if day else []
    if not day:
        return byline(names, dice)
    form = dice.random()
    if form < 0.45:
        return glued(names, day, dice)
    lines = [*byline(names, dice), Part(dated(day, dice), Label.TIMESTAMP)]
    if dice.random() < 0.15:
        later = day + datetime.timedelta(dice.choice((1, 1, 2, 30)))
        lines.append(Part(f"{dice.choice(UPDATED)} {printed(later, dice)}", Label.TIMESTAMP))
    return lines if form < 0.85 else [lines[-1], *lines[:-1]] if len(lines) == 2 else lines


def glued(names: Sequence[str], day: datetime.date, dice: random.Random) -> list[Part]:
    """Byline and date in one line. Its label is that of the longer half."""
    who, when, gap = joined(names, dice), printed(day, dice), dice.choice(SEPARATORS)
    lead = dice.choice(LEADS[:8])
    text = dice.choice(
        (
            f"{lead} {who}{gap}{when}",
            f"{lead} {who}{gap}{when}",
            f"{who}{gap}{when}",
            f"{when}{gap}{lead} {who}",
            f"{when}{gap}{who}",
            f"Posted on {when} by {who}",
            f"Posted by {who} on {when}",
            f"Published {when} by {who}",
            f"({lead.lower()} {who}, {when})",
            f"{who}, {dice.choice(ROLES)}{gap}{when}",
            f"{dice.choice(UPDATED)}: {when} | {who}".replace("::", ":"),
            f"{lead} {who}{gap}Published {when}{gap}{dice.randrange(2, 9)} min read",
        )
    )
    return [Part(text, Label.BYLINE if len(who) > len(when) else Label.TIMESTAMP)]


def byline(names: Sequence[str], dice: random.Random) -> list[Part]:
    """The authors, in any printed form."""
    who, role, lead = joined(names, dice), dice.choice(ROLES), dice.choice(LEADS)
    handle = names[0].lower().replace(" ", dice.choice((".", "", "_")))
    text = dice.choice(
        (
            f"{lead} {who}",
            f"{lead} {who}",
            f"{lead} {who}",
            who,
            f"{lead} {who}, {role}",
            f"{who}, {role}",
            f"{who} | {role}",
            f"{lead} {who} {role}",
            f"{lead} {who} in {place(dice)}",
            fill(f"{who} for {{paper}}", dice),
            fill(f"{lead} {who}, {{agency}}", dice),
            fill(f"{lead} {who} {handle}@{{site}}", dice),
            f"{lead} {who} @{handle}",
            f"({lead.lower()} {who})",
            f"{lead} {who} • {dice.randrange(2, 9)} min read",
        )
    )
    parts = [Part(text, Label.BYLINE)]
    if text == f"{lead} {who}" and dice.random() < 0.25:
        parts.append(Part(role, Label.BYLINE))
    return parts


def joined(names: Sequence[str], dice: random.Random) -> str:
    """Names as a list, now and then in capitals."""
    last = dice.choice((" and ", " and ", ", ", " & "))
    text = names[0] if len(names) == 1 else ", ".join(names[:-1]) + last + names[-1]
    return text.upper() if dice.random() < 0.12 else text


def dated(day: datetime.date, dice: random.Random) -> str:
    """A line that tells when the text was published."""
    return f"{dice.choice(DATE_LEADS)} {printed(day, dice)}".strip()


def printed(day: datetime.date, dice: random.Random, *, time: bool = True) -> str:
    """A day in one of the forms that papers print; figures alone only where they can't be misread."""
    month, short = MONTHS[day.month - 1], MONTHS[day.month - 1][:3]
    ordinal = f"{day.day}{'th' if 10 < day.day < 14 else {1: 'st', 2: 'nd', 3: 'rd'}.get(day.day % 10, 'th')}"
    forms = [
        f"{day.day} {month} {day.year}",
        f"{month} {day.day}, {day.year}",
        f"{short} {day.day}, {day.year}",
        f"{day.day} {short} {day.year}",
        f"{ordinal} {month} {day.year}",
        f"{DAYS[day.weekday()]}, {month} {day.day}, {day.year}",
        f"{DAYS[day.weekday()]} {day.day} {month} {day.year}",
        f"{DAYS[day.weekday()][:3]}, {day.day} {short} {day.year}",
        f"{month} {day.day} {day.year}",
        day.isoformat(),
    ]
    if day.day > 12:
        forms += [
            f"{day.day:02d}/{day.month:02d}/{day.year}",
            f"{day.month}/{day.day}/{day.year}",
            f"{day.day}.{day.month}.{day.year}",
        ]
    text = dice.choice(forms)
    if time and dice.random() < 0.3:
        hour, minute = dice.randrange(24), dice.randrange(60)
        twelve = f"{hour % 12 or 12}:{minute:02d}"
        half = "ap"[hour >= 12]
        text += dice.choice(
            (
                f" {hour:02d}:{minute:02d}",
                f", {hour:02d}:{minute:02d} GMT",
                f" at {twelve} {half}.m.",
                f" {twelve} {half.upper()}M",
                f" at {twelve}{half}m ET",
                f" | {twelve} {half}m",
            )
        )
    return text


def datelined(text: str, dice: random.Random) -> str:
    """A first paragraph with a dateline in front: it stays in the body."""
    town, agency = place(dice).upper(), dice.choice(AGENCIES)
    month, day = dice.choice(MONTHS), dice.randrange(1, 29)
    lead = dice.choice(
        (
            f"{town}",
            f"{town} ({agency})",
            f"{town}, {month} {day} ({agency})",
            f"{town}, {month[:3]}. {day}",
            f"{town} | {agency}",
        )
    )
    return f"{lead} {dice.choice(('—', '-', '–', '--'))} {text}"


def tail(source: Source, dice: random.Random) -> list[Part]:
    """Lines behind the text: none in half of all cases, else one to four of any kind."""
    kinds = (
        ("share", Label.SHARE),
        ("promo", Label.PROMO),
        ("related", Label.RELATED),
        ("legal", Label.LEGAL),
        ("tags", Label.TAGS),
        ("bio", Label.AUTHOR_BIO),
        ("reporting", Label.BYLINE),
        ("agency_tail", Label.AGENCY),
        ("correction", Label.CORRECTION),
        ("comments_title", Label.COMMENTS),
        ("navs_behind", Label.NAV),
    )
    if dice.random() < 0.5:
        return []
    values = {"author": source.authors[0], "headline": source.headline}
    parts = []
    for name, label in dice.sample(kinds, dice.choice((1, 1, 2, 3, 4))):
        parts.append(Part(line(name, dice, **values, teaser=line("teaser", dice)), label))
    return parts
