"""`cleaner explain`: every line with what became of it and why; of one line, the whole reasoning."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Annotated, Any

import typer
from rich.text import Text

from cleaner.batch import inputs
from cleaner.batch.inputs import Source
from cleaner.batch.records import json_text
from cleaner.batch.streams import MissingInput, reason
from cleaner.cli import options
from cleaner.cli.options import Format
from cleaner.cli.output import FINDINGS, complain, painted, say, width
from cleaner.cli.settings import make_cleaner
from cleaner.golden.json_report import evidence_record
from cleaner.model import Action, Annotation, CleanerError, Document, HtmlContext, Line, Result, UnreadableInput
from cleaner.options import Overrides
from cleaner.pipeline import Cleaner, RawDocument
from cleaner.ruleset import RuleSet
from cleaner.ruleset.matched import Matched, matched_parts
from cleaner.stages.score import Evidence, Sum, evidence
from cleaner.text.visible import visible

STYLES = {Action.KEEP: "", Action.EXTRACT: "cyan", Action.DROP: "red"}
QUIET = "dim"

MEASUREMENTS = 10
"""The weightiest measurements shown of a score: the rest changes little."""

LABELS = 4
"""The likeliest labels shown."""

WITHOUT_RULE = {
    "layout.blank": "The line holds no text.",
    "layout.running-head": "Print repeats it on every page, beside a number that counts on.",
    "layout.page-number": "It numbers a page.",
    "layout.second-print": "The same paragraphs stand further up, in the same order.",
    "language.document": "The document as a whole is in another language.",
    "language.script": "The text is written in another script than the article's language.",
    "language.function-words": "The text holds the function words of another language.",
    "language.detected": "A language detector finds another language.",
    "language.run": "The text stands beside foreign text and looks like it.",
    "page.nav": "The line stands in the page's navigation (`nav`), outside the article.",
    "page.footer": "The line stands in the page's footer (`footer`), outside the article.",
    "page.h1": "The page's `h1`, which prints the headline that the page declares.",
    "settings.protect": "The settings, or a pack, protect the line.",
}
"""Reasons that stand in no rule file."""


class NoSuchLine(CleanerError):  # noqa: N818 - named for what is missing
    """The document has no line of that number."""


def explain(
    place: Annotated[
        str, typer.Argument(metavar="FILE[:LINE]", help="A document (`-`: standard input), or a line of it.")
    ],
    url: options.Url = None,
    rules: options.Rules = None,
    language: options.Language = None,
    keep_foreign: options.KeepForeign = None,
    fast: options.Fast = None,
    media_type: options.MediaType = None,
    form: Annotated[Format, typer.Option("--format")] = Format.HUMAN,
) -> None:
    """Tell of every line whether it stays, and why; lines are counted from 1, as editors do."""
    source, number = split(place)
    cleaner = make_cleaner(Overrides(rules, language, keep_foreign, fast))
    try:
        document = cleaner.process(RawDocument(inputs.read(source), url, media_type or source.media_type))
    except UnreadableInput as error:
        complain(f"{source}: {error}")
        raise typer.Exit(FINDINGS) from None
    if number is None:
        say(_all_json(source, cleaner, document) if form is Format.JSON else painted(_all(document)))
        return
    if not 1 <= number <= len(document.lines):
        raise NoSuchLine(f"{source}: has no line {number}, only 1 to {len(document.lines)}")
    reasons = Reasoning(document, cleaner.ruleset, document.lines[number - 1])
    say(json_text(reasons.record()) if form is Format.JSON else painted(reasons.rows()))


def split(place: str) -> tuple[Source, int | None]:
    """The document and the line. A file whose own name ends in a number behind a colon is a file.

    Raises MissingInput where there is no such file.
    """
    named = re.fullmatch(r"(.+):(\d{1,9})", place, re.DOTALL)
    if named and (named[1] == inputs.STDIN or not Path(place).exists()):
        return _source(named[1]), int(named[2])
    return _source(place), None


def _source(name: str) -> Source:
    if name == inputs.STDIN:
        return Source(None, PurePath("stdin"))
    path = Path(name)
    try:
        path.stat()
    except (OSError, ValueError) as error:
        raise MissingInput(f"{name}: {reason(error)}") from None
    if path.is_dir():
        raise MissingInput(f"{name}: is a folder; name a document in it")
    return Source(path, PurePath(path.name))


def _all(document: Document) -> Iterator[Text]:
    room = width()
    for line in document.lines:
        yield from _rows(line, room)
    if document.unprinted:
        words = ", ".join(f"{reason} {count}" for reason, count in document.unprinted.items())
        yield Text(f"not printed: {words} (words of the page that are in no line)", QUIET)
    if document.warnings:
        yield Text(f"warnings: {', '.join(document.warnings)}", QUIET)


def _rows(line: Line, room: int | None) -> Iterator[Text]:
    """A row for each span of a line; on a terminal each as wide as that, elsewhere whole."""
    number = f"{line.index + 1:>5}"
    if not line.text.strip():
        yield Text(number, QUIET)
        return
    for span in line.spans:
        style = STYLES[span.action]
        row = Text().append(f"{number}  ", QUIET)
        row.append(f"{span.action:<7}  {span.label:<11}  ", style)
        because = f"  [{', '.join(span.rules)}]" if span.rules else ""
        text = " ".join(visible(line.text[span.start : span.end]).split())
        if room is not None:
            text = _cut(text, max(20, room - len(row) - len(because)))
        row.append(text, style)
        row.append(because, QUIET)
        yield row
        number = " " * len(number)


def _cut(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1] + "…"


def _all_json(source: Source, cleaner: Cleaner, document: Document) -> str:
    record = Result.of(document, cleaner.ruleset.digest).to_dict()
    lines = [{"number": line["index"] + 1} | line for line in record["lines"]]
    return json_text(
        {"source": str(source), "lines": lines} | {key: record[key] for key in ("ruleset", "unprinted", "warnings")}
    )


class Reasoning:
    """Everything that was said of one line, for and against."""

    def __init__(self, document: Document, rules: RuleSet, line: Line) -> None:
        self.line = line
        self.rules = rules
        at = next((b.index for b in document.blocks for piece in b.pieces if piece.line == line.index), None)
        self.block = document.blocks[at] if at is not None else None
        self.notes: tuple[Annotation, ...] = document.annotations[at] if at is not None else ()
        self.mark: HtmlContext | None = document.html_contexts[line.index] if document.html_contexts else None
        self.evidence: Evidence | None = evidence(document, rules, [at])[0] if at is not None else None

    def rows(self) -> Iterator[Text]:
        """For reading."""
        yield from _rows(self.line, None)
        if self.block is not None and len(self.block.pieces) > 1:
            first, last = self.block.pieces[0].line + 1, self.block.pieces[-1].line + 1
            yield Text(f"Lines {first} to {last} are one paragraph, and were judged together.")
        if self.mark is not None:
            yield from _on_page(self.mark)
        for identity in self.line.rules:
            yield Text().append(f"\n{identity}", "bold").append(f"  {self._source_of(identity)}", QUIET)
            yield Text(f"  {self._why(identity)}")
            yield from self._matched_rows(identity, "  ")
        others = [note for note in self.notes if note.rule not in self.line.rules]
        if others:
            yield Text("\nOther proposals, which were weighed:", "bold")
        for note in others:
            yield Text(f"  {note.rule}: {note.label} ({note.kind}, score {note.score:g})").append(
                f"  {self._source_of(note.rule)}", QUIET
            )
            yield from self._matched_rows(note.rule, "    ")
        if self.evidence is not None:
            yield from _scores(self.evidence)
            if any(note.decisive and note.rule in self.line.rules for note in self.notes):
                yield Text("A sure rule of a site or of yours decided, so the scores were not asked.")

    def record(self) -> dict[str, Any]:
        """For programs."""
        line = self.line
        return {
            "number": line.index + 1,
            "text": line.text,
            "label": str(line.label),
            "action": str(line.action),
            "spans": [span._asdict() for span in line.spans],
            "rules": [
                {
                    "id": identity,
                    "why": self._why(identity),
                    "source": self._source_of(identity) or None,
                    "matched": [matched._asdict() for matched in self._matched(identity)],
                }
                for identity in line.rules
            ],
            "proposals": [
                {
                    "rule": note.rule,
                    "label": str(note.label),
                    "kind": note.kind,
                    "score": note.score,
                    "source": self._source_of(note.rule) or None,
                    "matched": [matched._asdict() for matched in self._matched(note.rule)],
                }
                for note in self.notes
            ],
            "page": _page_record(self.mark) if self.mark is not None else None,
            "evidence": evidence_record(self.evidence) if self.evidence is not None else None,
        }

    def _matched(self, identity: str) -> list[Matched]:
        """What the parts of a rule's pattern matched."""
        rule = self.rules.rules.get(identity)
        return [] if rule is None or self.block is None else matched_parts(self.rules, rule, self.block.text)

    def _matched_rows(self, identity: str, indent: str) -> Iterator[Text]:
        matched = ", ".join(f"{name} = “{visible(text)}”" for name, text in self._matched(identity))
        if matched:
            yield Text(f"{indent}{matched}", "cyan")

    def _why(self, identity: str) -> str:
        if identity in self.rules.rules:
            return self.rules.rules[identity].why
        if identity.startswith("evidence."):
            name = identity.removeprefix("evidence.")
            return f"No rule decided it; the measurement `{name}` spoke most against the line (sums below)."
        return WITHOUT_RULE.get(identity, "A decision of the program; it stands in no rule file.")

    def _source_of(self, identity: str) -> str:
        rule = self.rules.rules.get(identity)
        return rule.source if rule is not None else ""


def _on_page(mark: HtmlContext) -> Iterator[Text]:
    """Where a line of an HTML page stands, and what trafilatura takes it for."""
    path = visible(mark.element.path) if mark.element else "outside all elements"
    yield Text("\nOn the page: ", "bold").append(path, QUIET)
    yield Text(f"  trafilatura takes {mark.vote:.0%} of its words for main content; {mark.linked:.0%} of it is links")


def _page_record(mark: HtmlContext) -> dict[str, Any]:
    return {
        "path": mark.element.path if mark.element else None,
        "vote": round(mark.vote, 3),
        "linked": round(mark.linked, 3),
        "strong": round(mark.strong, 3),
    }


def _scores(why: Evidence) -> Iterator[Text]:
    """The probabilities of the likeliest labels, and what the scores are made of."""
    yield Text("\nLabels by probability", "bold")
    for label, share in sorted(why.probabilities.items(), key=lambda item: -item[1])[:LABELS]:
        yield Text(f"  {share:6.1%}  {label}")
    yield Text("\nAgainst body, by share", "bold")
    for name, share in why.against[:MEASUREMENTS]:
        yield Text(f"  {share:6.1%}  {name}", "red")
    yield from _sum("\nFirst step, log-odds of body by the block itself", why.first)
    yield from _sum("\nSecond step, log-odds of body among its neighbours", why.second)
    yield from _sum(f"\nIf it is not body, score of {why.otherwise}", why.label)


def _sum(title: str, summed: Sum) -> Iterator[Text]:
    yield Text(f"{title}: {summed.total:+.2f}", "bold")
    for part in summed.parts[:MEASUREMENTS]:
        yield Text(f"  {part.worth:+7.2f}  {part.name} = {part.value:g}", "green" if part.worth > 0 else "red")
    rest = sum(part.worth for part in summed.parts[MEASUREMENTS:])
    if len(summed.parts) > MEASUREMENTS:
        yield Text(f"  {rest:+7.2f}  {len(summed.parts) - MEASUREMENTS} other measurements", QUIET)
    yield Text(f"  {summed.base:+7.2f}  the same for every block", QUIET)
