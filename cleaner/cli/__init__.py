"""The command line: `cleaner VERB`, one module a verb.

Exit codes: 0 all well; 1 findings (a golden case differs, a document couldn't be cleaned, a rule is at fault); 2 usage,
configuration, or input and output. An interrupted run ends with 130, as shells expect of one. Never a traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from cleaner.batch.rows import described
from cleaner.cli import check, clean, explain, rules
from cleaner.cli.output import (
    INTERRUPTED,
    TROUBLE,
    ReaderGone,
    Terminated,
    complain,
    finish,
    say,
    sending,
    until_terminated,
)
from cleaner.model import CleanerError

DISTRIBUTION = "news-text-cleaner"

OURS = (typer.Exit, typer.Abort)
USAGE = "ClickException"
"""The base of the errors typer prints by itself. It has lived in two packages, so it is known by its name."""


class Verbs(TyperGroup):
    """The verbs, and what becomes of an error that one of them raises, or their page of help."""

    def make_context(self, *args: Any, **options: Any) -> Any:
        with _ending_well(), sending():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> Any:
        with _ending_well(), sending():
            return super().invoke(ctx)


@contextmanager
def _ending_well() -> Iterator[None]:
    """Whatever is raised ends with one line and an exit code."""
    try:
        yield
    except ReaderGone:
        raise typer.Exit from None
    except KeyboardInterrupt as error:
        complain("terminated" if isinstance(error, Terminated) else "interrupted")
        raise typer.Exit(error.code if isinstance(error, Terminated) else INTERRUPTED) from None
    except CleanerError as error:
        complain(str(error))
        raise typer.Exit(TROUBLE) from None
    except Exception as error:
        if isinstance(error, OURS) or any(base.__name__ == USAGE for base in type(error).__mro__):
            raise
        complain(f"the program failed: {described(error)}")
        raise typer.Exit(TROUBLE) from None


app = typer.Typer(
    cls=Verbs,
    name="cleaner",
    help="Clean scraped news text by rules: the article body, its metadata, and an account of every line.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
app.command("clean")(clean.clean)
app.command("explain")(explain.explain)
app.command("check")(check.check)
app.add_typer(rules.app, name="rules")


def _version(asked: bool) -> None:
    if asked:
        try:
            say(f"cleaner {version(DISTRIBUTION)}\n")
        except PackageNotFoundError:
            say("cleaner, from a checkout that isn't installed\n")
        raise typer.Exit


@app.callback()
def _options(
    _asked: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Clean scraped news text by rules: the article body, its metadata, and an account of every line."""


def main() -> None:
    """The console script."""
    try:
        with until_terminated():
            app()
    except KeyboardInterrupt:
        complain("interrupted")
        raise SystemExit(INTERRUPTED) from None
    finally:
        finish()
