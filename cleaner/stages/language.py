"""Language: the blocks that are not in the article's language, proposed; and the language of a whole document.

langdetect takes 3 to 6 ms a call and is wrong about short English lines (61% of those under 20 characters, 19% of
those under 50), so it is asked last: about blocks, never about a short line alone, and always with the same seed.
A gate of scripts and function words settles the rest.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Annotation, Block, Document, Label

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

ARTICLE_LANGUAGE = "en"

SEED = 0
"""langdetect draws at random; a fixed seed makes its answer a function of the text."""

MIN_LETTERS = 4
"""Letters a block must have before anything is said of its language."""

ASK_LENGTH = 50
"""Characters from which langdetect calls 5% or less of English lines foreign. Shorter blocks it is not asked about."""

MAX_ASKED = 100
"""Blocks of one document that langdetect is asked about: half a second. An article has a handful of doubtful ones; a
dump of thousands is not worth a minute, and what is not asked about stays."""

SURE = 0.9
"""Probability from which langdetect is believed."""

FOREIGN_SCRIPT_SHARE = 0.5
"""Share of a block's letters in another script from which no more is asked."""

MIN_FUNCTION_WORDS = 2
"""Function words of another language, with none of English, that settle a block too short to ask about."""

WORDS_PER_FUNCTION_WORD = 7
"""Running English has a function word among every two or three words, headlines one among five; a block of one in
seven or more is English."""

DOCUMENT_SAMPLE = 3000
"""Characters of running text that langdetect is shown to name the language of a document."""

OTHER_SCRIPT = re.compile(
    "[\u0370-\u03ff\u0400-\u052f\u0530-\u058f\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u0900-\u0dff\u0e00-\u0fff"
    "\u1000-\u109f\u10a0-\u10ff\u1100-\u11ff\u1200-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
LETTER = re.compile(r"[^\W\d_]")
TRIM = ".,;:!?\"'“”‘’()[]«»„…-–—*"

PARTICLES = frozenset("da das de del della der di do dos du e el la las le los ten ter van von y".split())
"""Function words that also stand inside names: Ursula von der Leyen, El Niño, Café de la Paix."""

SCRIPT, WORDS, DETECTED = "language.script", "language.function-words", "language.detected"


class Reading(NamedTuple):
    """What the gate makes of a block: foreign or not, or None where langdetect has to be asked."""

    foreign: bool | None
    reason: str


@dataclass(frozen=True)
class Lexicon:
    """Function words and letters, as `rules/evidence/languages.toml` gives them."""

    own: frozenset[str]
    others: Mapping[str, frozenset[str]]
    any_other: frozenset[str]
    letters: re.Pattern[str]

    @classmethod
    def of(cls, evidence: Mapping[str, Mapping[str, str]], language: str) -> Lexicon:
        lists = {code: frozenset(words.split()) for code, words in evidence["function_words"].items()}
        own = lists.pop(language)
        others = {code: words - own for code, words in lists.items()}
        any_other = frozenset().union(*others.values())
        return cls(own, others, any_other, re.compile(f"[{evidence['letters']['foreign']}]"))


@lru_cache(maxsize=8)
def _lexicon(rules: RuleSet) -> Lexicon:
    """The lexicon of a rule set: a function of the rule set alone, made once."""
    return Lexicon.of(rules.evidence["languages"], ARTICLE_LANGUAGE)


def language(document: Document, rules: RuleSet) -> Document:
    """Fill in `language` and propose `non-english` for blocks in another one."""
    lexicon = _lexicon(rules)
    readings = [read(block.text, lexicon) for block in document.blocks]
    named = _document_language(document.blocks, readings)
    if named != ARTICLE_LANGUAGE:
        return replace(document, language=named, foreign=named is not None)
    annotations = list(document.annotations)
    asked = 0
    for n, (block, reading) in enumerate(zip(document.blocks, readings, strict=True)):
        foreign = reading.foreign
        if foreign is None and asked < MAX_ASKED:
            asked += 1
            foreign = detects_other(block.text)
        if foreign:
            annotations[n] = (*annotations[n], _annotation(block, reading.reason))
    return replace(document, language=named, annotations=tuple(annotations))


def _annotation(block: Block, reason: str) -> Annotation:
    return Annotation(block.index, 0, len(block.text), Label.NON_ENGLISH, reason, "line", 3.0, decisive=True)


def read(text: str, lexicon: Lexicon) -> Reading:
    """What scripts and function words say of a block."""
    words = text.lower().split()
    own = sum(word in lexicon.own for word in words)
    if own * WORDS_PER_FUNCTION_WORD >= len(words) and own:
        if text.isascii() or not _other_script(text):
            return Reading(False, WORDS)
        return Reading(True, SCRIPT)
    if not text.isascii() and _other_script(text):
        return Reading(True, SCRIPT)
    trimmed = [word.strip(TRIM) for word in words]
    telling = _without_names(text, trimmed)
    other = max((sum(word in listed for word in telling) for listed in lexicon.others.values()), default=0)
    marked = not text.isascii() and bool(lexicon.letters.search(text.lower()))
    own = sum(word in lexicon.own for word in trimmed)
    if len(text) >= ASK_LENGTH:
        if own > other or not (other or marked):
            return Reading(False, WORDS)
        return Reading(None, DETECTED)
    foreign = (other >= MIN_FUNCTION_WORDS and not own) or (marked and other >= 1 and not own)
    return Reading(foreign, WORDS)


def _without_names(text: str, trimmed: Sequence[str]) -> list[str]:
    """The words but for the particles inside a name: between two capitalised words, or capitalised before one.

    >>> text = "Was Ursula von der Leyen in der Stadt sagte"
    >>> _without_names(text, text.lower().split())
    ['was', 'ursula', 'leyen', 'in', 'der', 'stadt', 'sagte']
    """
    if PARTICLES.isdisjoint(trimmed):
        return list(trimmed)
    kept: list[str] = []
    particles: list[str] = []
    in_name = False
    for word, bare in zip(text.split(), trimmed, strict=True):
        if bare in PARTICLES:
            in_name = in_name or (not particles and word[0].isupper())
            particles.append(bare)
            continue
        capital = word.lstrip(TRIM)[:1].isupper()
        kept += [] if in_name and capital else particles
        kept.append(bare)
        particles, in_name = [], capital
    return kept + particles


def _other_script(text: str) -> bool:
    letters = len(LETTER.findall(text))
    return letters >= MIN_LETTERS and len(OTHER_SCRIPT.findall(text)) >= FOREIGN_SCRIPT_SHARE * letters


def detects_other(text: str) -> bool:
    """langdetect is sure that the text is in another language than the article's."""
    best = _detect(text)
    return best is not None and best[0] != ARTICLE_LANGUAGE and best[1] >= SURE


def _detect(text: str) -> tuple[str, float] | None:
    """langdetect's best guess and its probability; None where it finds nothing to go by."""
    import langdetect

    langdetect.DetectorFactory.seed = SEED
    try:
        best = langdetect.detect_langs(text)[0]
    except langdetect.LangDetectException:
        return None
    return best.lang, best.prob


def _document_language(blocks: Sequence[Block], readings: Sequence[Reading]) -> str | None:
    """The language of the document: the article's, unless most of its text is not; None where there's no text."""
    letters = english = 0
    for block, reading in zip(blocks, readings, strict=True):
        size = len(block.text)
        letters += size
        english += size if reading.foreign is False else 0
    if not any(LETTER.search(block.text) for block in blocks):
        return None
    if 2 * english >= letters:
        return ARTICLE_LANGUAGE
    sample = "\n".join(sorted((b.text for b in blocks), key=len, reverse=True))[:DOCUMENT_SAMPLE]
    best = _detect(sample)
    return best[0] if best is not None and best[1] >= SURE else ARTICLE_LANGUAGE
