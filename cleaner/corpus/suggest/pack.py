"""Proposals as a TOML pack, ready to be reviewed."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from cleaner.corpus.suggest import shapes
from cleaner.corpus.suggest.lines import NO_SITE
from cleaner.ruleset import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from cleaner.corpus.suggest.review import Proposal

WHY = {
    "line": "The site prints this line again and again ({docs} of {of} documents).",
    "slots": "The site prints this line with other names, numbers or dates each time ({docs} of {of} documents).",
    "opening": "Lines of the site that open like this are no part of the article ({docs} of {of} documents).",
    "closing": "Lines of the site that close like this are no part of the article ({docs} of {of} documents).",
    "box": "The site introduces its authors like this around the article ({docs} of {of} documents).",
}
MAX_ID = 40


def pack_text(
    site: str, documents: int, proposals: Sequence[Proposal], hosts: Collection[str] = (), language: str = ENGLISH
) -> str:
    """A site's pack, for articles in `language`.

    It applies to the site's hosts, where documents came with their addresses; else everywhere.
    """
    rows = [
        "schema = 1",
        f"pack = {_string(pack_name(site))}",
        f"language = {_string(language)}",
        *([f"domains = [{', '.join(map(_string, sorted(hosts)))}]"] if hosts else []),
    ]
    taken: set[str] = set()
    for proposal in proposals:
        rows += ["", *_rule(site, documents, proposal, taken)]
    return "\n".join(rows) + "\n"


def pack_name(site: str) -> str:
    """`site.…` for a host, the folder's name for another.

    >>> pack_name("harrow.example"), pack_name("My pages"), pack_name("corpus")
    ('site.harrow-example', 'site.my-pages', 'site.corpus')
    """
    return f"site.{_slug(site) or NO_SITE}"


def effect(proposal: Proposal) -> str:
    """What a proposal would change, in a few words."""
    told = f"{proposal.lines} lines of {proposal.documents} documents"
    if not proposal.leaving:
        return f"{told}; all of them are removed already"
    told += f"; {proposal.leaving} words that stay today" + (
        " would leave" if proposal.candidate.score >= 3 else " would be weighed anew"
    )
    if proposal.junk or proposal.body:
        told += f" ({proposal.junk} junk, {proposal.body} body by the gold)"
    return told


def _rule(site: str, documents: int, proposal: Proposal, taken: set[str]) -> list[str]:
    candidate = proposal.candidate
    identity = _identity(f"{pack_name(site)}.{_slug(_title(proposal))[:MAX_ID].strip('-') or candidate.label}", taken)
    where = [f"max_words = {candidate.max_words}"]
    where += [f'zone = "{candidate.zone}"'] if candidate.zone != "any" else []
    return [
        f"# {proposal.number}: {effect(proposal)}",
        "[[rule]]",
        f"id = {_string(identity)}",
        f"label = {_string(candidate.label)}",
        f"why = {_string(WHY[candidate.kind].format(docs=candidate.docs, of=documents))}",
        f"pattern = {_literal(candidate.pattern)}",
        f"where = {{ {', '.join(where)} }}",
        f"score = {candidate.score}",
        *_list("hits", proposal.hits),
        *_list("misses", proposal.misses),
    ]


def title(proposal: Proposal) -> str:
    """A candidate for a list: its first line, or its shape."""
    candidate = proposal.candidate
    if candidate.kind == "line":
        more = len(candidate.texts) - 1
        return candidate.texts[0] + (f" (and {more} more)" if more else "")
    if candidate.kind == "slots":
        texts = candidate.texts
        return shapes.readable(shapes.filled(shapes.shape(texts[0])[0], [shapes.shape(text)[1] for text in texts]))
    if candidate.kind == "opening":
        return f"{shapes.head(candidate.texts[0])}…"
    if candidate.kind == "closing":
        return f"… {shapes.readable(shapes.tail(candidate.texts[0]))}"
    return f"{{name}}{shapes.box(candidate.texts[0])} …"


def _title(proposal: Proposal) -> str:
    return re.sub(r"\(and \d+ more\)|[{}…]", "", title(proposal))


def _identity(base: str, taken: set[str]) -> str:
    number, identity = 1, base
    while identity in taken:
        number += 1
        identity = f"{base}-{number}"
    taken.add(identity)
    return identity


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def _string(text: str) -> str:
    """A basic string of TOML: JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def _literal(text: str) -> str:
    if "'" not in text and text.isprintable():
        return f"'{text}'"
    if "'''" not in text and not text.endswith("'") and text.isprintable():
        return f"'''{text}'''"
    return _string(text)


def _list(key: str, values: Sequence[str]) -> list[str]:
    return [f"{key} = [", *(f"    {_string(value)}," for value in values), "]"]
