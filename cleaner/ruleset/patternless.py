"""The two kinds of rule that look at several blocks instead of a pattern: repeats and runs.

Both take the folded texts of a document's blocks, in order, and say which blocks the rule proposes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.ruleset.schema import Rule

_TYPOGRAPHIC = "’‘“”–—…•"
_SMALL = bytes(range(128)).decode().lower().encode().ljust(256)
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
"""For bytes of ASCII: capitals made small; and what is no letter and no digit."""

_BETWEEN = re.compile(r"[\W_]+")
STOPS = (".", "!", "?", "…", ":", ";", ",")
CLOSERS = "\"'”’)]»"


def proposed(rule: Rule, texts: Sequence[str]) -> list[int]:
    """The blocks that a rule of kind `repeat` or `run` proposes, by index."""
    return repeats(texts, rule) if rule.kind == "repeat" else runs(texts, rule)


def repeat_key(text: str) -> str:
    """What two prints of the same text share: letters and digits, without case.

    >>> repeat_key("A man - smiling.") == repeat_key("a man smiling")
    True
    """
    if not text.isascii():
        text = text.casefold()
        for sign in _TYPOGRAPHIC:
            text = text.replace(sign, "")
        if not text.isascii():
            return _BETWEEN.sub("", text)
    return text.encode().translate(_SMALL, _SIGNS).decode()


def repeats(texts: Sequence[str], rule: Rule) -> list[int]:
    """Both prints of every text that stands twice, one right behind the other (an alternative text and its caption).

    The second may go on (with a credit or a site's name) or the first may.
    """
    found: set[int] = set()
    where = rule.where
    for n in range(1, len(texts)):
        if not all(where.min_words <= len(texts[i].split()) <= where.max_words for i in (n - 1, n)):
            continue
        first, second = repeat_key(texts[n - 1]), repeat_key(texts[n])
        if first and second and (first.startswith(second) or second.startswith(first)):
            found |= {n - 1, n}
    return sorted(found)


def is_headline_like(text: str) -> bool:
    """A line that could be a headline: some words, no stop at its end.

    >>> is_headline_like("Council votes to close two libraries")
    True
    >>> is_headline_like("The council voted on Monday.")
    False
    """
    bare = text.rstrip(CLOSERS)
    return bool(bare) and not bare.endswith(STOPS) and bare[0].isalnum()


def runs(texts: Sequence[str], rule: Rule) -> list[int]:
    """All blocks of every run of headline-like ones of `where.min_run` or more."""
    where = rule.where
    found: list[int] = []
    run: list[int] = []
    for n, text in enumerate([*texts, ""]):
        if where.min_words <= len(text.split()) <= where.max_words and is_headline_like(text):
            run.append(n)
            continue
        if len(run) >= where.min_run:
            found += run
        run = []
    return found
