"""Repair: mojibake, entities, control characters and ligatures, line by line, by ftfy; and what ftfy leaves.

Quotes stay as they are and the number of lines never changes. ftfy reads 1 MB/s of lines with curly quotes, so an
exact gate stands in front of it: a line passes unread where nothing ftfy looks for can be in it
(`tests/stages/test_repair.py` holds the gate against ftfy itself).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING

from cleaner.model import Document
from cleaner.text.escapes import PARAGRAPH, is_escaped, unescape
from cleaner.text.invisible import without_invisible
from cleaner.text.rows import BREAK, NEL, has_nel_line_ends

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


STRAIGHTENED = (
    (re.compile("â[\"']¢"), "™"),
    (re.compile('â€"'), "—"),  # or –: the last byte of both is a quotation mark
    (re.compile(r"â€(?=[\s.,;:!?)]|$)"), "”"),  # its last byte is no character
)
"""Mojibake of which a byte was changed before it came here: quotation marks were straightened in it, or what prints
nothing was dropped. ftfy can't read these any more, and the rest of a line only without them; they stand in no sound
text."""


def repair(document: Document, _rules: RuleSet) -> Document:
    """Fill in `repaired`: the view's lines, mended; as many as there were."""
    escaped, nel = is_escaped(document.view), has_nel_line_ends(document.view)
    lines = (unescape(line) if escaped else line for line in document.view)
    if nel:
        lines = (line.replace(NEL, PARAGRAPH) for line in lines)
    return replace(document, repaired=tuple(map(repair_line, lines)))


def repair_line(line: str) -> str:
    """One line, mended.

    >>> repair_line("The mayorâ€™s â€œplanâ€\\x9d")
    'The mayor’s “plan”'
    >>> repair_line("“Quotes” &amp; entities")
    '“Quotes” & entities'
    >>> repair_line("so is PowerLoomâ'¢, â€œnewâ€ they say, a rail\\xadway")
    'so is PowerLoom™, “new” they say, a railway'
    """
    return line if is_clean(line) else _fix(line)


def is_clean(line: str) -> bool:
    """True where ftfy would change nothing, told without asking it."""
    return not (_ENTITY_OR_CONTROL if line.isascii() else _DOUBTFUL).search(line)


def _fix(line: str) -> str:
    """Mend a line row by row: ftfy takes some of the breaks between rows for characters gone wrong."""
    breaks = BREAK.findall(line)
    rows = map(_fix_row, BREAK.split(line))
    return "".join(part for pair in zip_longest(rows, breaks, fillvalue="") for part in pair)


def _fix_row(row: str) -> str:
    import ftfy

    for sequence, whole in STRAIGHTENED:
        row = sequence.sub(whole, row)
    fixed: str = ftfy.fix_text_segment(row, _config())
    # A newline can only come out of an entity; the number of lines is not ftfy's to change.
    return without_invisible(fixed.replace("\n", " "))


@cache
def _config() -> TextFixerConfig:
    import ftfy

    return ftfy.TextFixerConfig(uncurl_quotes=False, fix_line_breaks=False, explain=False)
