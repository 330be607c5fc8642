"""The gate before the detectors: what scripts, letters and function words say of a block's language.

It settles all but three or four blocks of 100, in a few microseconds each. What decides:

- Running text of a language has function words that no other language has.
- Half of the letters in another script is another language.
- A block without words written small is names, and a block of figures and code is neither one language nor another.
  They are nothing to go by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from cleaner.text.lexicon import word_list

MIN_LETTERS = 4
"""Letters a block must have before anything is said of its language."""

PARAGRAPH = 50
"""Characters from which detectors are right about a text whatever it is: of English blocks of that length the n-gram
model calls 0.5 % foreign and the profile detector 3 %, of shorter ones 5 % and 22 %."""

HEAD = 24
"""Words of a block by which the gate knows the article's language: one in two of them is a function word."""

WORDS_PER_FUNCTION_WORD = 7
"""Running English has a function word among every two or three words, headlines one among five; a block of one in
seven or more is English."""

SHARED = 2
"""Function words that other languages have too, from which a short line is in the article's language all the same, if
no word in it is another language's."""

FOREIGN_SCRIPT_SHARE = 0.5
"""Share of a block's letters in another script from which no more is asked."""

WORD_SHARE = 0.5
"""Share of words, in all that white space separates, that more than figures and code has."""

FOREIGN_SIGNS = 2
"""Signs of another language (function words, letters, a detector's word) that a short line must show."""

MIN_SMALL_WORDS, MIN_SMALL_LETTERS = 2, 7
"""Words written small that a short line without other signs must have before a detector is asked about it."""

OTHER_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0fff"
    "\u1000-\u109f\u10a0-\u10ff\u1100-\u11ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
QUOTED = re.compile(r"[“„«»][^“”„«»]*[”“«»]|\"[^\"]*\"")
TRIM = ".,;:!?\"'“”‘’„«»()[]…-–—*•"

PARTICLES = word_list("names.function_word_particles")


class Status(Enum):
    """What is known of a block."""

    OWN = auto()
    """It is in the article's language."""
    OTHER = auto()
    """It is in another."""
    HINT = auto()
    """It is perhaps in another."""
    NOTHING = auto()
    """It is nothing to go by: names, figures, code."""
    QUIET = auto()
    """It is a short line without a sign of any language."""
    OPEN = auto()
    """The gate can't tell: a detector has to be asked."""


class Reason(Enum):
    """The reason for it."""

    SCRIPT = "language.script"
    WORDS = "language.function-words"
    DETECTED = "language.detected"
    RUN = "language.run"


class Assessment(NamedTuple):
    """What is known of a block, and why; its signs of another language, its words that are no names, and which other
    language it is in, so far as anything has been found out."""

    status: Status
    reason: Reason = Reason.WORDS
    signs: int = 0
    small: tuple[str, ...] = ()
    language: str | None = None


OWN, NOTHING = Assessment(Status.OWN), Assessment(Status.NOTHING)
SCRIPT = Assessment(Status.OTHER, Reason.SCRIPT)


@dataclass(frozen=True)
class Lexicon:
    """Words and letters, as `rules/evidence/languages.toml` gives them, seen from one language.

    `sure` are its function words that no other language has; `others` those of each other language that it hasn't;
    `common` other words of its short lines.
    """

    language: str
    own: frozenset[str]
    sure: frozenset[str]
    others: Mapping[str, frozenset[str]]
    any_other: frozenset[str]
    common: frozenset[str]
    letters: re.Pattern[str]
    quotes: re.Pattern[str]

    @classmethod
    def of(cls, evidence: Mapping[str, Mapping[str, str]], language: str) -> Lexicon:
        lists = {code: frozenset(words.split()) for code, words in evidence["function_words"].items()}
        own = lists.pop(language)
        others = {code: words - own for code, words in lists.items()}
        any_other = frozenset().union(*others.values())
        sure = own.difference(*lists.values())
        common = frozenset(evidence["common"].get(language, "").split()) - any_other
        letters, quotes = (_any_of(evidence[name].get(language, "")) for name in ("letters", "quotes"))
        return cls(language, own, sure, others, any_other, common, letters, quotes)


def _any_of(characters: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(characters)}]" if characters else r"(?!)")


def assess(text: str, lexicon: Lexicon) -> Assessment:
    """The language of a block, so far as it can be told without asking a detector."""
    words = text.lower().split()
    head = words[:HEAD]
    if len(lexicon.sure.intersection(head)) > 1 and _is_running(len(lexicon.own.intersection(head)), len(head)):
        return OWN if text.isascii() or not _other_script(text) else SCRIPT
    if not text.isascii() and _other_script(text):
        return SCRIPT
    return _assess_closely(text, [word.strip(TRIM) for word in words], lexicon)


def _assess_closely(text: str, trimmed: Sequence[str], lexicon: Lexicon) -> Assessment:
    """The same for a block without running text of the article's language at its head."""
    bare = frozenset(trimmed)
    sure = len(lexicon.sure & bare)
    if sure and lexicon.any_other.isdisjoint(bare):
        return OWN
    small = tuple(_small_words(text, trimmed))
    quoted = not text.isascii() and lexicon.quotes.search(text) is not None
    if not (small or quoted):
        return NOTHING
    other = _other_words(text, trimmed, lexicon)
    if sure and (sure > other or _is_own_around_quotes(text, lexicon)):
        return OWN
    marked = not text.isascii() and lexicon.letters.search(text.lower()) is not None
    if not (other or marked or quoted) and (not lexicon.common.isdisjoint(bare) or len(lexicon.own & bare) >= SHARED):
        return OWN
    if sum(WORD.fullmatch(word) is not None for word in trimmed) <= WORD_SHARE * len(trimmed):
        return NOTHING
    signs = min(other, FOREIGN_SIGNS) + marked + quoted
    is_open = signs or len(text) >= PARAGRAPH or has_small_words(small)
    return Assessment(Status.OPEN if is_open else Status.QUIET, Reason.WORDS, signs, small)


def has_small_words(small: Sequence[str]) -> bool:
    """Are there words enough, names apart, to tell a language by?"""
    return len(small) >= MIN_SMALL_WORDS and sum(map(len, small)) >= MIN_SMALL_LETTERS


def _is_running(function_words: int, words: int) -> bool:
    return function_words * WORDS_PER_FUNCTION_WORD >= words


def _is_own_around_quotes(text: str, lexicon: Lexicon) -> bool:
    """Is a block with foreign words in quotation marks the article's own outside of them?"""
    outside, quotes = QUOTED.subn(" ", text)
    words = [word.strip(TRIM) for word in outside.lower().split()]
    sure = len(lexicon.sure.intersection(words))
    return bool(quotes and sure) and _is_running(sure, len(words))


def _small_words(text: str, trimmed: Sequence[str]) -> Iterator[str]:
    """The words that may tell a language: written small, unless all are capitals, and no code."""
    shouted = text.isupper()
    for word, bare in zip(text.split(), trimmed, strict=True):
        if (shouted or _begins_small(word)) and WORD.fullmatch(bare):
            yield bare


def _begins_small(word: str) -> bool:
    """Is the first character that isn't trimmed a small letter?"""
    return word[0].islower() or (word[0] in TRIM and word.lstrip(TRIM)[:1].islower())


def _other_words(text: str, trimmed: Sequence[str], lexicon: Lexicon) -> int:
    """Function words of the one language, other than the article's, that has most of them in a block."""
    if lexicon.any_other.isdisjoint(trimmed):
        return 0
    telling = without_names(text, trimmed)
    if lexicon.any_other.isdisjoint(telling):
        return 0
    return max(sum(word in listed for word in telling) for listed in lexicon.others.values())


def without_names(text: str, trimmed: Sequence[str]) -> list[str]:
    """The words but for abbreviations, and for the particles in a name: between two capitals, or capitals themselves.

    >>> text = "Was Ursula von der Leyen in der Stadt sagte"
    >>> without_names(text, text.lower().split())
    ['was', 'ursula', 'leyen', 'in', 'der', 'stadt', 'sagte']
    >>> without_names("9 pm ET", ["9", "pm", "et"])
    ['9', 'pm']
    """
    kept: list[str] = []
    particles: list[str] = []
    in_name = False
    shouted = text.isupper()
    for word, bare in zip(text.split(), trimmed, strict=True):
        if bare in PARTICLES:
            in_name = in_name or (not particles and word[0].isupper())
            particles.append(bare)
            continue
        is_abbreviation = len(bare) > 1 and not shouted and word.isupper()
        capital = word.lstrip(TRIM)[:1].isupper()
        kept += [] if in_name and capital else particles
        kept += [] if is_abbreviation else [bare]
        particles, in_name = [], capital
    return kept + particles


def _other_script(text: str) -> bool:
    found = len(OTHER_SCRIPT.findall(text))
    if not found:
        return False
    letters = len(LETTER.findall(text))
    return letters >= MIN_LETTERS and found >= FOREIGN_SCRIPT_SHARE * letters
