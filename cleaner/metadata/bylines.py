"""Bylines: whether a line is one, by what it says alone."""

from __future__ import annotations

import re

from cleaner.metadata.names import parse_names
from cleaner.recognition.names import BUREAUS, DESKS, NOT_IN_NAMES, ROLES, bare_word, is_personal_name, name_words
from cleaner.text.organizations import AGENCIES, ORGANIZATION_WORDS

MAX_BYLINE_WORDS = 12
LONGEST_MARK = 24
"""Characters of the longest line that only says that a name comes: "About the author:"."""

MOST_ROLE_WORDS = 4
"""Words of a role, at most: "Senior State Political Reporter"."""

FURNITURE = NOT_IN_NAMES | ORGANIZATION_WORDS | AGENCIES | BUREAUS
"""What stands around names in a byline."""

_ROLE = re.compile(rf"(?i)\b(?:{'|'.join(sorted(ROLES))}|editor)")
_BY = re.compile(
    r"(?i:[•*|]\s*)?(?i:(?:written|story|stories|words|text|reporte?d?(?:ing)?|posted|published|analysis|opinion|review"
    r"|article|report|interview|column) by|by)\b:? ?(?=[A-ZÀ-Þ])|[Bb]y(?=[A-ZÀ-Þ][a-zà-ÿ])"
)
_MARK_ALONE = re.compile(
    r"(?i)\W*(?:(?:written|posted|published|reported|story|words|text|article|report|authored|created|filed)?\s*"
    r"(?:on\s+)?by|(?:about the )?authors?)\W*"
)
_IMAGE = re.compile(r"(?i)\b(?:photos?|images?|pictures?|getty|file)\b|©")
_HELPED = re.compile(r"(?i)\bcontribut(?:ed|ing)\b|\badditional\b|\bwith (?:files|reporting)\b")


def has_lead_in(text: str) -> bool:
    """Whether a line says by its first words that it names who wrote something.

    >>> [has_lead_in(text) for text in ("By Jo Doe", "Written by: Jo Doe", "Jo Doe", "By and by")]
    [True, True, False, False]
    """
    return bool(_BY.match(text))


def without_lead_in(text: str) -> str:
    """A byline without its "By".

    >>> without_lead_in("Words by Jo Doe"), without_lead_in("Jo Doe")
    ('Jo Doe', 'Jo Doe')
    """
    return _BY.sub("", text, count=1)


def is_lead_in_alone(text: str) -> bool:
    """Whether a line only says that a name comes.

    >>> [is_lead_in_alone(text) for text in ("Written by", "About the author:", "By the river")]
    [True, True, False]
    """
    return len(text) <= LONGEST_MARK and bool(_MARK_ALONE.fullmatch(text))


def names_helpers(text: str) -> bool:
    """Whether a line names who helped, not who wrote.

    >>> names_helpers("Jo Doe contributed to this report."), names_helpers("By Jo Doe")
    (True, False)
    """
    return bool(_HELPED.search(text))


def is_byline(text: str) -> bool:
    """A line that is a byline whatever else it was taken for: "By" and a name, or a name and its role, and little else.

    >>> is_byline("By Jo Doe, Staff Writer"), is_byline("By Monday the river had fallen."), is_byline("Jo Doe")
    (True, False, False)
    >>> is_byline("Jo Doe Political editor"), is_byline("Jo Doe met the political editor")
    (True, False)
    """
    if text.count(" ") >= MAX_BYLINE_WORDS:
        return False
    return bool(parse_names(text)) if has_lead_in(text) else _is_name_and_role(text)


def _is_name_and_role(text: str) -> bool:
    if not _ROLE.search(text):
        return False
    words, name = _name_in_front(text)
    return bool(name) and any(map(_is_role, words)) and all(bare_word(word) in FURNITURE for word in words)


def signature(text: str) -> str | None:
    """The name and role that a line of something else begins with: a button or an offer was joined to it.

    >>> signature("Jo Doe Political editor subscribe Just £1 a month"), signature("Jo Doe's newsletter for writers")
    ('Jo Doe Political editor', None)
    """
    words, name = _name_in_front(text) if _ROLE.search(text) else ([], [])
    for size, word in enumerate(words[:MOST_ROLE_WORDS] if name else (), 1):
        if bare_word(word) not in FURNITURE:
            return None
        if _is_role(word):
            return " ".join([*name, *words[:size]])
    return None


def _is_role(word: str) -> bool:
    return bare_word(word) in ROLES | {"editor"} and not word.endswith(("'s", "’s"))


def _name_in_front(text: str) -> tuple[list[str], list[str]]:
    """The words behind a name in front, and the words of the name; no name where there is none."""
    words = text.replace(",", " ").split()
    name = name_words(words)
    return words[len(name) :], name if is_personal_name(" ".join(name)) else []


def is_role(text: str) -> bool:
    """Whether a line is what a writer is called, and nothing else.

    >>> is_role("Natural history correspondent"), is_role("A letter to the editor of the paper, and to its writer")
    (True, False)
    """
    words = text.split()
    return 0 < len(words) <= MOST_ROLE_WORDS and _is_role(words[-1]) and text[:1].isupper()


def is_name_and_paper(text: str) -> bool:
    """Whether a line is a name, a bar, and the paper or agency of the writer.

    >>> is_name_and_paper("Jo Doe | Ostley Wire"), is_name_and_paper("Jo Doe | Getty Images")
    (True, False)
    """
    name, bar, paper = text.partition(" | ")
    known = {bare_word(word) for word in paper.split()} & (ORGANIZATION_WORDS | AGENCIES)
    return bool(bar and known) and is_personal_name(name) and not _IMAGE.search(text)


def is_desk(name: str) -> bool:
    """Whether a name is only what desks of any paper are called.

    >>> [is_desk(name) for name in ("Staff Reports", "Web Desk", "The Daily Echo", "European Wetland Agency")]
    [True, True, False, False]
    """
    words = [bare_word(word) for word in name.split()]
    return words[:1] in (["staff"], ["our"], ["developer"], ["publisher"]) or all(
        word in NOT_IN_NAMES or word in DESKS for word in words
    )
