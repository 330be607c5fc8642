"""The names of the package's modules."""

from __future__ import annotations

import builtins
import sys
import types
from pathlib import Path

import cleaner

BUILTINS = {name for name, value in vars(builtins).items() if isinstance(value, type | types.BuiltinFunctionType)}


def test_no_module_is_called_like_one_of_the_standard_library_or_like_a_builtin() -> None:
    root = Path(cleaner.__file__).parent
    places = [
        path for path in root.rglob("*") if path.suffix == ".py" or (path.is_dir() and path.name != "__pycache__")
    ]
    assert len(places) > 100
    taken = (sys.stdlib_module_names - {"__main__", "__future__"}) | BUILTINS
    assert [str(path.relative_to(root)) for path in places if path.stem in taken] == []
