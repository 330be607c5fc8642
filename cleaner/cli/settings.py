"""Settings of a folder: `cleaner.toml`, or `[tool.cleaner]` in `pyproject.toml`. The first goes before the second."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from cleaner.batch.streams import reason
from cleaner.cli.output import complain
from cleaner.model import CleanerError
from cleaner.options import Options, Overrides
from cleaner.pipeline import Cleaner
from cleaner.ruleset import ENGLISH
from cleaner.ruleset.load import OWN_SETTINGS, PACKAGE, SHARED_SETTINGS
from cleaner.ruleset.places import did_you_mean
from cleaner.ruleset.switches import SWITCHES

SWITCHED = ("keep_foreign", "fast")
"""Keys that are true or false."""

KEYS = ("rules", "language", *SWITCHED, *SWITCHES)

NOTHING = Overrides()
"""A command line that leaves everything to the settings."""


class SettingsError(CleanerError):
    """The settings can't be read, or say something that isn't known."""


def read_settings(folder: Path) -> Options:
    """The settings of a folder; defaults where it has none. Raises SettingsError with file, line and key.

    Where they switch rules off or protect lines, the file of the settings is the last of the `rules`, and is read for
    that.
    """
    own, shared = folder / OWN_SETTINGS, folder / SHARED_SETTINGS
    if own.exists():
        text, table = _load(own)
        return _settings(own, text, table)
    if shared.exists():
        text, data = _load(shared)
        tool = data.get("tool", {})
        table = tool.get("cleaner", {}) if isinstance(tool, dict) else {}
        return _settings(shared, text, table)
    return Options()


def options(given: Overrides = NOTHING, folder: Path | None = None) -> Options:
    """The settings of a folder (the current one), with what the command line states in their place."""
    return read_settings(folder or Path.cwd()).overridden(given)


def make_cleaner(given: Overrides = NOTHING, folder: Path | None = None) -> Cleaner:
    """A cleaner with these options. Rules that take the place of others are named on standard error."""
    cleaner = Cleaner.of(options(given, folder))
    for rule, other in cleaner.ruleset.overridden:
        complain(f"{rule.source}: warning: {rule.id} takes the place of the rule at {other.source}")
    return cleaner


def _load(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text("utf-8")
    except OSError as error:
        raise SettingsError(f"{file}: can't be read: {reason(error)}") from None
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: not UTF-8: {error}") from None
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(f"{file}: not valid TOML: {error}") from None
    except RecursionError:
        raise SettingsError(f"{file}: lists or tables nested too deep to be read") from None


def _settings(file: Path, text: str, table: Any) -> Options:
    if not isinstance(table, dict):
        raise SettingsError(f"{file}: `tool.cleaner` must be a table")
    for key in table:
        if key not in KEYS:
            place = _place(file, text, key)
            alike = did_you_mean(key, KEYS)
            told = f"{place}: unknown key `{key}` for cleaner; expected {', '.join(KEYS)}"
            raise SettingsError(f"{told}; {alike}" if alike else told)
    rules = table.get("rules", [])
    if not isinstance(rules, list) or not all(isinstance(path, str) for path in rules):
        raise SettingsError(f"{_place(file, text, 'rules')}: `rules` must be a list of files or folders")
    language = table.get("language", ENGLISH)
    if not isinstance(language, str):
        raise SettingsError(f'{_place(file, text, "language")}: `language` must be a code, as "en" or "de"')
    for key in SWITCHED:
        if not isinstance(table.get(key, False), bool):
            raise SettingsError(f"{_place(file, text, key)}: `{key}` must be true or false")
    paths = [Path(path) if path.startswith(PACKAGE) else file.parent / path for path in rules]
    if any(key in table for key in SWITCHES):
        paths.append(file)
    return Options(tuple(paths), language=language, **{key: table.get(key, False) for key in SWITCHED})


def _place(file: Path, text: str, key: str) -> str:
    """`file:line` of a key of ours: in a shared file, the first below our header."""
    rows = text.split("\n")
    start = next((n for n, row in enumerate(rows) if row.strip().startswith("[tool.cleaner]")), 0)
    key_row = re.compile(rf"\s*[\"']?{re.escape(key)}[\"']?\s*[=.]")
    line = next((n for n in range(start, len(rows)) if key_row.match(rows[n])), None)
    return str(file) if line is None else f"{file}:{line + 1}"
