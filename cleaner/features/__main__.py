"""Print the registry of measurements into a page of documentation: `python -m cleaner.features docs/evidence.md`."""

import sys
from pathlib import Path

from cleaner.features.registry import with_tables

for name in sys.argv[1:]:
    page = Path(name)
    page.write_text(with_tables(page.read_text("utf-8")), "utf-8")
