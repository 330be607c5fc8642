"""The shape of a block: what its text looks like by itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.model import Block
from cleaner.ruleset.trees import Floats

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

MAX_WORDS = 120
"""Longer blocks are all alike: long."""

STOPS = ".!?…"
CLOSERS = "\"'”’)]» "
BULLETS = frozenset("•·▪◦‣*+–—-►")
QUOTES = frozenset("\"“”‘")
TRIM = ",.;:!?\"'“”()"

FUNCTION_WORDS = frozenset(
    "the of and to in a is that for it was on are as with his they at be this have from or had by not but what all were "
    "when your can there an each which she do how their if will up other about out many then them these so some her "
    "would like him into has more could than been who its now did our us you he i we me am after before over where off "
    "only also just against because between during under while through being both should until since".split()
)
"""Words that carry grammar: running English has one among every two or three words, furniture few."""

SAYING = frozenset(
    "said says told added saying according asked replied wrote explained argued insisted warned noted announced claimed "
    "recalled stated admitted tells".split()
)
"""Verbs of reporting: what news paragraphs hang on."""

READER = frozenset("you your you'll you're you’re you’ll yours".split())
"""The reader, addressed: promotion does it most, then service pieces and comments."""

SPEAKER = frozenset("i we my our me us i'm i’m we're we’re i've i’ve".split())
"""The writer, speaking: quotations, columns, comments and notices."""


def measure(blocks: Sequence[Block]) -> Floats:
    """Blocks × `NAMES`."""
    return np.array([_row(block) for block in blocks], dtype=np.float32).reshape(-1, len(NAMES))


def _row(block: Block) -> tuple[float, ...]:
    text = block.text
    words = text.split(" ")
    n = len(words)
    lowered = text.lower().split(" ")
    if not FUNCTION_WORDS.isdisjoint(lowered) or n < 4:
        functions = sum(map(FUNCTION_WORDS.__contains__, lowered))
    else:
        functions = 0
    bag = {word.strip(TRIM) for word in lowered}
    first, last = text[0], text[-1]
    end = last if last in STOPS else (text.rstrip(CLOSERS) or text)[-1]
    stop = end in STOPS
    inner = words[1:]
    capitals = sum(word[:1].isupper() for word in inner)
    numbers = sum(word[-1:].isdigit() or word[:1].isdigit() for word in words)
    shouting = sum(word.isupper() for word in words if len(word) > 1) if not text.islower() else 0
    return (
        n if n < MAX_WORDS else MAX_WORDS,
        len(text) / n,
        stop,
        end == ":",
        last in QUOTES or last in "’'",
        last in ")]",
        end == "?",
        text.count(". ") + text.count("? ") + text.count("! ") + text.count(".” ") + text.count('." ') + stop,
        capitals / (n - 1 or 1),
        shouting / n,
        functions / n,
        numbers / n,
        min(4, text.count('"') + text.count("“") + text.count("”")),
        text.count(",") / n,
        not SAYING.isdisjoint(bag),
        not READER.isdisjoint(bag),
        len(SPEAKER & bag),
        min(3, text.count("©") + text.count("|") + text.count("@") + text.count("/") + text.count("#") + text.count("»")),
        first in BULLETS,
        first.islower(),
        first.isdigit(),
        first in QUOTES,
        min(block.gap, 4),
        min(block.indent, 12),
        min(len(block.pieces), 5),
    )
