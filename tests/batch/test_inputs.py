"""Which files of the inputs are documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.batch.inputs import LINKED, find_inputs

if TYPE_CHECKING:
    from pathlib import Path


def test_a_link_to_a_folder_is_named_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "a.txt").write_text("Rain fell.", "utf-8")
    (tmp_path / "set").mkdir()
    (tmp_path / "set" / "linked").symlink_to(tmp_path / "real", target_is_directory=True)
    found = find_inputs([str(tmp_path / "set")])
    assert [(one.name, one.fault) for one in found] == [("linked", LINKED)]
