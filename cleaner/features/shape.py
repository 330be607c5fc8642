"""The shape of a block: what its text looks like by itself."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from cleaner.model import Block
from cleaner.scoring.trees import Floats

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
