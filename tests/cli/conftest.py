"""What the tests of the command line share: a runner, a folder to be in, and rules that decide whatever the weights."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from cleaner.cli import app, settings
from cleaner.options import Options
from cleaner.pipeline import Cleaner
from tests.cli.shared import PACK

if TYPE_CHECKING:
    from collections.abc import Callable

    from typer.testing import Result


@cache
def _shipped() -> Cleaner:
    return Cleaner()


_loaded: dict[tuple[object, ...], Cleaner] = {}


def _cached(options: Options) -> Cleaner:
    """Compiling the shipped rules takes most of a second; nothing in a cleaner changes by cleaning."""
    if options == Options():
        return _shipped()
    paths = [Path(path) for path in options.rules]
    key = (options, *(f"{path.resolve()} {path.read_text('utf-8') if path.is_file() else ''}" for path in paths))
    if key not in _loaded:
        _loaded[key] = Cleaner.of(options)
    return _loaded[key]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setattr(settings, "Cleaner", SimpleNamespace(of=_cached))
    monkeypatch.delenv("CI", raising=False)
    return folder


@pytest.fixture(scope="session")
def pack(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A rule file with one rule that removes, and one that protects."""
    path = tmp_path_factory.mktemp("pack") / "sure.toml"
    path.write_text(PACK, "utf-8")
    return str(path)


@pytest.fixture
def run(here: Path) -> Callable[..., Result]:  # noqa: ARG001 - in the empty folder
    """Run `cleaner` with some arguments. A traceback is never right, whatever the test is about."""

    def invoke(*args: object, stdin: str | bytes | None = None, **extra: Any) -> Result:
        result = CliRunner().invoke(app, [str(arg) for arg in args], input=stdin, prog_name="cleaner", **extra)
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        assert "Traceback" not in result.output
        assert "the program failed" not in result.output
        return result

    return invoke
