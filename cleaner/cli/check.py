"""`cleaner check`: the golden cases, and what in them came out otherwise."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from cleaner.batch.records import encoded
from cleaner.batch.rows import described
from cleaner.batch.write import OutputError, write_files
from cleaner.cli import options
from cleaner.cli.output import FINDINGS, TROUBLE, UsageError, painted, progress, say, tell
from cleaner.cli.settings import make_cleaner
from cleaner.golden import CaseError, Comparison, Report, compare, find_cases, load_case
from cleaner.golden.case import RECORD, find_input
from cleaner.golden.formats import FORMATS, Format
from cleaner.golden.update import Rewriting, in_ci, updated
from cleaner.model import LanguageError, UnreadableInput
from cleaner.options import Overrides
from cleaner.pipeline import Cleaner
from cleaner.text.visible import visible

DEFAULT = Path("fixtures")

MARKS = {"    - ": "green", "    + ": "red", "-": "red", "+": "green"}
"""How the lines of a readable report begin that are what should have come and what came; and those of the changes to
a file, where what came is what will be expected."""


def check(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="PATHS", help="Cases, or folders of them; `fixtures` by default."),
    ] = None,
    form: Annotated[Format, typer.Option("--format", help="How the report is printed.")] = Format.HUMAN,
    update: Annotated[
        bool, typer.Option("--update", help="Write what came as what is expected, for the PATHS named.")
    ] = False,
    known: Annotated[
        str | None,
        typer.Option(
            "--known-failure",
            metavar="REASON",
            help="With --update: keep the expectations, and write what isn't met as known failures for this reason.",
        ),
    ] = None,
    rules: options.Rules = None,
) -> None:
    """Hold documents against their golden cases: body, metadata and every line."""
    if update and not paths:
        raise UsageError("--update rewrites expectations: name the cases it may rewrite")
    if known is not None and not (update and known.strip()):
        raise UsageError("--known-failure goes with --update, and needs a reason in a few words")
    if update and in_ci():
        raise UsageError("--update rewrites expectations, and a CI run (the environment has CI) never does")
    folders = list(dict.fromkeys(folder for path in paths or [DEFAULT] for folder in find_cases(path)))
    cleaner_for = cache(lambda language: make_cleaner(Overrides(rules, language)))
    cleaner_for(None)  # rules or settings at fault are told once, not for every case
    report = Report()
    rewritten: list[Rewriting] = []
    for folder in progress(folders, len(folders), "checking"):
        rewritten += _add(report, cleaner_for, folder, update, known)
    text = FORMATS[form](report)
    for change in rewritten:
        tell(f"rewritten: {change.path}")
    if form is Format.HUMAN:
        changes = "".join(change.diff() for change in rewritten)
        say(painted(map(_painted, (changes + text).split("\n")[:-1])))
    else:
        say(text)
    if report.faults:
        raise typer.Exit(TROUBLE)
    if report.differing and not update:
        raise typer.Exit(FINDINGS)


def _add(
    report: Report, cleaner_for: Callable[[str | None], Cleaner], folder: Path, update: bool, known: str | None
) -> list[Rewriting]:
    """Compare one case, by the rules of its language; one that is at fault is named, and the others go on.

    What was rewritten is given back.
    """
    try:
        case = load_case(folder, new=update)
        if case.warning and not update:
            tell(f"warning: {case.warning}")
        cleaner = cleaner_for(case.language)
        document = cleaner.process(case.raw)
        comparison: Comparison | None = None
        try:
            comparison = compare(case, document, cleaner.ruleset)
            report.comparisons.append(comparison)
        except CaseError as error:
            if not update:
                raise
            tell(f"{error}")
        if update:
            changes = updated(case, document, cleaner.ruleset, comparison, known)
            write_files([(change.path, encoded(change.new)) for change in changes])
            return changes
    except LanguageError as error:
        report.faults.append(CaseError(str(folder / RECORD), str(error)))
    except UnreadableInput as error:
        report.faults.append(CaseError(str(find_input(folder)), str(error)))
    except CaseError as error:
        report.faults.append(error)
    except OutputError:
        raise
    except Exception as error:
        report.faults.append(CaseError(str(folder), f"the program failed on it: {described(error)}"))
    return []


def _painted(row: str) -> Text:
    return Text(visible(row), next((style for mark, style in MARKS.items() if row.startswith(mark)), ""))
