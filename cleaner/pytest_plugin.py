"""The pytest plugin: golden cases as test items.

It does nothing until it is told where the cases are, by `--goldens PATH` or in pytest's settings:

    [tool.pytest.ini_options]
    cleaner_goldens = ["fixtures"]
    cleaner_rules = ["rules"]

Each folder with an input and its expectations is one item, named after its folders. One that differs only in known
failures of its case is an expected failure (xfail), strictly: a known failure that passes fails the item. The cleaner
of an item is made by the rules of the project's own settings ([tool.cleaner]) and `cleaner_rules`, once for each
language in each process.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from cleaner.text.visible import visible_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleaner.pipeline import Cleaner

CLEANERS: pytest.StashKey[dict[str | None, Cleaner]] = pytest.StashKey()
FOLDERS: pytest.StashKey[tuple[Path, ...]] = pytest.StashKey()

UPDATED = "golden-updated"
"""The property under which an item carries the change it made, from a worker to the summary too."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("cleaner", "golden cases of news-text-cleaner")
    group.addoption(
        "--goldens", action="append", default=[], metavar="PATH", help="A folder of golden cases; can be repeated."
    )
    group.addoption(
        "--update-goldens",
        action="store_true",
        help="Take what comes for what is expected, in the cases that are run. Never in CI.",
    )
    parser.addini("cleaner_goldens", "Folders of golden cases.", type="paths", default=[])
    parser.addini("cleaner_rules", "Rule files and folders on top of the project's settings.", type="paths", default=[])


def pytest_configure(config: pytest.Config) -> None:
    """Find the folders; where pytest chose what to run by itself, they are run too."""
    named = [config.invocation_params.dir / path for path in config.getoption("--goldens")]
    folders = [*named, *config.getini("cleaner_goldens")]
    config.stash[FOLDERS] = tuple(folder.resolve() for folder in folders)
    for folder in folders:
        if not folder.exists():
            raise pytest.UsageError(f"{folder}: no such file or folder of golden cases")
    if config.getoption("--update-goldens") and _in_ci():
        raise pytest.UsageError("--update-goldens rewrites expectations; a CI run (the environment has CI) never does")
    chosen = config.args_source is pytest.Config.ArgsSource.TESTPATHS or (not config.args and bool(folders))
    added = folders if chosen else named
    config.args += [str(folder) for folder in added if str(folder) not in config.args]


def _in_ci() -> bool:
    from cleaner.golden.update import in_ci  # nothing of ours is loaded where the plugin isn't used

    return in_ci()


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """An input below one of the folders stands for its case; a folder without one, for a case at fault."""
    folders = parent.config.stash[FOLDERS]
    if not folders or not _is_first_mark(file_path):
        return None
    place = file_path.resolve()
    if not any(place.is_relative_to(folder) for folder in folders):
        return None
    return GoldenFile.from_parent(parent, path=file_path)


def _is_first_mark(path: Path) -> bool:
    """Is it the file of its folder that stands for the case? One does: the input, where there is one."""
    from cleaner.golden.case import INPUTS, MARKS

    marks = sorted(MARKS, key=lambda name: (name not in INPUTS, name))
    return path.name in MARKS and path.name == next(name for name in marks if (path.parent / name).exists())


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """What was rewritten, as a diff."""
    changes = [
        text
        for report in terminalreporter.getreports("passed")
        for name, text in report.user_properties
        if name == UPDATED
    ]
    if changes:
        terminalreporter.section("golden cases rewritten")
        for text in changes:
            terminalreporter.write(visible_lines(text))


class GoldenFile(pytest.File):
    """The input of a case."""

    def collect(self) -> Iterator[pytest.Item]:
        yield GoldenItem.from_parent(self, name=self.path.parent.name)


class GoldenDiffers(Exception):  # noqa: N818 - what it says, not that something broke
    """A document differs from its golden case; the text is the report."""


class GoldenItem(pytest.Item):
    """One case: cleaned and compared, or rewritten where that is asked for."""

    def runtest(self) -> None:
        from cleaner.batch.records import encoded
        from cleaner.batch.write import write_files
        from cleaner.golden import Report, load_case
        from cleaner.golden.compare import compare
        from cleaner.golden.human import known_text, render
        from cleaner.golden.update import updated

        update = self.config.getoption("--update-goldens")
        case = load_case(self.path.parent, new=update)
        cleaner = _cleaner(self.config, case.language)
        document = cleaner.process(case.raw)
        comparison = compare(case, document, cleaner.ruleset)
        if update:
            for change in updated(case, document, cleaner.ruleset, comparison):
                write_files([(change.path, encoded(change.new))])
                self.user_properties.append((UPDATED, change.diff()))
            return
        if case.warning:
            self.warn(pytest.PytestWarning(case.warning))
        if comparison.differs:
            raise GoldenDiffers(render(Report([comparison])))
        if comparison.known:
            pytest.xfail(known_text(comparison))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """The report of the case, or the fault; a traceback only where the program itself failed."""
        from cleaner.model import CleanerError

        if isinstance(excinfo.value, GoldenDiffers | CleanerError):
            return visible_lines(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"golden case {self.path.parent.parent.name}/{self.name}"


def _cleaner(config: pytest.Config, language: str | None) -> Cleaner:
    """The cleaner for articles in a language; in that of the settings, where it is None."""
    from cleaner.cli.settings import make_cleaner
    from cleaner.options import Overrides

    cleaners = config.stash.setdefault(CLEANERS, {})
    if language not in cleaners:
        cleaners[language] = make_cleaner(Overrides(config.getini("cleaner_rules"), language), config.rootpath)
    return cleaners[language]
