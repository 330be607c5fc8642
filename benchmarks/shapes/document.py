"""What a maker of documents works with: an article's source, its parts, and the document made of them."""

from __future__ import annotations

import datetime
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from benchmarks.shapes.names import person
from cleaner.model import Label

DESK = re.compile(r"\b(?:Press|Staff|News|Agency|Desk|Editors?|Board|Team|Service|Reporters?|Reuters|AFP)\b")
"""Words of "authors" that are no persons."""

SENTENCE_END = re.compile(r"(?<=[a-z0-9%)][.!?])\s+(?=[A-Z“\"])")

SIZES = (1, 2, 3, 5, 8, 13, 30, 80)
"""Numbers of paragraphs that an article is cut to."""


class Part(NamedTuple):
    """A paragraph, heading or line of furniture, with its true label; blank lines have none."""

    text: str
    label: Label | None = Label.BODY


BLANK = Part("", None)


@dataclass(frozen=True, slots=True)
class ShapedDocument:
    """A made document: its lines with their labels, and what a careful reader would read off it."""

    kind: str
    lines: tuple[Part, ...]
    body: str
    """Paragraphs as they were before any wrapping, one a line."""
    headline: str | None
    authors: tuple[str, ...]
    date: str | None
    """ISO 8601 day of publication."""

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Source:
    """An article of which documents are made: all of it is true text, but for authors and dates that were invented."""

    headline: str
    paragraphs: tuple[str, ...]
    authors: tuple[str, ...]
    date: datetime.date

    @classmethod
    def of(cls, record: Mapping[str, Any], dice: random.Random) -> Source:
        """The source that a labelled page (`gold`, `silver`) is; names and day are invented where it has none.

        >>> page = {"gold": {"headline": "Rain", "body": "Rain fell.\\n\\nIt stopped.", "authors": ["Ana Ruiz"]}}
        >>> Source.of(page, random.Random(1)).authors
        ('Ana Ruiz',)
        """
        gold, silver = record["gold"], record.get("silver") or {}
        headline = " ".join((gold.get("headline") or silver.get("headline") or "").split())
        lines = (" ".join(line.split()) for line in gold["body"].split("\n"))
        paragraphs = tuple(line for line in lines if line and line.lower() != headline.lower())
        named = tuple(gold.get("authors") or silver.get("authors") or ())
        if not named or not all(map(_is_person, named)):
            named = tuple(person(dice) for _ in range(dice.choice((1, 1, 1, 2, 3))))
        stated = str(gold.get("date") or silver.get("date") or "")[:10]
        try:
            day = datetime.date.fromisoformat(stated)
        except ValueError:
            day = datetime.date(2004, 1, 1) + datetime.timedelta(dice.randrange(7800))
        return cls(headline, paragraphs, named, day)

    def cut(self, dice: random.Random, sizes: Sequence[int] = SIZES) -> list[Part]:
        """The first so many paragraphs, as parts."""
        return [Part(text) for text in self.paragraphs[: dice.choice(sizes)]]


def is_usable(record: Mapping[str, Any]) -> bool:
    """Whether a page has what documents are made of: a headline and two paragraphs."""
    gold = record["gold"]
    headline = gold.get("headline") or (record.get("silver") or {}).get("headline")
    return bool(headline) and len([line for line in gold["body"].split("\n") if line.strip()]) >= 2


def body_of(parts: Sequence[Part]) -> str:
    return "\n".join(part.text for part in parts if part.label == Label.BODY)


def sentences(text: str) -> list[str]:
    """A paragraph's sentences, cut where nobody would doubt that one ends.

    >>> sentences("It rained. Dr. Low said so. “Go.” They went.")
    ['It rained.', 'Dr. Low said so.', '“Go.” They went.']
    """
    found: list[str] = []
    for sentence in SENTENCE_END.split(text):
        if found and re.search(
            r"\b(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|vs)\.$", found[-1]
        ):
            found[-1] += f" {sentence}"
        else:
            found.append(sentence)
    return found


def _is_person(name: str) -> bool:
    return (
        len(name.split()) in (2, 3) and name[0].isupper() and not DESK.search(name) and name.replace(" ", "").isalpha()
    )
