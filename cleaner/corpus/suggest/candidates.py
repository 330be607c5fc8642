"""What is repeated, turned into rules: whole lines, lines with slots, what opens and closes lines, authors' boxes."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cleaner.corpus.suggest import shapes
from cleaner.model import Label

if TYPE_CHECKING:
    from cleaner.corpus.suggest.count import Group, Table

MIN_DOCUMENTS = 3
MIN_SHARE = 0.01
"""Share of a site's documents a template stands in, where the site has very many."""

SMALL_SITE = 10
MIN_OF_SMALL = 2
"""In a site of a few documents two prints of a line that is no running text are a template already."""

MIN_WORDING_LETTERS = 6
"""Letters of a slotted line that aren't slots: fewer tell it from nothing else."""

MIN_LINE_LETTERS = 3
MIN_KEY = 2
"""Letters and digits of a line that never changes."""

MAX_LINE_WORDS = 60
MAX_GROUPS = 3000
"""Groups of a site that are looked at, the most frequent first."""

MAX_TOGETHER = 12
"""Lines that one rule names: as many as somebody reads."""

MAX_TEXTS = 60
MIN_SENTENCE_WORDS = 8
COMMON_SHARE, COMMON_DOCUMENTS = 0.25, 4
"""A sentence of so many words that stands in this share of a site's documents, and in so many, is no article's."""

MIDDLE = 0.5
"""Where more than this share of a group's lines has running text on both sides, it stands inside articles."""

KEPT = 0.2
"""Share of a group's lines that the cleaner keeps up to which it is furniture all the same."""

SURE, WEIGHED = 3, 2
CONSTANT_LABELS = frozenset({Label.HEADLINE, Label.STANDFIRST, Label.DATELINE, Label.NON_ENGLISH, Label.BODY})
"""What a line that never changes isn't, whatever the sums say."""

BYLINE, CREDIT, STAMP = str(Label.BYLINE), str(Label.CREDIT), str(Label.TIMESTAMP)

READER = re.compile(
    r"(?i)\b(?:you|your|us|our|subscribe|sign up|follow|share|click|read|download|newsletter|advertisement|comments?)\b"
)
"""How furniture speaks; a subheading that a paper always uses ("What happened next") doesn't."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A rule that might be."""

    kind: str
    """`line`, `slots`, `opening`, `closing` or `box`."""
    site: str
    label: str
    pattern: str
    score: int
    zone: str
    max_words: int
    texts: tuple[str, ...]
    docs: int
    hits: int
    place: float


def candidates(table: Table, site: str, documents: int, least: int = MIN_DOCUMENTS) -> list[Candidate]:
    """All of a site, the surest first."""
    few = MIN_OF_SMALL if documents < SMALL_SITE and least == MIN_DOCUMENTS else least
    enough = max(least, math.ceil(MIN_SHARE * documents))
    lines = list(_lines(table, site, documents, max(few, math.ceil(MIN_SHARE * documents)), enough))
    found = [*_varying(table, site, enough), *_together(lines)]
    return sorted(found, key=lambda each: (-each.score, -each.hits, each.pattern))


def _lines(table: Table, site: str, documents: int, few: int, enough: int) -> Iterator[tuple[Candidate, bool]]:
    """Lines that are printed again to the letter; and whether they stand before the running text."""
    for group in table.groups(site, "key", few, MAX_GROUPS):
        (text, *_) = table.texts(site, "key", group.value, 1)
        if len(group.value) < MIN_KEY or len(text.split()) > MAX_LINE_WORDS or not _is_line(group, text, enough):
            continue
        label = _label(table, group, "key", constant=True)
        score = _score(group, text, documents)
        if score:
            words = len(text.split())
            pattern = shapes.literal(text)
            one = Candidate(
                "line", site, label, pattern, score, "any", words, (text,), group.docs, group.hits, group.place
            )
            yield one, group.inside < MIDDLE


def _is_line(group: Group, text: str, enough: int) -> bool:
    """Running text that stands in two documents is a quotation or a reprint; furniture is shorter, or more frequent."""
    return group.docs >= enough or (group.prose == 0 and not (group.inside and group.kept and not READER.search(text)))


def _score(group: Group, text: str, documents: int) -> int:
    """How sure a group is: furniture stands around the article, or the cleaner removes it anyway. 0: not at all.

    So is a sentence that a good part of a site's documents hold. Inside the article a short line that is kept may be a
    subheading the paper always uses; such a line is only proposed where it speaks to the reader or is printed several
    times in one document, and as evidence.
    """
    if group.body is not None and group.body > KEPT:
        return 0
    if group.kept is None or group.kept <= KEPT:
        return SURE
    common = group.docs >= max(COMMON_DOCUMENTS, COMMON_SHARE * documents)
    if common and len(text.split()) >= MIN_SENTENCE_WORDS:
        return SURE
    if group.inside < MIDDLE:
        return SURE if group.prose < MIDDLE or group.docs >= MIN_DOCUMENTS else 0
    return WEIGHED if group.repeated or READER.search(text) else 0


def _together(lines: Sequence[tuple[Candidate, bool]]) -> Iterator[Candidate]:
    """Lines of one label, one after the other on the page, as one rule: a menu, a footer."""
    blocks: list[list[Candidate]] = []
    for line, around in sorted(lines, key=lambda line: (line[0].label, line[0].score, line[1], line[0].place)):
        first = blocks[-1][0] if blocks else line
        same = (first.label, first.score) == (line.label, line.score) and line.docs >= first.docs / 2
        if blocks and same and around and len(blocks[-1]) < MAX_TOGETHER:
            blocks[-1].append(line)
        else:
            blocks.append([line])
    yield from map(_block, blocks)


def _block(lines: Sequence[Candidate]) -> Candidate:
    first = lines[0]
    patterns = list(dict.fromkeys(line.pattern for line in lines))
    return replace(
        first,
        pattern=f"^{patterns[0]}$" if len(patterns) == 1 else f"^(?:{'|'.join(patterns)})$",
        max_words=max(line.max_words for line in lines),
        texts=tuple(line.texts[0] for line in lines),
        docs=max(line.docs for line in lines),
        hits=sum(line.hits for line in lines),
    )


def _varying(table: Table, site: str, enough: int) -> Iterator[Candidate]:
    """Lines that have something in common and differ in the rest.

    `slots`: they differ in names, numbers and dates alone; `opening`: a label in front ("Read more: …"); `closing`:
    the site's name behind a title, a credit in brackets; `box`: a name and what its bearer does, around the article.
    """
    for kind, (column, more_words) in VARYING.items():
        for group in table.groups(site, column, enough, MAX_GROUPS):
            if group.texts < 2 or not _is_template(table, group, kind, column):
                continue
            texts = table.texts(site, column, group.value, MAX_TEXTS)
            pattern = _pattern(kind, group.value, texts)
            if pattern:
                words = max(len(text.split()) for text in texts) + more_words
                label = str(Label.AUTHOR_BIO) if kind == "box" else _label(table, group, column)
                score = SURE if group.kept is None or group.kept <= KEPT or group.inside < KEPT else WEIGHED
                zone = "tail" if kind == "box" else "any"
                counts = (group.docs, group.hits, group.place)
                yield Candidate(kind, site, label, pattern, score, zone, words, tuple(texts), *counts)


VARYING = {"slots": ("shape", 4), "opening": ("head", 4), "closing": ("tail", 4), "box": ("box", 10)}
"""Kinds of candidates that vary: the column they are grouped by, and words a line may have more than those seen."""


def _is_template(table: Table, group: Group, kind: str, column: str) -> bool:
    if kind == "box":
        around = group.inside < MIDDLE and (group.kept is None or group.kept <= KEPT)
        return around and table.labels(group.site, column, group.value)[:1] == [str(Label.AUTHOR_BIO)]
    if kind == "slots":
        return any(slot in group.value for slot in shapes.SLOTS) and _is_telling(table, group) and _is_furniture(group)
    return shapes.letters(group.value) >= MIN_LINE_LETTERS and _is_furniture(group)


def _pattern(kind: str, value: str, texts: Sequence[str]) -> str:
    """The pattern of a group; empty for one of slots that don't differ."""
    if kind == "slots":
        form = shapes.filled(value, [shapes.shape(text)[1] for text in texts])
        return f"^{shapes.pattern(form)}$" if any(slot in form for slot in shapes.SLOTS) else ""
    if kind == "opening":
        return f"^{shapes.literal(value)}"
    if kind == "closing":
        return rf" {shapes.pattern(value)}\W?$"
    return f"^{shapes.PATTERNS[shapes.NAME]}{shapes.literal(value)} "


def _is_telling(table: Table, group: Group) -> bool:
    """Does enough stand outside of its slots, or do its slots and the cleaner tell what it is ("by NAME DATE")?"""
    known = group.value
    if shapes.letters(known) >= MIN_WORDING_LETTERS:
        return True
    signed = sum(known.count(slot) for slot in shapes.SLOTS) >= 2 and shapes.letters(known) >= 2
    return signed and group.kept == 0 and table.labels(group.site, "shape", known)[:1] in ([BYLINE], [CREDIT], [STAMP])


def _is_furniture(group: Group) -> bool:
    """Lines that vary are furniture where hardly one of them is kept, or where they stand around the article."""
    if group.body is not None and group.body > KEPT / 2:
        return False
    return group.kept is None or group.kept <= KEPT or (group.inside < KEPT and group.prose < KEPT and group.docs >= 5)


def _label(table: Table, group: Group, column: str, *, constant: bool = False) -> str:
    """What the cleaner calls most of them; of a line that never changes, what it can be."""
    excluded = CONSTANT_LABELS if constant else frozenset({Label.BODY, Label.NON_ENGLISH})
    fitting = [label for label in table.labels(group.site, column, group.value) if label not in excluded]
    return fitting[0] if fitting else str(Label.NAV if group.place <= 5 else Label.OTHER)
