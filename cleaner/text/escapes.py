"""Escapes of JSON and Python that were printed instead of being read: a literal `\\n`, `\\u2019` or `\\"`.

One line that shows an escape may be about programs. So only a whole document is mended: one that is parted by literal
line ends where it should have real ones, or one in ASCII alone that spells its other characters out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

PARAGRAPH = "\u2029"
"""What takes the place of a literal line end: the number of lines is not ours to change, and this parts paragraphs."""

MIN_LINE_ENDS = 2
MIN_SPELLED = 2
"""Escapes that a document has at least when it is taken for a badly read one."""

_LINE_END = re.compile(r"\\r\\n|\\n|\\r(?![a-z])")
_SPELLED = re.compile(r"\\u[0-9a-fA-F]{4}")
_PATHS = re.compile(r"\b[A-Za-z]:\\\w")
_PAIR = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_ESCAPE = re.compile(rf"{_LINE_END.pattern}|{_SPELLED.pattern}|\\[\"'/t\\]")
_SIMPLE = {"\\t": "\t"}


def is_escaped(lines: Sequence[str]) -> bool:
    """Whether a document was printed with its escapes.

    >>> is_escaped([r"Rain\\n\\nRain fell.\\nIt stopped."]), is_escaped([r"print('\\n')", "and no more", "of it"])
    (True, False)
    """
    holding = [line for line in lines if "\\" in line]
    if not holding or any(map(_PATHS.search, holding)):
        return False
    printed = sum(1 for line in lines if line.strip())
    ends = sum(len(_LINE_END.findall(line)) for line in holding)
    if ends >= MIN_LINE_ENDS and ends >= printed:
        return True
    spelled = sum(len(_SPELLED.findall(line)) for line in holding)
    return spelled >= MIN_SPELLED and all(map(str.isascii, lines))


def unescape(line: str) -> str:
    r"""A line with its escapes read; a literal line end becomes a paragraph separator (U+2029).

    >>> unescape(r'\u201cRain\u201d fell.\n\nIt \"stopped\".').split(PARAGRAPH)
    ['“Rain” fell.', '', 'It "stopped".']
    """
    if "\\" not in line:
        return line
    return _ESCAPE.sub(_read, _PAIR.sub(_read_pair, line))


def _read(escape: re.Match[str]) -> str:
    text = escape[0]
    if text.startswith("\\u"):
        code = int(text[2:], 16)
        return PARAGRAPH if code in (0x0A, 0x0D, 0x2028) else chr(code)
    return PARAGRAPH if text[1] in "nr" else _SIMPLE.get(text, text[1])


def _read_pair(pair: re.Match[str]) -> str:
    return chr(0x10000 + ((int(pair[1], 16) - 0xD800) << 10) + int(pair[2], 16) - 0xDC00)
