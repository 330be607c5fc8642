"""What the tests share: one Cleaner (a second to make), a way to write small rule sets, and hypothesis' settings.

`HYPOTHESIS_PROFILE=wide` looks at many more examples, other ones each time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from cleaner import Cleaner
from cleaner.ruleset import RuleSet, load_ruleset

_SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture]
settings.register_profile("suite", deadline=None, max_examples=80, derandomize=True, suppress_health_check=_SLOW)
settings.register_profile("wide", deadline=None, max_examples=3000, suppress_health_check=_SLOW)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


@pytest.fixture(scope="session")
def cleaner() -> Cleaner:
    """By the shipped rules."""
    return Cleaner()


@pytest.fixture(scope="session")
def german() -> Cleaner:
    """By the shipped rules, for articles in German."""
    return Cleaner(language="de")


@pytest.fixture(scope="session")
def rules(cleaner: Cleaner) -> RuleSet:
    """The shipped rules."""
    return cleaner.ruleset


@pytest.fixture
def rules_of(tmp_path: Path) -> Callable[..., RuleSet]:
    """A rule set of nothing but the rules given, each as the lines of its TOML table without `why` and examples."""

    def make(*tables: str, head: str = 'pack = "core.test"\ndecides = false') -> RuleSet:
        rest = 'why = "It is for a test."\nhits = ["a", "b"]\nmisses = ["c", "d"]\n'
        text = f"schema = 1\n{head}\n" + "".join(f"[[rule]]\n{table}\n{rest}" for table in tables)
        path = tmp_path / f"pack{len(list(tmp_path.iterdir()))}.toml"
        path.write_text(text, "utf-8")
        return load_ruleset([path], shipped=False)

    return make
