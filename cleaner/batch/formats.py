"""What a file holds, as its name says it: one document or a container of many, and how it is compressed."""

from __future__ import annotations

import json
import re
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


MAGIC = {
    b"%PDF-": "a PDF file",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an Office document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG\r\n": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF87a": "an image",
    b"GIF89a": "an image",
    b"II*\0": "an image",
    b"MM\0*": "an image",
    b"OggS": "a recording",
    b"ID3\x03": "a recording",
    b"ID3\x04": "a recording",
    b"7z\xbc\xaf\x27\x1c": "an archive",
    b"Rar!\x1a\x07": "an archive",
    b"SQLite format 3\0": "a database",
    b"\x7fELF": "a program",
    b"ARROW1": "an Arrow file",
    b"Obj\x01": "an Avro file",
}
"""How files begin that are no text, though parts of them read like it."""

_MIME = re.compile(rb"(?:[A-Za-z][\w-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?mime-version: *1", re.IGNORECASE)
_TAR = slice(257, 262)


def recognize(data: bytes) -> Kind | str | None:
    """What a text isn't: a container that is read with `--input-format`, or what else it is, in words.

    An article that begins with a bracket is no JSON, for it doesn't parse.

    >>> recognize(b'{"text": "Rain."}\\n'), recognize(b"%PDF-1.4 ..."), recognize(b"[Update] Rain fell.")
    (<Kind.JSONL: 'jsonl'>, 'a PDF file', None)
    """
    found = next((name for magic, name in MAGIC.items() if data.startswith(magic)), None)
    if found is not None:
        return found
    if data[_TAR] == b"ustar":
        return "an archive"
    if data.startswith(b"RIFF") and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "an image or a recording"
    if data.startswith(b"PAR1"):
        return Kind.PARQUET
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if data.startswith((b"WARC/1.", b"WARC/0.")):
        return Kind.WARC
    if start in (b"{", b"["):
        return _recognize_json(data.removeprefix(b"\xef\xbb\xbf").strip())
    return "an e-mail or a MIME file" if _MIME.match(data[:8192]) else None


def _recognize_json(data: bytes) -> Kind | str | None:
    if data[-1:] not in b"}]":
        return None
    line = data.partition(b"\n")[0].strip()
    for part, kind in ((line, Kind.JSONL), (data, "a JSON document")):
        try:
            value = json.loads(part)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict) or (kind is not Kind.JSONL and isinstance(value, list)):
            return kind
    return None


def not_a_text(data: bytes) -> str:
    """Why data can't be cleaned as a text; nothing where it can.

    >>> not_a_text(b'[{"text": "Rain."}]')
    'it is a JSON document, not a text; JSON Lines, an object a line, are read with --input-format jsonl'
    """
    found = recognize(data)
    if found is None:
        return ""
    if isinstance(found, Kind):
        return f"it is {found.upper()}, not a text; --input-format {found} reads it"
    if "JSON" in found:
        return f"it is {found}, not a text; JSON Lines, an object a line, are read with --input-format jsonl"
    return f"it is {found}, not a text"
