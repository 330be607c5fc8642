"""Half surrogate pairs: JSON may name one (`"\\ud83d"`, an emoji cut in two), but no page can hold one and no file."""

from __future__ import annotations

import re

_HALF = re.compile("[\ud800-\udfff]")


def without_halves(text: str) -> str:
    """The text with U+FFFD for each half of a pair, as browsers show it.

    >>> without_halves("Rain \\ud83d fell") == "Rain \\ufffd fell"
    True
    """
    return text if text.isascii() else _HALF.sub("\ufffd", text)
