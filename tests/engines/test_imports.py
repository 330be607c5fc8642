"""What engines bring is loaded by those who use it, and by nobody else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = """
import sys
import cleaner.cli, cleaner.engines.arrow, cleaner.engines.factory, cleaner.engines.ray
print(sorted({"ray", "datatrove", "datasets", "pyspark", "pyarrow", "pandas", "torch"} & set(sys.modules)))
"""


def test_the_command_loads_no_engine() -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
