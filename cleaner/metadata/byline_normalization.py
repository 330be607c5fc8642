"""A byline made ready to be read: glued words parted, and what is neither a name nor a role taken out.

Converters drop the white space between a name and what stands beside it on the page: "By Jane DoeMarch 4, 2019",
"Jane DoeSenior Reporter", "ByJane Doe".
"""

from __future__ import annotations

import re

from cleaner.recognition.names import NOT_IN_NAMES
from cleaner.text.organizations import AGENCIES, ORGANIZATION_WORDS

LONGEST_BYLINE = 600
"""Characters of a byline that are read: a long list of credits. Behind that it is a text, and slow to search."""

_LIST_SIGN = re.compile(r"^(?:\d{1,2}[.)]|[•·*▪●-])\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SENTENCE_END = r"(?<=[^\W\d_]{2}\.)\s"
_HELPERS = re.compile(
    rf"""(?:^|{_SENTENCE_END}|[|•;(]|,\s*(?=with\b)) (?:(?!{_SENTENCE_END})[^|•;])*? \bcontribut(?:ed|ing)\b
        (?!\s+(?:by|writer|editor|reporter|columnist|correspondent|opinion|author)\b).*
    | \b(?:with\s+)?files?\s+from\b.*""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUED_BY = re.compile(r"(?:\b[Bb]y(?=by\b))|(?<!\w)([Bb]y)(?=[A-Z][a-z])")
_SEAM = re.compile(r"(?<=[^\W\d_]{2})(?=[A-Z][a-z]{2}([a-z]*)(\.?\s?\d)?)")
_SEAM_WORD = re.compile(r"[A-Z][a-z]+")
_GLUED_FIGURE = re.compile(r"(?<=[a-z])(?=\d)")
_SUFFIX_COMMA = re.compile(r",(?=\s(?:[JS]r|JR|SR|I{2,3}|IV)\b)")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_MONTH_WORD = re.compile(_MONTH, re.IGNORECASE)
_ASIDE = re.compile(
    rf"""\([^)]*(?:\)|$) | \[[^\]]*(?:\]|$)      # (Reuters), [email protected]
    | \S+@\S+\.\w+ | https?:\S+ | www\.\S+       # addresses
    | @\s?\w+                                    # handles
    | \b\d{{1,4}}[/.-]\d{{1,2}}[/.-]\d{{1,4}}(?:T\S+)?
    | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})? | \b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}""",
    re.IGNORECASE | re.VERBOSE,
)


_TURNED = re.compile(
    r"""(?:(?:authors?|credit|by)\b\s*:?\s*)?
    ((?:[^\W\d_][\w'’-]+,\ [^\W\d_][\w.'’-]*(?:\ [^\W\d_]\.?)?)(?:;\ [^;,]+,\ [^;,]+)*)\.?""",
    re.IGNORECASE | re.VERBOSE,
)
"""Names as catalogues have them, the last name first: "Ruiz, Ana; Bell, Tom". Two names are apart by a semicolon."""


def normalize_byline(text: str) -> str:
    """A byline with white space folded, glued words parted, and asides and helpers taken out.

    >>> normalize_byline("By Jane DoeMarch 4, 2019")
    'By Jane Doe  | '
    >>> normalize_byline("Author: Doe, Jane; Roe, John")
    'By Jane Doe and John Roe'
    >>> normalize_byline("By Jane DoeSenior Reporter jdoe@echo.example")
    'By Jane Doe Senior Reporter  | '
    """
    text = " ".join(text[:LONGEST_BYLINE].strip().replace("\n", " | ").split())
    if turned := _TURNED.fullmatch(text):
        text = "By " + " and ".join(" ".join(reversed(name.split(", "))) for name in turned[1].split("; "))
    text = _LIST_SIGN.sub("", text[1:-1] if _IN_BRACKETS.fullmatch(text) else text)
    text = _GLUED_BY.sub(lambda match: f"{match[1]} " if match[1] else "", text)
    text = _GLUED_FIGURE.sub(" ", _SEAM.sub(_parting, text))
    text = _HELPERS.sub("", _SUFFIX_COMMA.sub("", text))
    return _ASIDE.sub(" | ", text)


def _parting(seam: re.Match[str]) -> str:
    """A space where the word behind a seam of letters is no part of a name: a month and its day, a role, a paper."""
    word = _SEAM_WORD.match(seam.string, seam.end())
    if word is None:
        return ""
    if seam[2] and _MONTH_WORD.fullmatch(word[0]):
        return " "
    whole = not seam.string[word.end() : word.end() + 1].isalpha()
    return " " if whole and word[0].lower() in NOT_IN_NAMES | ORGANIZATION_WORDS | AGENCIES else ""
