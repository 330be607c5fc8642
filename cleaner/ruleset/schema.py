"""What a rule file may say, and what is wrong with one that says something else.

A pack is one TOML file. Every check names the file, the line and the key, and what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaner.model import Label, NewsArticle, RuleError

SCHEMA_VERSION = 1

KINDS = ("line", "span", "heading", "boundary", "repeat", "run", "protect")
"""What a rule proposes about: the whole block; the matched stretch alone; the block and the list it heads; the
block and all that follows; a block that repeats an earlier one; a run of headline-like blocks; or, `protect`,
that the block stays whatever other rules say."""

PATTERNLESS = ("repeat", "run")
ZONES = ("any", "head", "tail", "edge", "late")
"""`head`: before the running text or among its first two paragraphs; `tail`: after it or among its last two;
`edge`: either; `late`: behind two paragraphs of it, or in the tail."""

EMITTED = frozenset(NewsArticle.__slots__) - {"article_body", "image", "in_language"} | {"caption", "image_credit"}
"""What a capture may become: a property of the article, or the caption or credit of an image."""

ENGLISH = "en"
ANY_LANGUAGE = "any"
"""What a pack says of its language whose rules read no words: they apply to articles in every language."""

LANGUAGE_CODE = re.compile(r"[a-z]{2,3}")

RULE_ID = re.compile(r"[a-z][a-z0-9-]*(\.[a-z0-9-]+)+")
MIN_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Where:
    """Where a rule applies. Words are runs of non-space characters of the block."""

    zone: str = "any"
    min_words: int = 0
    max_words: int = 10_000
    min_run: int = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, as its file states it."""

    id: str
    label: Label
    why: str
    kind: str
    pattern: str
    where: Where
    unless: tuple[str, ...]
    emit: Mapping[str, str]
    score: float
    hits: tuple[str, ...]
    misses: tuple[str, ...]
    pack: str
    source: str
    """`file:line` of the rule."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One rule file. A pack with `domains` or `fingerprint` applies to documents of that site only."""

    name: str
    language: str
    rules: tuple[Rule, ...]
    source: str
    domains: tuple[str, ...] = ()
    fingerprint: tuple[str, ...] = ()

    @property
    def is_site(self) -> bool:
        return bool(self.domains or self.fingerprint)

    def is_for(self, language: str) -> bool:
        """Are its rules for articles in that language?"""
        return self.language in (language, ANY_LANGUAGE)


@dataclass(slots=True)
class _Lines:
    """Finds the line on which a key of a rule file stands; tomllib keeps no positions."""

    text: str
    headers: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.headers = [
            n for n, line in enumerate(self.text.split("\n"), 1) if re.match(r"\s*\[\[\s*rule\s*\]\]", line)
        ]

    def of(self, rule: int | None, key: str | None) -> int:
        lines = self.text.split("\n")
        if rule is None:
            first, last = 1, (self.headers[0] - 1 if self.headers else len(lines))
        elif rule < len(self.headers):
            first = self.headers[rule]
            last = self.headers[rule + 1] - 1 if rule + 1 < len(self.headers) else len(lines)
        else:
            return 1
        if key is not None:
            for number in range(first, last + 1):
                if re.match(rf"\s*{re.escape(key)}\s*[=.]", lines[number - 1]):
                    return number
        return first


class _Table:
    """One TOML table being read: every key is taken once, what is left over is unknown."""

    def __init__(self, data: Mapping[str, Any], fail: Callable[[str | None, str], RuleError]) -> None:
        self.data = dict(data)
        self.fail = fail

    def take(self, key: str, kind: type | tuple[type, ...], default: Any = None, *, required: bool = False) -> Any:
        if key not in self.data:
            if required:
                raise self.fail(None, f"the key `{key}` is missing")
            return default
        value = self.data.pop(key)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            name = kind.__name__ if isinstance(kind, type) else " or ".join(k.__name__ for k in kind)
            raise self.fail(key, f"`{key}` must be a {name}, not {type(value).__name__}")
        return value

    def strings(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self.take(key, list, [], required=required)
        if not all(isinstance(item, str) for item in value):
            raise self.fail(key, f"`{key}` must be a list of strings")
        return tuple(value)

    def choice(self, key: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value: str = self.take(key, str, default, required=default is None)
        if value not in choices:
            raise self.fail(key, f"`{key}` is {value!r}; expected one of {', '.join(choices)}")
        return value

    def done(self) -> None:
        for key in self.data:
            raise self.fail(key, f"unknown key `{key}`")


def read_pack(path: Path, data: Mapping[str, Any], text: str) -> Pack:
    """Check one parsed rule file and give it as a Pack.

    Raises RuleError with `file:line` for the first fault found.
    """
    lines = _Lines(text)
    top = _Table(data, lambda key, message: RuleError(f"{path}:{lines.of(None, key)}", message))
    version = top.take("schema", int, required=True)
    if version != SCHEMA_VERSION:
        raise top.fail("schema", f"`schema` is {version}; this version reads schema {SCHEMA_VERSION}")
    name = top.take("pack", str, required=True)
    language = top.take("language", str, ENGLISH)
    if not LANGUAGE_CODE.fullmatch(language):
        raise top.fail("language", f'`language` is {language!r}; expected a code as "en" or "de", or "{ANY_LANGUAGE}"')
    domains = top.strings("domains")
    fingerprint = top.strings("fingerprint")
    entries = top.take("rule", list, [])
    top.done()
    rules = tuple(_read_rule(path, lines, number, entry, name) for number, entry in enumerate(entries))
    return Pack(name, language, rules, str(path), domains, fingerprint)


def _read_rule(path: Path, lines: _Lines, number: int, entry: Any, pack: str) -> Rule:
    def fail(key: str | None, message: str) -> RuleError:
        who = f" (rule {entry['id']})" if isinstance(entry, dict) and isinstance(entry.get("id"), str) else ""
        return RuleError(f"{path}:{lines.of(number, key)}", message + who)

    if not isinstance(entry, dict):
        raise fail(None, "a rule must be a table: [[rule]]")
    table = _Table(entry, fail)
    identity: str = table.take("id", str, required=True)
    if not RULE_ID.fullmatch(identity):
        raise fail(
            "id",
            f"`id` is {identity!r}; expected small letters, digits and hyphens with a dot, as in `credit.photo-agency`",
        )
    kind = table.choice("kind", KINDS, "line")
    label = Label(table.choice("label", tuple(str(label) for label in Label), "body" if kind == "protect" else None))
    pattern: str = table.take("pattern", str, "", required=kind not in PATTERNLESS)
    if kind in PATTERNLESS and pattern:
        raise fail("pattern", f"a rule of kind `{kind}` has no pattern")
    rule = Rule(
        id=identity,
        label=label,
        why=table.take("why", str, required=True),
        kind=kind,
        pattern=pattern,
        where=_read_where(table.take("where", dict, {}), fail),
        unless=table.strings("unless"),
        emit=_read_emit(table.take("emit", dict, {}), fail),
        score=float(table.take("score", (int, float), 2.0)),
        hits=table.strings("hits", required=True),
        misses=table.strings("misses", required=True),
        pack=pack,
        source=f"{path}:{lines.of(number, None)}",
    )
    table.done()
    for key, value in (("unless", rule.unless), ("emit", rule.emit)):
        if kind in PATTERNLESS and value:
            raise fail(key, f"a rule of kind `{kind}` has no `{key}`: it has no pattern")
    if not 0 <= rule.where.min_words <= rule.where.max_words:
        raise fail("where", "in `where`: `min_words` must be 0 or more, and not above `max_words`")
    if rule.score not in (1.0, 2.0, 3.0):
        raise fail("score", "`score` must be 1 (weak), 2 (usual) or 3 (sure)")
    if len(rule.why.split()) < 3:
        raise fail("why", "`why` must give a reason in a sentence")
    for key, examples in (("hits", rule.hits), ("misses", rule.misses)):
        if len(examples) < MIN_EXAMPLES:
            raise fail(key, f"`{key}` has {len(examples)} example(s); at least {MIN_EXAMPLES} are needed")
    return rule


def _read_where(data: Mapping[str, Any], fail: Callable[[str | None, str], RuleError]) -> Where:
    table = _Table(data, lambda _key, message: fail("where", f"in `where`: {message}"))
    where = Where(
        zone=table.choice("zone", ZONES, "any"),
        min_words=table.take("min_words", int, 0),
        max_words=table.take("max_words", int, 10_000),
        min_run=table.take("min_run", int, 3),
    )
    table.done()
    return where


def _read_emit(data: Mapping[str, Any], fail: Callable[[str | None, str], RuleError]) -> dict[str, str]:
    for name, group in data.items():
        if name not in EMITTED:
            raise fail("emit", f"`emit` names {name!r}; expected one of {', '.join(sorted(EMITTED))}")
        if not isinstance(group, str):
            raise fail("emit", f"`emit.{name}` must be the name of a group of the pattern")
    return dict(data)
