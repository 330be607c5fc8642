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

from cleaner.properties.name_lists import AGENCIES, BUREAUS, DEGREES, MASTHEADS, TITLES
from cleaner.properties.name_shape import EDGES, bare_word, is_name, is_pen_name, name_words, tidy

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_BYLINE = 600
"""Characters of a byline that are read: a long list of credits. Behind that it is a text, and slow to search."""

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
_LIST_SIGN = re.compile(r"^(?:\d{1,2}[.)]|[•·*▪●-])\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AUTHOR = re.compile(r"(?i)\W*(?:authors?|(from))\s+(?=\w)")
_SENTENCE_END = r"(?<=[^\W\d_]{2}\.)\s"
_HELPERS = re.compile(
    rf"""(?:^|{_SENTENCE_END}|[|•;(]|,\s*(?=with\b)) (?:(?!{_SENTENCE_END})[^|•;])*? \bcontribut(?:ed|ing)\b
        (?!\s+(?:by|writer|editor|reporter|columnist|correspondent|opinion|author)\b).*
    | \b(?:with\s+)?files?\s+from\b.*""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUED_BY = re.compile(r"(?:\b[Bb]y(?=by\b))|(?<!\w)([Bb]y)(?=[A-Z][a-z])")
_GLUED_WORD = re.compile(
    r"(?<=[a-z])(?=(?:The|Staff|Follow|Senior|Chief|Editor|Reporter|Writer|Correspondent|Contributor|Columnist|Special"
    r"|Published|Updated|Posted|Image|Share|News)\b)"
)
_GLUED_FIGURE = re.compile(r"(?<=[a-z])(?=\d)")
_SUFFIX_COMMA = re.compile(r",(?=\s(?:[JS]r|JR|SR|I{2,3}|IV)\b)")
_TWICE = re.compile(r"(\S+ .{1,60}?)\W*\1")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ASIDE = re.compile(
    rf"""\([^)]*(?:\)|$) | \[[^\]]*(?:\]|$)      # (Reuters), [email protected]
    | \S+@\S+\.\w+ | https?:\S+ | www\.\S+       # addresses
    | @\s?\w+                                    # handles
    | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})? | \b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINT = re.compile(r"(?i)((?:^|\s+)(?:and|with)(?=\s)|[&;|+•·∙●▪]|//|\s/\s|\s[-–—―]+(?=\s|$)|[,/])")
_COORDINATE = frozenset(["and", "with", "&", ";", "|", "+", *"•·∙●▪", "//", "/ "])
"""Joints that a further name may stand behind. Behind a comma it may unless the list has turned to roles; behind a
dash or a slash only while there is no name yet."""


def split_names(text: str) -> tuple[str, ...]:
    """The names of the persons a byline says wrote the text, in print order; empty where it names none.

    >>> split_names("By JANE O'NEILL, John Roe and Ana de la Cruz, Senior Reporters")
    ("Jane O'Neill", 'John Roe', 'Ana de la Cruz')
    >>> split_names("Story by Jane Doe for The Daily Example | Photos by John Roe | March 4, 2019")
    ('Jane Doe',)
    >>> split_names("By Reuters Staff"), split_names("By Monday"), split_names("By Zibs")
    ((), (), ('Zibs',))
    """
    names: dict[str, str] = {}
    for section, marked in _sections(_prepare(text)):
        found = list(_names_in(section)) or ([section.strip(EDGES)] if marked and is_pen_name(section) else [])
        for name in found:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def _prepare(text: str) -> str:
    """The byline with white space folded, glued words parted, and asides and helpers taken out."""
    text = " ".join(text[:LONGEST_BYLINE].strip().replace("\n", " | ").split())
    text = _LIST_SIGN.sub("", text[1:-1] if _IN_BRACKETS.fullmatch(text) else text)
    text = _GLUED_BY.sub(lambda match: f"{match[1]} " if match[1] else "", text)
    text = _GLUED_FIGURE.sub(" ", _GLUED_WORD.sub(" ", text))
    text = _HELPERS.sub("", _SUFFIX_COMMA.sub("", text))
    return _ASIDE.sub(" | ", text)


def _sections(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a byline that name writers, and whether a "By" says so.

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
    if any(any(_names_in(section)) for section in written) or not front.strip(EDGES + "|-–—/"):
        yield from ((section, True) for section in written)
    else:
        yield front, False


def _is_writers(mark: re.Match[str]) -> bool:
    if mark["more"]:
        return False
    also = mark["also"]
    return not mark["helped"] or bool(also and re.fullmatch(_WROTE, also, re.IGNORECASE))


def _names_in(section: str) -> Iterator[str]:
    """The names of a section, part by part."""
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
        name = _name_in(piece)
        if joint in _COORDINATE or not found:
            strayed = False
        if name and (not found or joint in _COORDINATE or (joint == "," and not strayed)):
            found = True
            yield name
        elif not name:
            # Behind "Jane Doe, Reporter, " stand places and papers, behind "Jane Doe, PhD, " another name.
            strayed = bare_word(piece) not in DEGREES
        joint = ""


def _stronger(one: str, other: str) -> str:
    """The joint that counts of two in a row: "and" of ", and"."""
    other = "/ " if other == " / " else other.strip().lower()
    return one if one in _COORDINATE else other


def _name_in(part: str) -> str | None:
    """The name that a part begins with, tidied; None where it begins with none."""
    words = part.lstrip(EDGES + "-–—").split()
    while words and _is_in_front(words[0]):
        del words[0]
    kept = name_words(words)
    rest = words[len(kept) :]
    if len(rest) == 1 and bare_word(rest[0]) in MASTHEADS | {"staff"}:
        return None
    if rest and len(kept) > 2 and bare_word(kept[-1]) in BUREAUS:
        kept.pop()
    while kept and bare_word(kept[-1]) in DEGREES and len(kept) > 2:
        kept.pop()
    return tidy(kept) if is_name(kept) else None


def _is_in_front(word: str) -> bool:
    """Whether a word is a title ("Dr.") or the paper a writer belongs to ("CNN's")."""
    return bare_word(word) in TITLES or (word.endswith(("'s", "’s")) and bare_word(word) in AGENCIES)
