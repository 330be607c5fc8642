"""Holding a document against its golden case: line by line, property by property, and the body to the letter."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner.golden.body import body_with
from cleaner.golden.case import Case, CaseError, Expected, KnownFailure
from cleaner.golden.made import Cause, cause_of
from cleaner.model import Action
from cleaner.stages.score import Evidence, evidence

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cleaner.model import Document, Label, Line
    from cleaner.pipeline import Cleaner
    from cleaner.ruleset import RuleSet


class LineDifference(NamedTuple):
    """A line that got other labels than expected, and why.

    `line` counts from 0; `rules` are what the program gives as its reasons, `proposals` every rule that spoke of the
    line, with its label, and `evidence` the sums of its block (None where it wasn't weighed).
    """

    line: int
    text: str
    expected: tuple[Expected, ...]
    got: tuple[Expected, ...]
    rules: tuple[str, ...]
    proposals: tuple[tuple[str, Label], ...]
    evidence: Evidence | None


class PropertyDifference(NamedTuple):
    """A property of the article (in camelCase) that has another value than expected."""

    name: str
    expected: Any
    got: Any


class BodyDifference(NamedTuple):
    """The body expected, and the one that came; neither with the file's last newline."""

    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything in which a document differs from its case; nothing, where it is as it should be."""

    case: Case
    lines: tuple[LineDifference, ...] = ()
    article: tuple[PropertyDifference, ...] = ()
    body: BodyDifference | None = None
    cause: Cause | None = None
    """What has changed since the case was made; None where it doesn't say what made it."""
    known: tuple[KnownFailure, ...] = ()
    """The known failures of the case, as far as they still fail as it says."""
    fixed: tuple[str, ...] = ()
    """Known failures that pass: lines ("line 12") and properties that come out as expected."""

    @property
    def differs(self) -> bool:
        """Does the check fail? A known failure that passes is one too many, so it fails as well."""
        return bool(self.lines or self.article or self.body or self.fixed)


@dataclass(slots=True)
class Report:
    """The comparisons of many cases, and the fixtures that couldn't be read: what a format is given to print."""

    comparisons: list[Comparison] = field(default_factory=list)
    faults: list[CaseError] = field(default_factory=list)

    @property
    def differing(self) -> list[Comparison]:
        return [comparison for comparison in self.comparisons if comparison.differs]

    @property
    def failing_as_known(self) -> list[Comparison]:
        """The cases that differ in what is known to fail, and in nothing else."""
        return [comparison for comparison in self.comparisons if comparison.known and not comparison.differs]

    @property
    def known_lines(self) -> int:
        """Lines of those cases that fail as known."""
        return sum(len(group.lines) for comparison in self.failing_as_known for group in comparison.known)

    @property
    def known_properties(self) -> int:
        """Properties of those cases that fail as known."""
        return sum(len(group.article) for comparison in self.failing_as_known for group in comparison.known)


def check(cleaner: Cleaner, case: Case) -> Comparison:
    """Clean the input of a case and compare. Raises UnreadableInput, or CaseError where the case names no such line."""
    return compare(case, cleaner.process(case.raw), cleaner.ruleset)


def compare(case: Case, document: Document, rules: RuleSet) -> Comparison:
    """Compare a document that has been through all stages with its case."""
    lines, article = _lines(case, document, rules), list(_article(case, document))
    got_lines, got_article = {d.line: d.got for d in lines}, {d.name: d.got for d in article}
    known = tuple(group for each in case.known_failures if len(group := _failing(each, got_lines, got_article)))
    known_lines = {line for group in known for line in group.lines}
    known_article = {name for group in known for name in group.article}
    new_lines = tuple(d for d in lines if d.line not in known_lines)
    body = document.body
    if any(moves_text(d.expected, d.got) for d in lines if d.line in known_lines):
        # The body is a function of the lines' actions: what the known failures among them explain is known too.
        body = body_with(case, document, known_lines, rules)
    passing = [_line_name(line) for each in case.known_failures for line in each.lines if line not in got_lines]
    passing += [name for each in case.known_failures for name in each.article if name not in got_article]
    return Comparison(
        case,
        new_lines,
        tuple(d for d in article if d.name not in known_article),
        _body(case, body),
        cause_of(case.made, rules),
        known,
        tuple(passing),
    )


def _failing(
    known: KnownFailure, lines: Mapping[int, tuple[Expected, ...]], article: Mapping[str, Any]
) -> KnownFailure:
    """What of a known failure still fails, and in the way it says; `lines` and `article` are what came where not the
    expected did."""
    return KnownFailure(
        known.reason,
        {line: got for line, got in known.lines.items() if lines.get(line) == got},
        {name: got for name, got in known.article.items() if article.get(name, ...) == got},
    )


def _line_name(index: int) -> str:
    return f"line {index + 1}"


def moves_text(expected: Sequence[Expected], got: Sequence[Expected]) -> bool:
    """Does the difference put text into the body or take some out?"""
    one, other = ([(span.text, span.action is Action.KEEP) for span in spans] for spans in (expected, got))
    return one != other


def _body(case: Case, got: str) -> BodyDifference | None:
    expected = None if case.body is None else case.body.removesuffix("\n")
    return None if expected is None or expected == got else BodyDifference(expected, got)


def _article(case: Case, document: Document) -> Iterable[PropertyDifference]:
    got = document.article.to_dict()
    for name, expected in case.article.items():
        if got[name] != expected:
            yield PropertyDifference(name, expected, got[name])


def _lines(case: Case, document: Document, rules: RuleSet) -> list[LineDifference]:
    if case.lines is None:
        return []
    _check_mentions(case, case.lines, document.lines)
    wrong = []
    for line in document.lines:
        expected, got = case.expected(line.index), spans_of(line)
        if line.text.strip() and not _agree(expected, got):
            wrong.append((line, expected, got))
    block_of = {piece.line: block.index for block in document.blocks for piece in block.pieces}
    blocks = sorted({block_of[line.index] for line, _, _ in wrong if line.index in block_of})
    sums = dict(zip(blocks, evidence(document, rules, blocks), strict=True))
    found = []
    for line, expected, got in wrong:
        block = block_of.get(line.index)
        notes = document.annotations[block] if block is not None else ()
        proposals = tuple(dict.fromkeys((note.rule, note.label) for note in notes))
        why = sums[block] if block is not None else None
        found.append(LineDifference(line.index, line.text, expected, got, line.rules, proposals, why))
    return found


def spans_of(line: Line) -> tuple[Expected, ...]:
    """What became of a line, in the words of a golden case: without texts where it is all one.

    >>> from cleaner.model import Action, Label, Line, Span
    >>> spans = (Span(0, 4, Label.BODY, Action.KEEP),)
    >>> [str(span) for span in spans_of(Line(0, "Rain", Label.BODY, Action.KEEP, spans, ()))]
    ['body keep']
    """
    if len(line.spans) == 1:
        return (Expected(line.spans[0].label, line.spans[0].action),)
    return tuple(Expected(span.label, span.action, line.text[span.start : span.end]) for span in line.spans)


def _agree(expected: tuple[Expected, ...], got: tuple[Expected, ...]) -> bool:
    if len(expected) == len(got) == 1:
        return expected[0][:2] == got[0][:2]
    return expected == got


def _check_mentions(case: Case, mentioned: Mapping[int, tuple[Expected, ...]], lines: tuple[Line, ...]) -> None:
    """A case that speaks of a line that isn't there, or is blank, or of other words, expects what can't come."""
    file = case.record
    for index, spans in mentioned.items():
        if index >= len(lines):
            raise CaseError(str(file), f"speaks of line {index}, but the input has {len(lines)} (counted from 0)")
        text = lines[index].text
        if not text.strip():
            raise CaseError(str(file), f"speaks of line {index}, which is blank")
        if spans[0].text is not None and "".join(span.text or "" for span in spans) != text:
            raise CaseError(str(file), f"the spans of line {index} don't add up to its text")
