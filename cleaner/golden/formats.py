"""The formats a report can be printed in. A new one is a module with a function, and a line here."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from cleaner.golden import human, json

if TYPE_CHECKING:
    from collections.abc import Callable

    from cleaner.golden.compare import Report


class Format(StrEnum):
    """Their names on the command line."""

    HUMAN = "human"
    JSON = "json"


FORMATS: dict[Format, Callable[[Report], str]] = {Format.HUMAN: human.render, Format.JSON: json.render}
