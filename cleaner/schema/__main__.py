"""`python -m cleaner.schema > cleaner/schema/record.schema.json` writes the schema anew after a change of the types."""

from __future__ import annotations

import sys

from cleaner.schema.generate import as_text, record_schema

sys.stdout.write(as_text(record_schema()))
