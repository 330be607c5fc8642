"""Characters that mark off sentences, quotations and list items."""

from __future__ import annotations

SENTENCE_ENDS = (".", "!", "?", "…")
"""What a sentence ends with; a headline, a caption or a menu entry mostly ends without."""

LINE_ENDS = (*SENTENCE_ENDS, ":", ";")
"""What a line may end with of itself: a sentence, or what opens a list. Behind one of these a break is a real one."""

CLAUSE_ENDS = (*LINE_ENDS, ",")
"""What no headline ends with."""

CLOSERS = "\"'”’)]» "
"""What may stand behind the end of a sentence: quotation marks, brackets, and the space that French sets before »."""

BULLETS = frozenset("•·▪◦‣●►*+–—-")
"""What items of a list begin with."""

QUOTES = frozenset('"“”‘')
"""Quotation marks at the beginning of a line; an apostrophe there is mostly one of a shortened word."""

ENDING_QUOTES = QUOTES | frozenset("’'")

INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\xad "
"""Characters that print nothing: a line of these alone is blank."""
