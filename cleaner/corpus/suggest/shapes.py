r"""The shape of a line: what stays of it when names, numbers and dates are taken out, and the pattern of a shape.

A slot is written as a private-use character, so that no text holds one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

NAME, NUMBER, DATE, TIME, ADDRESS = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004"
SLOTS = {NAME: "name", NUMBER: "number", DATE: "date", TIME: "time", ADDRESS: "address"}

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? "
_DATE = (
    rf"(?:{_DAY})?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?"
    rf"|{_MONTH} \d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}})"
)
_TIME = r"\d{1,2}[:.]\d{2}(?::\d{2})? ?(?:[AaPp]\.?[Mm]\.?)?"
_ADDRESS = r"(?:https?://\S+|www\.\S+|[\w.+-]+@[\w-]+\.[\w.]+|@\w{2,30})"
_NUMBER = r"\d[\d.,]*\d|\d"
_CAPITAL = rf"(?!{_MONTH},? \d)[^\W\d_a-zß-öø-ÿ][\w.’'&-]*"
_NAME = rf"{_CAPITAL}(?: (?:(?:de|del|van|von|der|den|la|le|al|bin|el|and|of|for|the) )?{_CAPITAL})*"
_FINDER = re.compile(
    rf"(?P<address>{_ADDRESS})|(?P<date>\b{_DATE}\b)|(?P<time>\b{_TIME})|(?P<number>{_NUMBER})|(?P<name>\b{_NAME})"
)
_OF = {name: slot for slot, name in SLOTS.items()}

PATTERNS = {
    NAME: r"\p{Lu}[\w.’'&\-]*"
    r"(?: (?:(?:de|del|van|von|der|den|la|le|al|bin|el|and|of|for|the) )?\p{Lu}[\w.’'&\-]*){0,6}",
    NUMBER: r"\d[\d.,]*",
    DATE: _DATE,
    TIME: _TIME,
    ADDRESS: r"\S+",
}
"""What a slot is in a rule's pattern."""

_SPECIAL = re.compile(r"[\\.^$*+?{}\[\]|()]")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def shape(text: str) -> tuple[str, list[str]]:
    """The line with slots for what varies, and what stood in them.

    The first word of a line is capital anyway: it is a name only where another capital follows.

    >>> form, values = shape("Follow Ana Ruiz on Twitter: 3,400 readers since 4 March 2019")
    >>> readable(form), values
    ('Follow {name} on {name}: {number} readers since {date}', ['Ana Ruiz', 'Twitter', '3,400', '4 March 2019'])
    """
    values: list[str] = []

    def slot(found: re.Match[str]) -> str:
        kind, value = str(found.lastgroup), found[0]
        if kind == "name" and " " not in value and (found.start() == 0 or value in _OPENERS):
            return value
        head = ""
        if kind == "address" and "/" in value.partition("://")[2]:  # the same place, another page
            head, _, value = value.rpartition("/")
            head += "/"
            if not value:
                return head
        if kind == "name" and value.partition(" ")[0] in _OPENERS:
            head, _, value = value.partition(" ")
            head += " "
        values.append(value)
        return head + _OF[kind]

    return _FINDER.sub(slot, text), values


_OPENERS = frozenset(
    "By Follow Photo Photos Image Picture Read See More Also Watch Listen Related Posted Published Updated Written "
    "Share Contact Email Source Credit From About Photograph Photographs Video Illustration The A In On".split()
)
"""Words in front of a name that are not part of it, though they begin with a capital."""


def readable(form: str) -> str:
    """A shape for people.

    >>> readable("By \\ue000")
    'By {name}'
    """
    return "".join(f"{{{SLOTS[c]}}}" if c in SLOTS else c for c in form)


def filled(form: str, values: Sequence[Sequence[str]]) -> str:
    """The shape with those slots closed again in which all texts hold the same.

    >>> readable(filled("Follow \\ue000 on \\ue000", [["Ana Ruiz", "Twitter"], ["Tom Bell", "Twitter"]]))
    'Follow {name} on Twitter'
    """
    constant = [len(set(column)) == 1 for column in zip(*values, strict=True)]
    first = iter(zip(values[0], constant, strict=True))
    out = []
    for character in form:
        if character not in SLOTS:
            out.append(character)
            continue
        value, same = next(first)
        out.append(value if same else character)
    return "".join(out)


def literal(text: str) -> str:
    r"""A text as a pattern that matches it; years are any years.

    >>> print(literal("© 2019 The Post (UK)"))
    © \d{4} The Post \(UK\)
    """
    parts = YEAR.split(text)
    return r"\d{4}".join(_SPECIAL.sub(lambda found: "\\" + found[0], part) for part in parts)


def pattern(form: str) -> str:
    r"""The pattern of a shape, without its ends.

    >>> print(pattern("Page \ue001 of \ue001"))
    Page \d[\d.,]* of \d[\d.,]*
    """
    out, text = [], ""
    for character in form:
        if character in SLOTS:
            out += [literal(text), PATTERNS[character]]
            text = ""
        else:
            text += character
    return "".join([*out, literal(text)])


def letters(form: str) -> int:
    """How many letters of a shape stand outside of its slots: what tells it from any other."""
    return sum(character.isalpha() for character in form if character not in SLOTS)


SEPARATOR = re.compile(r"^(?P<head>[^:|]{2,40}?)(?P<sign> ?[:|] )\S")
ENDING = re.compile(r" (?P<sign>[|–—-]) (?P<tail>[^|]{3,40})$")
BRACKETS = re.compile(r"(?P<tail>\((?P<inside>[^()]{3,60})\)|\[(?P<inner>[^\[\]]{3,60})\])\W?$")
BOX = re.compile(
    rf"^{_NAME}(?P<verb>,? (?:is|was|covers|writes|reports|edits|leads|hosts|joined|works|has been|lives)\b)"
)
MAX_HEAD_WORDS = 5


def head(text: str) -> str:
    """A label in front of a line, with its sign; empty where there is none.

    >>> head("Read more: Ten recipes for a wet weekend"), head("The mill closed in May.")
    ('Read more: ', '')
    """
    found = SEPARATOR.match(text)
    if not found or len(found["head"].split()) > MAX_HEAD_WORDS or not any(map(str.isalpha, found["head"])):
        return ""
    return found["head"] + found["sign"]


def tail(text: str) -> str:
    """The shape of what closes a line: behind a bar or dash, or in brackets; empty where there is nothing such.

    >>> readable(tail("The mill at dusk. (Photo: Tom Bell/Northlight)")), tail("Mill to close | Harrow Post")
    ('(Photo: {name}/{name})', '| Harrow Post')
    """
    found = BRACKETS.search(text)
    if found:
        return shape(found["tail"])[0]
    ending = ENDING.search(text)
    return f"{ending['sign']} {ending['tail']}" if ending else ""


def box(text: str) -> str:
    """The verb behind the name of an author's box; empty for any other line.

    >>> box("Ana Ruiz covers the courts for the Harrow Post."), box("The mill is closed.")
    (' covers', '')
    """
    found = BOX.match(text)
    return found["verb"] if found and " " in found[0].removesuffix(found["verb"]).strip() else ""
