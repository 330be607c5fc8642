"""One finding: what is wrong, where it stands, and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

ERROR, WARNING, NOTE = "error", "warning", "note"


class Finding(NamedTuple):
    """Something at a place of a file. Lines and columns are counted from 1; 0 where there is none to name.

    `kind` is what sort of finding it is (`rules.shadowed`, `golden.line`), `title` a few words for a list, `accepted`
    the reason why it is put up with; formats that can't say so leave such a finding out.

    >>> print(Finding("mine.toml", 4, 1, ERROR, "rules.syntax", "unknown key `scor`", "did you mean `score`?"))
    mine.toml:4:1: error: unknown key `scor`; did you mean `score`?
    """

    file: str
    line: int
    column: int
    level: str
    kind: str
    message: str
    suggestion: str = ""
    title: str = ""
    accepted: str = ""

    @property
    def where(self) -> str:
        """`file:line`, or the file alone."""
        return f"{self.file}:{self.line}" if self.line else self.file

    @property
    def text(self) -> str:
        """The message, with the suggestion behind it."""
        return f"{self.message}; {self.suggestion}" if self.suggestion else self.message

    def __str__(self) -> str:
        where = f"{self.where}:{self.column}" if self.line and self.column else self.where
        return f"{where}: {self.level}: {self.text}"
