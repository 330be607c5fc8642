"""What a text about a person says: whom it is about, and whether it is one that papers print about their writers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.names import parse_names
from cleaner.recognition.names import is_personal_name

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_BIO_NAME = 5
"""Words of a name that are looked at in the first sentence about an author."""

MAX_WORDS_BEFORE = 5
"""Words before the name in a text about an author: "Dear Ana is written by", "Prize-winning columnist"."""

_BIO_VERB = re.compile(
    r",? (?i:is|was|writes|covers|reports|joined|works|edits|teaches|lives|leads|has (?:covered|written|reported))\b"
)
_WRITER = re.compile(
    r"\b(?i:writes? (?:an? |the |about |on |for |from )|covers |reports (?:on|for|from) |is written by "
    r"|is (?:an?|the|our) (?:[\w’'-]+ ){0,6}?(?:reporter|writer|columnist|correspondent|journalist|critic|editor"
    r"|contributor|producer|fellow|blogger)\b)"
)
_WRITTEN = re.compile(r"\b(?:is|was) written by ")
_CLAUSE = re.compile(r"[,;:.(] | who ")
_SENTENCE = re.compile(r"(?<=[a-z]{2}[.!?])\s")
_ABOUT = re.compile(r"(?i)(?:about|written by|author|by)\b:? ?(?:the author\b:? ?)?")


def from_bios(bios: Sequence[str]) -> list[str]:
    """Whom the box names, as its heading has the name; a name without a text about it is only the first one.

    >>> from_bios(["Josephine Doe", "Jo Doe is a reporter.", "River Prizes"]), from_bios(["Jo Doe", "River Prizes"])
    (['Josephine Doe'], ['Jo Doe'])
    """
    headings = [bio for bio in bios if is_personal_name(bio)]
    told = [name for name in (subject(bio) for bio in bios if bio not in headings) if name]
    return [next((h for h in headings if h.split()[-1] == name.split()[-1]), name) for name in told] or headings[:1]


def subject(bio: str) -> str | None:
    """Whom a text about an author is about.

    >>> subject("Jo Doe is a reporter at the Gazette. Ana Ruiz is her editor."), subject("About Jo Doe")
    ('Jo Doe', 'Jo Doe')
    >>> subject("Prize-winning columnist Jo Doe writes about rivers."), subject("Ask Us is written by Jo Doe.")
    ('Jo Doe', 'Jo Doe')
    >>> subject("The Gazette is a newspaper."), subject("Follow us")
    (None, None)
    """
    about = _ABOUT.match(bio)
    bare = bio[about.end() :] if about else bio
    if is_personal_name(bare):
        return bare
    written = _WRITTEN.search(bio)
    if written:
        return next(iter(parse_names(_CLAUSE.split(bio[written.end() :])[0])), None)
    verb = _BIO_VERB.search(bio)
    words = _SENTENCE.split(bio[: verb.start()])[-1].split() if verb else []
    for size in range(min(LONGEST_BIO_NAME, len(words)), 1, -1):
        name = words[-size:]
        if is_personal_name(" ".join(name)):
            # "Jo Doe Jo is a reporter": the heading glued to the sentence.
            return " ".join(name[:-1] if name[-1] == name[0] and size > 2 else name)
    return None


def is_writers_bio(text: str) -> bool:
    """Whether a text is about a writer, from its first words on.

    >>> is_writers_bio("Prize-winning columnist Jo Doe writes a weekly column on rivers.")
    True
    >>> is_writers_bio("Echo contributor Jo Doe is the Ann Bell Senior Fellow at the Ostley Institution.")
    True
    >>> is_writers_bio("The mill stands. Jo Doe is a reporter."), is_writers_bio("Jo Doe is a miller in Ostley.")
    (False, False)
    """
    name = subject(text) if _WRITER.search(text) else None
    before = text.partition(name)[0] if name else ""
    return bool(name) and before.count(" ") <= MAX_WORDS_BEFORE and not _SENTENCE.search(before)
