"""The expectations a document would meet: what `check --update` writes in the place of those it doesn't.

What came is taken for right, except where it is a known shortfall of the case: there the expectation stays what a
careful reader said, and the shortfall stays beside it. Shortfalls that are mended go.
"""

from __future__ import annotations

import difflib
import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.golden.case import BODY, BODY_KEEP, Case, Expected
from cleaner.golden.compare import spans_of
from cleaner.golden.made import Made, made_by
from cleaner.model import Block, Verdict
from cleaner.stages.map_to_source import map_to_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from cleaner.golden.compare import Comparison
    from cleaner.model import Document, Piece
    from cleaner.ruleset import RuleSet

ALWAYS = ("headline", "author", "datePublished", "inLanguage")
"""Properties every new case states, also where the text doesn't give them."""


class Rewriting(NamedTuple):
    """A file with other contents than before; `old` is None where it isn't there yet."""

    path: Path
    old: str | None
    new: str

    def diff(self) -> str:
        """The change, as a unified diff."""
        rows = difflib.unified_diff(
            (self.old or "").splitlines(), self.new.splitlines(), str(self.path), str(self.path), n=1, lineterm=""
        )
        return "".join(f"{row}\n" for row in rows)


def updated(case: Case, document: Document, rules: RuleSet, comparison: Comparison | None) -> list[Rewriting]:
    """The files of a case that would change, were what came taken for right.

    Without a `comparison` (the case speaks of lines that aren't there) its shortfalls are no measure and are dropped.
    """
    kept_lines = comparison.known_lines if comparison else ()
    kept_article = comparison.known_article if comparison else ()
    found = []
    if case.is_new or case.lines is not None or case.article or case.record.exists():
        record = _record(case, document, made_by(rules), kept_lines, kept_article)
        old = case.record.read_text("utf-8") if case.record.exists() else None
        if old is None or json.loads(old) != record:
            found.append(Rewriting(case.record, old, json.dumps(record, ensure_ascii=False, indent=2) + "\n"))
    if case.is_new or case.body is not None:
        wanted = _as_expected(case, document, kept_lines)
        body = map_to_source(wanted, rules).body + "\n"
        if (case.body or "").removesuffix("\n") != body.removesuffix("\n") or case.body is None:
            found.append(Rewriting(case.folder / BODY, case.body, body))
    return found


def expected_body(document: Document) -> str:
    """The text of `expected.txt` for a new case."""
    return document.body + "\n"


def expected_record(
    document: Document,
    about: str,
    url: str | None,
    stated: Mapping[str, Any] | None,
    language: str | None = None,
) -> str:
    """The text of `expected.json` for a new case.

    The properties `stated` are the ones that are compared; where it is None, those that have a value.
    """
    record: dict[str, Any] = {"about": about} | _stated(url, language)
    record["article"] = _article(document, stated)
    record["lines"] = _lines(document)
    return json.dumps(record, ensure_ascii=False, indent=2) + "\n"


def _record(
    case: Case, document: Document, made: Made, kept_lines: tuple[int, ...], kept_article: tuple[str, ...]
) -> dict[str, Any]:
    record: dict[str, Any] = {"about": case.about} if case.about or case.is_new else {}
    record |= _stated(case.url, case.language)
    record["made"] = made.to_dict()
    article = _article(document, None if case.is_new else case.article)
    article |= {name: case.article[name] for name in kept_article}
    if article or "article" in _old(case):
        record["article"] = article
    if case.is_new or case.lines is not None:
        lines = _lines(document)
        for index in kept_lines:
            lines.pop(str(index), None)
            if case.expected(index) != BODY_KEEP:
                lines[str(index)] = _entry(case.expected(index))
        record["lines"] = dict(sorted(lines.items(), key=lambda item: int(item[0])))
    shortfalls: dict[str, Any] = {}
    if kept_lines:
        shortfalls["lines"] = {str(index): _entry(case.shortfalls.lines[index]) for index in kept_lines}
    if kept_article:
        shortfalls["article"] = {name: case.shortfalls.article[name] for name in kept_article}
    return record | ({"shortfalls": shortfalls} if shortfalls else {})


def _stated(url: str | None, language: str | None) -> dict[str, Any]:
    """What a case says of its document, in the order in which it is written."""
    return {name: value for name, value in (("url", url), ("language", language)) if value is not None}


def _old(case: Case) -> Mapping[str, Any]:
    found: Mapping[str, Any] = json.loads(case.record.read_text("utf-8")) if case.record.exists() else {}
    return found


def _article(document: Document, stated: Mapping[str, Any] | None) -> dict[str, Any]:
    article = document.article.to_dict()
    if stated is not None:
        return {name: article[name] for name in stated}
    return {name: value for name, value in article.items() if name in ALWAYS or (value and name != "articleBody")}


def _lines(document: Document) -> dict[str, Any]:
    return {
        str(line.index): _entry(spans)
        for line in document.lines
        if line.text.strip() and (spans := spans_of(line)) != BODY_KEEP
    }


def _entry(spans: tuple[Expected, ...]) -> str | list[list[str]]:
    if len(spans) == 1:
        return str(spans[0])
    return [[str(span.label), str(span.action), span.text or ""] for span in spans]


def _as_expected(case: Case, document: Document, lines: tuple[int, ...]) -> Document:
    """The document with the verdicts that are expected of some lines in the place of those that came."""
    wanted = {index: case.expected(index) for index in lines}
    verdicts = [
        tuple(_overruled(block, tiles, wanted)) if any(piece.line in wanted for piece in block.pieces) else tiles
        for block, tiles in zip(document.blocks, document.verdicts, strict=True)
    ]
    return replace(document, verdicts=tuple(verdicts))


def _overruled(
    block: Block, tiles: tuple[Verdict, ...], wanted: Mapping[int, tuple[Expected, ...]]
) -> Iterator[Verdict]:
    at = 0
    for piece in block.pieces:
        end = piece.end
        if piece.line in wanted:
            yield from _expected_tiles(block, piece, at, wanted[piece.line])
        else:
            for tile in tiles:
                if tile.start < end and tile.end > at:
                    yield tile._replace(start=max(at, tile.start), end=min(end, tile.end))
        at = end


def _expected_tiles(block: Block, piece: Piece, start: int, spans: tuple[Expected, ...]) -> Iterator[Verdict]:
    """The spans of a line as verdicts; their texts are looked for in the block's, whose white space is folded."""
    at = start
    for number, span in enumerate(spans):
        folded = " ".join((span.text or "").split())
        found = block.text.find(folded, at, piece.end)
        end = piece.end if number == len(spans) - 1 or found < 0 else found + len(folded)
        yield Verdict(at, end, span.label, span.action, ())
        at = end
