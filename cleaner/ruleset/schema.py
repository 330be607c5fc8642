"""What a rule file may say, and what is wrong with one that says something else.

A pack is one TOML file. Every check names the file, the line and the key, and what was expected.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from cleaner.model import Label, NewsArticle, RuleError
from cleaner.ruleset.parts import (
    MATCHES,
    MAX_LENGTH,
    PART_NAME,
    Part,
    Parts,
    fault_at,
    group_of,
    phrase_pattern,
    references,
)
from cleaner.ruleset.places import Place, Places, did_you_mean
from cleaner.ruleset.switches import Switch, read_switches
from cleaner.ruleset.tables import Fail, Table, failing

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
MAX_PATTERN, MAX_NESTING = 10_000, 100
"""Characters and nested groups of a pattern as it is written: what people write has hundreds, and a few."""

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
    written: str = ""
    """The pattern as the file has it, its parts named; empty for a rule of phrases."""
    phrases: tuple[str, ...] = ()
    match: str = "anywhere"
    """Where in a block a phrase stands."""
    unless_written: tuple[str, ...] = ()
    places: Places | None = field(default=None, compare=False, repr=False)
    """The places of its file's keys, which are looked up when there is something to say of one."""
    number: int = field(default=0, compare=False, repr=False)

    def fault(self, key: str, message: str, suggestion: str = "", item: str = "") -> RuleError:
        """An error at one of the rule's keys, or at an item of a key's list."""
        return fault_at(self.source, self.places, ("rule", self.number), key, message, suggestion, item)

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts that its pattern and its phrases name, each once."""
        return tuple(dict.fromkeys(name for text in (self.written, *self.phrases) for name in references(text)))


@dataclass(frozen=True, slots=True)
class Pack:
    """One rule file. A pack with `domains` or `fingerprint` applies to documents of that site only."""

    name: str
    language: str
    rules: tuple[Rule, ...]
    source: str
    domains: tuple[str, ...] = ()
    fingerprint: tuple[str, ...] = ()
    switches: tuple[Switch, ...] = ()
    decides: bool = True
    """A rule of score 3 decides by itself; where this is False, all rules are evidence that is weighed."""
    parts: tuple[Part, ...] = ()
    places: Mapping[str, Place] = field(default_factory=dict, compare=False, repr=False)
    """Where its fingerprints stand."""

    @property
    def id(self) -> str:
        """What a message calls it."""
        return self.name

    def fault(self, key: str, message: str, suggestion: str = "", item: str = "") -> RuleError:
        """An error at one of the pack's keys."""
        place = self.places.get(f"{key} {item}", Place(1, 0))
        return RuleError(f"{self.source}:{place.line}", message, place.column, suggestion)

    @property
    def is_site(self) -> bool:
        return bool(self.domains or self.fingerprint)

    def is_for(self, language: str) -> bool:
        """Are its rules for articles in that language?"""
        return self.language in (language, ANY_LANGUAGE)


def read_pack(path: Path, data: Mapping[str, Any], text: str, parts: Parts | None = None) -> Pack:
    """Check one parsed rule file and give it as a Pack, its patterns written out.

    `parts` are those that the file may use beside its own. Raises RuleError with `file:line` for the first fault found.
    """
    places = Places(text)
    top = Table(data, failing(path, places, None))
    version = top.take("schema", int, required=True)
    if version != SCHEMA_VERSION:
        raise top.fail("schema", f"`schema` is {version}; this version reads schema {SCHEMA_VERSION}")
    name = top.take("pack", str, required=True)
    language = top.take("language", str, ENGLISH)
    if not LANGUAGE_CODE.fullmatch(language):
        raise top.fail("language", f'`language` is {language!r}; expected a code as "en" or "de", or "{ANY_LANGUAGE}"')
    domains = top.strings("domains")
    fingerprint = top.strings("fingerprint")
    decides = top.take("decides", bool, True)
    switches = read_switches(top, path, places)
    entries = top.take("rule", list, [])
    own = read_parts(top, path, places)
    top.done()
    known = (parts or Parts()).with_own(own)
    for part in own:
        known.expand(part.id, part.fault, key=part.key)
    rules = tuple(_read_rule(path, places, number, entry, name, known) for number, entry in enumerate(entries))
    where = {f"fingerprint {pattern}": places.of(None, "fingerprint", pattern) for pattern in fingerprint}
    return Pack(name, language, rules, str(path), domains, fingerprint, switches, decides, own, where)


def read_parts(top: Table, path: Path, places: Places) -> tuple[Part, ...]:
    """The `[[part]]` tables of a file. `share_parts = true` at its top makes them known to all packs."""
    shared = top.take("share_parts", bool, False)
    return tuple(
        _read_part(path, places, number, entry, shared) for number, entry in enumerate(top.take("part", list, []))
    )


def _read_part(path: Path, places: Places, number: int, entry: Any, shared: bool) -> Part:
    who = f" (part {entry['name']})" if isinstance(entry, dict) and isinstance(entry.get("name"), str) else ""
    fail = failing(path, places, ("part", number), who)
    if not isinstance(entry, dict):
        raise fail(None, "a part must be a table: [[part]]")
    table = Table(entry, fail)
    name: str = table.take("name", str, required=True)
    if not PART_NAME.fullmatch(name):
        raise fail("name", f"`name` is {name!r}; expected small letters, digits and underscores, as in `month`")
    part = Part(
        name=name,
        why=table.take("why", str, required=True),
        pattern=table.take("pattern", str, ""),
        phrases=table.strings("phrases"),
        ignore_case=table.take("ignore_case", bool, False),
        hits=table.strings("hits", required=True),
        misses=table.strings("misses", required=True),
        is_global=table.take("global", bool, shared),
        source=f"{path}:{places.of(('part', number), None).line}",
        places=places,
        number=number,
    )
    table.done()
    if bool(part.pattern) == bool(part.phrases):
        raise fail(None, "a part has either a `pattern` or `phrases`")
    if len(part.pattern) > MAX_LENGTH:
        told = f"the pattern has {len(part.pattern)} characters; a part has at most {MAX_LENGTH}"
        raise fail("pattern", told, "take a part out of it, or list `phrases`")
    _check_examples(part.hits, part.misses, part.why, fail)
    return part


def _read_rule(path: Path, places: Places, number: int, entry: Any, pack: str, parts: Parts) -> Rule:
    who = f" (rule {entry['id']})" if isinstance(entry, dict) and isinstance(entry.get("id"), str) else ""
    fail = failing(path, places, ("rule", number), who)
    if not isinstance(entry, dict):
        raise fail(None, "a rule must be a table: [[rule]]")
    table = Table(entry, fail)
    identity: str = table.take("id", str, required=True)
    if not RULE_ID.fullmatch(identity):
        raise fail(
            "id",
            f"`id` is {identity!r}; expected small letters, digits and hyphens with a dot, as in `credit.photo-agency`",
        )
    kind = table.choice("kind", KINDS, "line")
    label = Label(table.choice("label", tuple(str(label) for label in Label), "body" if kind == "protect" else None))
    phrases = table.strings("phrases")
    pattern: str = table.take("pattern", str, "", required=kind not in PATTERNLESS and not phrases)
    if kind in PATTERNLESS and (pattern or phrases):
        raise fail("pattern", f"a rule of kind `{kind}` has no pattern")
    if pattern and phrases:
        raise fail("phrases", "a rule has either a `pattern` or `phrases`")
    match = table.choice("match", MATCHES, "anywhere")
    ignore_case = table.take("ignore_case", bool, True)
    if not phrases and {"match", "ignore_case"} & set(entry):
        raise fail("match", "`match` and `ignore_case` go with `phrases`")
    rule = Rule(
        id=identity,
        label=label,
        why=table.take("why", str, required=True),
        kind=kind,
        pattern=phrase_pattern(phrases, match, ignore_case) if phrases else pattern,
        written=pattern,
        phrases=phrases,
        match=match,
        where=_read_where(table.take("where", dict, {}), fail),
        unless=table.strings("unless"),
        emit=_read_emit(table.take("emit", dict, {}), fail),
        score=float(table.take("score", (int, float), 2.0)),
        hits=table.strings("hits", required=True),
        misses=table.strings("misses", required=True),
        pack=pack,
        source=f"{path}:{places.of(('rule', number), None).line}",
        places=places,
        number=number,
    )
    table.done()
    for key, value in (("unless", rule.unless), ("emit", rule.emit)):
        if kind in PATTERNLESS and value:
            raise fail(key, f"a rule of kind `{kind}` has no `{key}`: it has no pattern")
    if not 0 <= rule.where.min_words <= rule.where.max_words:
        raise fail("where", "in `where`: `min_words` must be 0 or more, and not above `max_words`")
    if rule.score not in (1.0, 2.0, 3.0):
        raise fail("score", "`score` must be 1 (weak), 2 (usual) or 3 (sure)")
    _check_examples(rule.hits, rule.misses, rule.why, fail)
    return _expanded(rule, parts)


def _check_examples(hits: Sequence[str], misses: Sequence[str], why: str, fail: Fail) -> None:
    if len(why.split()) < 3:
        raise fail("why", "`why` must give a reason in a sentence")
    for key, examples in (("hits", hits), ("misses", misses)):
        if len(examples) < MIN_EXAMPLES:
            raise fail(key, f"`{key}` has {len(examples)} example(s); at least {MIN_EXAMPLES} are needed")


def _expanded(rule: Rule, parts: Parts) -> Rule:
    """The rule with its parts written out. What `emit` names is captured: a group, or a part of that name."""
    for key, pattern in (("pattern", rule.written), *(("unless", pattern) for pattern in rule.unless)):
        if fault := oversize(pattern):
            raise rule.fault(key, fault)
    key = "phrases" if rule.phrases else "pattern"
    captured = {group_of(group) for group in rule.emit.values()}
    return replace(
        rule,
        pattern=parts.expand(rule.pattern, rule.fault, key=key, captured=captured),
        unless=tuple(parts.expand(pattern, rule.fault, key="unless") for pattern in rule.unless),
        unless_written=rule.unless,
    )


def oversize(pattern: str) -> str:
    """What is too much in a pattern for it to be compiled in reasonable time; nothing where it isn't.

    >>> oversize("(?:" * 200 + "a" + ")" * 200)
    'groups are nested 200 deep; at most 100 are read'
    """
    if len(pattern) > MAX_PATTERN:
        return f"the pattern has {len(pattern):,} characters; at most {MAX_PATTERN:,} are read"
    depth = deepest = 0
    for sign in re.findall(r"\\.|[()]", pattern, re.DOTALL):
        depth += {"(": 1, ")": -1}.get(sign, 0)
        deepest = max(deepest, depth)
    return f"groups are nested {deepest} deep; at most {MAX_NESTING} are read" if deepest > MAX_NESTING else ""


def _read_where(data: Mapping[str, Any], fail: Fail) -> Where:
    def inside(_key: str | None, message: str, suggestion: str = "") -> RuleError:
        return fail("where", f"in `where`: {message}", suggestion)

    table = Table(data, inside)
    where = Where(
        zone=table.choice("zone", ZONES, "any"),
        min_words=table.take("min_words", int, 0),
        max_words=table.take("max_words", int, 10_000),
        min_run=table.take("min_run", int, 3),
    )
    table.done()
    return where


def _read_emit(data: Mapping[str, Any], fail: Fail) -> dict[str, str]:
    for name, group in data.items():
        if name not in EMITTED:
            message = f"`emit` names {name!r}; expected one of {', '.join(sorted(EMITTED))}"
            raise fail("emit", message, did_you_mean(name, sorted(EMITTED)))
        if not isinstance(group, str):
            raise fail("emit", f"`emit.{name}` must be the name of a group of the pattern")
    return dict(data)
