"""The two kinds of rule that look at several blocks instead of a pattern: repeats and runs.

Both take the folded texts of a document's blocks, in order, and say which blocks the rule proposes.
"""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.ruleset.schema import Rule
from cleaner.text.normalize import repeat_key
from cleaner.text.sentences import is_headline_like


def proposed(rule: Rule, texts: Sequence[str]) -> list[int]:
    """The blocks that a rule of kind `repeat` or `run` proposes, by index."""
    return repeats(texts, rule) if rule.kind == "repeat" else runs(texts, rule)


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
