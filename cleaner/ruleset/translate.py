r"""Patterns as rule files write them, into what RE2 runs with Unicode's idea of a word.

RE2 knows `\w`, `\s` and `\b` for ASCII only. `\w` and `\s` are written out as Unicode classes. `\b` has no such
form: it is left to RE2 where the pattern itself stands an ASCII letter or digit on one of its sides, an empty group
records where it was found, and `compiled` checks the neighbours there. Anything else is refused with a message.

Unicode's classes of letters have hundreds of ranges each, which RE2 compiles anew wherever a class stands: milliseconds
and megabytes for a pattern that names a few people. They are written out shorter, exact up to U+058F (Latin, Greek,
Cyrillic, Armenian) and for the capitals and small letters of Vietnamese; beyond, the letters, marks and numbers of all
other scripts are one class (`BEYOND`), which a handful of rare signs inside their blocks belong to as well.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_COUNT = 12
"""Repeats counted higher are overapproximate for the first look; see `overapproximate`."""

EXACT = range(0x590)
"""Code points whose class is exactly Unicode's."""

EXACT_CASE = range(0x1E00, 0x1F00)
"""Where capital and small letters are told apart too: Latin Extended Additional, in which Vietnamese is written."""

# fmt: off
BEYOND = "".join(
    rf"\x{{{first:x}}}-\x{{{last:x}}}"
    for first, last in (
        # Hebrew to Greek Extended, without the signs that news prints: commas, stops, question marks, currency
        (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2), (0x5C4, 0x5C5), (0x5C7, 0x5F2), (0x610, 0x61A), (0x620, 0x669),
        (0x66E, 0x6D3), (0x6D5, 0x6DC), (0x6DF, 0x6E8), (0x6EA, 0x6FC), (0x6FF, 0x6FF), (0x710, 0x7F5), (0x7FA, 0x7FD),
        (0x800, 0x82F), (0x840, 0x85D), (0x860, 0x963), (0x966, 0x96F), (0x971, 0x9F1), (0x9F4, 0x9F9), (0x9FC, 0x9FC),
        (0x9FE, 0xA75), (0xA81, 0xAEF), (0xAF9, 0xBF2), (0xC00, 0xC76), (0xC78, 0xC83), (0xC85, 0xDF3), (0xE01, 0xE3A),
        (0xE40, 0xE4E), (0xE50, 0xE59), (0xE81, 0xF00), (0xF18, 0xF39), (0xF3E, 0xFBC), (0x1000, 0x1049),
        (0x1050, 0x10FA), (0x10FC, 0x135F), (0x1369, 0x138F), (0x13A0, 0x13FD), (0x1401, 0x166C), (0x166F, 0x167F),
        (0x1681, 0x169A), (0x16A0, 0x16EA), (0x16EE, 0x17D3), (0x17D7, 0x17D7), (0x17DC, 0x17F9), (0x180B, 0x180D),
        (0x180F, 0x1FBC), (0x1FC2, 0x1FCC), (0x1FD0, 0x1FDB), (0x1FE0, 0x1FEC), (0x1FF2, 0x1FFC),
        # superscripts, marks for signs, letterlike signs that are letters, numbers in circles
        (0x2070, 0x2079), (0x207F, 0x2089), (0x2090, 0x209C), (0x20D0, 0x20F0), (0x210A, 0x2113), (0x2119, 0x211D),
        (0x2126, 0x2126), (0x212A, 0x212D), (0x212F, 0x2139), (0x2150, 0x2189), (0x2460, 0x249B), (0x24EA, 0x24FF),
        (0x2776, 0x2793),
        # Glagolitic to Cyrillic Extended, kana, ideographs, Hangul
        (0x2C00, 0x2CE4), (0x2CEB, 0x2CF3), (0x2D00, 0x2D6F), (0x2D7F, 0x2DFF), (0x3005, 0x3007), (0x3021, 0x302F),
        (0x3031, 0x3035), (0x3038, 0x303C), (0x3041, 0x309A), (0x309D, 0x309F), (0x30A1, 0x30FA), (0x30FC, 0x318E),
        (0x31A0, 0x31BF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0xA48C), (0xA4D0, 0xA4FD), (0xA500, 0xA60C),
        (0xA610, 0xD7FF),
        # compatibility forms
        (0xF900, 0xFB28), (0xFB2A, 0xFBB1), (0xFBD3, 0xFD3D), (0xFD50, 0xFDC7), (0xFDF0, 0xFDFB), (0xFE20, 0xFE2F),
        (0xFE70, 0xFEFC), (0xFF10, 0xFF19), (0xFF21, 0xFF3A), (0xFF41, 0xFF5A), (0xFF66, 0xFFDC),
        # the historic scripts, mathematical letters, numbers in circles, ideographs of the further planes
        (0x10000, 0x1CFFF), (0x1D400, 0x1D7FF), (0x1DF00, 0x1E95F), (0x1EC70, 0x1EEFF), (0x1F100, 0x1F10C),
        (0x1FBF0, 0x1FBF9), (0x20000, 0x3FFFF), (0xE0100, 0xE01EF),
    )
)
# fmt: on
"""Letters, marks and numbers from U+0590, together."""

VARIATION = r"\x{fe00}-\x{fe0f}"
"""Marks that stand behind emoji, so that they can't pass for letters."""


def _ranges(category: str, points: Iterable[int]) -> str:
    r"""The code points of a category, as the inside of a class.

    >>> _ranges("Nd", range(128))
    '\\x{30}-\\x{39}'
    """
    found: list[list[int]] = []
    for point in points:
        if not unicodedata.category(chr(point)).startswith(category):
            continue
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return "".join(rf"\x{{{first:x}}}-\x{{{last:x}}}" for first, last in found)


CLASSES = {
    "L": _ranges("L", EXACT) + BEYOND,
    "M": _ranges("M", EXACT) + BEYOND + VARIATION,
    "N": _ranges("N", EXACT) + BEYOND,
    "Lu": _ranges("Lu", EXACT) + _ranges("Lu", EXACT_CASE) + r"\x{ff21}-\x{ff3a}",
    "Ll": _ranges("Ll", EXACT) + _ranges("Ll", EXACT_CASE) + r"\x{ff41}-\x{ff5a}",
    "w": _ranges("L", EXACT) + _ranges("M", EXACT) + _ranges("N", EXACT) + BEYOND + VARIATION + "_",
    "s": r"\s\x{0b}\x{85}\pZ",
}
"""What is written for `\\pL`, `\\p{Lu}` and so on, `\\w` and `\\s`; other classes are left to RE2."""

_ESCAPES = {r"\w": "w", r"\s": "s"}
_NEGATED = {r"\W": "w", r"\S": "s", r"\P{L}": "L", r"\PL": "L"}


class _Classes(NamedTuple):
    """How classes are written: in a class, and in a class of what isn't in it."""

    within: Mapping[str, str]
    without: Mapping[str, str]


_EXACT = _Classes(CLASSES, CLASSES)
PLAIN = r"\x00-\x7f\u00a0-\u00a9\u00ab-\u00b1\u00b4\u00b6-\u00b8\u00bb\u00bf\u2000-\u206f"
"""ASCII, and the signs of Latin-1 and of typography: what most lines are made of (as the inside of a class of `re`)."""

_FURTHER = r"\x{100}-\x{1fff}\x{2070}-\x{10ffff}"

_LOOSE = _Classes(
    {
        "L": rf"A-Za-z\x{{aa}}\x{{b5}}\x{{ba}}\x{{c0}}-\x{{ff}}{_FURTHER}",
        "M": _FURTHER,
        "N": rf"0-9\x{{b2}}\x{{b3}}\x{{b9}}\x{{bc}}-\x{{be}}{_FURTHER}",
        "Lu": rf"A-Z\x{{c0}}-\x{{de}}{_FURTHER}",
        "Ll": rf"a-z\x{{b5}}\x{{df}}-\x{{ff}}{_FURTHER}",
        "w": rf"0-9A-Z_a-z\x{{aa}}\x{{b2}}\x{{b3}}\x{{b5}}\x{{b9}}\x{{ba}}\x{{bc}}-\x{{be}}\x{{c0}}-\x{{ff}}{_FURTHER}",
        "s": CLASSES["s"],
    },
    {
        "L": "A-Za-z",
        "M": r"\x{300}-\x{301}",
        "N": "0-9",
        "Lu": "A-Z",
        "Ll": "a-z",
        "w": "0-9A-Z_a-z",
        "s": CLASSES["s"],
    },
)
"""Exact for `PLAIN` characters; beyond, as much as possible."""

_PLAIN = _Classes(_LOOSE.without, _LOOSE.without)
"""Exact for `PLAIN` characters; beyond, hardly anything."""

_TOKEN_PATTERN = r"""\\[pP]\{[^}]*\}|\\[pP]\w|\\x\{[^}]*\}|\\x[0-9A-Fa-f]{2}|\\.  # an escape
    |\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]       # a class
    |\(\?(?:P?<\w+>|[a-zA-Z-]*:|[a-zA-Z-]+\))   # a group with a name or flags, or flags alone
    |\(\?.?[=!<]?                               # lookaround and the like: refused below
    |\{\d+(?:,\d*)?\}\??|[*+?]\??               # a repeat
    |.                                          # a character
    """
_TOKEN = re.compile(_TOKEN_PATTERN, re.VERBOSE | re.DOTALL)
_STRETCH = re.compile(r"[^\\\[\](){}|*+?.^$]{2,}(?![*+?{])|" + _TOKEN_PATTERN, re.VERBOSE | re.DOTALL)
_REPEAT = re.compile(r"\{(\d+)(?:,(\d*))?\}\??")
_GROUP = re.compile(r"\(\?(?:P?<\w+>|[a-zA-Z-]*:)$")
_NAMED = re.compile(r"\(\?P?<\w+>$")
_CLASS = re.compile(r"\\p\{?(\w+)\}?$")
_IN_CLASS = re.compile(r"\\[pP](?:\{[^}]*\}|\w)|\\.")


class PatternError(ValueError):
    """A pattern that can't be run as meant, and what to write instead."""


def tokens(pattern: str) -> list[str]:
    r"""Split a pattern into escapes, classes, group openers, repeats and characters.

    >>> tokens(r"\pL[a-z]{2,}(?:by)?")
    ['\\pL', '[a-z]', '{2,}', '(?:', 'b', 'y', ')', '?']
    """
    return _TOKEN.findall(pattern)


def stretches(pattern: str) -> list[str]:
    """The same, with neighbouring plain characters in one piece, up to the last one before a repeat.

    >>> stretches("comments? by .+")
    ['comment', 's', '?', ' by ', '.', '+']
    """
    return _STRETCH.findall(pattern)


def translate(pattern: str, *, marks: bool = True, groups: bool = True, plain: bool = False) -> str:
    r"""The pattern with Unicode-aware classes; with `marks`, an empty group behind each `\b`; or without groups.

    With `plain`, for texts of `PLAIN` characters alone, in which all letters and digits are ASCII's: the classes are
    short, and the automaton is small.

    >>> translate(r"\d+\s")
    '\\d+[\\s\\x{0b}\\x{85}\\pZ]'
    >>> translate(r"by\b"), translate(r"(?P<who>I) by\b", marks=False, groups=False)
    ('by\\b()', '(?:I) by\\b')
    >>> translate(r"\bé")
    Traceback (most recent call last):
    ...
    cleaner.ruleset.translate.PatternError: ...
    """
    found = _translated(tokens(pattern), _PLAIN if plain else _EXACT)
    if marks:
        found = [r"\b()" if part == r"\b" else part for part in found]
    return "".join(found if groups else map(_ungrouped, found))


def overapproximate(pattern: str) -> str:
    r"""A cheaper pattern that matches whatever `pattern` does, and more: without groups, high counts, exact classes.

    An automaton has a state for every count, times those of all else that may go on meanwhile: `.{2,120} said` costs
    milliseconds on every new line, `.+ said` next to nothing. And a class of letters costs little that takes whatever
    isn't `PLAIN`. In a plain text a pattern without high counts finds just what it would find as it stands.

    >>> overapproximate(r"^(?P<who>[A-Z].{2,120}? said) [^\pL.]{0,60}x{2,4}$")
    '^(?:[A-Z].+? said) [^A-Za-z.]*x{2,4}$'
    """
    return "".join(
        _ungrouped(_uncounted(part)) if part[0] in "({" else part for part in _translated(tokens(pattern), _LOOSE)
    )


def is_counted(pattern: str) -> bool:
    """Has the pattern a count that `overapproximate` takes off?"""
    return any(token[0] == "{" and _uncounted(token) != token for token in tokens(pattern))


def _ungrouped(token: str) -> str:
    return "(?:" if token == "(" or _NAMED.match(token) else token


def _uncounted(token: str) -> str:
    count = _REPEAT.fullmatch(token) if token[0] == "{" else None
    if count is None or max(int(n or 0) for n in count.groups()) <= MAX_COUNT:
        return token
    return ("+" if int(count[1]) else "*") + ("?" if token.endswith("?") else "")


def _translated(parts: list[str], classes: _Classes) -> list[str]:
    """The tokens with their classes written out; most are characters, which stay."""
    return [token if len(token) == 1 else _translate(parts, n, classes) for n, token in enumerate(parts)]


def _translate(parts: list[str], n: int, classes: _Classes) -> str:
    token = parts[n]
    if token == r"\b":
        if not (_ascii_word_after(parts, n + 1) or _ascii_word_before(parts, n - 1)):
            raise PatternError(
                r"`\b` needs an ASCII letter or digit beside it in the pattern (RE2 knows no other words); "
                r"write `(?:^|\W)` or `(?:$|\W)` instead"
            )
        return token
    if token == r"\B":
        raise PatternError(r"`\B` is not supported; write the neighbour it stands for")
    if re.fullmatch(r"\\[1-9]", token) or token.startswith("(?P="):
        raise PatternError("a backreference can't be run in linear time; use a rule of kind `repeat`")
    if token.startswith(("(?=", "(?!", "(?<=", "(?<!")):
        raise PatternError("lookaround can't be run in linear time; put the exception under `unless`")
    if token.startswith("["):
        return _translate_class(token, classes)
    if token in _NEGATED:
        return f"[^{classes.without[_NEGATED[token]]}]"
    name = _class_name(token)
    return f"[{classes.within[name]}]" if name else token


def _translate_class(token: str, classes: _Classes) -> str:
    written = classes.without if token.startswith("[^") else classes.within

    def inside(match: re.Match[str]) -> str:
        escape = match[0]
        if escape in (r"\W", r"\S"):
            raise PatternError(f"`{escape}` inside a class is not supported; write it outside")
        name = _class_name(escape)
        return written[name] if name else escape

    return _IN_CLASS.sub(inside, token)


def _class_name(escape: str) -> str:
    r"""What `CLASSES` calls an escape; empty where it is left to RE2."""
    name = _ESCAPES.get(escape) or (found[1] if (found := _CLASS.match(escape)) else "")
    return name if name in CLASSES else ""


def _is_ascii_word(token: str) -> bool:
    if len(token) == 1:
        return token.isascii() and (token.isalnum() or token == "_")
    if token == r"\d":
        return True
    inner = token[1:-1]
    return token.startswith("[") and bool(re.fullmatch(r"(?:[A-Za-z0-9_](?:-[A-Za-z0-9])?|\\d)+", inner))


def _ascii_word_after(parts: list[str], n: int) -> bool:
    """Does every way on from `n` begin with an ASCII word character?"""
    if n >= len(parts):
        return False
    if parts[n] == "(" or _GROUP.match(parts[n]):
        return all(_ascii_word_after(parts, start) for start in _alternatives(parts, n))
    return _is_ascii_word(parts[n]) and not _is_optional(parts, n + 1)


def _ascii_word_before(parts: list[str], n: int) -> bool:
    """Does every way up to `n` end with an ASCII word character?"""
    if n < 0:
        return False
    if parts[n] in ("?", "??"):  # with what is optional and without it
        opening = _opening(parts, n - 1) if parts[n - 1] == ")" else n - 1
        return _ascii_word_before(parts, n - 1) and _ascii_word_before(parts, opening - 1)
    if parts[n].startswith(("?", "*")):
        return False
    if _REPEAT.fullmatch(parts[n]):
        return not parts[n].startswith("{0") and _ascii_word_before(parts, n - 1)
    if parts[n] in ("+", "+?"):
        return _ascii_word_before(parts, n - 1)
    if parts[n] == ")":
        opening = _opening(parts, n)
        ends = [*(start - 2 for start in _alternatives(parts, opening)[1:]), n - 1]
        return all(_ascii_word_before(parts, end) for end in ends)
    return _is_ascii_word(parts[n])


def _is_optional(parts: list[str], n: int) -> bool:
    return n < len(parts) and (parts[n][0] in "?*" or parts[n].startswith("{0"))


def _alternatives(parts: list[str], opening: int) -> list[int]:
    """Where the alternatives of the group opened at `opening` begin."""
    starts, depth = [opening + 1], 0
    for n in range(opening + 1, len(parts)):
        token = parts[n]
        if token == "(" or _GROUP.match(token):
            depth += 1
        elif token == ")":
            if depth == 0:
                break
            depth -= 1
        elif token == "|" and depth == 0:
            starts.append(n + 1)
    return starts


def _opening(parts: list[str], closing: int) -> int:
    depth = 0
    for n in range(closing, -1, -1):
        if parts[n] == ")":
            depth += 1
        elif parts[n] == "(" or _GROUP.match(parts[n]):
            depth -= 1
            if depth == 0:
                return n
    return 0
