"""Authors: which lines of an article name them, and who else is named there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.model import Label
from cleaner.properties.name_shape import is_personal_name
from cleaner.properties.names import split_names
from cleaner.properties.stretches import Place, Stretch

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LONGEST_BIO_NAME = 5
"""Words of a name that are looked at in the first sentence about an author."""

_BY = re.compile(r"(?:[•*|]\s*)?(?:By|BY|by)\b:? ?(?=[A-ZÀ-Þ])")
MAX_BYLINE_WORDS = 12

_BIO_VERB = re.compile(
    r",? (?:is|was|writes|covers|reports|joined|works|edits|teaches|lives|leads|has (?:covered|written|reported))\b"
)
_WRITTEN = re.compile(r"\b(?:is|was) written by ")
_CLAUSE = re.compile(r"[,;:.(] | who ")
_SENTENCE = re.compile(r"(?<=[a-z]{2}[.!?])\s")
_ABOUT = re.compile(r"(?i)(?:about|written by|author|by)\b:? ?(?:the author\b:? ?)?")


def read_authors(page: Sequence[Stretch]) -> tuple[str, ...]:
    """Who wrote the article, in print order, each once.

    Persons of its bylines; else who the standfirst or the author's box says wrote it; else the paper or agency that
    the byline names.
    """
    titles = [s.block for s in page if s.label is Label.HEADLINE and s.place is Place.HEAD]
    bylines = [stretch for stretch in page if _counts(stretch, min(titles, default=0))]
    above = any(_persons(stretch) for stretch in bylines if stretch.place is Place.HEAD)
    persons = [name for s in bylines if not (above and _is_loose(s)) for name in _persons(s)]
    helpers = _helpers(stretch.brief for stretch in page if stretch.label is Label.BYLINE)
    names = [name for name in persons if name.casefold() not in helpers] or _from_others(page) or _papers(bylines)
    return tuple({name.casefold(): name for name in reversed(names)}.values())[::-1]


def _counts(stretch: Stretch, top: int) -> bool:
    """Whether a byline is the article's: of its head, lead or foot.

    A name alone is one only below the headline. What stands above the headline must say that it is one.
    """
    if stretch.label is not Label.BYLINE:
        return False
    if stretch.place is Place.HEAD and stretch.block < top:
        return is_byline(stretch.text)
    if is_personal_name(stretch.text):
        return stretch.place in (Place.HEAD, Place.LEAD)
    return stretch.place in (Place.HEAD, Place.LEAD, Place.FOOT)


def _is_loose(stretch: Stretch) -> bool:
    """A name alone among the first paragraphs: a subheading, where the byline stands above the text."""
    return stretch.place is Place.LEAD and is_personal_name(stretch.text)


def _persons(stretch: Stretch) -> tuple[str, ...]:
    names = split_names(stretch.brief)
    return names or tuple(name for text in stretch.captured("author") for name in split_names(text))


def _helpers(bylines: Iterable[str]) -> set[str]:
    """Who checked or edited it: names behind a "by" that aren't counted as its writers'.

    >>> _helpers(["By Jo Doe", "Fact checked by Ana Ruiz"])
    {'ana ruiz'}
    """
    behind = (text.rpartition(" by ")[2] for text in bylines if not split_names(text))
    return {name.casefold() for name in behind if is_personal_name(name)}


def _from_others(page: Sequence[Stretch]) -> list[str]:
    """The author that the standfirst names ("..., writes Jo Doe"), or the box about the author."""
    standfirsts = [text for s in page if s.label is Label.STANDFIRST for text in s.captured("author")]
    found = [name for text in standfirsts for name in split_names(text)]
    return found or _from_bios([s.brief for s in page if s.label is Label.AUTHOR_BIO])


def _from_bios(bios: Sequence[str]) -> list[str]:
    """Whom the box names, as its heading has the name; a name without a text about it is only the first one.

    >>> _from_bios(["Josephine Doe", "Jo Doe is a reporter.", "River Prizes"]), _from_bios(["Jo Doe", "River Prizes"])
    (['Josephine Doe'], ['Jo Doe'])
    """
    headings = [bio for bio in bios if is_personal_name(bio)]
    told = [name for name in (subject(bio) for bio in bios if bio not in headings) if name]
    return [next((h for h in headings if h.split()[-1] == name.split()[-1]), name) for name in told] or headings[:1]


def _papers(bylines: Iterable[Stretch]) -> list[str]:
    """A paper or an agency in the place of the author: "By The Daily Example"."""
    for stretch in bylines:
        text = _BY.sub("", stretch.text).lower()
        for name in (*stretch.captured("author"), *stretch.captured("credit_text")):
            if text.startswith(name.lower().strip()):
                return [name.strip()]
    return []


def subject(bio: str) -> str | None:
    """Whom a text about an author is about.

    >>> subject("Jo Doe is a reporter at the Gazette. Ana Ruiz is her editor."), subject("About Jo Doe")
    ('Jo Doe', 'Jo Doe')
    >>> subject("Prize-winning columnist Jo Doe writes about rivers."), subject("Ask Us is written by Jo Doe.")
    ('Jo Doe', 'Jo Doe')
    >>> subject("The Gazette is a newspaper."), subject("Follow us")
    (None, None)
    """
    about = _ABOUT.match(bio)
    bare = bio[about.end() :] if about else bio
    if is_personal_name(bare):
        return bare
    written = _WRITTEN.search(bio)
    if written:
        return next(iter(split_names(_CLAUSE.split(bio[written.end() :])[0])), None)
    verb = _BIO_VERB.search(bio)
    words = _SENTENCE.split(bio[: verb.start()])[-1].split() if verb else []
    for size in range(min(LONGEST_BIO_NAME, len(words)), 1, -1):
        name = " ".join(words[-size:])
        if is_personal_name(name):
            return name
    return None


def is_byline(text: str) -> bool:
    """A line that is a byline whatever else it was taken for: "By", a name, and little else.

    >>> is_byline("By Jo Doe, Staff Writer"), is_byline("By Monday the river had fallen."), is_byline("Jo Doe")
    (True, False, False)
    """
    return bool(_BY.match(text)) and text.count(" ") < MAX_BYLINE_WORDS and bool(split_names(text))
