"""Options that several verbs have."""

from pathlib import Path
from typing import Annotated

import typer

Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", help="A rule file or folder on top of the shipped rules; can be repeated."),
]
Url = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="The document's address; it chooses the rules of its site.")
]
