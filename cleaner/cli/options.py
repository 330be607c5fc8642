"""Options that several verbs have."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """Human: for reading; json: for programs."""

    HUMAN = "human"
    JSON = "json"


Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", help="A rule file or folder on top of the shipped rules; can be repeated."),
]
Language = Annotated[
    str | None,
    typer.Option("--language", metavar="CODE", help="The language of the articles; en unless the settings say."),
]
KeepForeign = Annotated[
    bool | None,
    typer.Option("--keep-foreign/--drop-foreign", help="Whether a document in another language has a body; not so."),
]
Fast = Annotated[
    bool | None,
    typer.Option(
        "--fast/--careful", help="Read HTML by resiliparse's main content: faster, less right, no metadata of the page."
    ),
]
MediaType = Annotated[
    str | None,
    typer.Option("--media-type", metavar="TYPE", help="text/plain or text/html, whatever the names say."),
]
Url = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="The document's address; it chooses the rules of its site.")
]
