"""Where the keys of a rule file stand; tomllib keeps no positions.

A file is read line by line: a table begins at its header, a key at the first line of its table that begins with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import NamedTuple


class Place(NamedTuple):
    """A line and a column, from 1."""

    line: int
    column: int


class Places:
    """The places of one file's keys. Tables are those of `arrays`, counted from 0, or the file's own (None).

    >>> places = Places("schema = 1\\n\\n[[rule]]\\n  unless = [\\n    'a', 'said',\\n  ]\\n")
    >>> places.of(("rule", 0), "unless"), places.of(("rule", 0), "unless", "said"), places.of(None, "schema")
    (Place(line=4, column=3), Place(line=5, column=10), Place(line=1, column=1))
    """

    def __init__(self, text: str) -> None:
        self.rows = text.split("\n")
        self.headers: list[tuple[int, str]] = []
        for number, row in enumerate(self.rows):
            header = re.match(r"\s*\[\[?\s*([\w.\"' -]+?)\s*\]\]?\s*(?:#.*)?$", row)
            if header:
                self.headers.append((number, header[1]))

    def of(self, table: tuple[str, int] | None, key: str | None, item: str | None = None) -> Place:
        """The place of a key of a table; of the table where the key can't be found; of an `item` of the key's list."""
        first, last = self._rows_of(table)
        at = next((n for n in range(first, last) if key and self._begins(n, key)), None)
        if at is None:
            return Place(first + 1, self._indent(first))
        if item is None:
            return Place(at + 1, self._indent(at))
        return self._item(item, at, last) or Place(at + 1, self._indent(at))

    def _rows_of(self, table: tuple[str, int] | None) -> tuple[int, int]:
        starts = [*(number for number, _ in self.headers), len(self.rows)]
        if table is None:
            return 0, max(1, starts[0])
        name, count = table
        own = [n for n, (_, header) in enumerate(self.headers) if header == name]
        if count >= len(own):
            return 0, len(self.rows)  # written in another way, as an inline table
        return starts[own[count]], starts[own[count] + 1]

    def _begins(self, number: int, key: str) -> bool:
        return re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]", self.rows[number]) is not None

    def _item(self, item: str, first: int, last: int) -> Place | None:
        """Where a string of a list stands, written as a literal string or as a basic one."""
        for text in (f"'{item}'", json.dumps(item, ensure_ascii=False), item):
            for number in range(first, last):
                at = self.rows[number].find(text)
                if at >= 0 and "\n" not in text:
                    return Place(number + 1, at + 1)
        return None

    def _indent(self, number: int) -> int:
        row = self.rows[number] if number < len(self.rows) else ""
        return len(row) - len(row.lstrip()) + 1


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A suggestion for a word that isn't known; nothing where none is like it.

    >>> did_you_mean("scor", ["score", "label"])
    'did you mean `score`?'
    """
    import difflib

    alike = difflib.get_close_matches(word, known, 1)
    return f"did you mean `{alike[0]}`?" if alike else ""
