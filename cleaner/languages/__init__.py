"""What language a text is in: a gate of scripts and function words, and detectors, a module each with its library.

The detectors have one interface, `Detector`, so that they can be measured against each other and put in each other's
place (docs/adr/0009-language-detection.md). None keeps anything of a text: the same text gets the same answer, always.
"""

from __future__ import annotations

from typing import NamedTuple, Protocol


class Guess(NamedTuple):
    """A language by its code (ISO 639, two or three letters), and how probable it is to the detector, 0 to 1."""

    language: str
    probability: float


class Detector(Protocol):
    """Says which language a text is in; None where it finds nothing to go by."""

    def __call__(self, text: str, /) -> Guess | None: ...
