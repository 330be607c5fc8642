"""What a file is, by its name: a document, or a container of many, packed or not."""

from __future__ import annotations

from enum import StrEnum

TEXT_SUFFIXES = frozenset({".txt", ".text"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
"""What is taken for a document in a folder. Not Markdown: beside scraped text it is a README."""

PACKINGS = frozenset({".gz", ".zst"})


class Kind(StrEnum):
    """What a file holds. The values are those of `--input-format`."""

    DOCUMENT = "document"
    JSONL = "jsonl"
    PARQUET = "parquet"
    WARC = "warc"


SUFFIXES = {
    **dict.fromkeys(TEXT_SUFFIXES | HTML_SUFFIXES, Kind.DOCUMENT),
    ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL,
    ".parquet": Kind.PARQUET,
    ".warc": Kind.WARC,
    ".wet": Kind.WARC,
}


def kind_of(name: str) -> Kind | None:
    """What the name says of the content; None where it says nothing we know.

    >>> kind_of("a/b.HTM"), kind_of("b.jsonl.zst"), kind_of("photo.jpg"), kind_of("c.gz")
    (<Kind.DOCUMENT: 'document'>, <Kind.JSONL: 'jsonl'>, None, None)
    """
    return SUFFIXES.get(suffix_of(unpacked_name(name)))


def packing_of(name: str) -> str:
    """`.gz`, `.zst` or nothing.

    >>> packing_of("a.txt.GZ"), packing_of("a.txt")
    ('.gz', '')
    """
    suffix = suffix_of(name)
    return suffix if suffix in PACKINGS else ""


def unpacked_name(name: str) -> str:
    """The name without the suffix of its packing.

    >>> unpacked_name("a.txt.gz")
    'a.txt'
    """
    packing = packing_of(name)
    return name[: -len(packing)] if packing else name


def suffix_of(name: str) -> str:
    """The last suffix, in lower case.

    >>> suffix_of("a.b/c.TXT"), suffix_of(".profile"), suffix_of("a.b/c")
    ('.txt', '', '')
    """
    last = name.rsplit("/", 1)[-1]
    stem, dot, suffix = last.rpartition(".")
    return "." + suffix.lower() if dot and stem else ""


def media_type_of(name: str) -> str | None:
    """What a document's name says of its content; None where only the content can tell.

    >>> media_type_of("a.HTM"), media_type_of("a.html.gz"), media_type_of("a.txt")
    ('text/html', 'text/html', None)
    """
    return "text/html" if suffix_of(unpacked_name(name)) in HTML_SUFFIXES else None
