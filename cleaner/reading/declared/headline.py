"""Which of the declared headlines is the article's.

What is decided here:

- A headline is what stands in print. The first claim that an h1 of the page prints is taken; others are rewritten for
  search engines or cut for sharing.
- The name of the site behind a bar or a dash is cut off where the page names the site so, or prints the rest alone.
- Where no claim is printed, an h1 that says mostly the same words is the headline as it stands; so is the only h1 of a
  page that has nothing but its title tag, if they share a word.
- A claim that is cut short ("...", or within a sentence) gives way to the h1 that goes on. An h1 that goes on with
  another sentence has a subtitle in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.model import Source
from cleaner.reading.declared.claims import Claim
from cleaner.text.lexicon import word_list
from cleaner.text.normalize import repeat_key
from cleaner.text.words import content_words

SHARED = 0.6
"""The share of telling words by which an h1 and a claim are prints of one headline."""

MIN_WORDS = 3
"""Words of an h1 that alone is long enough to be told from the name of a site or a section."""

MOST_WORDS = 25
"""Words of another headline; a longer one is a description."""

_JOINT = re.compile(r"\s+[|–—»·•:-]+\s+|\s*[|»•]\s*")
_FRONT = re.compile(r"\s*[|:»–—-]\s+")
_CUT = re.compile(r"\s*(?:\.{3}|…)$")
_NO_TITLE = word_list("placeholders.titles") | {""}


class Headline(NamedTuple):
    """The headline, another print of it, and where each was read."""

    text: str | None = None
    source: Source | None = None
    other: Claim | None = None


def choose(claims: Sequence[Claim], headings: Sequence[str], sites: Iterable[str]) -> Headline:
    """The headline of a page with these h1s; `sites` are the names of the site.

    >>> search = Claim(Source.JSON_LD, "Every goal of May")
    >>> shared = Claim(Source.OPEN_GRAPH, "Rain stops play | The Echo")
    >>> choose([search, shared], ["Rain stops play"], ["The Echo"])[:2]
    ('Rain stops play', <Source.OPEN_GRAPH: 'open-graph'>)
    >>> choose([search], ["The Echo"], ["The Echo"])[:2], choose([], ["Rain stops play"], [])[:2]
    (('Every goal of May', <Source.JSON_LD: 'json-ld'>), ('Rain stops play', <Source.HEADING: 'h1'>))
    """
    names = {repeat_key(site) for site in sites if site}
    printed = [text for text in headings if repeat_key(text) not in names | _NO_TITLE]
    bare = [Claim(claim.source, without_site(claim.text, names, printed)) for claim in claims]
    bare = [claim for claim in bare if repeat_key(claim.text) not in names | _NO_TITLE]
    only_title = all(claim.source is Source.TITLE for claim in bare)
    chosen = _printed(bare, printed) or _alike(bare, printed)
    chosen = chosen or (_alone(printed, bare) if only_title else None) or next(iter(bare), None)
    if chosen is None:
        return Headline()
    return Headline(chosen.text, chosen.source, _other(bare, chosen.text))


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
            if len(others) >= MIN_WORDS and len(words & others) >= SHARED * min(len(words), len(others)):
                return Claim(Source.HEADING, text)
    return None


def _alone(printed: Sequence[str], claims: Sequence[Claim]) -> Claim | None:
    """The only h1 that is long enough to be a headline, unless what is claimed has no word of it."""
    long = [text for text in dict.fromkeys(printed) if text.count(" ") + 1 >= MIN_WORDS]
    told = content_words(" ".join(claim.text for claim in claims))
    if len(long) != 1 or (told and not told & content_words(long[0])):
        return None
    return Claim(Source.HEADING, long[0])


def _other(claims: Sequence[Claim], chosen: str) -> Claim | None:
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
    joints = list(_JOINT.finditer(title))
    for joint in joints:
        if repeat_key(title[: joint.start()]) in keys:
            return title[: joint.start()]
    for joint in reversed(joints):
        if not _is_site(title[joint.end() :], sites):
            break
        title = title[: joint.start()]
    first = _FRONT.search(title)
    if first and repeat_key(title[: first.start()]) in sites:
        title = title[first.end() :]
    return title.strip()


def _is_site(tail: str, sites: Iterable[str]) -> bool:
    """Whether a title's tail is the name of its site, or its host."""
    key = repeat_key(tail)
    hosted = re.fullmatch(r"(?:www\.)?[\w-]+(?:\.[a-z]{2,})+", tail.strip(), re.IGNORECASE)
    return bool(hosted) or any(key in (site, f"the{site}") or f"the{key}" == site for site in sites)
