"""Find and read rule files."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, entry_points, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from cleaner.model import LanguageError, RuleError
from cleaner.resources import shipped_rules
from cleaner.ruleset.parts import Part, Parts
from cleaner.ruleset.places import Places
from cleaner.ruleset.rule_set import RuleSet
from cleaner.ruleset.schema import ANY_LANGUAGE, ENGLISH, Pack, Rule, read_pack, read_parts
from cleaner.ruleset.switches import PACK_OF_SWITCHES, SWITCHES, read_switches
from cleaner.ruleset.tables import Table, failing
from cleaner.text import lexicon

PARTS = "parts"
"""The folder of the shipped rules that holds the parts of patterns."""

EVIDENCE = "evidence"
"""The folder of the shipped rules that holds fitted weights."""

NO_PACKS = frozenset({EVIDENCE, lexicon.FOLDER})
"""Folders of rules whose files are no packs."""

PACKAGE = "package:"
"""How a rule path begins that names an installed package's rules."""

ENTRY_POINTS = "cleaner.rules"

OWN_SETTINGS, SHARED_SETTINGS = "cleaner.toml", "pyproject.toml"
SETTINGS_FILES = frozenset({OWN_SETTINGS, SHARED_SETTINGS})
"""Files of settings, which may switch rules off; in a folder of rules they are no packs."""


def load_ruleset(paths: Sequence[str | Path] = (), *, shipped: bool = True, language: str = ENGLISH) -> RuleSet:
    """Load the shipped rules and any others, and compile those for articles in `language`.

    `paths` are rule files, folders of them, or `package:NAME` for the rules an installed package ships; a rule with the
    id of an earlier one takes its place. A folder with fitted weights (`evidence/`) is a whole rule set: it stands in
    the place of the shipped rules. Raises RuleError, with file and line, for the first fault found, and LanguageError
    for a language of which there are no function words.
    """
    whole = whole_sets(paths)
    root = whole[-1] if whole else shipped_rules()
    evidence = load_evidence(root / EVIDENCE)
    _check_language(language, evidence)
    added = all_files(path for path in paths if Path(path) not in whole)
    parts = shared_parts(added)
    packs = [load_pack(path, parts) for path in rule_files(root)] if shipped or whole else []
    others = [load_pack(file, parts) for file in added]
    trusted = {pack.name for pack in packs} - {pack.name for pack in others} if not whole else set()
    merge, overridden = _merged([*packs, *others])
    chosen = [pack for pack in merge if pack.is_for(language)]
    ids = {rule.id for pack in chosen for rule in pack.rules}
    return RuleSet(
        chosen,
        evidence,
        _program_version(),
        trusted,
        language,
        overridden=[pair for pair in overridden if pair[0].id in ids],
        elsewhere={rule.id for pack in merge for rule in pack.rules} - ids,
        parts=parts,
    )


def languages_of(paths: Iterable[str | Path]) -> list[str]:
    """The languages that some rule files, and those of some folders, are written for; English first."""
    found = {load_pack(file).language for file in all_files(paths)}
    return [ENGLISH, *sorted(found - {ENGLISH, ANY_LANGUAGE})]


def whole_sets(paths: Iterable[str | Path]) -> list[Path]:
    """The folders that hold fitted weights beside their rules."""
    return [Path(path) for path in paths if (Path(path) / EVIDENCE).is_dir()]


def _check_language(language: str, evidence: Mapping[str, Any]) -> None:
    known = evidence.get("languages", {}).get("function_words", {})
    if language != ENGLISH and language not in known:
        raise LanguageError(
            f"language {language!r}: rules/evidence/languages.toml has no function words of it; "
            f"expected one of {', '.join(sorted(known))}"
        )


def shared_parts(added: Iterable[Path] = ()) -> Parts:
    """The parts that every pack may name: the shipped ones, and those of other files that say `global = true`."""
    found: dict[str, Part] = {}
    shipped = shipped_rules()
    for path in [*sorted((shipped / PARTS).glob("*.toml")), *added]:
        data, text = _parsed(path)
        if "part" in data and path.name not in SETTINGS_FILES:
            places = Places(text)
            own: dict[str, Any] = {key: data[key] for key in ("part", "share_parts") if key in data}
            parts = read_parts(Table(own, failing(path, places, None)), path, places)
            for part in parts:
                earlier = found.get(part.name)
                if part.is_global and earlier is not None and shipped in path.parents:
                    raise part.fault("name", f"the part {part.id} stands at {earlier.source} already")
                if part.is_global:
                    found[part.name] = part
    return Parts(found.values())


def load_pack(path: Path, parts: Parts | None = None) -> Pack:
    """Read and check one rule file; of a file of settings, what it switches off and protects.

    `parts` are those that its patterns may name; the shared ones unless others are given.
    """
    data, text = _parsed(path)
    if path.name in SETTINGS_FILES:
        return _settings_pack(path, data, text)
    return read_pack(path, data, text, shared_parts() if parts is None else parts)


def _parsed(path: Path) -> tuple[dict[str, Any], str]:
    """A rule file as data and as text. Raises RuleError where it can't be read."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise RuleError(str(path), f"the rule file can't be read: {why.lower()}") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(*_toml_position(path, error)) from None
    except RecursionError:
        raise RuleError(str(path), "lists or tables nested too deep to be read") from None
    return data, text


def _settings_pack(path: Path, data: Mapping[str, Any], text: str) -> Pack:
    """The switches of `[tool.cleaner]` in pyproject.toml, or of cleaner.toml."""
    shared = path.name == SHARED_SETTINGS
    table = data.get("tool", {}).get("cleaner", {}) if shared else data
    prefix = "tool.cleaner." if shared else ""
    places = Places(text)
    top = Table(
        {key: table[key] for key in SWITCHES if key in table},
        failing(path, places, ("tool.cleaner", 0) if shared else None),
    )
    return Pack(PACK_OF_SWITCHES, ANY_LANGUAGE, (), str(path), switches=read_switches(top, path, places, prefix))


def load_evidence(folder: Path) -> Mapping[str, Any]:
    """Word lists (TOML) and fitted weights (JSON), a table for each file of the folder and of folders in it, by its
    path without the ending: "body", "html/body"."""
    evidence: dict[str, Any] = {}
    for path in sorted(folder.rglob("*.toml")):
        try:
            evidence[_key(folder, path)] = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise RuleError(*_toml_position(path, error)) from None
    for path in sorted(folder.rglob("*.json")):
        try:
            evidence[_key(folder, path)] = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise RuleError(str(path), f"not valid JSON: {error}") from None
    return evidence


def _key(folder: Path, path: Path) -> str:
    return path.relative_to(folder).with_suffix("").as_posix()


def _toml_position(path: Path, error: tomllib.TOMLDecodeError) -> tuple[str, str]:
    message = str(error)
    reason, _, position = message.rpartition(" (at ")
    words = position.rstrip(")").replace(",", "").split()
    line = words[1] if words[:1] == ["line"] else ""
    return (f"{path}:{line}" if line else str(path), f"not valid TOML: {reason or message}")


def rule_files(path: Path) -> Iterable[Path]:
    """The rule files of a folder, sorted; a file stands for itself. Raises RuleError where there is none."""
    if path.name.startswith(PACKAGE):
        return rule_files(package_rules(path.name.removeprefix(PACKAGE)))
    try:
        if path.is_file():
            return [path]
        is_folder = path.is_dir()
    except (OSError, RuntimeError):  # a link to itself
        is_folder = False
    if not is_folder:
        raise RuleError(str(path), "no such rule file or folder")
    found = sorted(
        file
        for file in path.rglob("*.toml")
        if NO_PACKS.isdisjoint(file.relative_to(path).parts) and file.name not in SETTINGS_FILES
    )
    if not found:
        raise RuleError(str(path), "the folder holds no rule file (*.toml)")
    return found


def all_files(paths: Iterable[str | Path]) -> list[Path]:
    """The rule files of several places, each once, also where a folder and a file in it are named."""
    found: dict[Path, Path] = {}
    for path in paths:
        for file in rule_files(Path(path)):
            try:
                found.setdefault(file.resolve(), file)
            except (OSError, RuntimeError):  # a link that leads to itself
                raise RuleError(str(file), "the rule file can't be read: too many symbolic links") from None
    return list(found.values())


def package_rules(name: str) -> Path:
    """The folder of the rules that an installed package ships, by the name of its entry point in `cleaner.rules`.

    The entry point is a package whose folder holds the rule files, a path, or a function that gives one.
    """
    found = {entry.name: entry for entry in entry_points(group=ENTRY_POINTS)}
    if name not in found:
        known = ", ".join(sorted(found)) or "none are installed"
        raise RuleError(PACKAGE + name, f"no installed package ships rules under this name; expected one of: {known}")
    try:
        given = found[name].load()
        given = given() if callable(given) else given
        place = Path(given) if isinstance(given, str | Path) else Path(str(files(given)))
    except Exception as error:  # a package's own code may raise anything
        raise RuleError(PACKAGE + name, f"the package's entry point fails: {type(error).__name__}: {error}") from None
    return place


def _merged(packs: Sequence[Pack]) -> tuple[list[Pack], list[tuple[Rule, Rule]]]:
    """Packs with every id once, and the pairs of rules of which the first takes the other's place.

    Within one load order the last one wins, within one file two are an error.
    """
    last: dict[str, Rule] = {}
    overridden: list[tuple[Rule, Rule]] = []
    for pack in packs:
        seen: dict[str, Rule] = {}
        for rule in pack.rules:
            if rule.id in seen:
                raise rule.fault("id", f"the id {rule.id!r} stands at {seen[rule.id].source} already")
            seen[rule.id] = rule
            earlier = last.get(rule.id)
            if earlier is not None and earlier.pack == rule.pack:
                raise rule.fault("id", f"the id {rule.id!r} stands at {earlier.source} already")
            if earlier is not None:
                overridden.append((rule, earlier))
            last[rule.id] = rule
    kept = [replace(pack, rules=tuple(rule for rule in pack.rules if last[rule.id] is rule)) for pack in packs]
    return kept, overridden


def _program_version() -> str:
    try:
        return version("news-text-cleaner")
    except PackageNotFoundError:
        return "unknown"
