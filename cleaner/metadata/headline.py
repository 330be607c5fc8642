"""The headline: which of the lines that look like one is the article's, and what goes from it.

A page prints other lines that look like headlines, and the label of a single line can be wrong. What the title is
about is told again by the text and, mostly, by the page's address; menus and teasers aren't.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cleaner.metadata.address import SLUG_WORDS, path_of
from cleaner.metadata.bylines import is_mark_alone
from cleaner.metadata.labelled_spans import ABOVE_TEXT, LONGEST, LabelledSpan, Place, text_start
from cleaner.metadata.times import is_timestamp
from cleaner.model import Label
from cleaner.text.normalize import repeat_key
from cleaner.text.sentences import is_headline_like
from cleaner.text.words import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

SPELLED = 0.75
"""Or the share of the address's words that the title has: titles in print are longer than their addresses."""

NEAR_BEST = 0.5
"""A title that shares so much of what the best one shares with the text is as good, and the first of these is taken."""

TELLING = 2
"""Words that a title and the text share, before the text can be said to tell what the title says."""

SHARED = 0.5
MIN_WORDS, MAX_WORDS = 3, 30
"""A line not labelled as the headline is taken for it when it has so many words, ends without a stop, and the text
tells this share of its content."""

LONGEST_TITLE = 250
"""Characters of the longest line that is looked at as a title where nothing says that it is one."""

MARKS = 6
"""Signs by which two prints of a headline differ at most: a bullet, quotation marks."""

TOLD_LETTERS = 4_000
"""How far into the text it is read for what a title says; a text that hasn't told it by then is another's."""

TITLES = frozenset({Label.STANDFIRST, Label.KICKER, Label.CAPTION, Label.OTHER})
"""What a headline is mistaken for, where its place and the text are the only evidence."""

BELOW_TITLES = frozenset({Label.BYLINE, Label.TIMESTAMP})

NAMED_LIKE_FILES = frozenset({Label.CAPTION, Label.BYLINE, Label.CREDIT})
"""What the words of an address may be as well: alternative texts are made of the names of picture files."""

_JOINT = re.compile(r" [|–—»-] | ?(?:\||::|•) ?")
_PRINTED_AS = re.compile(r"(?i)\b(?:with|under) the (?:print )?(?:headline|title)\s*[:,]?\s*(.{6,200})$")
_QUOTED = " .,\"“”‘’'"
_BULLETS = " •*|\xa0"


def find_headline(found: Sequence[LabelledSpan], url: str | None) -> LabelledSpan | None:
    """The headline: a stretch labelled so, else a line above the text that tells what address or text tells."""
    start = text_start(found)
    labelled = [stretch for stretch in found if stretch.label is Label.HEADLINE]
    above = [s for s in found if s.block <= start and (s.label is Label.HEADLINE or len(s.text) <= LONGEST_TITLE)]
    sentences = [stretch for stretch in above if stretch.label is Label.CAPTION and stretch.text.endswith(".")]
    titles = [stretch for stretch in above if stretch not in sentences]
    addressed = _spelled_out(above, url) or _by_address(labelled, titles, url)
    addressed = addressed or (None if labelled else _by_address([], sentences, url))
    if addressed:
        return addressed
    best = _near_best([s for s in labelled if s.block < start] or labelled, found)[0] if labelled else None
    if best is None or best.text.count(" ") + 1 < MIN_WORDS:
        told = _told(found)
        return next((s for s in above if s.label in TITLES and _is_safe(s, told)), best) or _kept_title(above, told)
    return best


def _kept_title(above: Sequence[LabelledSpan], told: set[str]) -> LabelledSpan | None:
    """A line kept above the text that a byline or a date follows, as they follow titles and not subheadings."""
    for title, *below in zip(above, above[1:], above[2:], strict=False):
        signed = any(s.label in BELOW_TITLES or is_mark_alone(s.text) or is_timestamp(s.text) for s in below)
        if title.kept and signed and _reads_like_one(title, told):
            return title
    return None


def _told(found: Sequence[LabelledSpan]) -> set[str]:
    """The words of the text's beginning."""
    letters, texts = 0, []
    for stretch in found:
        if stretch.kept and letters < TOLD_LETTERS:
            texts.append(stretch.text[: TOLD_LETTERS - letters])
            letters += len(texts[-1])
    return content_words(" ".join(texts))


def _spelled_out(titles: Sequence[LabelledSpan], url: str | None) -> LabelledSpan | None:
    """The title that the last part of the address spells out, word for word."""
    slug = content_words(path_of(url or "").rstrip("/").rpartition("/")[2].partition(".")[0])
    slug = _without_numbers(slug)
    if len(slug) < 2:
        return None
    perhaps = (
        s for s in titles if " " in s.text and s.label not in NAMED_LIKE_FILES and _holds(s.text, slug, len(slug))
    )
    return next((s for s in perhaps if _without_numbers(content_words(s.text)) == slug), None)


def _holds(text: str, words: set[str], needed: int) -> bool:
    """Whether a text may have so many of the words: a look that costs little, before its words are taken apart."""
    small = text.lower()
    return sum(word in small for word in words) >= needed


def _without_numbers(words: set[str]) -> set[str]:
    """The words that aren't numbers: addresses end in a number of the article's, and leave out those of its title."""
    return {word for word in words if not word.isdigit()} or words


def _by_address(
    labelled: Sequence[LabelledSpan], above: Sequence[LabelledSpan], url: str | None
) -> LabelledSpan | None:
    """The title that shares most with the address, if that is most of its own words; of equals the shortest.

    A line that isn't labelled as the headline must share more than any that is.
    """
    slug = content_words(path_of(url or ""))
    best, most, size = None, 0, 0
    for stretch in (*labelled, *above):
        if not _holds(stretch.text, slug, SLUG_WORDS):
            continue
        words = content_words(stretch.text)
        shared = len(words & slug)
        if shared > most or (shared == most and len(words) < size and stretch.label is Label.HEADLINE):
            best, most, size = stretch, shared, len(words)
    if best is None or most < SLUG_WORDS:
        return None
    spelled = best.label is Label.HEADLINE and most >= SPELLED * len(slug)
    return best if spelled or most >= SHARED * size else None


def _near_best(titles: Sequence[LabelledSpan], found: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """The titles that share nearly as much with the text as the best one does."""
    if len(titles) < 2:
        return list(titles)
    told = _told(found)
    shared = [len(content_words(stretch.text) & told) for stretch in titles]
    needed = NEAR_BEST * max(shared, default=0)
    return [stretch for stretch, count in zip(titles, shared, strict=True) if count >= needed]


def _is_safe(stretch: LabelledSpan, told: set[str]) -> bool:
    return not stretch.kept and _reads_like_one(stretch, told)


def _reads_like_one(stretch: LabelledSpan, told: set[str]) -> bool:
    """Whether a line reads like a title of what the text tells."""
    if not MIN_WORDS <= stretch.text.count(" ") + 1 <= MAX_WORDS:
        return False
    words = content_words(stretch.text)
    return is_headline_like(stretch.text.rstrip("?")) and len(words & told) >= max(TELLING, SHARED * len(words))


def anchor(found: Sequence[LabelledSpan], headline: LabelledSpan | None) -> int | None:
    """The block of the headline above the text; None where it stands below alone.

    Of several prints it is the last, or an earlier one near it: a title at the very top is often the page's, and
    between that and the article's own stands the menu.
    """
    if headline is None:
        return None
    start = text_start(found)
    top: int | None = None
    for stretch in reversed(found):
        near = top is None or top - stretch.block <= ABOVE_TEXT
        if stretch.block <= start and near and is_print_of(stretch, headline):
            top = stretch.block
    return top


def is_print_of(stretch: LabelledSpan, headline: LabelledSpan) -> bool:
    """Whether a stretch is the headline, printed again perhaps with other marks."""
    if abs(len(stretch.text) - len(headline.text)) > MARKS:
        return False
    return stretch.text == headline.text or repeat_key(stretch.text) == repeat_key(headline.text)


def titles(found: Sequence[LabelledSpan], headline: LabelledSpan | None) -> tuple[str | None, str | None]:
    """The headline and an alternative one: another title of the head, or the one a note of the print edition names."""
    if headline is None:
        return None, None
    labelled = [stretch for stretch in found if stretch.label is Label.HEADLINE]
    prints = {repeat_key(stretch.text) for stretch in labelled}
    first = _bare(headline, prints)
    rivals = [headline, *(stretch for stretch in labelled if stretch.place is Place.HEAD)]
    others = [_bare(stretch, prints) for stretch in _near_best(rivals, found)]
    notes = [printed_as(stretch.text) for stretch in found if stretch.label is Label.AGENCY]
    return first, next((title for title in (*others, *notes) if title and not _same(title, first)), None)


def _bare(headline: LabelledSpan, prints: set[str]) -> str:
    """A title without the site behind it, where a rule knows that for one or the title also stands without it.

    >>> _bare(LabelledSpan(0, "Rain stops play | The Daily", Label.HEADLINE), {"rainstopsplay"})
    'Rain stops play'
    """
    title = headline.text.strip(_BULLETS)
    captured = headline.captured("headline")
    if captured and headline.captured("publisher") and title.startswith(captured[0]):
        return captured[0].strip()
    short = without_tail(title)
    return short if repeat_key(short) in prints else title


def without_tail(title: str) -> str:
    """A title up to its last bar or dash.

    >>> without_tail("Rain - and more rain - The Daily"), without_tail("Rain-soaked")
    ('Rain - and more rain', 'Rain-soaked')
    """
    *_, last = (0, *(match.start() for match in _JOINT.finditer(title)))
    return title[:last] or title


def _same(one: str, other: str) -> bool:
    """Prints of one title: alike, or one within the other."""
    a, b = repeat_key(one), repeat_key(other)
    return a in b or b in a


def printed_as(note: str) -> str | None:
    """The headline of the printed edition that a note names.

    >>> printed_as("A version appears in print on Page 1, under the headline: “Rain Stops Play.”")
    'Rain Stops Play'
    """
    match = _PRINTED_AS.search(note[:LONGEST])
    return match[1].strip(_QUOTED) if match else None
