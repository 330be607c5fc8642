"""`cleaner check`: the golden cases, and what in them came out otherwise."""

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from cleaner.batch.records import encoded
from cleaner.batch.rows import described
from cleaner.batch.write import OutputError, write_files
from cleaner.cli import options
from cleaner.cli.output import FINDINGS, TROUBLE, painted, progress, say, tell, visible
from cleaner.cli.settings import make_cleaner
from cleaner.golden import CaseError, Report, compare, find_cases, load_case
from cleaner.golden.case import BODY, RECORD, Case, find_input
from cleaner.golden.formats import FORMATS, Format
from cleaner.golden.update import expected_body, expected_record
from cleaner.model import CleanerError, Document, UnreadableInput
from cleaner.pipeline import Cleaner

DEFAULT = Path("fixtures")

MARKS = {"    - ": "green", "    + ": "red"}
"""How the lines of a readable report begin that are what should have come, and what came."""


class UsageError(CleanerError):
    """Options that don't go together."""


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATHS", help="Cases, or folders of them; `fixtures` by default."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How the report is printed.")] = Format.HUMAN,
    update: Annotated[
        bool, typer.Option("--update", help="Write what came as what is expected, for the PATHS named.")
    ] = False,
    rules: options.Rules = None,
) -> None:
    """Hold documents against their golden cases: body, metadata and every line."""
    if update and not paths:
        raise UsageError("--update rewrites expectations: name the cases it may rewrite")
    folders = list(dict.fromkeys(folder for path in paths or [DEFAULT] for folder in find_cases(path)))
    cleaner = make_cleaner(rules)
    report = Report()
    for folder in progress(folders, len(folders), "checking"):
        _add(report, cleaner, folder, update)
    text = FORMATS[form](report)
    say(painted(map(_painted, text.split("\n")[:-1])) if form is Format.HUMAN else text)
    if report.faults:
        raise typer.Exit(TROUBLE)
    if report.differing and not update:
        raise typer.Exit(FINDINGS)


def _add(report: Report, cleaner: Cleaner, folder: Path, update: bool) -> None:
    """Compare one case; one that is at fault is named, and the others go on."""
    try:
        case = load_case(folder, new=update)
        document = cleaner.process(case.data, case.url, case.media_type)
        try:
            comparison = compare(case, document, cleaner.ruleset)
        except CaseError as error:
            if not update:
                raise
            tell(f"{error}")
            _rewrite(case, document)
            return
        report.comparisons.append(comparison)
        if update and comparison.differs:
            _rewrite(case, document)
    except UnreadableInput as error:
        report.faults.append(CaseError(str(find_input(folder)), str(error)))
    except CaseError as error:
        report.faults.append(error)
    except OutputError:
        raise
    except Exception as error:
        report.faults.append(CaseError(str(folder), f"the program failed on it: {described(error)}"))


def _rewrite(case: Case, document: Document) -> None:
    """Take what came for what is expected."""
    record = case.folder / RECORD
    stated = case.article if record.exists() else None
    write_files(
        [
            (case.folder / BODY, encoded(expected_body(document))),
            (record, encoded(expected_record(document, case.about, case.url, stated))),
        ]
    )
    tell(f"rewritten: {case.folder}")


def _painted(row: str) -> Text:
    return Text(visible(row), next((style for mark, style in MARKS.items() if row.startswith(mark)), ""))
