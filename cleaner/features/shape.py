"""The shape of a block: what its text looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cleaner.features.measurement import Measurement, names_of
from cleaner.model import Block
from cleaner.scoring.trees import Floats

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

STOPS = ".!?…"
CLOSERS = "\"'”’)]» "
BULLETS = frozenset("•·▪◦‣*+–—-►")
QUOTES = frozenset('"“”‘')
ENDING_QUOTES = QUOTES | frozenset("’'")

_SENTENCE_BREAK = re.compile(r"[.?!][”\"]? ")
_CAPITAL = re.compile(r" [\"“‘'(]?[A-ZÀ-Þ]")
_SHOUTED = re.compile(r" [\"“‘'(]?[A-Z][A-Z]")
_NUMBER = re.compile(r" [$£€#(]?\d")
_SIGN = re.compile(r"[©|@/#»]")

FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it was on are as with his they at be this have from or had by not but what all "
    "were when your can there an each which she do how their if will up other about out many then them these so some "
    "her would like him into has more could than been who its now did our us you he i we me am after before over "
    "where off only also just against because between during under while through being both should until since".split()
)
"""Words that carry grammar: running English has one among every two or three words, furniture few."""

SAYING = frozenset(
    "said says told added saying according asked replied wrote explained argued insisted warned noted announced "
    "claimed recalled stated admitted tells".split()
)
"""Verbs of reporting: what news paragraphs hang on."""

READER = frozenset("you your you'll you're yours".split())
"""The reader, addressed: promotion does it most, then service pieces and comments."""

SPEAKER = frozenset("i we my our me us i'm we're i've i'll we've we'll".split())
"""The writer, speaking: quotations, columns, comments and notices."""


def measure(blocks: Sequence[Block], tokens: Sequence[Sequence[str]]) -> Floats:
    """Blocks × `NAMES`; `tokens` are the blocks' words."""
    rows = [_row(block, own) for block, own in zip(blocks, tokens, strict=True)]
    return np.array(rows, dtype=np.float32).reshape(-1, len(NAMES))


def _row(block: Block, tokens: Sequence[str]) -> tuple[float, ...]:
    text = block.text
    n = text.count(" ") + 1
    bag = set(tokens)
    first, last = text[0], text[-1]
    end = last if last in STOPS else (text.rstrip(CLOSERS) or text)[-1]
    stop = end in STOPS
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
        not SAYING.isdisjoint(bag),
        not READER.isdisjoint(bag),
        len(SPEAKER & bag),
        min(3, len(_SIGN.findall(text))),
        first in BULLETS,
        first.islower(),
        first.isdigit(),
        first in QUOTES,
        min(block.gap, 4),
        min(block.indent, 12),
        min(len(block.pieces), 5),
    )
