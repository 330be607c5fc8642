r"""Patterns as rule files write them, into what RE2 runs with Unicode's idea of a word.

RE2 knows `\w`, `\s` and `\b` for ASCII only. `\w` and `\s` are written out as Unicode classes. `\b` has no such
form: it is left to RE2 where the pattern itself stands an ASCII letter or digit on one of its sides, an empty group
records where it was found, and `compile` checks the neighbours there. Anything else is refused with a message.
"""

from __future__ import annotations

import re

WORD = r"\pL\pM\pN_"
SPACE = r"\s\x{0b}\x{85}\pZ"

_TOKEN = re.compile(
    r"""\\[pP]\{[^}]*\}|\\[pP]\w|\\x\{[^}]*\}|\\.  # an escape
    |\[\^?\]?(?:\\.|\[:\w+:\]|[^\]\\])*\]       # a class
    |\(\?(?:P?<\w+>|[a-zA-Z-]*:|[a-zA-Z-]+\))   # a group with a name or flags, or flags alone
    |\(\?.?[=!<]?                               # lookaround and the like: refused below
    |\{\d+(?:,\d*)?\}\??|[*+?]\??               # a repeat
    |.                                          # a character
    """,
    re.VERBOSE | re.DOTALL,
)
_REPEAT = re.compile(r"\{(\d+)(?:,(\d*))?\}\??")
_GROUP = re.compile(r"\(\?(?:P?<\w+>|[a-zA-Z-]*:)$")

class PatternError(ValueError):
    """A pattern that can't be run as meant, and what to write instead."""


def tokens(pattern: str) -> list[str]:
    """Split a pattern into escapes, classes, group openers, repeats and characters."""
    return _TOKEN.findall(pattern)


def translate(pattern: str) -> str:
    r"""The pattern with Unicode-aware classes and an empty group behind each `\b`.

    >>> translate(r"\w+")
    '[\\pL\\pM\\pN_]+'
    >>> translate(r"by\b")
    'by\\b()'
    >>> translate(r"\bé")
    Traceback (most recent call last):
    ...
    cleaner.ruleset.translate.PatternError: ...
    """
    parts = tokens(pattern)
    return "".join(_translate(parts, n) for n in range(len(parts)))


def _translate(parts: list[str], n: int) -> str:
    token = parts[n]
    if token == r"\w":
        return f"[{WORD}]"
    if token == r"\W":
        return f"[^{WORD}]"
    if token == r"\s":
        return f"[{SPACE}]"
    if token == r"\S":
        return f"[^{SPACE}]"
    if token == r"\b":
        if not (_ascii_word_after(parts, n + 1) or _ascii_word_before(parts, n - 1)):
            raise PatternError(
                r"`\b` needs an ASCII letter or digit beside it in the pattern (RE2 knows no other words); "
                r"write `(?:^|\W)` or `(?:$|\W)` instead"
            )
        return r"\b()"
    if token == r"\B":
        raise PatternError(r"`\B` is not supported; write the neighbour it stands for")
    if re.fullmatch(r"\\[1-9]", token) or token.startswith("(?P="):
        raise PatternError("a backreference can't be run in linear time; use a rule of kind `repeat`")
    if token.startswith("(?") and token[2:3] in ("=", "!") or token.startswith("(?<") and token[3:4] in ("=", "!"):
        raise PatternError("lookaround can't be run in linear time; put the exception under `unless`")
    if token.startswith("[") and len(token) > 1:
        return _translate_class(token)
    return token


def _translate_class(token: str) -> str:
    def inside(match: re.Match[str]) -> str:
        escape = match[0]
        if escape in (r"\W", r"\S"):
            raise PatternError(f"`{escape}` inside a class is not supported; write it outside")
        return {r"\w": WORD, r"\s": SPACE}.get(escape, escape)

    return re.sub(r"\\[pP]\{[^}]*\}|\\.", inside, token)


def _is_ascii_word(token: str) -> bool:
    if len(token) == 1:
        return token.isascii() and (token.isalnum() or token == "_")
    if token == r"\d":
        return True
    inner = token[1:-1]
    return token.startswith("[") and inner.isascii() and bool(re.fullmatch(r"(?:[A-Za-z0-9_](?:-[A-Za-z0-9])?|\\d)+", inner))


def _ascii_word_after(parts: list[str], n: int) -> bool:
    """Does every way on from `n` begin with an ASCII word character?"""
    if n >= len(parts):
        return False
    if parts[n] == "(" or _GROUP.match(parts[n]):
        return all(_ascii_word_after(parts, start) for start in _alternatives(parts, n))
    return _is_ascii_word(parts[n]) and not _is_optional(parts, n + 1)


def _ascii_word_before(parts: list[str], n: int) -> bool:
    """Does every way up to `n` end with an ASCII word character?"""
    if n < 0 or parts[n].startswith("?") or parts[n].startswith("*"):
        return False
    if _REPEAT.fullmatch(parts[n]):
        return not parts[n].startswith("{0") and _ascii_word_before(parts, n - 1)
    if parts[n] in ("+", "+?"):
        return _ascii_word_before(parts, n - 1)
    if parts[n] == ")":
        opening = _opening(parts, n)
        ends = [start - 2 for start in _alternatives(parts, opening)][1:] + [n - 1]
        return all(_ascii_word_before(parts, end) or _optional_tail(parts, end) for end in ends)
    return _is_ascii_word(parts[n])


def _optional_tail(parts: list[str], n: int) -> bool:
    """`details?`: an optional ASCII letter behind an ASCII letter ends in one either way."""
    return parts[n] == "?" and n >= 2 and _is_ascii_word(parts[n - 1]) and _is_ascii_word(parts[n - 2])


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
