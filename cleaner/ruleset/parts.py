r"""Named parts of patterns (`{date}`, `{names}`), and lists of phrases, written out as regular expressions.

A part is defined once, in a `[[part]]` table, by a pattern or by a list of phrases. A pattern names it in braces:
`^By {names}(?: {separator} {date})?$`. Parts may use other parts, at most `MAX_DEPTH` deep. A literal brace is written
`\{`; counts (`{2,3}`) and classes (`\p{Lu}`, `\x{e9}`) are what they are in any regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from cleaner.ruleset.places import Places, did_you_mean

if TYPE_CHECKING:
    from cleaner.model import RuleError

PART_NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")

MAX_LENGTH = 150
"""Characters of a part's pattern as written: what somebody can still read at a glance."""

MAX_DEPTH = 3
"""How deep a part may stand in others: a month in a worded date, in a full date, in a date."""

MATCHES = ("whole", "starts", "ends", "anywhere")
"""Where in a block a phrase stands: it is all of it (signs at the edges apart), its beginning, its end, or anywhere."""

_FRAMES = {
    "whole": (r"^\W*", r"\W*$"),
    "starts": (r"^\W*", r"(?:\W|$)"),
    "ends": (r"(?:^|\W)", r"\W*$"),
    "anywhere": (r"(?:^|\W)", r"(?:\W|$)"),
}

_REFERENCE = re.compile(r"\\[pPx]\{[^}]*\}|\\.|\{(?P<part>[a-z][a-z0-9_]*)\}", re.DOTALL)
"""A reference to a part, or an escape, in which a brace is none."""

_PRINTED = {"'": "['’]", "’": "['’]", '"': '["“”]', "“": '["“”]', "”": '["“”]'}
"""Signs of a phrase that a page may print either way."""

_SPECIAL = frozenset(r"\.+*?()|[]{}^$#&~-")

COPY = "__"
"""Stands in the name of a group between the part's name and a number, where a part is captured in several places."""


class Fail(Protocol):
    """Makes an error at a key of the table that holds the pattern; `item` is what of the key's value is meant."""

    def __call__(self, key: str, message: str, suggestion: str = "", item: str = "", /) -> RuleError: ...


@dataclass(frozen=True, slots=True)
class Part:
    """One named part, as its file states it: a pattern or phrases, a reason, and examples that it must match whole."""

    name: str
    why: str
    pattern: str
    phrases: tuple[str, ...]
    ignore_case: bool
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    is_global: bool
    source: str
    """`file:line`."""
    places: Places | None = field(default=None, compare=False, repr=False)
    number: int = field(default=0, compare=False, repr=False)

    @property
    def id(self) -> str:
        """What a message calls it."""
        return f"{{{self.name}}}"

    @property
    def key(self) -> str:
        return "phrases" if self.phrases else "pattern"

    @property
    def body(self) -> str:
        """The pattern as written, or that of the phrases; references not yet written out."""
        if not self.phrases:
            return self.pattern
        listed = alternatives(self.phrases)
        return f"(?i:{listed})" if self.ignore_case else listed

    def fault(self, key: str, message: str, suggestion: str = "", item: str = "") -> RuleError:
        """An error at one of the part's keys."""
        return fault_at(self.source, self.places, ("part", self.number), key, message, suggestion, item)


def fault_at(
    source: str,
    places: Places | None,
    table: tuple[str, int],
    key: str,
    message: str,
    suggestion: str = "",
    item: str = "",
) -> RuleError:
    """An error at a key of a table, or at an item of the key's value; where the places aren't known, at `source`."""
    from cleaner.model import RuleError

    if places is None:
        return RuleError(source, message, 0, suggestion)
    place = places.of(table, key, item or None)
    return RuleError(f"{source.rpartition(':')[0]}:{place.line}", message, place.column, suggestion)


class Parts:
    """The parts that the patterns of a pack may name, and what they are written out as.

    >>> month = Part("month", "Names of months.", "", ("March", "May"), False, (), (), True, "parts.toml:1")
    >>> day = Part("day", "A day.", r"\\d{1,2} {month}", (), False, (), (), True, "parts.toml:9")
    >>> Parts([month, day]).expand("^On {day}$", print)
    '^On (?:\\\\d{1,2} (?:March|May))$'
    """

    def __init__(self, parts: Iterable[Part] = ()) -> None:
        self._parts: dict[str, Part] = {part.name: part for part in parts}
        self._expanded: dict[str, str] = {}

    def __iter__(self) -> Iterator[Part]:
        return iter(self._parts.values())

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def with_own(self, parts: Iterable[Part]) -> Parts:
        """These parts and a pack's own, which take the place of those of the same name."""
        own = tuple(parts)
        return Parts([*self._parts.values(), *own]) if own else self

    def expand(self, pattern: str, fail: Fail, *, key: str = "pattern", captured: Iterable[str] = ()) -> str:
        """The pattern with its parts written out, each as a group; parts named in `captured` as groups of that name.

        Raises RuleError (made by `fail`) for a part that doesn't exist, or one that stands in itself.
        """
        if "{" not in pattern:
            return pattern
        wanted = {name for name in captured if f"(?P<{name}>" not in pattern}
        seen: dict[str, int] = {}

        def written(found: re.Match[str]) -> str:
            name = found["part"]
            if name is None:
                return found[0]
            inner = self._resolve(name, fail, key, ())
            if name not in wanted:
                return f"(?:{inner})"
            seen[name] = seen.get(name, 0) + 1
            number = seen[name]
            return f"(?P<{name if number == 1 else f'{name}{COPY}{number}'}>{inner})"

        return _REFERENCE.sub(written, pattern)

    def _resolve(self, name: str, fail: Fail, key: str, inside: tuple[str, ...]) -> str:
        if not inside and name in self._expanded:
            return self._expanded[name]
        part = self._parts.get(name)
        if part is None:
            known = sorted(self._parts)
            suggestion = did_you_mean(name, known) or "`cleaner rules list --parts` names them all"
            raise fail(key, f"there is no part {{{name}}}", suggestion, f"{{{name}}}")
        if name in inside:
            raise part.fault(part.key, f"the part {part.id} stands in itself: {' in '.join((name, *inside[::-1]))}")
        if len(inside) > MAX_DEPTH:
            raise part.fault(part.key, f"the part {part.id} stands more than {MAX_DEPTH} deep in other parts")

        def written(found: re.Match[str]) -> str:
            if found["part"] is None:
                return found[0]
            return f"(?:{self._resolve(found['part'], part.fault, part.key, (*inside, name))})"

        expanded = _REFERENCE.sub(written, part.body)
        if not inside:
            self._expanded[name] = expanded
        return expanded


def references(pattern: str) -> list[str]:
    r"""The parts that a pattern names, in order.

    >>> references(r"^By {names} \{x\} \p{Lu}{2,3} {date}$")
    ['names', 'date']
    """
    return [found["part"] for found in _REFERENCE.finditer(pattern) if found["part"]]


def phrase_pattern(phrases: Iterable[str], match: str, ignore_case: bool) -> str:
    """The regular expression of a list of phrases.

    >>> phrase_pattern(["share this", "don't miss"], "whole", True)
    "(?i)^\\\\W*(?:share this|don['’]t miss)\\\\W*$"
    """
    before, after = _FRAMES[match]
    return f"{'(?i)' if ignore_case else ''}{before}(?:{alternatives(phrases)}){after}"


def alternatives(phrases: Iterable[str]) -> str:
    """Phrases as alternatives, longer ones first, so that "News Agency" isn't read as "News".

    >>> alternatives(["News", "News Agency", "A. B."])
    'News Agency|A\\\\. B\\\\.|News'
    """
    return "|".join(map(_escaped, sorted(phrases, key=lambda phrase: -len(phrase))))


def _escaped(phrase: str) -> str:
    """A phrase as a pattern: its signs stand for themselves, `{part}` for a part."""
    written, at = [], 0
    for found in re.finditer(r"\{[a-z][a-z0-9_]*\}", phrase):
        written += [*map(_sign, phrase[at : found.start()]), found[0]]
        at = found.end()
    return "".join([*written, *map(_sign, phrase[at:])])


def _sign(character: str) -> str:
    if character in _PRINTED:
        return _PRINTED[character]
    return f"\\{character}" if character in _SPECIAL else character


def group_of(name: str) -> str:
    """The part that a captured group belongs to: `date__2` is the second place of `date`."""
    return name.partition(COPY)[0]


def first_of_each(groups: Mapping[str, str]) -> dict[str, str]:
    """What was captured, by part: the first place that took part in the match.

    >>> first_of_each({"date__2": "4 May", "names": "Ana Ruiz"})
    {'date': '4 May', 'names': 'Ana Ruiz'}
    """
    found: dict[str, str] = {}
    for name, text in groups.items():
        found.setdefault(group_of(name), text)
    return found
