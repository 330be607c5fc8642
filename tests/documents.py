"""Documents to test with: the golden inputs, the seeds, hard cases by name, and a hypothesis strategy for others."""

from __future__ import annotations

from pathlib import Path

from hypothesis import strategies as st

from cleaner.features import NAMES, measure
from cleaner.model import Block, BlockScores, Document, Label, Piece

ROOT = Path(__file__).resolve().parent.parent


def text_of(path: Path) -> str:
    """A file's text, with its line ends as they are."""
    return path.read_bytes().decode("utf-8")


GOLDEN = {str(path.parent.relative_to(ROOT / "fixtures")): path for path in sorted(ROOT.glob("fixtures/*/*/input.txt"))}
SEEDS = {path.stem: path for path in sorted(ROOT.glob("seeds/*.txt"))}
_TEXTS = {text_of(path) for path in GOLDEN.values()}
REAL = GOLDEN | {name: path for name, path in SEEDS.items() if text_of(path) not in _TEXTS}
"""The golden inputs, and those seeds that aren't among them."""

NEWS_LINES = (
    "The council voted on Monday to keep both of the town’s libraries open for another year.",
    "“We were told nothing,” said Ana Ruiz, who has run the ferry since 1998. “Nothing at all.”",
    "HARBOUR TOWN (Reuters) - Two ships collided in fog off the northern pier on Friday, police said.",
    "By Ana Ruiz",
    "Updated 12 March 2024, 10:15 GMT",
    "Read more: Mayor denies knowing of the bridge plan",
    "Photograph: Ana Ruiz/Reuters",
    "A man walks past the closed bridge. (Photo: Ana Ruiz)",
    "Share on Facebook",
    "Sign up for our newsletter and get the day’s stories in your inbox.",
    "Related stories",
    "Council votes to close two libraries",
    "© 2024 Harbour Town Post. All rights reserved.",
    "Der Stadtrat hat am Montag beschlossen, die beiden Büchereien der Stadt zu schließen.",
    "Совет проголосовал в понедельник за закрытие двух библиотек.",
    "• A list item that is rather short",
    "3 Comments",
    "What happened next?",
    "the rest of a sentence that a converter has broken in the middle, and which goes on",
    "T",
    "he mayorâ€™s â€œplanâ€\x9d &amp; other cafÃ©s",
    "Tags: libraries, council",
    "",
)

ODD = ("\ud800", "\udfff\ud800", "\x00", "\u202e", "\u2066", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1c", "\x1b[31m",
       "\t", "\xa0", "\u200b", "\ufeff", "\ufffd", "e\u0301", "ﬁ", "Ａ", "😀", "👩\u200d👩\u200d👧", "İ", "ß", "&#10;",
       "&nbsp;", "&lt;", "<", "<p>", "â€™", "Ã©")  # fmt: skip

LINE_ENDS = ("\n", "\n\n", "\r\n", "\r", "\n \n", "\n\t\n", "\r\n\r\n", "\n\n\n\n")

HARD = {
    "nothing at all": "",
    "one newline": "\n",
    "white space only": " \t\n\n \xa0 \n\r\n\x0b\u2003\n",
    "line ends of every kind": "One.\r\nTwo.\rThree.\n\rFour.\x85Five.\u2028Six.\u2029Seven.\x0cEight.\n",
    "NUL between letters": "The may\x00or said \x00 that\n\x00\n\x00\x00The bridge stays closed.",
    "lone surrogates": "The mayor \ud800said\udfff that the bridge\n\udc00\nwould stay \ud83d closed.",
    "bidi marks": "\u202eThe mayor said\u202c on \u2067Friday\u2069.\n\u200f\n\u200eRain.",
    "a giant line of prose": "The mayor’s plan for the bridge — it “failed”, she said. " * 5400,
    "a giant line of one letter": "x" * 300_000,
    "a giant line of mojibake": "The mayorâ€™s plan. " * 16_000,
    "a giant line of entities": "&amp;" * 60_000,
    "a giant line of lone surrogates": "\ud800" * 300_000,
    "5,000 short lines": "\n".join(f"Short line {n}" for n in range(5000)),
    "5,000 lines alike": "Share\n" * 5000,
    "5,000 sentences": "\n".join(
        f"The council said it would vote on item {n} of the long list on Monday." for n in range(5000)
    ),
}


def documents() -> st.SearchStrategy[str]:
    """News-like lines with anything in, between and around them."""
    anything = st.text(st.integers(0, 0x10FFFF).map(chr), max_size=30)
    odd = st.sampled_from(ODD)
    news = st.sampled_from(NEWS_LINES)
    spoilt = st.tuples(news, st.floats(0, 1), st.one_of(odd, anything)).map(_spoilt)
    line = st.one_of(news, news, spoilt, spoilt, anything, odd, st.sampled_from([" ", "\t", "  \xa0"]))
    ended = st.tuples(line, st.sampled_from(LINE_ENDS)).map("".join)
    return st.lists(ended, max_size=25).map("".join)


def _spoilt(parts: tuple[str, float, str]) -> str:
    line, share, stain = parts
    at = round(share * len(line))
    return line[:at] + stain + line[at:]


def in_blocks(*texts: str, gap: int = 0) -> Document:
    """A document of one block a text, on lines of its own, as it stands behind `segment`."""
    blocks = tuple(Block(n, text, (Piece(n, 0, len(text)),), gap if n else 0, 0) for n, text in enumerate(texts))
    return Document(texts, repaired=texts, blocks=blocks, annotations=((),) * len(texts))


def measured(document: Document) -> dict[str, list[float]]:
    """A document's measurements: a column for each name."""
    table = measure(document)
    return {name: table[:, at].tolist() for at, name in enumerate(NAMES)}


def scored(*labels: Label) -> BlockScores:
    """Scores by which blocks bear these labels."""
    body = [label is Label.BODY for label in labels]
    return BlockScores(
        labels,
        (0.9,) * len(labels),
        tuple(2.0 if kept else -2.0 for kept in body),
        tuple(Label.OTHER if kept else label for kept, label in zip(body, labels, strict=True)),
        tuple("" if kept else "words" for kept in body),
    )
