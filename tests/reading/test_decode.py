"""Bytes into text."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import UnreadableInput
from cleaner.reading.decode import decode

ENGLISH = "The café’s owner said she would appeal against the council’s decision — it cost her £40."
TEXTS = {
    "utf-8": ENGLISH + " Москва 東京 😀",
    "utf-8-sig": ENGLISH,
    "utf-16": ENGLISH + " 😀",
    "utf-32": ENGLISH + " 😀",
    "cp1252": ENGLISH,
    "latin-1": "The café's owner said she would appeal against the council's decision; it cost her £40.",
    "cp1251": "Городской совет проголосовал в понедельник за то, чтобы обе библиотеки оставались открытыми.",
    "shift_jis": "市議会は月曜日、市内の二つの図書館をさらに一年間開いておくことを決めた。図書館の職員は喜んだ。",
    "gb18030": "市议会星期一投票决定让该市的两家图书馆再开放一年。图书馆的工作人员感到非常高兴。",
    "euc_kr": "시의회는 월요일 시내 두 도서관을 일 년 더 열어 두기로 결정했다. 도서관 직원들은 기뻐했다.",
}


@pytest.mark.parametrize("encoding", TEXTS)
def test_text_is_read_in_its_encoding(encoding: str) -> None:
    assert decode(TEXTS[encoding].encode(encoding)) == TEXTS[encoding]


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_names_the_encoding_and_is_no_text(bom: bytes, encoding: str) -> None:
    assert decode(bom + ENGLISH.encode(encoding)) == ENGLISH


@pytest.mark.parametrize("word", ["café", "£40", "naïve café", "“No,” she said", "Zoë’s"])
def test_a_few_words_of_windows_1252_are_read(word: str) -> None:
    assert decode(word.encode("cp1252")) == word


def test_no_bytes_are_no_text() -> None:
    assert decode(b"") == ""


def test_line_ends_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n\x0cd") == "a\r\nb\rc\n\x0cd"


def test_a_stray_control_character_makes_no_binary_file() -> None:
    assert decode(b"The mayor\x00 said so. " + b"The bridge is closed. " * 9).count("\x00") == 1


@pytest.mark.parametrize(
    "raw",
    [
        bytes(100),
        bytes(range(256)),
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01",
        b"PK\x03\x04\x14\x00\x00\x00\x08\x00" * 5,
        "No mark.".encode("utf-16-le"),
    ],
)
def test_binary_data_is_refused(raw: bytes) -> None:
    with pytest.raises(UnreadableInput, match="binary"):
        decode(raw)


@pytest.mark.parametrize(
    "raw", [codecs.BOM_UTF16_LE + b"abc", codecs.BOM_UTF8 + b"\xff", codecs.BOM_UTF32_LE + b"abcde"]
)
def test_a_byte_order_mark_that_lies_is_named(raw: bytes) -> None:
    with pytest.raises(UnreadableInput, match="begin like utf"):
        decode(raw)


@pytest.mark.parametrize(
    "raw", [("The café’s plan. " * 9).encode() + b"\xe2\x80", "The café’s".encode() + b"\xff" + " plan – or".encode()]
)
def test_damaged_utf_8_is_refused_not_guessed_at(raw: bytes) -> None:
    with pytest.raises(UnreadableInput, match="UTF-8, but damaged: byte"):
        decode(raw)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        assert isinstance(decode(raw), str)
    except UnreadableInput as error:
        assert str(error)  # noqa: PT017 - that nothing else is raised is the test


@given(st.text(max_size=200))
def test_text_in_utf_8_comes_back_as_it_was(text: str) -> None:
    controls = {c for c in text if c < " " or c == "\x7f"} - set("\t\n\r\f\v\x1b\x1a")
    if not controls and not text.startswith("\ufeff"):
        assert decode(text.encode()) == text
