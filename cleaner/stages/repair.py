"""Repair: mojibake, entities, control characters and ligatures, line by line, by ftfy.

Quotes stay as they are and the number of lines never changes. ftfy reads 1 MB/s of lines with curly quotes, so an
exact gate stands in front of it: a line passes unread where nothing ftfy looks for can be in it
(`tests/stages/test_repair.py` holds the gate against ftfy itself).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cleaner.model import Document

if TYPE_CHECKING:
    from ftfy import TextFixerConfig

    from cleaner.ruleset import RuleSet

PUNCTUATION = "‘’“”–—…•·\xa0"
"""Characters beyond ASCII that clean news text is full of, and that ftfy leaves alone beside each other."""

LONERS = "áéíóúàèìòùâêîôûäëïöüãõñçåøæšžčćšğşłńśāēīōūýÁÉÍÓÚÖÜÇÑÅØŠŽČ€£©®™°½×→►»«›"
"""Letters and signs that ftfy leaves alone where their neighbours are ASCII."""

_DOUBTFUL = re.compile(
    rf"[^\x09\x20-\x7e{PUNCTUATION}{LONERS}]"  # a character the gate does not know
    rf"|[{LONERS}][^\x00-\x7f]|[^\x00-\x7f][{LONERS}]"  # two in a row: perhaps one letter read as two
    r"|&(?:#|\w+;)"  # an entity
)
_ENTITY_OR_CONTROL = re.compile(r"&(?:#|\w)|[^\x09\x20-\x7e]")


def repair(document: Document, _rules: RuleSet) -> Document:
    """Fill in `repaired`: the view's lines, mended; as many as there were."""
    return replace(document, repaired=tuple(repair_line(line) for line in document.view))


def repair_line(line: str) -> str:
    """One line, mended.

    >>> repair_line("The mayorâ€™s â€œplanâ€\\x9d")
    'The mayor’s “plan”'
    >>> repair_line("“Quotes” &amp; entities")
    '“Quotes” & entities'
    """
    return line if is_clean(line) else _fix(line)


def is_clean(line: str) -> bool:
    """True where ftfy would change nothing, told without asking it."""
    return not (_ENTITY_OR_CONTROL if line.isascii() else _DOUBTFUL).search(line)


def _fix(line: str) -> str:
    import ftfy

    end = "\r" if line.endswith("\r") else ""
    fixed: str = ftfy.fix_text_segment(line.removesuffix("\r"), _config())
    # A newline can only come out of an entity; the number of lines is not ftfy's to change.
    return fixed.replace("\n", " ") + end


@cache
def _config() -> TextFixerConfig:
    import ftfy

    return ftfy.TextFixerConfig(uncurl_quotes=False, fix_line_breaks=False, explain=False)
