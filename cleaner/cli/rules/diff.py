"""`cleaner rules diff`: what changes between two rule sets over a corpus; the gate for an upgrade."""

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from cleaner.batch.records import encoded
from cleaner.batch.write import writing
from cleaner.cli.output import FINDINGS, complain, painted, progress, say, tell
from cleaner.cli.settings import make_cleaner, read_settings
from cleaner.corpus.difference import (
    Difference,
    DocumentChange,
    LineChange,
    Side,
    by_cleaner,
    by_records,
    difference,
    moves_text,
)
from cleaner.corpus.difference_html import page
from cleaner.corpus.read import read_corpus
from cleaner.pipeline import Cleaner
from cleaner.text.visible import visible, visible_json

SHIPPED, SETTINGS = "shipped", "settings"
RECORDS = (".jsonl", ".ndjson")
SHOWN = 10
MAX_TEXT = 90


class Format(StrEnum):
    """Table: for reading; json: for programs; html: a page."""

    TABLE = "table"
    JSON = "json"
    HTML = "html"


SIDE = (
    "Rules on top of the shipped ones (files and folders, several apart by commas), a whole rule set (a folder with "
    "`evidence/`), `shipped`, `settings`, or records of another version (`clean --format jsonl`)."
)


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help=SIDE)],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The same.")],
    corpus: Annotated[Path, typer.Argument(metavar="CORPUS", help="A folder of documents, or a JSONL file.")],
    bound: Annotated[
        float, typer.Option("--bound", metavar="SHARE", help="Words of bodies that may come or go.", min=0)
    ] = 0.0,
    metadata_bound: Annotated[
        float, typer.Option("--metadata-bound", metavar="SHARE", help="Documents whose metadata may change.", min=0)
    ] = 0.0,
    form: Annotated[Format, typer.Option("--format", help="How the changes are told.")] = Format.TABLE,
    out: Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write them there.")] = None,
    shown: Annotated[int, typer.Option("--show", help="Documents of which the table shows the lines.", min=0)] = SHOWN,
) -> None:
    """Tell which documents, lines and metadata change between two rule sets, riskiest first.

    Exit code 1 above a bound, and where a document can't be compared.
    """
    found = read_corpus(corpus)
    result = difference(_side(old), _side(new), progress(found, found.size, "comparing"))
    result.faults += found.faults
    text = {
        Format.TABLE: lambda: painted(_table(result, shown)),
        Format.JSON: lambda: _json(result),
        Format.HTML: lambda: page(result, old, new),
    }[form]()
    if out is None:
        say(text)
    else:
        with writing(out) as file:
            file.write(encoded(text))
    for fault in result.faults:
        complain(fault)
    above = result.moved > bound or result.metadata > metadata_bound
    tell(
        f"{len(result.changes)} of {result.documents} documents change; {result.moved:.2%} of the words of bodies come "
        f"or go (bound {bound:.2%}), metadata change in {result.metadata:.2%} (bound {metadata_bound:.2%})"
    )
    if above or result.faults:
        raise typer.Exit(FINDINGS)


def _side(name: str) -> Side:
    if name == SETTINGS:
        return by_cleaner(make_cleaner())
    if name.endswith(RECORDS):
        return by_records(Path(name))
    paths = [] if name == SHIPPED else [Path(part) for part in name.split(",")]
    settings = read_settings(Path.cwd())  # the rules are OLD's and NEW's; what the corpus is, the folder says
    return by_cleaner(Cleaner.of(replace(settings, rules=tuple(paths))))


def _table(result: Difference, shown: int) -> list[Text]:
    gold = result.with_gold > 0
    head = f"{'risk':>6}  {'lost':>6}  {'gained':>6}  {'lines':>5}  {'metadata':>8}"
    rows = [Text(head + (f"  {'F1':>14}" if gold else "") + "  document", "bold")] if result.changes else []
    for n, change in enumerate(result.changes):
        row = f"{change.risk:>6.2f}  {change.lost:>6}  {change.gained:>6}  {len(change.lines):>5}"
        row += f"  {len(change.article):>8}"
        if gold:
            told = change.old_f1 is not None and change.new_f1 is not None
            row += f"  {f'{change.old_f1:.3f} > {change.new_f1:.3f}' if told else '':>14}"
        rows.append(Text(f"{row}  {visible(change.name)}", "red" if change.fall > 0 or change.lost else ""))
        rows += _lines(change) if n < shown else []
    if gold:
        rows.append(Text(f"mean F1 of {result.with_gold} documents: {result.old_f1:.4f} > {result.new_f1:.4f}", "bold"))
    return rows


def _lines(change: DocumentChange) -> list[Text]:
    rows = []
    for line in sorted(change.lines, key=lambda line: not moves_text(line)):
        text = visible(" ".join(line.text.split()))
        rows.append(Text(f"    {line.line + 1}: {text[:MAX_TEXT]}{'…' if len(text) > MAX_TEXT else ''}"))
        rows.append(Text(f"        {line.old.verdict} > {line.new.verdict}  [{', '.join(_reasons(line))}]", "dim"))
    for name, old, new in change.article:
        before, after = (json.dumps(value, ensure_ascii=False)[:MAX_TEXT] for value in (old, new))
        rows.append(Text(visible(f"    {name}: {before} > {after}")))
    return rows


def _reasons(line: LineChange) -> tuple[str, ...]:
    return line.new.rules or line.old.rules


def _json(result: Difference) -> str:
    record: dict[str, Any] = {
        "documents": result.documents,
        "changed": len(result.changes),
        "words_moved": result.moved,
        "metadata_changed": result.metadata,
        "f1": {"old": result.old_f1, "new": result.new_f1} if result.with_gold else None,
        "changes": [_record(change) for change in result.changes],
        "faults": result.faults,
    }
    return visible_json(json.dumps(record, ensure_ascii=False, indent=2)) + "\n"


def _record(change: DocumentChange) -> dict[str, Any]:
    return {
        "document": change.name,
        "risk": round(change.risk, 6),
        "body_words": change.words,
        "lost": change.lost,
        "gained": change.gained,
        "f1": None if change.old_f1 is None else {"old": change.old_f1, "new": change.new_f1},
        "lines": [
            {
                "line": line.line + 1,
                "text": line.text,
                "old": {"verdict": line.old.verdict, "rules": list(line.old.rules)},
                "new": {"verdict": line.new.verdict, "rules": list(line.new.rules)},
            }
            for line in change.lines
        ],
        "article": [{"property": name, "old": old, "new": new} for name, old, new in change.article],
    }
