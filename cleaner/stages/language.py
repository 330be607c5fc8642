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
    Assessment,
    Lexicon,
    Reason,
    Status,
    assess,
    has_small_words,
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
    assessments = _beside_others([block.text for block in blocks], _by_themselves(blocks, lexicon), lexicon)
    whole = _document_language(blocks, assessments, lexicon)
    if whole.foreign:
        return replace(document, language=whole.language, foreign=True)
    annotations = tuple(
        (*notes, *_proposed(block, assessment, lexicon)) if _is_strange(assessment, whole) else notes
        for block, notes, assessment in zip(blocks, document.annotations, assessments, strict=True)
    )
    return replace(document, language=whole.language, annotations=annotations)


def _is_strange(assessment: Assessment, whole: _Whole) -> bool:
    """Does a block, or a line of it, stand in a language that doesn't belong in the document?"""
    return assessment.status is Status.OTHER and not (whole.mixed and assessment.language == whole.language)


def _proposed(block: Block, assessment: Assessment, lexicon: Lexicon) -> Iterator[Annotation]:
    """The block; or where it was joined of lines in several languages, the foreign ones."""
    lines = _foreign_lines(block, lexicon) if len(block.pieces) > 1 else []
    if not lines or sum(end - start for start, end in lines) >= WHOLE_SHARE * len(block.text):
        yield _annotation(block, 0, len(block.text), "line", assessment)
        return
    for start, end in lines:
        yield _annotation(block, start, end, "span", assessment)


def _annotation(block: Block, start: int, end: int, kind: str, assessment: Assessment) -> Annotation:
    return Annotation(block.index, start, end, Label.NON_ENGLISH, assessment.reason.value, kind, 3.0, decisive=True)


def _foreign_lines(block: Block, lexicon: Lexicon) -> list[tuple[int, int]]:
    """Where in a joined block the foreign lines stand, if one of its lines is in the article's language."""
    assessments = [_by_itself(block.text[piece.start : piece.end], lexicon) for piece in block.pieces]
    if not any(assessment.status is Status.OWN for assessment in assessments):
        return []
    pieces = zip(block.pieces, assessments, strict=True)
    return [(piece.start, piece.end) for piece, assessment in pieces if assessment.status is Status.OTHER]


def _by_themselves(blocks: Sequence[Block], lexicon: Lexicon) -> list[Assessment]:
    """Every block read by itself."""
    assessments = []
    profiled = 0
    by_gate = {text: assess(text, lexicon) for text in dict.fromkeys(block.text for block in blocks)}
    for block in blocks:
        assessment = by_gate[block.text]
        if assessment.reason is Reason.SCRIPT:
            guess = ngrams.detect(block.text)
            assessment = assessment._replace(language=guess.language if guess is not None else None)
        if assessment.status is Status.OPEN:
            assessment = _by_model(block.text, assessment, lexicon)
            if assessment.status is Status.OPEN:
                profiled += 1
                assessment = _by_profile(block.text, lexicon) if profiled <= MAX_PROFILED else NOTHING
        if assessment.status is Status.OWN and len(block.pieces) > 1 and not block.text.isascii():
            assessment = _with_foreign_line(block, assessment, lexicon)
        assessments.append(assessment)
    return assessments


def _by_itself(text: str, lexicon: Lexicon) -> Assessment:
    assessment = assess(text, lexicon)
    return _by_model(text, assessment, lexicon) if assessment.status is Status.OPEN else assessment


def _with_foreign_line(block: Block, assessment: Assessment, lexicon: Lexicon) -> Assessment:
    """The assessment of a block that was joined of lines, one of which shows letters of another language."""
    if not lexicon.letters.search(block.text.lower()):
        return assessment
    lines = _foreign_lines(block, lexicon)
    return Assessment(Status.OTHER, Reason.DETECTED) if lines else assessment


def _by_model(text: str, assessment: Assessment, lexicon: Lexicon) -> Assessment:
    """What the n-gram model makes of an open block; still open where it suspects a paragraph and is not sure."""
    whole = ngrams.detect(text)
    if whole is None or whole.language == lexicon.language:
        return NOTHING
    if len(text) >= PARAGRAPH:
        if whole.probability >= LIKELY:
            return Assessment(Status.OTHER, Reason.DETECTED, language=whole.language)
        return assessment if whole.language in lexicon.others else NOTHING
    small = assessment.small
    without_names = ngrams.detect(" ".join(small)) if has_small_words(small) else None
    if without_names is not None and without_names.language == lexicon.language and _is_likely(without_names):
        return NOTHING
    signs = assessment.signs
    if whole.language in lexicon.others:
        signs += _is_likely(whole)
        signs += without_names is not None and without_names.language == whole.language and _is_likely(without_names)
    if signs >= FOREIGN_SIGNS:
        reason = Reason.DETECTED if signs > assessment.signs else Reason.WORDS
        return Assessment(Status.OTHER, reason, signs, small, whole.language)
    return Assessment(Status.HINT, small=small, language=whole.language) if signs else NOTHING


def _is_likely(guess: Guess) -> bool:
    return guess.probability >= LIKELY


def _by_profile(text: str, lexicon: Lexicon) -> Assessment:
    """What the profile detector makes of a paragraph or a run of lines that the model is unsure about."""
    guess = profiles.detect(text)
    if guess is not None and guess.language != lexicon.language and guess.probability >= SURE:
        return Assessment(Status.OTHER, Reason.DETECTED, language=guess.language)
    return Assessment(Status.HINT)


def _beside_others(texts: Sequence[str], assessments: Sequence[Assessment], lexicon: Lexicon) -> Sequence[Assessment]:
    """The assessments, each seen beside the others of the document."""
    if not any(assessment.status in (Status.OTHER, Status.HINT) for assessment in assessments):
        return assessments
    found = _but_for_known_words(texts, assessments)
    _together(texts, found, lexicon)
    for order in (range(1, len(found)), range(len(found) - 2, -1, -1)):
        step = order.step
        for n in order:
            if found[n - step].status is Status.OTHER and _leans_to_other(texts[n], found[n], lexicon):
                found[n] = Assessment(Status.OTHER, Reason.RUN, language=found[n - step].language)
    return found


def _leans_to_other(text: str, assessment: Assessment, lexicon: Lexicon) -> bool:
    """Is a line foreign where its neighbour is?"""
    if assessment.status is Status.QUIET:
        guess = ngrams.detect(text)
        return guess is not None and guess.language in lexicon.others and _is_likely(guess)
    return assessment.status is Status.HINT


def _together(texts: Sequence[str], assessments: list[Assessment], lexicon: Lexicon) -> None:
    """Settle runs of lines that are foreign perhaps: both detectors are asked about all of a run at once."""
    for run in _runs_of_hints(assessments):
        text = " ".join(texts[n] for n in run)
        guess = ngrams.detect(text) if len(run) > 1 and len(text) >= PARAGRAPH else None
        if (
            guess is not None
            and guess.language != lexicon.language
            and _by_profile(text, lexicon).status is Status.OTHER
        ):
            for n in run:
                assessments[n] = Assessment(Status.OTHER, Reason.RUN, language=guess.language)


def _runs_of_hints(assessments: Sequence[Assessment]) -> list[list[int]]:
    runs: list[list[int]] = []
    for n, assessment in enumerate(assessments):
        if assessment.status is Status.HINT:
            if runs and runs[-1][-1] == n - 1:
                runs[-1].append(n)
            else:
                runs.append([n])
    return runs


def _but_for_known_words(texts: Sequence[str], assessments: Sequence[Assessment]) -> list[Assessment]:
    """The assessments, where a short foreign line of words that the article uses elsewhere belongs to the article."""
    own = _vocabulary(
        text for text, assessment in zip(texts, assessments, strict=True) if assessment.status is Status.OWN
    )
    found = []
    for assessment in assessments:
        small = assessment.small if assessment.status in (Status.OTHER, Status.HINT) else ()
        known = sum(word in own for word in small)
        found.append(NOTHING if small and known >= KNOWN_WORDS * len(small) else assessment)
    return found


def _vocabulary(texts: Iterable[str]) -> set[str]:
    return {word.strip(TRIM) for text in texts for word in text.lower().split()}


class _Whole(NamedTuple):
    """The language of a document; whether it is `foreign`; and whether its text in that language belongs to it."""

    language: str | None
    foreign: bool = False
    mixed: bool = False


def _document_language(blocks: Sequence[Block], assessments: Sequence[Assessment], lexicon: Lexicon) -> _Whole:
    """The language of the document; none where there's no text.

    Foreign is what is mostly in another language. A document of names and figures, with a few sentences in another
    language and none in the article's, is mixed: to cut its sentences out would leave a table without a heading.
    """
    if not any(LETTER.search(block.text) for block in blocks):
        return _Whole(None)
    sizes: Counter[Status] = Counter()
    strange: dict[str | None, list[str]] = defaultdict(list)
    for block, assessment in zip(blocks, assessments, strict=True):
        sizes[assessment.status] += len(block.text)
        if assessment.status is Status.OTHER:
            strange[assessment.language].append(block.text)
    if 2 * sizes[Status.OWN] >= sizes[Status.OTHER]:
        return _Whole(lexicon.language)
    texts = max(strange.values(), key=lambda texts: (len(texts), sum(map(len, texts))))
    mostly = sizes[Status.OTHER] >= MOST * sizes.total()
    named = _named(texts) if mostly or len(texts) >= MIN_FOREIGN_BLOCKS else None
    if named is None or named == lexicon.language:
        return _Whole(lexicon.language)
    return _Whole(named, mostly, sizes[Status.NOTHING] >= NAMES_AND_FIGURES * sizes.total())


def _named(texts: Sequence[str]) -> str | None:
    """The language of the foreign text of a document: by the model, by the profile detector where that is unsure."""
    sample = "\n".join(sorted(texts, key=len, reverse=True))[:DOCUMENT_SAMPLE]
    for detect, enough in ((ngrams.detect, LIKELY), (profiles.detect, SURE)):
        best = detect(sample)
        if best is not None and best.probability >= enough:
            return best.language
    return None
