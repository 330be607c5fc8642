"""JSON-LD scripts into objects, also those that aren't quite JSON.

Templates leave commas behind the last item, print nothing where a value is missing, forget to escape quotation marks,
and are cut off. json_repair mends these; it is imported by the first broken script.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

MAX_BROKEN = 100_000
"""Characters of a broken script that is mended: most take 5 us a character, hostile ones quadratic time."""

MAX_VALUES = 20
"""Values one behind the other in a script."""

_DECODER = json.JSONDecoder(strict=False)
_WRAPPING = re.compile(r"^\s*(?:(?:<!--|//|/\*|\*/|<!\[CDATA\[)\s*)+|(?:\s*(?:-->|//|/\*|\*/|\]\]>|;))+\s*$")
"""What pages put around the script for readers of XHTML: comments, CDATA, a semicolon."""
_BETWEEN = re.compile(r"[\s,;]*")


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
    return _parse_broken(bare) if len(bare) <= MAX_BROKEN else []


def _parse_broken(text: str) -> list[Any]:
    """The objects that stand one behind the other in a text; the first that is broken takes all that follows it."""
    values: list[Any] = []
    at = 0
    while text[at : at + 1] in ("{", "[") and len(values) < MAX_VALUES:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except RecursionError:
            break
        except ValueError:
            from json_repair import repair_json

            try:
                return [*values, repair_json(text[at:], return_objects=True, skip_json_loads=True)]
            except (RecursionError, ValueError):  # nested too deep
                break
        values.append(value)
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing, too
    return values
