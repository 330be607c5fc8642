"""Personal names in bylines: who wrote it, without the roles, agencies, addresses and dates printed around the names.

A byline is read in three steps: sections ("Story by ...", "Photos by ..."), of which only the writers' count; parts
between commas, "and", bars and the like; and in each part the words up to the first that can't belong to a name.

What is decided here:

- Who only helped ("Additional reporting by", "contributed to this report") is no author.
- A single word is a pen name only where it stands alone behind "By" or "Author:".

What a name is, `name_shape` says.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.byline_normalization import normalize_byline
from cleaner.recognition.names import (
    BUREAUS,
    DEGREES,
    EDGES,
    NOT_IN_NAMES,
    ROLES,
    TITLES,
    bare_word,
    ends_name,
    is_name,
    is_pen_name,
    name_words,
    tidy,
)
from cleaner.text.organizations import AGENCIES, ORGANIZATION_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator

_WROTE = (
    r"story|stories|words?|text|article|report(?:ing|ed)?|writing|written|wrote|analysis|opinion|review|interview|column"
    r"|commentary|essay|posted|published|filed|compiled|created|submitted|contributed|authors?|authored"
)
_HELPED = (
    r"photos?|photographs?|photography|photographed|pictures?|images?|illustrations?|illustrated|graphics?|video(?:s|graphy)?"
    r"|art|artwork|design(?:ed)?|produced|production|edit(?:ed|ing|or)|checked|verified|reviewed|translat(?:ed|ion)"
    r"|assistance|research(?:ed)?|curated|directed|animation|data|development|audio|narrated|hosted|interviews|styling"
    r"|sponsored|presented|powered|approved|owned|captions?"
)
# "Story by", "Additional reporting and photos by", "Words:", and the bare "By".
_MARK = re.compile(
    rf"""(?<![\w'’@.-])
    (?P<more>(?:additional|further|extra|other|more|contributing)\s+)?
    (?:(?P<also>{_WROTE}|{_HELPED})\s*(?:and|&|,|/)\s*)?
    (?:(?:(?P<wrote>{_WROTE})|(?P<helped>{_HELPED}))(?:\s+(?:on\s+)?by\b(?!['’-]\w)\s*:?|\s*:)|by\b(?!['’-]\w)\s*:?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_AUTHOR = re.compile(
    r"(?i)\W*(?:(?:reporter|correspondent|writer|columnist)s?\s*:\s*|authors?\s+|as\s+told\s+to\s+|(from)\s+)(?=\w)"
)
_TWICE = re.compile(r"(\S+ .{1,60}?)\W*\1")
_JOINT = re.compile(r"(?i)((?:^|\s+)(?:and|with)(?=\s)|[&;|+•·∙●▪]|//|\s/\s|\s[-–—―]+(?=\s|$)|[—―]|[,/])")
MOST_ROLE_WORDS = 4
"""Words of a role in front of a name, at most: "Senior State Political Reporter"."""

_COORDINATE = frozenset(["and", "with", "&", ";", "|", "+", *"•·∙●▪", "//", "/ "])
"""Joints that a further name may stand behind. Behind a comma it may unless the list has turned to roles; behind a
dash or a slash only while there is no name yet."""


def parse_names(text: str) -> tuple[str, ...]:
    """The names of the persons a byline says wrote the text, in print order; empty where it names none.

    >>> parse_names("By JANE O'NEILL, John Roe and Ana de la Cruz, Senior Reporters")
    ("Jane O'Neill", 'John Roe', 'Ana de la Cruz')
    >>> parse_names("Story by Jane Doe for The Daily Example | Photos by John Roe | March 4, 2019")
    ('Jane Doe',)
    >>> parse_names("By Reuters Staff"), parse_names("By Monday"), parse_names("By Zibs")
    ((), (), ('Zibs',))
    """
    names: dict[str, str] = {}
    for section, marked in _sections(normalize_byline(text)):
        found = list(_names_in(section, marked)) or ([section.strip(EDGES)] if marked and is_pen_name(section) else [])
        for name in found:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _sections(text: str) -> Iterator[tuple[str, bool]]:
    """The spans of a byline that name writers, and whether a "By" says so.

    What stands in front of the first "By" counts only where nothing behind one does ("Jane Doe, photos by John Roe").
    """
    author = _AUTHOR.match(text)
    if author and not _MARK.match(text):
        yield text[author.end() :], not author[1]
        return
    marks = list(_MARK.finditer(text))
    if not marks:
        yield text, False
        return
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    written = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True) if _is_writers(mark)]
    front = text[: marks[0].start()]
    if any(any(_names_in(section, True)) for section in written) or not front.strip(EDGES + "|-–—/"):
        yield from ((section, True) for section in written)
    else:
        yield front, False


def _is_writers(mark: re.Match[str]) -> bool:
    if mark["more"]:
        return False
    also = mark["also"]
    return not mark["helped"] or bool(also and re.fullmatch(_WROTE, also, re.IGNORECASE))


def _names_in(section: str, marked: bool) -> Iterator[str]:
    """The names of a section, part by part; `marked` says that a "By" stands before it."""
    twice = _TWICE.fullmatch(section.strip())
    pieces = _JOINT.split(twice[1] if twice else section)
    found, strayed = False, False
    joint = ""
    for index, piece in enumerate(pieces):
        if index % 2:
            joint = _stronger(joint, piece)
            continue
        if not piece.strip(EDGES):
            continue
        name = _name_in(piece) or (_half_capitalised(piece) if marked and not found else None)
        if joint in _COORDINATE or (not found and (marked or joint != ",")):
            strayed = False
        if name and (joint in _COORDINATE or (not strayed and (not found or joint == ","))):
            found = True
            yield name
        elif not name:
            # Behind "Jane Doe, Reporter, " stand places and papers, behind "Jane Doe, PhD, " another name. Without
            # a "By" a list that doesn't begin with a name or what goes with one is a sentence or a title.
            strayed = not _goes_with_a_name(piece, found)
        joint = ""


def _goes_with_a_name(part: str, found: bool) -> bool:
    """Whether a further name may stand behind a part that is none itself: a degree, or, in front, a desk or a paper."""
    return bare_word(part) in DEGREES or (not found and ends_name(part.split()[-1], 0, False))


def _half_capitalised(part: str) -> str | None:
    """A name whose second word lacks its capital, as blogs print it behind their "By".

    >>> _half_capitalised("Jane doe Post a comment"), _half_capitalised("Jane today"), _half_capitalised("Boat")
    ('Jane doe', None, None)
    """
    words = part.strip(EDGES).split()[:3]
    if len(words) < 2 or not is_pen_name(words[0]) or not (words[1].isalpha() and words[1].islower()):
        return None
    alone = len(words) == 2 or ends_name(words[2], 2, False)
    return " ".join(words[:2]) if alone and is_pen_name(words[1].title()) else None


def _stronger(one: str, other: str) -> str:
    """The joint that counts of two in a row: "and" of ", and"."""
    other = "/ " if other == " / " else other.strip().lower()
    return one if one in _COORDINATE else other


def _name_in(part: str) -> str | None:
    """The name that a part begins with, tidied; None where it begins with none."""
    words = part.lstrip(EDGES + "-–—").split()
    while words and _is_in_front(words):
        del words[0]
    del words[: _roles_in_front(words)]
    kept = name_words(words)
    rest = words[len(kept) :]
    if len(rest) == 1 and rest[0][0].isupper() and bare_word(rest[0]) in ORGANIZATION_WORDS | {"staff"}:
        return None
    if rest and len(kept) > 2 and bare_word(kept[-1]) in BUREAUS:
        kept.pop()
    while kept and bare_word(kept[-1]) in DEGREES and len(kept) > 2:
        kept.pop()
    return tidy(kept) if is_name(kept) else None


def _is_in_front(words: list[str]) -> bool:
    """Whether the first word is a title ("Dr.", "the Rev.") or the paper a writer belongs to ("CNN's")."""
    first = bare_word(words[0])
    if first == "the" and len(words) > 1:
        return bare_word(words[1]) in TITLES
    return first in TITLES or (words[0].endswith(("'s", "’s")) and first in AGENCIES)


def _roles_in_front(words: list[str]) -> int:
    """How many words in front of a name say what its bearer is.

    >>> _roles_in_front("Senior reporter Jane Doe".split()), _roles_in_front("Words Jane Doe".split())
    (2, 1)
    >>> _roles_in_front("Reporter News".split()), _roles_in_front("Jane Doe Reporter".split())
    (1, 0)
    """
    if words and bare_word(words[0]) in ("words", "text"):
        return 1
    for size, word in enumerate(words[:MOST_ROLE_WORDS], 1):
        if bare_word(word) in ROLES:
            return size
        if bare_word(word) not in NOT_IN_NAMES:
            break
    return 0
