"""Recognize the named entities of each block: dates, times, names, roles, agencies, contacts, counts.

Fills in `entities`. Features count them, metadata takes their values. Nothing is decided here; `cleaner/recognition`
says what an entity is.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.model import Document
from cleaner.recognition import recognize_entities

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet


def recognize(document: Document, _rules: RuleSet) -> Document:
    """Fill in `entities`, one tuple a block."""
    found = {text: recognize_entities(text) for text in dict.fromkeys(block.text for block in document.blocks)}
    return replace(document, entities=tuple(found[block.text] for block in document.blocks))
