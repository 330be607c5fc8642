"""Deciding: keep, extract or drop, for every stretch of every block. Nothing else removes anything.

What is read here: the rules' proposals, the sums of the measurements, and what an HTML page declares as its headline.
Never a pattern. In order: what a sure rule of a site or of the user says; whether the block is the page's own headline;
whether it is body, by its sum; what a block that isn't body is called; which glued stretches are cut out of a line.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from cleaner.model import Action, Annotation, Block, Document, Label, Verdict, usual_action
from cleaner.text.normalize import repeat_key
from cleaner.text.punctuation import BULLETS
from cleaner.text.repeats import second_prints
from cleaner.text.sentences import ends_sentence
from cleaner.text.words import content_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cleaner.ruleset import RuleSet

CUT_SCORE = 2.0
"""The score a `span` rule needs to cut its stretch out of a line."""

WHOLE_SHARE = 0.8
"""A `span` that covers so much of its block stands for all of it."""

EVIDENCE = "evidence"
"""Where measurements rather than rules decided a removal, the account names the strongest: `evidence.<name>`."""

BY_RULES = "best_rule"
"""The reason of blocks that rules decided."""

PRINTED_HEADLINE = "page.h1"
"""The reason of an `h1` that prints the headline which the page declares. Where pages are rich, the sums know it by its
place; where they are bare (an `h1`, then paragraphs), it looks like a first line of text. No body of 112 pages of news
with an `h1` begins with it."""

REPEATED = "layout.second-print"
"""The reason of paragraphs that stand further up already, in the same order."""

MIN_HOPE_WORDS = 8
"""Words of a sentence that may be all there is of an article."""

MAX_STANDFIRST_WORDS = 60
MIN_STANDFIRST_WORDS = 6
RETOLD = 0.4
"""A kept first block between the headline and the byline is a standfirst; between the headline and a picture it is one
when the next two paragraphs tell this share of its words again, or when it is a long line without a stop. On the
evaluation pages that have their summaries marked this finds 13 of 15 such blocks, and no paragraph."""

POINTS = range(2, 6)
"""How many items below the headline are a summary in points. More are a list of the text."""

ABOVE_STANDFIRST = frozenset({Label.HEADLINE, Label.KICKER, Label.TIMESTAMP, Label.STANDFIRST})
BELOW_STANDFIRST = frozenset({Label.BYLINE, Label.TIMESTAMP, Label.SHARE})
BEFORE_TEXT = frozenset({Label.CAPTION, Label.CREDIT, Label.PLAYER, Label.NON_ENGLISH})
"""What stands behind a standfirst alone, and what also stands behind a first paragraph."""

WHOLE_KINDS = frozenset({"line", "heading", "boundary", "repeat", "run", "protect"})
"""Kinds of rule that speak of a whole block."""


class Ruling(NamedTuple):
    """What a block is, the reasons, and how sure that is."""

    label: Label
    reasons: tuple[str, ...]
    confidence: float = 1.0


Verdicts = tuple[Verdict, ...]


def decide(document: Document, _rules: RuleSet) -> Document:
    """Fill in `verdicts`: the stretches of each block, tiling it, each with label, action and reasons."""
    verdicts = [_verdicts(document, block) for block in document.blocks]
    last_hope = None if _goes_whole(document) else _last_hope(document, verdicts)
    if last_hope is not None:
        block = document.blocks[last_hope]
        kept = Verdict(0, len(block.text), Label.BODY, Action.KEEP, ())
        verdicts[last_hope] = tuple(_tiled(block, document.annotations[last_hope], kept))
    verdicts = _printed_once(document.blocks, verdicts)
    return replace(document, verdicts=tuple(_standfirst(document.blocks, verdicts)))


def _printed_once(blocks: Sequence[Block], verdicts: list[Verdicts]) -> list[Verdicts]:
    """The verdicts, without the second print of paragraphs that are kept further up.

    Runs of repeats are looked for among all blocks: some paragraphs of a second print may be gone already.
    """
    whole = {n for n, tiles in enumerate(verdicts) if len(tiles) == 1 and tiles[0].action is Action.KEEP}
    first = {repeat_key(blocks[n].text): n for n in sorted(whole, reverse=True)}
    for at in second_prints([block.text for block in blocks]) & whole:
        if first[repeat_key(blocks[at].text)] < at:
            [only] = verdicts[at]
            verdicts[at] = (only._replace(label=Label.OTHER, action=Action.DROP, rules=(REPEATED,)),)
    return verdicts


def _last_hope(document: Document, verdicts: Sequence[Verdicts]) -> int | None:
    """Where nothing would be kept: the most body-like whole sentence that no rule speaks against, if there is one.

    The sums are fitted on articles; a brief of one paragraph is to come out as one, not as nothing.
    """
    if any(verdict.action is Action.KEEP for tiles in verdicts for verdict in tiles):
        return None
    scores = document.scores
    assert scores is not None, "decide comes after score"
    sentences = [
        block.index
        for block, notes in zip(document.blocks, document.annotations, strict=True)
        if block.text.count(" ") + 1 >= MIN_HOPE_WORDS
        and ends_sentence(block.text)
        and not any(_speaks_against(note) for note in notes)
    ]
    return max(sentences, key=lambda index: scores.keep[index], default=None)


def _speaks_against(note: Annotation) -> bool:
    """Whether a rule says that a sentence is no article; one that breaks off is the article's beginning, where nothing
    else is there that it could lead to."""
    return note.score >= CUT_SCORE and note.kind != "protect" and note.label is not Label.RELATED


def _goes_whole(document: Document) -> bool:
    """A document in another language goes as a whole, unless the caller wants it."""
    return document.foreign and not document.keep_foreign


def _verdicts(document: Document, block: Block) -> tuple[Verdict, ...]:
    notes = document.annotations[block.index]
    foreign = Ruling(Label.NON_ENGLISH, ("language.document",)) if _goes_whole(document) else None
    ruling = foreign or _decisive(notes) or _printed_headline(document, block) or _scored(document, block, notes)
    label, reasons, sure = ruling
    return tuple(_tiled(block, notes, Verdict(0, len(block.text), label, usual_action(label), reasons, sure)))


def _decisive(notes: Sequence[Annotation]) -> Ruling | None:
    """What a sure rule of a site or of the user says of the whole block; `protect` beats the others."""
    ruling = [note for note in notes if note.decisive and note.kind in WHOLE_KINDS]
    for note in sorted(ruling, key=lambda note: note.kind != "protect"):
        return Ruling(note.label, (note.rule,))
    return None


def _printed_headline(document: Document, block: Block) -> Ruling | None:
    """That a block is the headline, where it would be kept though it is the `h1` that says what the page declares."""
    scores, headline = document.scores, document.declared.article.headline
    mark = document.html_contexts[block.pieces[0].line] if document.html_contexts else None
    if not headline or mark is None or mark.element is None or mark.element.tag != "h1":
        return None
    assert scores is not None, "decide comes after score"
    is_kept = scores.labels[block.index] is Label.BODY
    return (
        Ruling(Label.HEADLINE, (PRINTED_HEADLINE,))
        if is_kept and repeat_key(block.text) == repeat_key(headline)
        else None
    )


def _scored(document: Document, block: Block, notes: Sequence[Annotation]) -> Ruling:
    """The label by the scores.

    Its reasons are the rules that propose it; before them the measurement that speaks most against body, where that
    speaks more than all rules.
    """
    scores = document.scores
    assert scores is not None, "decide comes after score"
    label, reason = scores.labels[block.index], scores.reasons[block.index]
    sure = scores.confidence[block.index]
    if label is Label.BODY:
        return Ruling(label, (), sure)
    ids = tuple(dict.fromkeys(n.rule for n in notes if n.label is label))
    if reason != BY_RULES:
        return Ruling(label, (f"{EVIDENCE}.{reason}", *ids), sure)
    others = sorted((n for n in notes if n.kind != "protect"), key=lambda n: -n.score)
    return Ruling(label, ids or tuple(n.rule for n in others[:1]) or (f"{EVIDENCE}.{reason}",), sure)


def _covers(note: Annotation, block: Block) -> bool:
    return note.end - note.start >= WHOLE_SHARE * len(block.text)


def _tiled(block: Block, notes: Sequence[Annotation], whole: Verdict) -> list[Verdict]:
    """The block's verdict with the glued stretches cut out of it."""
    if whole.action is Action.DROP:
        return [whole]
    cuts: list[Annotation] = []
    spans = [n for n in notes if n.kind == "span" and n.score >= CUT_SCORE and not _covers(n, block)]
    for note in sorted(spans, key=lambda n: (-n.score, not n.decisive, n.start - n.end, n.start, n.rule)):
        if _splits_word(block.text, note.start) or _splits_word(block.text, note.end):
            continue
        if note.label is not whole.label and all(note.end <= cut.start or note.start >= cut.end for cut in cuts):
            cuts.append(note)
    tiles: list[Verdict] = []
    at = 0
    for cut in sorted(cuts, key=lambda n: n.start):
        if _has_words(block.text[at : cut.start]):
            tiles.append(whole._replace(start=at, end=cut.start))
            at = cut.start
        elif tiles:
            tiles[-1] = tiles[-1]._replace(end=cut.start)
            at = cut.start
        tiles.append(Verdict(at, cut.end, cut.label, usual_action(cut.label), (cut.rule,)))
        at = cut.end
    if not tiles or _has_words(block.text[at:]):
        tiles.append(whole._replace(start=at))
    else:
        tiles[-1] = tiles[-1]._replace(end=len(block.text))
    return tiles


def _standfirst(blocks: Sequence[Block], verdicts: list[Verdicts]) -> list[Verdicts]:
    """The verdicts, where the first kept block is called a standfirst if it is one. It stays in the body."""
    kept = [n for n, tiles in enumerate(verdicts) if any(tile.action is Action.KEEP for tile in tiles)]
    if len(kept) > 1 and _is_below_headline(verdicts, kept[0]):
        found = _points(blocks, verdicts, kept) or kept[: _summarises(blocks, verdicts, kept)]
        for n in found:
            [only] = verdicts[n]
            verdicts[n] = (only._replace(label=Label.STANDFIRST),)
    return verdicts


def _summarises(blocks: Sequence[Block], verdicts: Sequence[Verdicts], kept: Sequence[int]) -> bool:
    """Whether the first kept block, which stands below the headline, is a summary, by what parts it from the next."""
    text = blocks[kept[0]].text
    below = {tile.label for tiles in verdicts[kept[0] + 1 : kept[1]] for tile in tiles}
    retold = " ".join(blocks[n].text for n in kept[1:3])
    return _could_be_standfirst(text) and bool(
        below & BELOW_STANDFIRST or (below & BEFORE_TEXT and (not ends_sentence(text) or _tells_again(retold, text)))
    )


def _points(blocks: Sequence[Block], verdicts: Sequence[Verdicts], kept: Sequence[int]) -> Sequence[int]:
    """The kept blocks that are the points of a summary: a few items in a row, with text behind them that is none."""
    size = next((n for n, at in enumerate(kept) if not _is_point(blocks[at], verdicts[at]) or at != kept[0] + n), 0)
    return kept[:size] if size in POINTS else ()


def _is_point(block: Block, tiles: Verdicts) -> bool:
    return block.text[0] in BULLETS and len(tiles) == 1 and _could_be_standfirst(block.text)


def _is_below_headline(verdicts: Sequence[Verdicts], at: int) -> bool:
    """Whether a block that the measurements keep stands below the headline, with nothing of weight between."""
    labels = [{tile.label for tile in tiles} for tiles in verdicts[: at + 1]]
    headlines = [n for n in range(at) if Label.HEADLINE in labels[n]]
    if not headlines or labels[at] != {Label.BODY} or verdicts[at][0].rules:
        return False
    return all(labels[n] <= ABOVE_STANDFIRST for n in range(headlines[-1], at))


def _could_be_standfirst(text: str) -> bool:
    return MIN_STANDFIRST_WORDS <= text.count(" ") + 1 <= MAX_STANDFIRST_WORDS


def _tells_again(below: str, text: str) -> bool:
    """Whether the text below says what a summary says.

    >>> _tells_again("HARROW - The owner of the mill will close it in May.", "The mill at Harrow is to close in May.")
    True
    >>> _tells_again("The owner of the mill will close it in May.", "I had not seen the river for years.")
    False
    """
    words = content_words(text)
    return len(words & content_words(below)) >= max(1, RETOLD * len(words))


def _splits_word(text: str, at: int) -> bool:
    """Would a cut at `at` part a word? A capital or a digit glued behind small letters is another word.

    >>> _splits_word("Boston", 4), _splits_word("mediabankJobar", 9), _splits_word("on Monday.Photo", 10)
    (True, False, False)
    """
    if not 0 < at < len(text) or not (text[at - 1].isalnum() and text[at].isalnum()):
        return False
    before, after = text[at - 1], text[at]
    return not (before.isdigit() != after.isdigit() or (before.islower() and after.isupper()))


def _has_words(text: str) -> bool:
    return any(c.isalnum() for c in text)
