"""The expectations a document would meet: what `check --update` writes in the place of those it doesn't.

What came is taken for right, except where it is a known failure of the case: there the expectation stays what a
careful reader said, and what came is written beside it. Known failures that pass go.
"""

from __future__ import annotations

import difflib
import json
import os
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.golden.body import body_with
from cleaner.golden.case import BODY, BODY_KEEP, RECORD, Case, CaseError, Expected, KnownFailure
from cleaner.golden.compare import moves_text, spans_of
from cleaner.golden.made import Made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from cleaner.golden.compare import Comparison
    from cleaner.model import Document
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


def in_ci() -> bool:
    """Do we run on a CI service, where nothing is ever rewritten? All of them set CI."""
    return os.environ.get("CI", "").lower() not in ("", "0", "false")


def updated(
    case: Case, document: Document, rules: RuleSet, comparison: Comparison | None, reason: str | None = None
) -> list[Rewriting]:
    """The files of a case that would change, were what came taken for right.

    With a `reason` the expectations stay, and what isn't met becomes a known failure for that reason. Without a
    `comparison` (the case speaks of lines that aren't there) its known failures are no measure and are dropped.
    """
    known = _known_failures(case, comparison, reason) if comparison else ()
    explained = comparison and any(moves_text(d.expected, d.got) for d in comparison.lines)
    if reason is not None and comparison and comparison.body and not explained:
        message = f"a body that differs by itself is no known failure: state the lines in {RECORD}, or mend it"
        raise CaseError(str(case.folder / BODY), message)
    found = []
    if case.is_new or case.lines is not None or case.article or case.record.exists():
        record = _record(case, document, Made.now(rules), known)
        old = case.record.read_text("utf-8") if case.record.exists() else None
        if old is None or json.loads(old) != record:
            found.append(Rewriting(case.record, old, json.dumps(record, ensure_ascii=False, indent=2) + "\n"))
    if case.is_new or (case.body is not None and reason is None):
        body = body_with(case, document, {line for group in known for line in group.lines}, rules) + "\n"
        if (case.body or "").removesuffix("\n") != body.removesuffix("\n") or case.body is None:
            found.append(Rewriting(case.folder / BODY, case.body, body))
    return found


def _known_failures(case: Case, comparison: Comparison, reason: str | None) -> tuple[KnownFailure, ...]:
    """Those of the case that still fail, with what comes now; and what else isn't met, for the `reason` given."""
    came = [*comparison.known, KnownFailure("", *_unmet(comparison))]
    lines = {line: got for group in came for line, got in group.lines.items()}
    article = {name: got for group in came for name, got in group.article.items()}
    groups: dict[str, tuple[list[int], list[str]]] = {}
    for group in case.known_failures:
        its_lines, its_article = groups.setdefault(group.reason, ([], []))
        its_lines += group.lines.keys() & lines.keys()
        its_article += group.article.keys() & article.keys()
    if reason is not None:
        listed = {name for group in groups.values() for names in group for name in names}
        its_lines, its_article = groups.setdefault(reason, ([], []))
        its_lines += lines.keys() - listed
        its_article += article.keys() - listed
    found = (
        KnownFailure(why, {n: lines[n] for n in sorted(its[0])}, {n: article[n] for n in sorted(its[1])})
        for why, its in groups.items()
    )
    return tuple(filter(len, found))


def _unmet(comparison: Comparison) -> tuple[dict[int, tuple[Expected, ...]], dict[str, Any]]:
    return {d.line: d.got for d in comparison.lines}, {d.name: d.got for d in comparison.article}


def _record(case: Case, document: Document, made: Made, known: Sequence[KnownFailure]) -> dict[str, Any]:
    record: dict[str, Any] = {"about": case.about} if case.about or case.is_new else {}
    record |= {name: value for name, value in (("url", case.url), ("language", case.language)) if value is not None}
    record["made"] = {"ruleset": made.ruleset, "versions": dict(made.versions)}
    came = document.article.to_dict()
    stated = case.article if not case.is_new else [n for n in came if n in ALWAYS or (came[n] and n != "articleBody")]
    article = {name: came[name] for name in stated}
    article |= {name: case.article[name] for group in known for name in group.article}
    if article:
        record["article"] = article
    if case.is_new or case.lines is not None:
        lines = _entries({line.index: spans_of(line) for line in document.lines if line.text.strip()})
        for index in (index for group in known for index in group.lines):
            lines[str(index)] = _entry(case.expected(index))
        record["lines"] = {key: lines[key] for key in sorted(lines, key=int) if lines[key] != str(BODY_KEEP[0])}
    groups = [
        {"reason": group.reason}
        | ({"lines": _entries(group.lines)} if group.lines else {})
        | ({"article": dict(group.article)} if group.article else {})
        for group in known
    ]
    return record | ({"known_failures": groups} if groups else {})


def _entries(lines: Mapping[int, tuple[Expected, ...]]) -> dict[str, Any]:
    return {str(index): _entry(lines[index]) for index in sorted(lines)}


def _entry(spans: tuple[Expected, ...]) -> str | list[list[str]]:
    if len(spans) == 1:
        return str(spans[0])
    return [[str(span.label), str(span.action), span.text or ""] for span in spans]
