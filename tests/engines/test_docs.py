"""The pages on engines: their code is run as it stands, and prints what they say."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = ROOT / "docs" / "engines"
NEEDED = {"ray": ("ray",), "datasets": ("datasets",), "spark": ("pyspark",), "datatrove": ("datatrove", "orjson")}

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="engines are tried on Linux")


@pytest.mark.parametrize("name", sorted(path.stem for path in PAGES.glob("*.md")))
def test_the_code_of_the_page_prints_what_the_page_says(name: str, tmp_path: Path) -> None:
    for library in NEEDED[name]:
        pytest.importorskip(library)
    if name == "spark" and shutil.which("java") is None:
        pytest.skip("Spark needs Java, and there is none: install Java 17 or newer")
    page = (PAGES / f"{name}.md").read_text("utf-8")
    code, expected = (re.findall(rf"```{kind}\n(.*?)```", page, re.DOTALL) for kind in ("python", "text"))
    shutil.copy(PAGES / "pages.jsonl", tmp_path)
    (tmp_path / "program.py").write_text("\n".join(code), "utf-8")
    done = subprocess.run(
        [sys.executable, "program.py"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "RAY_USAGE_STATS_ENABLED": "0", "HF_HOME": str(tmp_path / "hf")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == "".join(expected)
