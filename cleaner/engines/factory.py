"""Making the cleaner where an engine's worker is: another process, maybe on another machine."""

from __future__ import annotations

from functools import partial
from typing import Any

from cleaner.batch.run_options import CleanerFactory
from cleaner.model import CleanerError
from cleaner.options import Options
from cleaner.pipeline import Cleaner


class OtherRules(CleanerError):  # noqa: N818 - named for what is found
    """A worker's rules aren't those of the run."""


class Checked:
    """Makes the cleaner, and checks that its rules are those of the run: a machine may have others installed."""

    def __init__(self, factory: CleanerFactory, ruleset: str) -> None:
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


def cleaner_of(options: Options) -> Checked:
    """What makes the cleaner of these options elsewhere. Compiles the rules once here: errors in them show now."""
    factory = partial(Cleaner.of, options.placed())
    return Checked(factory, factory().ruleset.digest)
