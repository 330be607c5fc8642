"""Find and read rule files."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from cleaner.model import LanguageError, RuleError
from cleaner.ruleset.compile import RuleSet
from cleaner.ruleset.schema import ANY_LANGUAGE, ENGLISH, Pack, Rule, read_pack

EVIDENCE = "evidence"
"""The folder of the shipped rules that holds fitted weights, not packs."""


def shipped_rules() -> Path:
    """The folder of the rules that come with the package: inside the wheel, or at the top of the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "_rules"
    return inside if inside.is_dir() else package.parent / "rules"


def load_ruleset(paths: Sequence[str | Path] = (), *, shipped: bool = True, language: str = ENGLISH) -> RuleSet:
    """Load the shipped rules and any others, and compile those for articles in `language`.

    `paths` are rule files or folders of them; a rule with the id of an earlier one takes its place.
    Raises RuleError, with file and line, for the first fault found, and LanguageError for a language of which there
    are no function words.
    """
    root = shipped_rules()
    evidence = load_evidence(root / EVIDENCE)
    _check_language(language, evidence)
    packs = [load_pack(path) for path in rule_files(root)] if shipped else []
    others = [load_pack(file) for path in paths for file in rule_files(Path(path))]
    trusted = {pack.name for pack in packs} - {pack.name for pack in others}
    chosen = [pack for pack in _merged([*packs, *others]) if pack.is_for(language)]
    return RuleSet(chosen, evidence, _program_version(), trusted, language)


def languages_of(paths: Iterable[str | Path]) -> list[str]:
    """The languages that some rule files, and those of some folders, are written for; English first."""
    found = {load_pack(file).language for path in paths for file in rule_files(Path(path))}
    return [ENGLISH, *sorted(found - {ENGLISH, ANY_LANGUAGE})]


def _check_language(language: str, evidence: Mapping[str, Any]) -> None:
    known = evidence["languages"]["function_words"]
    if language not in known:
        raise LanguageError(
            f"language {language!r}: rules/evidence/languages.toml has no function words of it; "
            f"expected one of {', '.join(sorted(known))}"
        )


def load_pack(path: Path) -> Pack:
    """Read and check one rule file."""
    try:
        text = path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(str(path), f"the rule file can't be read: {error}") from None
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RuleError(*_toml_position(path, error)) from None
    return read_pack(path, data, text)


def load_evidence(folder: Path) -> Mapping[str, Any]:
    """Word lists (TOML) and fitted weights (JSON), a table for each file of the folder, by its name."""
    evidence: dict[str, Any] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            evidence[path.stem] = tomllib.loads(path.read_text("utf-8"))
        except tomllib.TOMLDecodeError as error:
            raise RuleError(*_toml_position(path, error)) from None
    for path in sorted(folder.glob("*.json")):
        try:
            evidence[path.stem] = json.loads(path.read_text("utf-8"))
        except ValueError as error:
            raise RuleError(str(path), f"not valid JSON: {error}") from None
    return evidence


def _toml_position(path: Path, error: tomllib.TOMLDecodeError) -> tuple[str, str]:
    message = str(error)
    reason, _, position = message.rpartition(" (at ")
    words = position.rstrip(")").replace(",", "").split()
    line = words[1] if words[:1] == ["line"] else ""
    return (f"{path}:{line}" if line else str(path), f"not valid TOML: {reason or message}")


def rule_files(path: Path) -> Iterable[Path]:
    """The rule files of a folder, sorted; a file stands for itself. Raises RuleError where there is none."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise RuleError(str(path), "no such rule file or folder")
    files = sorted(file for file in path.rglob("*.toml") if EVIDENCE not in file.relative_to(path).parts)
    if not files:
        raise RuleError(str(path), "the folder holds no rule file (*.toml)")
    return files


def _merged(packs: Sequence[Pack]) -> list[Pack]:
    """Packs with every id once: within one load order the last one wins, within one file two are an error."""
    last: dict[str, Rule] = {}
    for pack in packs:
        seen: dict[str, Rule] = {}
        for rule in pack.rules:
            if rule.id in seen:
                raise RuleError(rule.source, f"the id {rule.id!r} stands at {seen[rule.id].source} already")
            seen[rule.id] = rule
            earlier = last.get(rule.id)
            if earlier is not None and earlier.pack == rule.pack:
                raise RuleError(rule.source, f"the id {rule.id!r} stands at {earlier.source} already")
            last[rule.id] = rule
    return [replace(pack, rules=tuple(rule for rule in pack.rules if last[rule.id] is rule)) for pack in packs]


def _program_version() -> str:
    try:
        return version("news-text-cleaner")
    except PackageNotFoundError:
        return "unknown"
