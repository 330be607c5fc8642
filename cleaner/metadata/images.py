"""Pictures, as their captions and credits name them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.spans import LONGEST, Position
from cleaner.model import Image, Label
from cleaner.text.normalize import repeat_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from cleaner.metadata.spans import LabelledSpan

REACH = 2
"""Blocks between a caption and its credit at most: what stands between is a button ("Enlarge")."""

_LABEL = re.compile(
    r"(?i)^[\s(\[•*|–—-]*(?:(?:image|photo|picture|video|media)s? )?"
    r"(?:(?:photo(?:graph(?:s|y|ed)?|s)?|images?|pic(?:ture)?s?|illustrations?|credits?|sources?)"
    r"(?:\s*(?:by\b|:|\.{3}|…|,)\s*)+|©\s*|by\s)+"
)
_TAIL = re.compile(r"\s+[|–—-]\s+[^|–—]{2,40}$")
_EDGES = " |•*–—-\xa0"
_ENDS = '.!?)”’"'
_OLD = frozenset(["file", "archive"])
"""Words in brackets behind a caption that say how old the picture is, not whose."""

_BRACKETED = re.compile(r"[.!?”’\"]\s*\(([A-ZÀ-Þ][^()]{2,60})\)$")
"""Whose a picture is, in brackets behind its caption, where a rule has left them out of the caption."""

_OF_FILE = re.compile(r"(?i)\W*file\b")


class _Picture:
    """A picture while it is read: its caption, its credit, and the last block either stood in."""

    def __init__(self, block: int, caption: str | None = None, credit: str | None = None) -> None:
        self.block, self.caption, self.credit = block, caption, credit
        self.key = repeat_key(caption or "")

    def name(self, caption: str) -> None:
        """Give it a caption."""
        self.caption, self.key = caption, repeat_key(caption)


def extract_images(own: Sequence[LabelledSpan]) -> tuple[Image, ...]:
    """The pictures that captions and credits name, in print order, each once.

    Behind the text they are the article's up to the first other article.

    A credit belongs to the caption before it; where none stands there, to the one behind it.
    """
    end = next((n for n, s in enumerate(own) if s.position is Position.FOOT and s.label is Label.RELATED), len(own))
    pictures: list[_Picture] = []
    last: _Picture | None = None
    for span in own[:end]:
        if last is not None and (span.kept or span.block - last.block > REACH):
            last = None
        if span.label is Label.CAPTION:
            last = _add_caption(pictures, last, span.block, caption_text(span))
            bracketed = _BRACKETED.search(span.brief)
            if last and bracketed and not last.credit and not (last.caption or "").endswith(")"):
                last.credit = bracketed[1]
        elif span.label is Label.CREDIT:
            last = _add_credit(pictures, last, span.block, credit_text(span))
    images = (Image(picture.caption, picture.credit) for picture in pictures)
    return tuple(dict.fromkeys(image for image in images if image.caption or image.credit_text))


def _add_caption(pictures: list[_Picture], last: _Picture | None, block: int, caption: str) -> _Picture | None:
    if not any(c.isalnum() for c in caption):
        return last
    picture = _printed_before(pictures, caption)
    if picture:
        picture.name(fuller(picture.caption or "", caption))
        if last and last.caption is None and last is not picture and not picture.credit:
            picture.credit = last.credit
            pictures.remove(last)
    elif last and last.caption is None:
        picture = last
        picture.name(caption)
    else:
        picture = _Picture(block, caption)
        pictures.append(picture)
    picture.block = block
    return picture


def _add_credit(pictures: list[_Picture], last: _Picture | None, block: int, credit: str) -> _Picture | None:
    if not any(c.isalnum() for c in credit):
        return last
    if last and last.caption and credit.lower() in _OLD:
        last.name(f"{last.caption} ({credit})")
        return last
    if last and last.credit and repeat_key(last.credit) == repeat_key(credit):
        picture = last
    elif last and last.caption and not last.credit:
        picture = last
        picture.credit = credit
    else:
        picture = _Picture(block, None, credit)
        pictures.append(picture)
    picture.block = block
    return picture


def _printed_before(pictures: Iterable[_Picture], caption: str) -> _Picture | None:
    key = repeat_key(caption)
    for picture in pictures:
        if picture.key and (picture.key.startswith(key) or key.startswith(picture.key)):
            return picture
    return None


def fuller(one: str, other: str) -> str:
    """Of two prints of a caption the one that says more; a site's name behind it says nothing.

    >>> fuller("A mill in flood", "A mill in flood - Daily International")
    'A mill in flood'
    >>> fuller("A mill", "A mill in flood. The town lies below it.")
    'A mill in flood. The town lies below it.'
    """
    short, long = sorted((one, other), key=len)
    return short if repeat_key(_TAIL.sub("", long)) == repeat_key(short) else long


def caption_text(span: LabelledSpan) -> str:
    """The caption without what the rules found printed around it: a button, a number, "Image caption,".

    "FILE PHOTO:" stays: it says that the picture is older than the news.
    """
    text = span.text
    start, end = 0, len(text)
    for caption in span.captured("caption"):
        at, size = _overlap(text, caption)
        if size and not _OF_FILE.match(text[:at]) and not _within_word(text, at + size):
            start, end = max(start, at), min(end, at + size)
    while end < len(text) and text[end] in _ENDS:  # rules leave the stop in front of a credit out
        end += 1
    return (text[start:end] if start < end else text).strip(_EDGES)


def _within_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def _overlap(text: str, capture: str) -> tuple[int, int]:
    """Where a capture begins in a span, and how much of it lies in there: the rule saw the block uncut.

    >>> _overlap("1 of 9 A mill. ", "A mill. Ana Ruiz/Reuters"), _overlap("A mill.", "A dam")
    ((7, 8), (0, 0))
    """
    at = text.find(capture)
    if at >= 0:
        return at, len(capture)
    for at in range(min(len(text), LONGEST)):
        if capture.startswith(text[at:]):
            return at, len(text) - at
    return 0, 0


def credit_text(span: LabelledSpan) -> str:
    """The credit without its label and brackets."""
    captured = [text for text in span.captured("image_credit") if text in span.text]
    return _unlabelled(captured[0] if captured else span.text)


def _unlabelled(credit: str) -> str:
    """A credit without its label and brackets.

    >>> _unlabelled("(Photo: Ana Ruiz / Reuters)"), _unlabelled("Image source, Reuters"), _unlabelled("© AFP (2019)")
    ('Ana Ruiz / Reuters', 'Reuters', 'AFP (2019)')
    """
    bare = _LABEL.sub("", credit).strip(_EDGES)
    if bare.count("(") != bare.count(")") or (bare.startswith("(") and bare.endswith(")")):
        bare = bare.strip("()")
    return bare.strip(" []")
