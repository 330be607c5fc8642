"""Characters that print nothing and only set type: soft hyphens, word joiners, zero-width spaces, marks of direction.

They part words for programs that search or count, so they go, but not where a script needs them: Arabic and Indic
letters are shaped by joiners, emoji are put together by them, Thai and Khmer have no other space.
"""

from __future__ import annotations

import re

SOFT_HYPHEN = "\xad"

_TYPESETTING = "\xad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_KNOWN = r"\x00-\u02ff\u0370-\u058f\u1e00-\u1fff\u2010-\u2029\u2030-\u205f\u20a0-\u20bf\u2122"
"""Latin, Greek, Cyrillic and Armenian letters, general punctuation and white space: none of these needs a joiner."""

_ANY = re.compile(f"[{_TYPESETTING}]")
_BETWEEN_KNOWN = re.compile(f"(?:(?<=[{_KNOWN}])|^)[{_TYPESETTING}]+(?=[{_KNOWN}]|$)")
_SOFT_HYPHENS = re.compile(r"\xad+(?!\s*$)")


def without_invisible(line: str) -> str:
    """A line without what only sets type; a soft hyphen at its end stays, as it joins the line to the next.

    >>> without_invisible("fifty\\u2060-one rail\\xadways"), without_invisible("rail\\xad")
    ('fifty-one railways', 'rail\\xad')
    >>> without_invisible("می\\u200cخواهم") == "می\\u200cخواهم"
    True
    """
    if line.isascii() or not _ANY.search(line):
        return line
    end = line[len(line.rstrip("\xad \t\r")) :]
    kept = SOFT_HYPHEN if end.startswith(SOFT_HYPHEN) and len(end) < len(line) else ""
    text = line[: len(line) - len(end)]
    return _BETWEEN_KNOWN.sub("", _SOFT_HYPHENS.sub("", text)) + kept + end.replace(SOFT_HYPHEN, "")
