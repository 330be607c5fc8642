"""The shape of a block: what its text looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cleaner.model import Block
from cleaner.scoring.trees import Floats
from cleaner.text.lexicon import word_list
from cleaner.text.punctuation import BULLETS, CLOSERS, ENDING_QUOTES, QUOTES, SENTENCE_ENDS

NAMES = (
    "words",
    "mean_word",
    "ends_stop",
    "ends_colon",
    "ends_quote",
    "ends_bracket",
    "ends_question",
    "sentences",
    "capitals",
    "shouting",
    "function_words",
    "numbers",
    "quotes",
    "commas",
    "saying",
    "reader",
    "speaker",
    "signs",
    "bullet",
    "starts_small",
    "starts_digit",
    "starts_quote",
    "gap",
    "indent",
    "lines",
)

WORDS, ENDS_STOP, ENDS_COLON = NAMES.index("words"), NAMES.index("ends_stop"), NAMES.index("ends_colon")
BULLET = NAMES.index("bullet")

MAX_WORDS = 120
"""Longer blocks are all alike: long."""

_SENTENCE_BREAK = re.compile(r"[.?!][”\"]? ")
_CAPITAL = re.compile(r" [\"“‘'(]?[A-ZÀ-Þ]")
_SHOUTED = re.compile(r" [\"“‘'(]?[A-Z][A-Z]")
_NUMBER = re.compile(r" [$£€#(]?\d")
_SIGN = re.compile(r"[©|@/#»]")

FUNCTION_WORDS = word_list("english.function_words")
REPORTING_VERBS = word_list("english.reporting_verbs")
SECOND_PERSON = word_list("english.second_person")
FIRST_PERSON = word_list("english.first_person")


def measure(blocks: Sequence[Block], tokens: Sequence[Sequence[str]]) -> Floats:
    """Blocks × `NAMES`; `tokens` are the blocks' words."""
    rows = [_row(block, own) for block, own in zip(blocks, tokens, strict=True)]
    return np.array(rows, dtype=np.float32).reshape(-1, len(NAMES))


def _row(block: Block, tokens: Sequence[str]) -> tuple[float, ...]:
    text = block.text
    n = text.count(" ") + 1
    bag = set(tokens)
    first, last = text[0], text[-1]
    end = last if last in SENTENCE_ENDS else (text.rstrip(CLOSERS) or text)[-1]
    stop = end in SENTENCE_ENDS
    return (
        min(n, MAX_WORDS),
        len(text) / n,
        stop,
        end == ":",
        last in ENDING_QUOTES,
        last in ")]",
        end == "?",
        len(_SENTENCE_BREAK.findall(text)) + stop,
        len(_CAPITAL.findall(text)) / max(1, n - 1),
        (len(_SHOUTED.findall(text)) + text[:2].isupper()) / n,
        sum(map(FUNCTION_WORDS.__contains__, tokens)) / n,
        (len(_NUMBER.findall(text)) + first.isdigit()) / n,
        min(4, text.count('"') + text.count("“") + text.count("”")),
        text.count(",") / n,
        not REPORTING_VERBS.isdisjoint(bag),
        not SECOND_PERSON.isdisjoint(bag),
        len(FIRST_PERSON & bag),
        min(3, len(_SIGN.findall(text))),
        first in BULLETS,
        first.islower(),
        first.isdigit(),
        first in QUOTES,
        min(block.gap, 4),
        min(block.indent, 12),
        min(len(block.pieces), 5),
    )
