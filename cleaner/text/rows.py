"""Rows: the printed lines of a document.

A view is parted at newlines alone. Other systems end their lines otherwise, so one line of the view may print several
rows: at a carriage return (old Macintosh), NEL (mainframes), a vertical tab (soft breaks of word processors), a form
feed (a new page), and Unicode's line and paragraph separators.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.text.punctuation import INVISIBLE

NEL = "\x85"
FORM_FEED = "\x0c"

BREAK = re.compile("\r\n?|[\x0b\x0c\u2028\u2029]")
"""What ends a row inside a repaired line. Repair has put a paragraph separator where NEL ended one."""

_MAY_BREAK = re.compile("[\r\x0b\x0c\u2028\u2029]")
_HAS_BREAK = re.compile("[\r\x0b\x0c\u2028\u2029](?!\\s*$)")
"""A break with text behind it. Most lines have none, or a carriage return at their end."""


class Row(NamedTuple):
    """A printed line that isn't blank."""

    line: int
    """Its line of the view, and where in that line (repaired) it begins, in code points."""
    offset: int
    text: str
    """With its white space folded."""
    raw: str
    """As it stands, for the white space of its edges."""
    gap: int
    """How many blank rows stand before it."""
    opens_page: bool = False
    """A form feed stands between it and the row before."""


def rows_of(lines: Sequence[str]) -> list[Row]:
    """The rows of repaired lines.

    >>> [(row.line, row.offset, row.text, row.gap) for row in rows_of(["Rain.", "", "It fell.\\u2029It stopped."])]
    [(0, 0, 'Rain.', 0), (2, 0, 'It fell.', 1), (2, 9, 'It stopped.', 0)]
    """
    rows: list[Row] = []
    gap, new_page = 0, False
    for index, line in enumerate(lines):
        if not line:
            gap += 1
            continue
        for offset, raw, breaks_page in parted(line) if _MAY_BREAK.search(line) else ((0, line, False),):
            new_page = new_page or breaks_page
            text = " ".join(raw.split())
            if text.strip(INVISIBLE):
                rows.append(Row(index, offset, text, raw, gap, new_page))
                gap, new_page = 0, False
            else:
                gap += 1
    return rows


def parted(line: str) -> Iterator[tuple[int, str, bool]]:
    """A line's rows, each with its offset and whether a form feed stands before it."""
    if not _HAS_BREAK.search(line):
        yield 0, line, FORM_FEED in line
        return
    start, new_page = 0, False
    for found in BREAK.finditer(line):
        if line[start : found.start()].strip() or start:
            yield start, line[start : found.start()], new_page
        start, new_page = found.end(), found[0] == FORM_FEED
    if line[start:].strip():
        yield start, line[start:], new_page


def has_nel_line_ends(lines: Sequence[str]) -> bool:
    """Whether U+0085 ends lines here. In a page of Windows-1252 the same code is an ellipsis, which blanks follow.

    >>> has_nel_line_ends(["Rain fell.\\x85It stopped.\\x85We went."]), has_nel_line_ends(["Well\\x85 he said."])
    (True, False)
    """
    ends = sum(len(re.findall("\x85(?![ a-z])", line.rstrip(NEL))) for line in lines if NEL in line)
    return ends > sum(1 for line in lines if line.strip())
