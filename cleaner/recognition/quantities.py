"""Times of day without a date, durations and counts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.model import Entity, EntityKind

_DURATION = re.compile(
    r"\b(?P<number>\d{1,4}|an?|one|two|three|four|five|six)[ -]?"
    r"(?P<unit>s(?:ec(?:ond)?s?)?|min(?:ute)?s?|m|h(?:(?:ou)?rs?)?|d(?:ays?)?|w(?:ee)?ks?|mo(?:nth)?s?|y(?:ea)?rs?)\.?"
    r"[ -](?:ago|read(?:ing time)?|of reading|listen|watch|video)\b",
    re.IGNORECASE,
)
_IN_WORDS = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_TIME = re.compile(
    r"(?<![\d:.,/$£€-])(?P<hour>[012]?\d)(?:[:.](?P<minute>[0-5]\d))?(?::[0-5]\d)?(?![\d:%])"
    r"(?: ?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?P<scale>[KM])?\+? "
    r"(?:comments?|repl(?:y|ies)|shares?|likes?|views?|votes?|reactions?|followers?|photos?|images?|pictures?|videos?"
    r"|points?|reviews?|ratings?|items?|results?|stories|articles?|posts?|answers?|responses?)\b",
    re.IGNORECASE,
)
_SCALE = {"K": 1_000, "M": 1_000_000}
_DIGIT = re.compile(r"\d")
_PERHAPS_DURATION = re.compile(r" ago|[ -](?:read|list|watc|vide|of r)")
_PERHAPS_COUNT = re.compile(r"\d[KMkm]?\+? [A-Za-z]")
_PERHAPS_TIME = re.compile(r"\d(?::\d| ?[AaPp]\.?[Mm])")
"""Looks that cost little, before the patterns."""


def recognize_quantities(text: str) -> Iterator[Entity]:
    """Durations, counts and times of day, in this order. A figure with nothing beside it is none of these.

    >>> [(str(e.kind), e.value) for e in recognize_quantities("Updated 3 hours ago · 1.2K shares · 3:05 p.m.")]
    [('duration', 'PT3H'), ('count', '1200'), ('time', 'T15:05')]
    """
    if _PERHAPS_DURATION.search(text):
        for match in _DURATION.finditer(text):
            yield Entity(EntityKind.DURATION, match.start(), match.end(), _duration(match))
    if not _DIGIT.search(text):
        return
    if _PERHAPS_COUNT.search(text):
        for match in _COUNT.finditer(text):
            yield Entity(EntityKind.COUNT, match.start(), match.end(), _count(match))
    if _PERHAPS_TIME.search(text):
        for match in _TIME.finditer(text):
            value = _time(match)
            if value:
                yield Entity(EntityKind.TIME, match.start(), match.end(), value)


def _duration(match: re.Match[str]) -> str:
    """A duration as ISO 8601 has it: "PT2M", "P3D"."""
    number = _IN_WORDS.get(match["number"].lower()) or int(match["number"])
    unit = match["unit"].lower()
    if unit.startswith("mo"):
        return f"P{number}M"
    return f"PT{number}{unit[0].upper()}" if unit[0] in "smh" else f"P{number}{unit[0].upper()}"


def _count(match: re.Match[str]) -> str:
    return str(round(float(match["number"].replace(",", "")) * _SCALE.get((match["scale"] or "").upper(), 1)))


def _time(match: re.Match[str]) -> str:
    """A time of day as ISO 8601 has it; empty for a figure that is none."""
    hour, half = int(match["hour"]), (match["half"] or "").lower()
    if not half and (match["minute"] is None or match[0].count(":") == 0):
        return ""
    if half and 0 < hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"T{hour:02}:{match['minute'] or '00'}" if hour < 24 else ""
