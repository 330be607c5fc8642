"""A page's bytes into text, as browsers do it, but for declarations that lie.

The order is theirs: a byte order mark, the charset of the media type, a declaration in the page (`<meta charset>`,
`http-equiv`, an XML declaration), detection. Labels mean what the Encoding Standard says: `iso-8859-1` and `ascii` are
Windows-1252, `gb2312` is GB 18030.

Browsers believe a declaration whatever the bytes are, and show what comes of it: `â€™` or a box. Here text counts, so:

- Bytes that are UTF-8 and have characters beyond ASCII are UTF-8, whatever single-byte encoding is declared; no text in
  one of those is well-formed UTF-8 by chance.
- Bytes that are UTF-8 but for a few are UTF-8 with these few read as Windows-1252 (a quotation mark pasted in). What is
no character there either is U+FFFD.
- A declared UTF-8 or multi-byte encoding that the bytes are not in is passed over, and detection asked.
- A page in a single-byte encoding with fragments of UTF-8 in it is read as declared; the stage `repair` mends these.

A page is never refused for a few bad bytes. They are counted.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

import webencodings

from cleaner.model import UnreadableInput
from cleaner.reading.decode import BOMS, binary, detect, is_binary

PRESCAN = 1024
"""Bytes in which the standard has a page declare its encoding."""

LATE_PRESCAN = 64 * 1024
"""Bytes in which a declaration is looked for when the bytes aren't UTF-8: better late than guessed."""

MIN_SEQUENCES = 3
"""Well-formed characters of UTF-8, and more than there are bad bytes, that outweigh the declaration of another
encoding."""

UNDECODABLE, MISENCODED = "undecodable", "misencoded"
"""What is told of bad bytes: those that gave no character, and those read as Windows-1252 in UTF-8."""

MULTI_BYTE = frozenset("gbk gb18030 big5 euc-jp iso-2022-jp shift_jis euc-kr".split())
_MULTI_BYTE_CODECS = frozenset(
    codecs.lookup(name).name for name in ("gb18030", "big5hkscs", "euc-jp", "iso-2022-jp", "cp932", "cp949")
)

_COMMENT = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_DECLARED = re.compile(
    rb"""<meta[\s/][^>]*?charset\s*=\s*["']?\s*([^\s"'/>;]{1,40})|^\s*<\?xml[^>]*?encoding\s*=\s*["']([^"']{1,40})""",
    re.IGNORECASE,
)
_BEYOND = re.compile("[^\x00-\x7f]")
_BAD = re.compile("[\udc80-\udcff]")
"""What Python writes for a bad byte (`surrogateescape`)."""
_CUT_SHORT = re.compile("[\udcc2-\udcf4][\udc80-\udcbf]+")
"""A character of UTF-8 of which bytes are missing."""


class Decoded(NamedTuple):
    """A page's text, and how many of its bytes were bad, by what became of them."""

    text: str
    bad: dict[str, int]


def decode_page(raw: bytes, charset: str | None = None) -> Decoded:
    """The text of a page; `charset` is the media type's. Raises UnreadableInput for a binary file.

    >>> decode_page(b"<meta charset=iso-8859-1><p>\\x93It rained\\x94").text
    '<meta charset=iso-8859-1><p>“It rained”'
    >>> decode_page("<p>Zoë’s café — ".encode() + b"the mayor\\x92s").bad
    {'misencoded': 1}
    """
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return _lenient(raw[len(bom) :], _unmarked(encoding, bom))
    wide = _wide(raw)
    if wide:
        return _lenient(raw, wide)
    if is_binary(raw):
        raise binary()
    declared = _encoding(charset) or _in_page(raw[:PRESCAN])
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(raw, declared or _in_page(raw[:LATE_PRESCAN]), error)
    by_chance = declared in MULTI_BYTE and len(_BEYOND.findall(text)) < MIN_SEQUENCES
    return Decoded((by_chance and _strict(raw, declared or "")) or text, {})


def _not_utf8(raw: bytes, declared: str | None, error: UnicodeDecodeError) -> Decoded:
    """Bytes that aren't well-formed UTF-8."""
    if declared in MULTI_BYTE:
        text = _strict(raw, declared)
        if text is not None:
            return Decoded(text, {})
    if _is_mostly_utf8(raw, MIN_SEQUENCES if declared not in (None, "utf-8") else 1):
        return _lenient(raw, "utf-8")
    if declared not in (None, "utf-8"):
        return _lenient(raw, _codec(declared or ""))
    try:
        return Decoded(detect(raw, error), {})
    except UnreadableInput:
        return _lenient(raw, "cp1252")


def charset_of(media_type: str | None) -> str | None:
    """The charset parameter of a media type.

    >>> charset_of('text/html; Charset="windows-1251"'), charset_of("text/html")
    ('windows-1251', None)
    """
    found = re.search(r""";\s*charset\s*=\s*["']?([^\s"';]+)""", media_type or "", re.IGNORECASE)
    return found[1] if found else None


def _encoding(label: str | None) -> str | None:
    """The standard's name of an encoding; None for labels it doesn't know."""
    found = webencodings.lookup(label) if label and label.isascii() else None
    return None if found is None or found.name == "replacement" else str(found.name)


def _in_page(opening: bytes) -> str | None:
    """The encoding that the page declares. A page whose declaration can be read isn't in UTF-16, whatever that says."""
    found = _DECLARED.search(_COMMENT.sub(b"", opening))
    name = _encoding((found[1] or found[2]).decode("ascii", "replace")) if found else None
    if name in ("utf-16le", "utf-16be"):
        return "utf-8"
    return "windows-1252" if name == "x-user-defined" else name


def _wide(raw: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of its first two characters."""
    if len(raw) >= 4 and raw[:1] == b"<" and raw[1:4:2] == b"\0\0":
        return "utf-16-le"
    return "utf-16-be" if len(raw) >= 4 and raw[1:2] == b"<" and raw[:4:2] == b"\0\0" else None


def _unmarked(encoding: str, bom: bytes) -> str:
    """The codec for what stands behind a byte order mark."""
    order = "be" if bom in (codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE) else "le"
    return "utf-8" if encoding == "utf-8-sig" else f"{encoding}-{order}"


def _codec(name: str) -> str:
    """Python's name for one of the standard's encodings; its GBK is GB 18030."""
    return str(webencodings.lookup("gb18030" if name == "gbk" else name).codec_info.name)


def _strict(raw: bytes, name: str) -> str | None:
    """The text in an encoding other than UTF-8, where every byte has a meaning in it and some need it."""
    try:
        text = raw.decode(_codec(name))
    except UnicodeDecodeError:
        return None
    return text if not text.isascii() else None


def _is_mostly_utf8(raw: bytes, least: int) -> bool:
    """More of what is beyond ASCII is well-formed UTF-8 than is not."""
    beyond = _BEYOND.findall(raw.decode("utf-8", "replace"))
    good = len(beyond) - beyond.count("\ufffd")
    return good >= least and good > len(beyond) - good


def _lenient(raw: bytes, codec: str) -> Decoded:
    """The text with what can be made of bad bytes, counted."""
    if codec.startswith("utf-") and codec != "utf-8":
        text = raw.decode(codec, "replace")
        lost = text.count("\ufffd")
        return Decoded(text, {UNDECODABLE: lost} if lost else {})
    text = raw.decode(codec, "surrogateescape")
    if codec == "utf-8":
        text, lost = _CUT_SHORT.subn("\ufffd", text)
        mended = len(_BAD.findall(text))
        text = _BAD.sub(_western, text)
        return Decoded(text, {what: n for what, n in ((UNDECODABLE, lost), (MISENCODED, mended)) if n})
    if codec in _MULTI_BYTE_CODECS:
        text, lost = _BAD.subn("\ufffd", text)
        return Decoded(text, {UNDECODABLE: lost} if lost else {})
    return Decoded(_BAD.sub(lambda bad: chr(ord(bad[0]) - 0xDC00), text), {})  # the standard: a control character


def _western(bad: re.Match[str]) -> str:
    return bytes([ord(bad[0]) - 0xDC00]).decode("cp1252", "replace")
