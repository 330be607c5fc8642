"""Which elements of a page print text, and which break its lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

UNSEEN = frozenset(
    "head script style template noscript svg math iframe object embed audio video canvas select option button "
    "textarea input meta link datalist dialog".split()
)
"""Elements that print no text of the page, or only controls."""

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
"""Elements that begin and end a line."""

PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote figure figcaption table ul ol pre article section".split())
"""Blocks set apart by a blank line."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_unseen(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element prints nothing, by what it is or by its own attributes.

    >>> is_unseen("script", {}), is_unseen("p", {"style": "display: none"}), is_unseen("p", {"style": "color: red"})
    (True, True, False)
    """
    return tag in UNSEEN or bool(attributes and is_hidden(attributes))


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element's attributes hide it."""
    return (
        "hidden" in attributes
        or attributes.get("aria-hidden") == "true"
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
    )
