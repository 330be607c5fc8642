"""Contacts: addresses of pages and mailboxes, and handles of social networks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.model import Entity, EntityKind

_URL = re.compile(r"(?:https?://|www\.)[^\s<>\"”)\]|]+[^\s<>\"”)\]|.,;:!?’']")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\[email\W?protected\]")
_HANDLE = re.compile(r"(?<![\w@./])@[A-Za-z_]\w{1,29}(?![\w@.]*@)\b")


def recognize_contacts(text: str) -> Iterator[Entity]:
    """The contacts of a text; a mailbox that a page hides from robots counts as one.

    >>> [entity.value for entity in recognize_contacts("Ana Ruiz (@anaruiz, ana@echo.example), www.echo.example.")]
    ['www.echo.example', 'ana@echo.example', '@anaruiz']
    """
    if "://" in text or "www." in text:
        yield from (_entity(EntityKind.URL, match) for match in _URL.finditer(text))
    if "@" in text or "protected]" in text:
        yield from (_entity(EntityKind.EMAIL, match) for match in _EMAIL.finditer(text))
        yield from (_entity(EntityKind.HANDLE, match) for match in _HANDLE.finditer(text))


def _entity(kind: EntityKind, match: re.Match[str]) -> Entity:
    return Entity(kind, match.start(), match.end(), match[0])
