"""Normalized forms of a text, by which two prints of it are known to be the same."""

from __future__ import annotations

import re

_TYPOGRAPHIC = "’‘“”–—…•"
"""Signs beyond ASCII that news text is full of; with these gone most lines are ASCII, which Python translates fast."""

_LOWER = bytes(range(128)).decode().lower().encode().ljust(256)
_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
"""For bytes of ASCII: capitals to small letters; and what is neither letter nor digit."""

_BETWEEN = re.compile(r"[\W_]+")


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
    return text.encode().translate(_LOWER, _SIGNS).decode()
