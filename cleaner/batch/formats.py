"""What a file holds, as its name says it: one document or a container of many, and how it is compressed."""

from __future__ import annotations

from enum import StrEnum

TEXT_SUFFIXES = frozenset({".txt", ".text"})
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
"""What is taken for a document in a folder. Not Markdown: beside scraped text it is a README."""

COMPRESSIONS = frozenset({".gz", ".zst", ".bz2", ".xz"})


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
    """The kind that a name stands for; None where it is none of ours.

    >>> kind_of("a/b.HTM"), kind_of("b.jsonl.zst"), kind_of("photo.jpg"), kind_of("c.gz")
    (<Kind.DOCUMENT: 'document'>, <Kind.JSONL: 'jsonl'>, None, None)
    """
    return SUFFIXES.get(suffix_of(uncompressed_name(name)))


def compression_of(name: str) -> str:
    """One of COMPRESSIONS, or nothing.

    >>> compression_of("a.txt.GZ"), compression_of("a.txt")
    ('.gz', '')
    """
    suffix = suffix_of(name)
    return suffix if suffix in COMPRESSIONS else ""


def uncompressed_name(name: str) -> str:
    """The name without the suffix of its compression.

    >>> uncompressed_name("a.txt.gz")
    'a.txt'
    """
    return name[: len(name) - len(compression_of(name))]


def suffix_of(name: str) -> str:
    """The last suffix, in lower case.

    >>> suffix_of("a.b/c.TXT"), suffix_of(".profile"), suffix_of("a.b/c")
    ('.txt', '', '')
    """
    last = name.rsplit("/", 1)[-1]
    stem, dot, suffix = last.rpartition(".")
    return "." + suffix.lower() if dot and stem else ""


def media_type_of(name: str) -> str | None:
    """The media type of a document by its name; None where only the content can tell.

    >>> media_type_of("a.HTM"), media_type_of("a.html.gz"), media_type_of("a.txt")
    ('text/html', 'text/html', None)
    """
    return "text/html" if suffix_of(uncompressed_name(name)) in HTML_SUFFIXES else None
