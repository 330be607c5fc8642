"""Lone surrogates: JSON may name half of a pair (`"\\ud83d"`, an emoji cut in two), but UTF-8 can't hold one."""

from __future__ import annotations

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def replace_lone_surrogates(text: str) -> str:
    """The text with U+FFFD for each lone surrogate, one for one, as browsers show it.

    >>> replace_lone_surrogates("Rain \\ud83d fell") == "Rain \\ufffd fell"
    True
    """
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)
