"""Making the cleaner where an engine's worker is: another process, maybe on another machine."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from cleaner.batch.task import Factory
from cleaner.model import CleanerError
from cleaner.pipeline import Cleaner
from cleaner.ruleset import ENGLISH
from cleaner.ruleset.load import PACKAGE

Rules = str | Path | Sequence[str | Path]


class OtherRules(CleanerError):  # noqa: N818 - named for what is found
    """A worker's rules aren't those of the run."""


class Checked:
    """Makes the cleaner, and sees to it that its rules are those of the run: a machine may have others installed."""

    def __init__(self, factory: Factory, ruleset: str) -> None:
        self._factory = factory
        self.ruleset = ruleset

    def __call__(self) -> Any:
        cleaner = self._factory()
        found = getattr(getattr(cleaner, "ruleset", None), "digest", self.ruleset)
        if found != self.ruleset:
            raise OtherRules(
                f"a worker has other rules than this program ({found}, not {self.ruleset}): "
                "the same version and the same rule files have to be on every machine"
            )
        return cleaner


def cleaner_of(
    rules: Rules = (), *, language: str = ENGLISH, keep_foreign: bool = False, fast: bool = False
) -> Checked:
    """What makes `Cleaner(rules, ...)` elsewhere. Compiles the rules once here: errors in them show now."""
    paths = [rules] if isinstance(rules, str | Path) else rules
    placed = [path if str(path).startswith(PACKAGE) else os.path.abspath(path) for path in paths]
    factory = partial(Cleaner, placed, language=language, keep_foreign=keep_foreign, fast=fast)
    return Checked(factory, factory().ruleset.digest)
