"""Names of outputs, for any inputs."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.batch import names, write

PARTS = st.text(st.sampled_from("aAbé\u0301-2. ß"), min_size=1, max_size=4).filter(lambda part: part not in (".", ".."))
PATHS = st.builds(
    lambda folders, stem, suffix: "/".join([*folders, stem + suffix]),
    st.lists(PARTS, max_size=2),
    PARTS,
    st.sampled_from([".txt", ".html", ".TXT", ".json", ""]),
)


def key(path: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def parent(path: str) -> str:
    return path.rpartition("/")[0]


@given(st.lists(PATHS, max_size=12))
def test_no_two_outputs_share_a_name_and_none_is_a_folder_of_another(paths: list[str]) -> None:
    bases = names.assign(paths)
    files = [key(path) for base in bases for path in names.outputs(base)]
    folders = {key(str(above)) for base in bases for above in PurePosixPath(base).parents}
    assert len(bases) == len(paths)
    assert len(set(files)) == len(files)
    assert not folders & set(files)
    assert [parent(base) for base in bases] == [parent(path) for path in paths]


@given(st.text(st.sampled_from("aé漢😀"), min_size=1, max_size=255))
def test_every_output_fits_into_a_file_name(stem: str) -> None:
    bases = names.assign([stem + ".txt"] * 3)
    assert len(set(bases)) == 3
    assert all(len(os.fsencode(path)) <= 255 for base in bases for path in names.outputs(base))


def test_files_that_belong_together_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "in the way").touch()
    with pytest.raises(write.OutputError, match="can't be written"):
        write.write_files([(tmp_path / "sub" / "a", b"1"), (tmp_path / "sub" / ("x" * 300) / "b", b"2")])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [tmp_path / "b" / "in the way"]
