"""The shape of a block: what its text looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cleaner.features.measurement import Measurement, names_of
from cleaner.model import Block
from cleaner.scoring.trees import Floats
from cleaner.text.lexicon import word_list
from cleaner.text.punctuation import BULLETS, CLOSERS, ENDING_QUOTES, QUOTES, SENTENCE_ENDS

MEASUREMENTS = (
    Measurement("words", "words, up to 120", "words"),
    Measurement("mean_word", "characters a word", "characters"),
    Measurement(
        "ends_stop", "its last sign, closing quotes and brackets apart, is a full stop, `!`, `?` or `…`", "flag"
    ),
    Measurement("ends_colon", "it ends in a colon", "flag"),
    Measurement("ends_quote", "it ends in a quotation mark", "flag"),
    Measurement("ends_bracket", "it ends in a bracket", "flag"),
    Measurement("ends_question", "it ends in a question mark", "flag"),
    Measurement("sentences", "sentences that end inside it or with it", "sentences"),
    Measurement("capitals", "words behind the first that begin with a capital", "share"),
    Measurement("shouting", "words in capitals", "share"),
    Measurement("function_words", "words that carry grammar", "share"),
    Measurement("numbers", "words that begin with a digit", "share"),
    Measurement("quotes", "double quotation marks, up to 4", "marks"),
    Measurement("commas", "commas over words", "commas a word"),
    Measurement("saying", "it holds a verb of reporting", "flag"),
    Measurement("reader", "it addresses the reader (“you”, “your”)", "flag"),
    Measurement("speaker", "different words of the first person", "words"),
    Measurement("signs", "`©`, bars, `@`, `/`, `#` and `»`, up to 3", "signs"),
    Measurement("bullet", "it begins with a bullet", "flag"),
    Measurement("starts_small", "it begins with a small letter", "flag"),
    Measurement("starts_digit", "it begins with a digit", "flag"),
    Measurement("starts_quote", "it begins with a quotation mark", "flag"),
    Measurement("gap", "blank lines before it, up to 4", "lines"),
    Measurement("indent", "white space before its first line, up to 12", "characters"),
    Measurement("lines", "lines it was made of, up to 5", "lines"),
)
NAMES = names_of(MEASUREMENTS)

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
