"""The bytes of plain text: by byte order mark, as UTF-8, as they are said to be, or by detection; never with
replacement characters put in silently. (Pages: `decode_page.py`.)"""

from __future__ import annotations

import codecs
import re

from cleaner.model import UnreadableInput

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

BINARY_SAMPLE = 8192
"""Bytes looked at for the marks of a binary file."""

MAX_CONTROL_SHARE = 0.02
"""Share of control bytes (NUL and its like) above which bytes are no text in any encoding news is printed in."""

MAX_WESTERN, MAX_WESTERN_SHARE = 3, 0.08
"""Characters beyond ASCII, and their share, up to which bytes may be Windows-1252: English, French and German have
fewer, other languages in other encodings have more."""

_NOT_WESTERN = re.compile(
    "[^\x00-\x7fáéíóúàèìòùâêîôûäëïöüãõñçåøæßÁÉÍÓÚÀÈÄÖÜÇÑÅØÆ€£¥©®™°½¼¾×·•«»‘’“”–—…§¿¡\xa0\xad]"
    "|[à-öø-ÿÀ-ÖØ-Þ]{2}"  # two in a row: rather one letter of another encoding
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\v\x1b\x1a")) + b"\x7f"


def decode(data: bytes | bytearray | memoryview, charset: str | None = None) -> str:
    """The text of some bytes; `charset`, a name that Python knows, is believed where they aren't UTF-8 and fit it.

    >>> decode("café".encode("utf-16"))
    'café'
    >>> decode("The café’s owner said she would appeal against the council’s decision.".encode("cp1252"))
    'The café’s owner said she would appeal against the council’s decision.'
    >>> decode(bytes(range(256)))
    Traceback (most recent call last):
    ...
    cleaner.model.UnreadableInput: this looks like a binary file, not text
    """
    raw = bytes(data)
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            try:
                return raw.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableInput(f"the bytes begin like {encoding} but are not: {error}") from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _as_declared(raw, charset)
        return detect(raw, error) if declared is None else declared
    if is_binary(raw):
        raise binary()
    return text


def _as_declared(raw: bytes, charset: str | None) -> str | None:
    if not charset or is_binary(raw) or _is_damaged_utf8(raw):
        return None
    try:
        return raw.decode(charset)
    except (LookupError, UnicodeError):
        return None


def binary() -> UnreadableInput:
    """The error for bytes that are no text."""
    return UnreadableInput("this looks like a binary file, not text")


def is_binary(raw: bytes) -> bool:
    """Whether too many bytes are control characters."""
    sample = raw[:BINARY_SAMPLE]
    return len(sample) - len(sample.translate(None, _CONTROLS)) > MAX_CONTROL_SHARE * len(sample)


def detect(raw: bytes, error: UnicodeDecodeError) -> str:
    """Decode bytes that aren't UTF-8, as `error` found: as Windows-1252 where every byte has a meaning there and the
    text reads like it, else in the encoding that they look like. Raises UnreadableInput where they look like none."""
    if is_binary(raw):
        raise binary() from None
    if _is_damaged_utf8(raw):
        raise UnreadableInput(f"UTF-8, but damaged: byte {error.start} is 0x{raw[error.start]:02x}") from None
    western = _western(raw)
    if western is not None:
        return western
    from charset_normalizer import from_bytes

    best = from_bytes(raw, cp_isolation=["cp1252", "cp1251", "cp1250", "shift_jis", "gb18030", "big5", "euc_kr"]).best()
    if best is None:
        raise UnreadableInput(
            f"not UTF-8 (byte {error.start} is 0x{raw[error.start]:02x}) and in no encoding that was recognised"
        )
    return str(best)


def _is_damaged_utf8(raw: bytes) -> bool:
    """More of what is beyond ASCII is well-formed UTF-8 than is not: no other encoding looks like that by chance."""
    beyond = re.findall("[^\x00-\x7f]", raw.decode("utf-8", "replace"))
    return len(beyond) > 2 * beyond.count("\ufffd")


def _western(raw: bytes) -> str | None:
    """The bytes read as Windows-1252, where that gives a few letters and signs of the kind that English print has."""
    beyond = len(raw) - len(raw.translate(None, bytes(range(128, 256))))
    if beyond > max(MAX_WESTERN, MAX_WESTERN_SHARE * len(raw)):
        return None
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return None if _NOT_WESTERN.search(text) else text
