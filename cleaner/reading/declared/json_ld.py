"""JSON-LD scripts into objects, also those that aren't quite JSON."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from cleaner.reading.declared.mend import mended

MAX_BROKEN = 300_000
"""Characters of a broken script that is mended: each repair reads it anew."""

_WRAPPING = re.compile(r"^\s*(?:(?:<!--|//|/\*|\*/|<!\[CDATA\[)\s*)+|(?:\s*(?:-->|//|/\*|\*/|\]\]>|;))+\s*$")
"""What pages put around the script for readers of XHTML: comments, CDATA, a semicolon."""


def parse(text: str) -> list[Any]:
    """The values in a script; none where it can't be read. A broken one is read so far as it can be mended.

    >>> parse('<![CDATA[ {"headline": "Rain",} ]]>'), parse("not JSON"), parse('{"a": 1} {"a": 2}')
    ([{'headline': 'Rain'}], [], [{'a': 1}, {'a': 2}])
    """
    try:
        return [json.loads(text, strict=False)]
    except RecursionError:
        return []
    except ValueError:
        pass
    bare = _WRAPPING.sub("", text.lstrip("\ufeff"))
    if "&quot;" in bare and '"' not in bare:
        bare = html.unescape(bare)
    try:
        return mended(bare) if bare[:1] in ("{", "[") and len(bare) <= MAX_BROKEN else []
    except (RecursionError, ValueError):
        return []
