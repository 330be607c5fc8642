"""Word lists: data of `rules/lexicon/*.toml`, loaded once.

Each file holds lists of one subject. A list is a table with `why` (what it is for) and its `words`, separated by white
space, or its `phrases`, an array. The lists belong to the program, like its weights: a rule folder of a user has none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

from cleaner.resources import shipped_rules

FOLDER = "lexicon"
"""The folder of the shipped rules that holds word lists, not packs."""


def word_list(name: str) -> frozenset[str]:
    """The words of a list, by file and key. Raises ValueError where there is no such list.

    >>> "afp" in word_list("organizations.agencies"), "new york" in word_list("names.places")
    (True, True)
    """
    subject, _, key = name.partition(".")
    lists = word_lists(subject)
    if key not in lists:
        raise ValueError(f"rules/{FOLDER}/{subject}.toml: no list [{key}]; expected one of {', '.join(lists)}")
    return lists[key]


@cache
def word_lists(subject: str) -> Mapping[str, frozenset[str]]:
    """All lists of a file, in its order.

    >>> sorted(word_lists("english"))[:2]
    ['first_person', 'function_words']
    """
    path = shipped_rules() / FOLDER / f"{subject}.toml"
    tables = tomllib.loads(path.read_text("utf-8"))
    return {key: frozenset(table.get("phrases") or table["words"].split()) for key, table in tables.items()}
