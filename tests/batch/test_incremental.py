"""`--resume` at a finished run: only what is new, has changed or has failed is cleaned, and the bytes are those of a whole run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from cleaner.batch.run_folder import Start
from tests.batch.shared import LIMITS, Quick, digest, jsonl, ledger, run, statuses, story


class Noting(Quick):
    """Writes down what it cleans."""

    def __init__(self, notes: Path) -> None:
        self.notes = notes

    def clean(self, data: Any, *args: Any, **more: Any) -> Any:
        text = data.decode() if isinstance(data, bytes) else data
        with self.notes.open("a") as file:
            file.write(text.split("\n")[0] + "\n")
        return super().clean(data, *args, **more)


def cleaned(notes: Path) -> list[str]:
    found = sorted(notes.read_text("utf-8").splitlines()) if notes.exists() else []
    notes.unlink(missing_ok=True)
    return found


@pytest.mark.parametrize("name", ["out", "out.jsonl", "out.jsonl.gz"])
def test_only_what_is_new_or_has_changed_is_cleaned_and_what_is_gone_goes(name: str, tmp_path: Path) -> None:
    folder, notes, out = tmp_path / "in", tmp_path / "notes", tmp_path / name
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.txt").write_text(story(n), "utf-8")
    rows = jsonl(folder / "rows.jsonl", [story(n) for n in range(10, 20)])
    run([folder], out, lambda: Noting(notes), removed=True)
    assert len(cleaned(notes)) == 16
    (folder / "2.txt").write_text(story(77), "utf-8")
    (folder / "new.txt").write_text(story(88), "utf-8")
    (folder / "4.txt").unlink()
    jsonl(rows, [story(n) for n in (*range(10, 15), 99, *range(16, 20))])
    run([folder], out, lambda: Noting(notes), removed=True, resume=True)
    assert cleaned(notes) == ["Story 77", "Story 88", "Story 99"]
    whole = tmp_path / "whole" / name
    whole.parent.mkdir()
    run([folder], whole, removed=True)
    assert digest(out) == digest(whole)
    assert len(ledger(out)) == 16


def test_only_what_failed_is_tried_again(tmp_path: Path) -> None:
    notes, out = tmp_path / "notes", tmp_path / "out.jsonl"
    texts = [story(n) for n in range(5)]
    texts[3] = story(3) * 30
    source = jsonl(tmp_path / "in.jsonl", texts)
    tight, wide = LIMITS._replace(size=1000), LIMITS
    run([source], out, lambda: Noting(notes), limits=tight)
    assert statuses(out)["in.jsonl:4"] == "quarantined"
    cleaned(notes)
    run([source], out, lambda: Noting(notes), limits=wide, resume=True, retry_failed=True)
    assert cleaned(notes) == ["Story 3"]
    assert set(statuses(out).values()) == {"ok"}
    again = run([source], out, limits=wide, resume=True, retry_failed=True)
    assert again.start is Start.UNCHANGED


def test_other_limits_clean_everything_again(tmp_path: Path) -> None:
    notes, out = tmp_path / "notes", tmp_path / "out.jsonl"
    source = jsonl(tmp_path / "in.jsonl", [story(n) for n in range(3)])
    run([source], out, lambda: Noting(notes))
    cleaned(notes)
    run([source], out, lambda: Noting(notes), limits=LIMITS._replace(seconds=30.0), resume=True)
    assert len(cleaned(notes)) == 3


def test_an_output_that_was_edited_is_no_source_of_what_was_made(tmp_path: Path) -> None:
    notes, out = tmp_path / "notes", tmp_path / "out.jsonl"
    source = jsonl(tmp_path / "in.jsonl", [story(n) for n in range(3)])
    run([source], out, lambda: Noting(notes))
    cleaned(notes)
    out.write_bytes(out.read_bytes().replace(b"council", b"COUNCIL"))
    jsonl(source, [story(n) for n in range(4)])
    run([source], out, lambda: Noting(notes), resume=True)
    assert len(cleaned(notes)) == 4
    assert b"COUNCIL" not in out.read_bytes()
