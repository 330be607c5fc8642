"""The headline: which declared title and which printed line is the article's, and what goes from it.

What is decided here:

- Of what a page declares, what stands in print is taken: the first claim that an h1 prints. Others are rewritten for
  search engines or cut for sharing. Where none is printed, an h1 that says mostly the same words is taken as it stands;
  so is the only h1 of a page that has nothing but its title tag, if they share a word. A claim that is cut short
  gives way to the h1 that goes on.
- Of the lines of a text, those labelled headline come first. The label of a single line can be wrong, and pages print
  titles of other articles: the article's own is told again by its text and, mostly, by its address.
- The name of the site behind a bar or a dash goes where something says that it is one.

Which of the two comes first, the table of `sources` says. `stages.decide` knows one more: an h1 that prints the
declared headline is no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.metadata.bylines import is_lead_in_alone
from cleaner.metadata.publication_dates import is_timestamp
from cleaner.metadata.sources import Claim
from cleaner.metadata.spans import ABOVE_TEXT, LONGEST, LabelledSpan, Position, text_start
from cleaner.metadata.url import SLUG_WORDS, url_path
from cleaner.model import Label, Source
from cleaner.text.lexicon import word_list
from cleaner.text.normalize import repeat_key
from cleaner.text.sentences import is_headline_like
from cleaner.text.words import content_words

MIN_WORDS, MAX_WORDS = 3, 30
"""Words of a line or an h1 that is taken for the headline though nothing labels it so. One of fewer may be the name of
a site or a section, one of more is text."""

SHARED = 0.5
"""The share of its content words that such a line has in common with the text or the address."""

SHARED_WITH_CLAIM = 0.6
"""The share of content words by which an h1 and a claim are prints of one headline."""

MIN_SHARED_WORDS = 2
"""Content words that a title and the text have in common, before the text can be said to tell what the title says."""

SPELLED = 0.75
"""Or the share of the address's words that the title has: titles in print are longer than their addresses."""

NEAR_BEST = 0.5
"""A title that shares so much of what the best one shares with the text is as good, and the first of these is taken."""

LONGEST_TITLE = 250
"""Characters of the longest line that is looked at as a title where nothing says that it is one."""

SIGNS = 6
"""Signs by which two prints of a headline differ at most: a bullet, quotation marks."""

TEXT_SAMPLE = 4_000
"""How far into the text it is read for what a title says; a text that hasn't told it by then is another's."""

MISTAKEN_LABELS = frozenset({Label.STANDFIRST, Label.KICKER, Label.CAPTION, Label.OTHER})
"""What a headline is mistaken for, where its place and the text are the only evidence."""

BELOW_TITLES = frozenset({Label.BYLINE, Label.TIMESTAMP})

NAMED_LIKE_FILES = frozenset({Label.CAPTION, Label.BYLINE, Label.CREDIT})
"""What the words of an address may be as well: alternative texts are made of the names of picture files."""

_NO_TITLE = word_list("placeholders.titles") | {""}
_TAIL = re.compile(r" [|–—»-] | ?(?:\||::|•) ?")
_SITE_JOINT = re.compile(r"\s+[|–—»·•:-]+\s+|\s*[|»•]\s*")
_SITE_IN_FRONT = re.compile(r"\s*[|:»–—-]\s+")
_HOST = re.compile(r"(?i)(?:www\.)?[\w-]+(?:\.[a-z]{2,})+")
_CUT = re.compile(r"\s*(?:\.{3}|…)$")
_PRINTED_AS = re.compile(r"(?i)\b(?:with|under) the (?:print )?(?:headline|title)\s*[:,]?\s*(.{6,200})$")
_QUOTES = " .,\"“”‘’'"
_BULLETS = " •*|\xa0"


class DeclaredHeadline(NamedTuple):
    """The headline that a page declares, where it was read, and another print of it."""

    text: str | None = None
    source: Source | None = None
    other: Claim | None = None


def choose_declared_headline(
    claims: Sequence[Claim], headings: Sequence[str], sites: Iterable[str]
) -> DeclaredHeadline:
    """The headline of a page with these h1s, of its claims in their order; `sites` are the names of the site.

    >>> search = Claim(Source.JSON_LD, "Every goal of May")
    >>> shared = Claim(Source.OPEN_GRAPH, "Rain stops play | The Echo")
    >>> choose_declared_headline([search, shared], ["Rain stops play"], ["The Echo"])[:2]
    ('Rain stops play', <Source.OPEN_GRAPH: 'open-graph'>)
    >>> choose_declared_headline([search], ["The Echo"], ["The Echo"])[:2]
    ('Every goal of May', <Source.JSON_LD: 'json-ld'>)
    """
    names = {repeat_key(site) for site in sites if site}
    printed = [text for text in headings if repeat_key(text) not in names | _NO_TITLE]
    bare = [Claim(claim.source, without_site(claim.text, names, printed)) for claim in claims]
    bare = [claim for claim in bare if repeat_key(claim.text) not in names | _NO_TITLE]
    only_title = all(claim.source is Source.TITLE for claim in bare)
    chosen = _printed(bare, printed) or _alike(bare, printed)
    chosen = chosen or (_only_heading(printed, bare) if only_title else None) or next(iter(bare), None)
    if chosen is None:
        return DeclaredHeadline()
    return DeclaredHeadline(chosen.text, chosen.source, _other_claim(bare, chosen.text))


def _printed(claims: Sequence[Claim], printed: Sequence[str]) -> Claim | None:
    """The first claim that an h1 prints: whole, behind a kicker, or with a subtitle; where it was cut, the h1."""
    keys = [(repeat_key(text), text) for text in printed]
    for claim in claims:
        bare = _CUT.sub("", claim.text)
        key, long = repeat_key(bare), bare.count(" ") >= MIN_WORDS
        for other, text in keys:
            if key == other or (long and other.endswith(key)):
                return Claim(claim.source, text if key != repeat_key(claim.text) else claim.text)
            if long and other.startswith(key):
                goes_on = text[len(bare) :].lstrip(" '\"”’") if text.startswith(bare) else text[len(bare) :].strip()
                whole = bare == claim.text and (goes_on[:1].isupper() or goes_on[:1] in "([|:–—-")
                return claim if whole else Claim(Source.HEADING, text)
    return None


def _alike(claims: Sequence[Claim], printed: Sequence[str]) -> Claim | None:
    """An h1 that says mostly what a claim says."""
    for claim in claims:
        words = content_words(claim.text)
        for text in printed:
            others = content_words(text)
            if len(others) >= MIN_WORDS and len(words & others) >= SHARED_WITH_CLAIM * min(len(words), len(others)):
                return Claim(Source.HEADING, text)
    return None


def _only_heading(printed: Sequence[str], claims: Sequence[Claim]) -> Claim | None:
    """The only h1 that is long enough to be a headline, unless what is claimed has no word of it."""
    long = [text for text in dict.fromkeys(printed) if text.count(" ") + 1 >= MIN_WORDS]
    claimed = content_words(" ".join(claim.text for claim in claims))
    if len(long) != 1 or (claimed and not claimed & content_words(long[0])):
        return None
    return Claim(Source.HEADING, long[0])


def _other_claim(claims: Sequence[Claim], chosen: str) -> Claim | None:
    """Another headline that is no print of the chosen one, nor cut from it."""
    key = repeat_key(chosen)
    for claim in claims:
        other = repeat_key(_CUT.sub("", claim.text))
        if claim.source in (Source.JSON_LD, Source.OPEN_GRAPH) and other not in key and key not in other:
            return claim
    return None


def without_site(title: str, sites: Iterable[str], printed: Iterable[str]) -> str:
    """A title without the site's name behind it (or before it); `sites` as `repeat_key` has them.

    >>> without_site("Rain | Sport | The Echo", {"theecho"}, ["Rain"]), without_site("Rain - and snow", {"theecho"}, [])
    ('Rain', 'Rain - and snow')
    >>> without_site("The Echo: Rain stops play", {"theecho"}, []), without_site("Rain | example.com", set(), [])
    ('Rain stops play', 'Rain')
    """
    keys = {repeat_key(text) for text in printed}
    if repeat_key(title) in keys:
        return title
    joints = list(_SITE_JOINT.finditer(title))
    for joint in joints:
        if repeat_key(title[: joint.start()]) in keys:
            return title[: joint.start()]
    for joint in reversed(joints):
        if not _is_site(title[joint.end() :], sites):
            break
        title = title[: joint.start()]
    first = _SITE_IN_FRONT.search(title)
    if first and repeat_key(title[: first.start()]) in sites:
        title = title[first.end() :]
    return title.strip()


def _is_site(tail: str, sites: Iterable[str]) -> bool:
    """Whether a title's tail is the name of its site, or its host."""
    key = repeat_key(tail)
    return bool(_HOST.fullmatch(tail.strip())) or any(
        key in (site, f"the{site}") or f"the{key}" == site for site in sites
    )


def find_headline(found: Sequence[LabelledSpan], url: str | None) -> LabelledSpan | None:
    """The headline in print: a span labelled so, else a line above the text that says what address or text say."""
    start = text_start(found)
    labelled = [span for span in found if span.label is Label.HEADLINE]
    above = [s for s in found if s.block <= start and (s.label is Label.HEADLINE or len(s.text) <= LONGEST_TITLE)]
    sentences = [span for span in above if span.label is Label.CAPTION and span.text.endswith(".")]
    titles = [span for span in above if span not in sentences]
    addressed = _spelled_out(above, url) or _by_url(labelled, titles, url)
    addressed = addressed or (None if labelled else _by_url([], sentences, url))
    if addressed:
        return addressed
    best = _near_best([s for s in labelled if s.block < start] or labelled, found)[0] if labelled else None
    if best is None or best.text.count(" ") + 1 < MIN_WORDS:
        words = _text_words(found)
        unlabelled = (s for s in above if s.label in MISTAKEN_LABELS and not s.kept and _reads_like_title(s, words))
        return next(unlabelled, best) or _kept_title(above, words)
    return best


def _kept_title(above: Sequence[LabelledSpan], words: set[str]) -> LabelledSpan | None:
    """A line kept above the text that a byline or a date follows, as they follow titles and not subheadings."""
    for title, *below in zip(above, above[1:], above[2:], strict=False):
        signed = any(
            s.label in BELOW_TITLES or is_lead_in_alone(s.text) or is_timestamp(s.text, s.dates()) for s in below
        )
        if title.kept and signed and _reads_like_title(title, words):
            return title
    return None


def _reads_like_title(span: LabelledSpan, words: set[str]) -> bool:
    """Whether a line reads like a title of a text with these words."""
    if not MIN_WORDS <= span.text.count(" ") + 1 <= MAX_WORDS:
        return False
    own = content_words(span.text)
    return is_headline_like(span.text.rstrip("?")) and len(own & words) >= max(MIN_SHARED_WORDS, SHARED * len(own))


def _text_words(found: Sequence[LabelledSpan]) -> set[str]:
    """The content words of the text's beginning."""
    letters, texts = 0, []
    for span in found:
        if span.kept and letters < TEXT_SAMPLE:
            texts.append(span.text[: TEXT_SAMPLE - letters])
            letters += len(texts[-1])
    return content_words(" ".join(texts))


def _spelled_out(titles: Sequence[LabelledSpan], url: str | None) -> LabelledSpan | None:
    """The title that the last part of the address spells out, word for word."""
    slug = _without_numbers(content_words(url_path(url or "").rstrip("/").rpartition("/")[2].partition(".")[0]))
    if len(slug) < 2:
        return None
    likely = (
        s for s in titles if " " in s.text and s.label not in NAMED_LIKE_FILES and _holds(s.text, slug, len(slug))
    )
    return next((s for s in likely if _without_numbers(content_words(s.text)) == slug), None)


def _holds(text: str, words: set[str], needed: int) -> bool:
    """Whether a text may have so many of the words: a look that costs little, before its words are taken apart."""
    small = text.lower()
    return sum(word in small for word in words) >= needed


def _without_numbers(words: set[str]) -> set[str]:
    """The words that aren't numbers: addresses end in a number of the article's, and leave out those of its title."""
    return {word for word in words if not word.isdigit()} or words


def _by_url(labelled: Sequence[LabelledSpan], above: Sequence[LabelledSpan], url: str | None) -> LabelledSpan | None:
    """The title that shares most with the address, if that is most of its own words; of equals the shortest.

    A line that isn't labelled as the headline must share more than any that is.
    """
    slug = content_words(url_path(url or ""))
    best, most, size = None, 0, 0
    for span in (*labelled, *above):
        if not _holds(span.text, slug, SLUG_WORDS):
            continue
        words = content_words(span.text)
        shared = len(words & slug)
        if shared > most or (shared == most and len(words) < size and span.label is Label.HEADLINE):
            best, most, size = span, shared, len(words)
    if best is None or most < SLUG_WORDS:
        return None
    spelled = best.label is Label.HEADLINE and most >= SPELLED * len(slug)
    return best if spelled or most >= SHARED * size else None


def _near_best(titles: Sequence[LabelledSpan], found: Sequence[LabelledSpan]) -> list[LabelledSpan]:
    """The titles that share nearly as much with the text as the best one does."""
    if len(titles) < 2:
        return list(titles)
    words = _text_words(found)
    shared = [len(content_words(span.text) & words) for span in titles]
    needed = NEAR_BEST * max(shared, default=0)
    return [span for span, count in zip(titles, shared, strict=True) if count >= needed]


def headline_block(found: Sequence[LabelledSpan], headline: LabelledSpan | None) -> int | None:
    """The block of the headline above the text; None where it stands below alone.

    Of several prints it is the last, or an earlier one near it: a title at the very top is often the page's, and
    between that and the article's own stands the menu.
    """
    if headline is None:
        return None
    start = text_start(found)
    top: int | None = None
    for span in reversed(found):
        near = top is None or top - span.block <= ABOVE_TEXT
        if span.block <= start and near and _is_print_of(span, headline):
            top = span.block
    return top


def label_prints(found: Sequence[LabelledSpan], headline: LabelledSpan | None) -> list[LabelledSpan]:
    """The spans, with the headline's label on every print of it that isn't body."""
    if headline is None:
        return list(found)
    return [s._replace(label=Label.HEADLINE) if not s.kept and _is_print_of(s, headline) else s for s in found]


def _is_print_of(span: LabelledSpan, headline: LabelledSpan) -> bool:
    """Whether a span is the headline, printed again perhaps with other signs."""
    if abs(len(span.text) - len(headline.text)) > SIGNS:
        return False
    return span.text == headline.text or repeat_key(span.text) == repeat_key(headline.text)


def extract_headline(found: Sequence[LabelledSpan], headline: LabelledSpan | None) -> tuple[str | None, str | None]:
    """The headline and an alternative one: another title of the head, or the one a note of the print edition names."""
    if headline is None:
        return None, None
    labelled = [span for span in found if span.label is Label.HEADLINE]
    prints = {repeat_key(span.text) for span in labelled}
    first = _bare(headline, prints)
    rivals = [headline, *(span for span in labelled if span.position is Position.HEAD)]
    others = [_bare(span, prints) for span in _near_best(rivals, found)]
    notes = [printed_as(span.text) for span in found if span.label is Label.AGENCY]
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
    *_, last = (0, *(match.start() for match in _TAIL.finditer(title)))
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
    return match[1].strip(_QUOTES) if match else None
