"""Who wrote it, of the names that a page declares.

What is decided here:

- Persons go first: the first source that names one is taken. A paper, an agency or a desk with a name of its own
  ("Ostley Wire", "Guardian staff reporter") is the author only where no source names a person.
- No names: addresses and handles, users of the publishing system ("admin", "jdoe7"), desks of any paper ("Staff
  Writer", "Web Desk"), roles, what a template left empty ("undefined").
- A text with several names, roles or a "By" is read like a byline in print (`metadata/names`).
- A name that schema.org gives alone is believed as it stands, also where it has no capitals or one word, if it looks
  like none of the above.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cleaner.metadata.bylines import is_desk, without_lead_in
from cleaner.metadata.names import parse_names
from cleaner.metadata.sources import Claim
from cleaner.model import Source
from cleaner.recognition.names import (
    DEGREES,
    DESKS,
    NOT_IN_NAMES,
    ROLES,
    bare_word,
    is_pen_name,
    is_personal_name,
    tidy,
)
from cleaner.text.lexicon import word_list
from cleaner.text.normalize import repeat_key
from cleaner.text.organizations import is_organization

MAX_CHARACTERS = 300
"""Characters of a declared author; a longer one is a biography."""

MAX_NAME = 6
"""Words of a name, or of a body's name, that is believed as it stands."""

_ADDRESS = re.compile(r"(?i)https?:|www\.|//|\S@\S|^@|\.(?:com|org|net|co\.\w\w|html?|php)\b|[<>{}=\\]|\d{3}")
_EMPTY = word_list("placeholders.authors")
_SENTENCE = re.compile(r"(?<=[a-zà-ÿ]{3})\.\s+")
"""The end of a sentence, not of a title or an initial."""

_INVERTED = re.compile(r"([^\W\d_][\w'’-]+), ([^\W\d_][\w'’.-]*)")
"""A name as catalogues have it: "Doe, Jane"."""

_PARTS = re.compile(r"\s*[;|,]\s+")
MAX_DEGREE = 4
"""Letters of a degree behind a comma: "MS", "RDN"."""

GROUPS = ROLES | DESKS | {"staff", "editor", "editorial", "contributors"}
"""What makes a name one of several persons, or of what they do: "Ostley Wire staff"."""

_FOLLOW = re.compile(r"(?i)^(?:follow|view|see|more|all|posts|articles|about)\b|\b(?:posts|profile|website)$")


class Authors(NamedTuple):
    """The names, where they were read, and whether there is a person among them."""

    names: tuple[str, ...] = ()
    source: Source | None = None
    persons: bool = False


def choose(claims: Sequence[Claim], sites: Iterable[str]) -> Authors:
    """Choose authors, of claims in their order; `sites` are the site's names, an author only where nobody else is.

    >>> choose([Claim(Source.JSON_LD, "The Echo"), Claim(Source.META, "By Jo Doe and Ana Ruiz")], ["The Echo"])
    Authors(names=('Jo Doe', 'Ana Ruiz'), source=<Source.META: 'meta'>, persons=True)
    >>> choose([Claim(Source.META, "admin")], []).names, choose([Claim(Source.META, "Reuters")], []).names
    ((), ('Reuters',))
    """
    own = {repeat_key(site) for site in sites if site}
    found: list[Authors] = []
    for source, item in dict.fromkeys((claim.source, claim.item) for claim in claims):
        texts = [c.text for c in claims if (c.source, c.item) == (source, item)]
        persons, bodies = _read(texts, source, own)
        if persons:
            return Authors(tuple(persons + [name for name in bodies if repeat_key(name) not in own]), source, True)
        found += [Authors(tuple(bodies), source)] if bodies and source is not Source.REL_AUTHOR else []
    return next(iter(found), Authors())


def _read(texts: Iterable[str], source: Source, sites: set[str]) -> tuple[list[str], list[str]]:
    """Persons and bodies in the texts of one source, each once."""
    persons: dict[str, str] = {}
    bodies: dict[str, str] = {}
    for text in texts:
        for name, person in names_in(text, source in (Source.JSON_LD, Source.MICRODATA), sites):
            (persons if person else bodies).setdefault(repeat_key(name), name)
    return list(persons.values()), list(bodies.values())


def names_in(text: str, trusted: bool = False, sites: Iterable[str] = ()) -> list[tuple[str, bool]]:
    """The names in a declared author, and whether each is a person's; `trusted` where it should be one name alone.

    >>> names_in("Jane Doe, Senior Reporter"), names_in("https://paper.example/jane"), names_in("Ostley Wire Staff")
    ([('Jane Doe', True)], [], [('Ostley Wire Staff', False)])
    >>> names_in("Zoë van der Berg i Puig", True), names_in("jdoe"), names_in("Web Desk")
    ([('Zoë van der Berg i Puig', True)], [], [])
    """
    text = text.strip(" ,;|-–—·•\"'")
    if not text or len(text) > MAX_CHARACTERS or _FOLLOW.search(text):
        return []
    if _ADDRESS.search(text):
        text = " ".join(word for word in text.split() if not _ADDRESS.search(word)).strip(" (),|-<")
        return names_in(text, trusted, sites) if is_personal_name(text) else []
    bare = _SENTENCE.split(without_lead_in(text))[0]
    if repeat_key(bare) in sites:
        return [] if bare.islower() else [(bare, False)]
    if is_personal_name(bare):
        return [(tidy(bare.split()), not is_organization(bare))]
    inverted = _INVERTED.fullmatch(bare)
    if inverted and is_personal_name(f"{inverted[2]} {inverted[1]}"):
        return [(f"{inverted[2]} {inverted[1]}", True)]
    split = parse_names(bare)
    if split:
        return [(name, True) for name in split]
    first, *rest = _PARTS.split(bare)
    parts = [first, *(part for part in rest if part.strip() and not (part.isupper() and len(part) <= MAX_DEGREE))]
    if len(parts) > 1:
        return [found for part in parts for found in names_in(part, trusted, sites)]
    return _as_it_stands(first, trusted)


def _as_it_stands(name: str, trusted: bool) -> list[tuple[str, bool]]:
    words = [bare_word(word) for word in name.split()]
    if not 0 < len(words) <= MAX_NAME or repeat_key(name) in _EMPTY or not any(c.isalpha() for c in name):
        return []
    if is_desk(name) or all(word in NOT_IN_NAMES | _EMPTY | DEGREES for word in words):
        return []
    if len(words) == 1:
        return _single(name, trusted)
    if is_organization(name) or any(word in GROUPS for word in words):
        return [(name, False)] if name[0].isupper() or name[0].isdigit() else []
    return [(name, True)] if trusted and not any(c.isdigit() for c in name) else []


def _single(name: str, trusted: bool) -> list[tuple[str, bool]]:
    """A word alone: an agency ("AFP"), a pen name where it stands in schema.org, else a user's name."""
    if is_organization(name) and name[0].isupper() and name.isalpha():
        return [(name, False)]
    caseless = name.isalpha() and name.upper() == name.lower()
    return [(name, True)] if trusted and (is_pen_name(name) or caseless) else []
