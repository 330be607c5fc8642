"""Run a scorer with weights that have not seen the publisher of each document.

    python -m training DATA --folds build/left_out
    python -m benchmarks.left_out SCRIPT ARGS ...
    python -m benchmarks.left_out benchmarks.shapes ARGS ...

SCRIPT is a Python file or a module that cleans documents by `cleaner.Cleaner` in its own process. Publishers are dealt
out to parts once, when the weights are fitted; a document is traced to its page by runs of its words, and cleaned by
the weights of that page's part. A document of no known page is cleaned by the shipped weights.
"""

from __future__ import annotations

import argparse
import copy
import json
import runpy
import sys
from collections import Counter
from functools import cached_property
from pathlib import Path
from typing import Any

import cleaner
from cleaner.model import Document
from cleaner.pipeline import Cleaner, RawDocument
from cleaner.ruleset import RuleSet
from cleaner.ruleset.load import load_evidence
from training.source_index import grams

FOLDER = Path("build/left_out")

LEAST = 2
"""Runs of words that a document shares with a part before it is taken for one of its pages."""


class LeftOut:
    """Weights fitted without each part of the publishers, and which part a text belongs to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.traced: Counter[int | None] = Counter()

    @cached_property
    def parts(self) -> dict[str, int]:
        """The part of each run of words."""
        found: dict[str, int] = json.loads((self.folder / "pages.json").read_text("utf-8"))
        return found

    def part_of(self, text: str) -> int | None:
        """The part that most of a text's runs of words belong to."""
        votes = Counter(self.parts[gram] for gram in grams(text) if gram in self.parts)
        part, count = votes.most_common(1)[0] if votes else (None, 0)
        found = part if count >= LEAST else None
        self.traced[found] += 1
        return found

    def rules_for(self, rules: RuleSet, part: int) -> RuleSet:
        """A rule set with the weights of a part in the place of its own."""
        other = copy.copy(rules)
        other.__dict__.pop("trees", None)
        other.evidence = {**rules.evidence, **load_evidence(self.folder / str(part) / "evidence")}
        return other


def patched(left_out: LeftOut) -> type[Cleaner]:
    """A Cleaner that cleans each document by the weights of its part."""

    class LeftOutCleaner(Cleaner):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._shipped = self.ruleset
            self._by_part: dict[int, RuleSet] = {}

        def process(self, raw: RawDocument | str | bytes) -> Document:
            data = raw.data if isinstance(raw, RawDocument) else raw
            part = left_out.part_of(data if isinstance(data, str) else data.decode("utf-8", "replace"))
            if part is not None and part not in self._by_part:
                self._by_part[part] = left_out.rules_for(self._shipped, part)
            self.ruleset = self._shipped if part is None else self._by_part[part]
            return super().process(raw)

    return LeftOutCleaner


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=Path, default=FOLDER)
    parser.add_argument("script")
    parser.add_argument("args", nargs=argparse.REMAINDER)
    args = parser.parse_args()
    if not (args.folds / "pages.json").exists():
        parser.exit(2, f"{args.folds}: holds no weights; run `python -m training DATA --folds {args.folds}` first\n")
    left_out = LeftOut(args.folds)
    cleaner.Cleaner = patched(left_out)  # type: ignore[misc]
    sys.argv = [args.script, *args.args]
    try:
        if args.script.endswith(".py"):
            sys.path.insert(0, str(Path(args.script).resolve().parent))
            runpy.run_path(args.script, run_name="__main__")
        else:
            runpy.run_module(args.script, run_name="__main__", alter_sys=True)
    finally:
        known = sum(count for part, count in left_out.traced.items() if part is not None)
        print(f"left out: {known} of {left_out.traced.total()} documents traced to a page", file=sys.stderr)


if __name__ == "__main__":
    main()
