"""The JSON Schema of records (`Result.to_dict()`), made from the types in `cleaner/model.py`.

`python -m cleaner.schema` prints it; `record.schema.json` beside this file is what it printed, and ships with the
package.
"""

from __future__ import annotations

from importlib.resources import files

from cleaner.schema.generate import record_schema

__all__ = ["record_schema", "shipped"]


def shipped() -> str:
    """The schema as it ships: JSON text.

    >>> '"Record of a cleaned document"' in shipped()
    True
    """
    return (files(__name__) / "record.schema.json").read_text("utf-8")
