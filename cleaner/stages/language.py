"""Language: the blocks that are not in the article's language, proposed; and the language of a whole document.

MatchRequest of every block in turn, the cheapest first:

1. The gate (`cleaner.languages.gate`): scripts, letters and function words.
2. The n-gram model (`cleaner.languages.ngrams`), about the few blocks that the gate leaves open: of a paragraph it is
   believed; of a short line only together with function words or letters, or where it says the same of the line
   without its names.
3. The profile detector (`cleaner.languages.profiles`), 100 times as dear and wrong about short lines: about
   paragraphs and runs of lines in which the model suspects another language and is not sure.

Then a line is seen beside others. A doubtful one that stands next to a foreign one is foreign too. A short one whose
words the article uses elsewhere is the article's: a dish, a motto, a name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.languages import Guess, ngrams, profiles
from cleaner.languages.gate import (
    FOREIGN_SIGNS,
    LETTER,
    NOTHING,
    PARAGRAPH,
    TRIM,
    Because,
    Lexicon,
    Reading,
    Says,
    has_small_words,
    read,
)
from cleaner.model import Annotation, Block, Document, Label

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet

LIKELY = 0.5
"""Probability from which the n-gram model is believed. Next of kin (Danish, Norwegian) share what one would have."""

SURE = 0.9
"""Probability from which the profile detector is believed where the n-gram model is unsure."""

MAX_PROFILED = 20
"""Paragraphs and runs of one document that the profile detector is asked about, a tenth of a second. An article has
none or one; a dump of thousands is not worth a minute, and what is not asked about stays."""

KNOWN_WORDS = 0.5
"""Share of a short line's words that the article uses elsewhere, from which the line belongs to the article."""

WHOLE_SHARE = 0.8
"""A foreign line that makes so much of its block stands for all of it, as `decide` has it of every span."""

MOST = 0.6
"""Share of a document's text that must be foreign before the document is: of a foreign article it is seven tenths or
more with all its menus, of a table of results under a foreign sentence or two less than that."""

MIN_FOREIGN_BLOCKS = 3
"""Blocks in one foreign language before a document that is not mostly in it is named for it."""

NAMES_AND_FIGURES = 0.5
"""Share of names and figures from which a document is more a table than a text."""

DOCUMENT_SAMPLE = 3000
"""Characters of foreign text by which a document's language is named."""


@lru_cache(maxsize=8)
def _lexicon(rules: RuleSet) -> Lexicon:
    """The lexicon of a rule set: a function of the rule set alone, made once."""
    return Lexicon.of(rules.evidence["languages"], rules.language)


def language(document: Document, rules: RuleSet) -> Document:
    """Fill in `language` and `foreign`, and propose `non-english` for what is in another language.

    A document that is mostly in another language as a whole gets no proposals: it is named, not shredded.
    """
    lexicon = _lexicon(rules)
    blocks = document.blocks
    readings = _beside_others([block.text for block in blocks], _by_themselves(blocks, lexicon), lexicon)
    whole = _document_language(blocks, readings, lexicon)
    if whole.foreign:
        return replace(document, language=whole.language, foreign=True)
    annotations = tuple(
        (*notes, *_proposed(block, reading, lexicon)) if _is_strange(reading, whole) else notes
        for block, notes, reading in zip(blocks, document.annotations, readings, strict=True)
    )
    return replace(document, language=whole.language, annotations=annotations)


def _is_strange(reading: Reading, whole: _Whole) -> bool:
    """Does a block, or a line of it, stand in a language that doesn't belong in the document?"""
    return reading.says is Says.OTHER and not (whole.mixed and reading.language == whole.language)


def _proposed(block: Block, reading: Reading, lexicon: Lexicon) -> Iterator[Annotation]:
    """The block; or where it was joined of lines in several languages, the foreign ones."""
    lines = _foreign_lines(block, lexicon) if len(block.pieces) > 1 else []
    if not lines or sum(end - start for start, end in lines) >= WHOLE_SHARE * len(block.text):
        yield _annotation(block, 0, len(block.text), "line", reading)
        return
    for start, end in lines:
        yield _annotation(block, start, end, "span", reading)


def _annotation(block: Block, start: int, end: int, kind: str, reading: Reading) -> Annotation:
    return Annotation(block.index, start, end, Label.NON_ENGLISH, reading.because.value, kind, 3.0, decisive=True)


def _foreign_lines(block: Block, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where in a joined block the foreign lines stand, if one of its lines is in the article's language."""
    readings = [_by_itself(block.text[piece.start : piece.end], lexicon) for piece in block.pieces]
    if not any(reading.says is Says.OWN for reading in readings):
        return []
    pieces = zip(block.pieces, readings, strict=True)
    return [(piece.start, piece.end) for piece, reading in pieces if reading.says is Says.OTHER]


def _by_themselves(blocks: Sequence[Block], lexicon: Lexicon) -> list[Reading]:
    """Every block read by itself."""
    readings = []
    profiled = 0
    by_gate = {text: read(text, lexicon) for text in dict.fromkeys(block.text for block in blocks)}
    for block in blocks:
        reading = by_gate[block.text]
        if reading.because is Because.SCRIPT:
            guess = ngrams.detect(block.text)
            reading = reading._replace(language=guess.language if guess is not None else None)
        if reading.says is Says.OPEN:
            reading = _by_model(block.text, reading, lexicon)
            if reading.says is Says.OPEN:
                profiled += 1
                reading = _by_profile(block.text, lexicon) if profiled <= MAX_PROFILED else NOTHING
        if reading.says is Says.OWN and len(block.pieces) > 1 and not block.text.isascii():
            reading = _with_foreign_line(block, reading, lexicon)
        readings.append(reading)
    return readings


def _by_itself(text: str, lexicon: Lexicon) -> Reading:
    reading = read(text, lexicon)
    return _by_model(text, reading, lexicon) if reading.says is Says.OPEN else reading


def _with_foreign_line(block: Block, reading: Reading, lexicon: Lexicon) -> Reading:
    """The reading of a block that was joined of lines, one of which shows letters of another language."""
    if not lexicon.letters.search(block.text.lower()):
        return reading
    lines = _foreign_lines(block, lexicon)
    return Reading(Says.OTHER, Because.DETECTED) if lines else reading


def _by_model(text: str, reading: Reading, lexicon: Lexicon) -> Reading:
    """What the n-gram model makes of an open block; still open where it suspects a paragraph and is not sure."""
    whole = ngrams.detect(text)
    if whole is None or whole.language == lexicon.language:
        return NOTHING
    if len(text) >= PARAGRAPH:
        if whole.probability >= LIKELY:
            return Reading(Says.OTHER, Because.DETECTED, language=whole.language)
        return reading if whole.language in lexicon.others else NOTHING
    small = reading.small
    without_names = ngrams.detect(" ".join(small)) if has_small_words(small) else None
    if without_names is not None and without_names.language == lexicon.language and _is_likely(without_names):
        return NOTHING
    signs = reading.signs
    if whole.language in lexicon.others:
        signs += _is_likely(whole)
        signs += without_names is not None and without_names.language == whole.language and _is_likely(without_names)
    if signs >= FOREIGN_SIGNS:
        because = Because.DETECTED if signs > reading.signs else Because.WORDS
        return Reading(Says.OTHER, because, signs, small, whole.language)
    return Reading(Says.HINT, small=small, language=whole.language) if signs else NOTHING


def _is_likely(guess: Guess) -> bool:
    return guess.probability >= LIKELY


def _by_profile(text: str, lexicon: Lexicon) -> Reading:
    """What the profile detector makes of a paragraph or a run of lines that the model is unsure about."""
    guess = profiles.detect(text)
    if guess is not None and guess.language != lexicon.language and guess.probability >= SURE:
        return Reading(Says.OTHER, Because.DETECTED, language=guess.language)
    return Reading(Says.HINT)


def _beside_others(texts: Sequence[str], readings: Sequence[Reading], lexicon: Lexicon) -> Sequence[Reading]:
    """The readings, each seen beside the others of the document."""
    if not any(reading.says in (Says.OTHER, Says.HINT) for reading in readings):
        return readings
    found = _but_for_known_words(texts, readings)
    _together(texts, found, lexicon)
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = order.step
        for n in order:
            if found[n - step].says is Says.OTHER and _leans_to_other(texts[n], found[n], lexicon):
                found[n] = Reading(Says.OTHER, Because.RUN, language=found[n - step].language)
    return found


def _leans_to_other(text: str, reading: Reading, lexicon: Lexicon) -> bool:
    """Is a line foreign where its neighbour is?"""
    if reading.says is Says.QUIET:
        guess = ngrams.detect(text)
        return guess is not None and guess.language in lexicon.others and _is_likely(guess)
    return reading.says is Says.HINT


def _together(texts: Sequence[str], readings: list[Reading], lexicon: Lexicon) -> None:
    """Settle runs of lines that are foreign perhaps: both detectors are asked about all of a run at once."""
    for run in _runs_of_hints(readings):
        text = " ".join(texts[n] for n in run)
        guess = ngrams.detect(text) if len(run) > 1 and len(text) >= PARAGRAPH else None
        if guess is not None and guess.language != lexicon.language and _by_profile(text, lexicon).says is Says.OTHER:
            for n in run:
                readings[n] = Reading(Says.OTHER, Because.RUN, language=guess.language)


def _runs_of_hints(readings: Sequence[Reading]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n, reading in enumerate(readings):
        if reading.says is Says.HINT:
            if runs and runs[-1][-1] == n - 1:
                runs[-1].append(n)
            else:
                runs.append([n])
    return runs


def _but_for_known_words(texts: Sequence[str], readings: Sequence[Reading]) -> list[Reading]:
    """The readings, where a short foreign line of words that the article uses elsewhere belongs to the article."""
    own = _vocabulary(text for text, reading in zip(texts, readings, strict=True) if reading.says is Says.OWN)
    found = []
    for reading in readings:
        small = reading.small if reading.says in (Says.OTHER, Says.HINT) else ()
        known = sum(word in own for word in small)
        found.append(NOTHING if small and known >= KNOWN_WORDS * len(small) else reading)
    return found


def _vocabulary(texts: Iterable[str]) -> set[str]:
    return {word.strip(TRIM) for text in texts for word in text.lower().split()}


class _Whole(NamedTuple):
    """The language of a document; whether it is `foreign`; and whether its text in that language belongs to it."""

    language: str | None
    foreign: bool = False
    mixed: bool = False


def _document_language(blocks: Sequence[Block], readings: Sequence[Reading], lexicon: Lexicon) -> _Whole:
    """The language of the document; none where there's no text.

    Foreign is what is mostly in another language. A document of names and figures, with a few sentences in another
    language and none in the article's, is mixed: to cut its sentences out would leave a table without a heading.
    """
    if not any(LETTER.search(block.text) for block in blocks):
        return _Whole(None)
    sizes: Counter[Says] = Counter()
    strange: dict[str | None, list[str]] = defaultdict(list)
    for block, reading in zip(blocks, readings, strict=True):
        sizes[reading.says] += len(block.text)
        if reading.says is Says.OTHER:
            strange[reading.language].append(block.text)
    if 2 * sizes[Says.OWN] >= sizes[Says.OTHER]:
        return _Whole(lexicon.language)
    texts = max(strange.values(), key=lambda texts: (len(texts), sum(map(len, texts))))
    mostly = sizes[Says.OTHER] >= MOST * sizes.total()
    named = _named(texts) if mostly or len(texts) >= MIN_FOREIGN_BLOCKS else None
    if named is None or named == lexicon.language:
        return _Whole(lexicon.language)
    return _Whole(named, mostly, sizes[Says.NOTHING] >= NAMES_AND_FIGURES * sizes.total())


def _named(texts: Sequence[str]) -> str | None:
    """The language of the foreign text of a document: by the model, by the profile detector where that is unsure."""
    sample = "\n".join(sorted(texts, key=len, reverse=True))[:DOCUMENT_SAMPLE]
    for detect, enough in ((ngrams.detect, LIKELY), (profiles.detect, SURE)):
        best = detect(sample)
        if best is not None and best.probability >= enough:
            return best.language
    return None
