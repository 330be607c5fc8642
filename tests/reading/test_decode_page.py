"""The bytes of pages into text: as browsers do it, and better where declarations lie."""

from __future__ import annotations

import codecs
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import UnreadableInput
from cleaner.reading import read
from cleaner.reading.decode_page import charset_of, decode_page

if TYPE_CHECKING:
    from cleaner import Cleaner

ENGLISH = "The café’s owner said she would appeal — it cost her £40, “too much”."
RUSSIAN = "Городской совет проголосовал в понедельник."
JAPANESE = "市議会は月曜日、市内の二つの図書館をさらに一年間開いておくことを決めた。"


def page(text: str, encoding: str, label: str | None = None, how: str = "<meta charset={}>") -> bytes:
    """A page's bytes, with the encoding declared as `label` where that is given."""
    head = how.format(label) if label else ""
    return f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(encoding)


@pytest.mark.parametrize(
    "how",
    [
        "<meta charset={}>",
        '<META CharSet = "{}" />',
        "<meta charset='{}'>",
        '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        '<meta content="text/html;charset={}" http-equiv=content-type>',
    ],
)
def test_the_declaration_in_the_page_is_believed_however_it_is_written(how: str) -> None:
    assert RUSSIAN in decode_page(page(RUSSIAN, "koi8-r", "koi8-r", how)).text


def test_an_xml_declaration_counts() -> None:
    raw = b"<?xml version='1.0' encoding='windows-1251'?>" + page(RUSSIAN, "cp1251")
    assert RUSSIAN in decode_page(raw).text


@pytest.mark.parametrize(
    ("label", "encoding", "text"),
    [
        ("iso-8859-1", "cp1252", ENGLISH),
        ("ascii", "cp1252", ENGLISH),
        ("us-ascii", "cp1252", ENGLISH),
        ("latin1", "cp1252", ENGLISH),
        ("x-cp1252", "cp1252", ENGLISH),
        ("x-user-defined", "cp1252", ENGLISH),
        ("iso-8859-9", "cp1254", "İstanbul’da"),
        ("x-sjis", "cp932", JAPANESE),
        ("euc-jp", "euc-jp", JAPANESE),
        ("iso-2022-jp", "iso-2022-jp", JAPANESE),
        ("gb2312", "gb18030", "市议会星期一投票决定，鎔"),
        ("ks_c_5601-1987", "cp949", "시의회는 월요일 시내 두 도서관을"),
        ("big5", "big5hkscs", "市議會星期一投票決定"),
        ("macintosh", "mac-roman", "It was “late”"),
    ],
)
def test_labels_mean_what_they_mean_to_browsers(label: str, encoding: str, text: str) -> None:
    assert text in decode_page(page(text, encoding, label)).text


def test_utf_16_declared_in_a_page_that_can_be_read_means_utf_8() -> None:
    assert ENGLISH in decode_page(page(ENGLISH, "utf-8", "utf-16")).text


def test_the_media_type_goes_before_the_page_and_a_byte_order_mark_before_both() -> None:
    raw = page(RUSSIAN, "koi8-r", "windows-1251")
    assert RUSSIAN in decode_page(raw, "koi8-r").text
    assert ENGLISH in decode_page(codecs.BOM_UTF16_LE + page(ENGLISH, "utf-16-le", "koi8-r"), "windows-1251").text
    assert ENGLISH in decode_page(codecs.BOM_UTF8 + page(ENGLISH, "utf-8", "koi8-r"), "windows-1251").text


def test_the_charset_of_the_media_type_reaches_the_page() -> None:
    assert read(page(RUSSIAN, "cp1251"), None, "text/html; charset=windows-1251").view == (RUSSIAN,)
    assert read(RUSSIAN.encode("cp1251"), None, "text/plain; charset=windows-1251").view == (RUSSIAN,)


@pytest.mark.parametrize("label", ["nonsense", "utf-7", "replacement", "iso-2022-kr", ""])
def test_a_label_that_means_nothing_is_passed_over(label: str) -> None:
    assert ENGLISH in decode_page(page(ENGLISH, "utf-8", label)).text


def test_a_declaration_in_a_comment_is_none() -> None:
    raw = b"<!-- <meta charset=koi8-r> --><meta charset=windows-1251>" + page(RUSSIAN, "cp1251")
    assert RUSSIAN in decode_page(raw).text


def test_a_declaration_that_comes_late_is_better_than_none() -> None:
    raw = b"<html><!--" + b" x" * 2000 + b"-->" + page(RUSSIAN, "koi8-r", "koi8-r")
    assert RUSSIAN in decode_page(raw).text


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1251", "gb2312", "shift_jis", "koi8-r"])
def test_utf_8_is_read_as_such_whatever_is_declared(label: str) -> None:
    found = decode_page(page(ENGLISH, "utf-8", label))
    assert ENGLISH in found.text
    assert found.bad == {}


def test_a_legacy_page_that_declares_utf_8_is_not_mangled() -> None:
    assert "café’s" in decode_page(page("The café’s owner said so.", "cp1252", "utf-8")).text
    russian = " ".join([RUSSIAN] * 5)
    assert russian in decode_page(page(russian, "cp1251", "utf-8")).text


def test_a_few_bytes_of_windows_1252_in_utf_8_are_read_and_counted() -> None:
    raw = page(ENGLISH * 2, "utf-8", "utf-8").replace(b"</p>", b" The mayor\x92s caf\xe9.</p>")
    found = decode_page(raw)
    assert found.text.endswith("The mayor’s café.</p></body></html>")
    assert ENGLISH in found.text
    assert found.bad == {"misencoded": 2}


def test_bytes_that_are_no_character_anywhere_are_replaced_and_counted() -> None:
    raw = page(ENGLISH, "utf-8") + "“It rained”".encode()[:-1] + b"<p>a\x81b"
    found = decode_page(raw)
    assert found.text.endswith("“It rained\ufffd<p>a\ufffdb")
    assert found.bad["undecodable"] >= 1


def test_a_legacy_page_with_a_fragment_of_utf_8_loses_no_text(cleaner: Cleaner) -> None:
    fragment = "<p>The mill’s wheel turned again on Monday, the council said, after two years of repairs.</p>".encode()
    raw = b"<meta charset=iso-8859-1><p>Ma\xf1ana</p><p>Stra\xdfe</p><p>caf\xe9</p>" + fragment
    (line,) = [line for line in read(raw).view if "wheel" in line]
    assert line.startswith("The millâ€™s wheel")
    assert "The mill’s wheel turned" in cleaner.clean(raw).body


def test_bytes_that_a_single_byte_encoding_leaves_open_lose_nothing_else() -> None:
    assert "a\x81b" in decode_page(b"<meta charset=windows-1252><p>a\x81b").text


def test_damaged_multi_byte_text_is_replaced_and_counted() -> None:
    raw = page(JAPANESE, "cp932", "shift_jis").replace(b"</p>", b"\x81</p>")
    found = decode_page(raw)
    assert f"{JAPANESE}\ufffd</p>" in found.text
    assert found.bad == {"undecodable": 1}


def test_utf_16_without_a_mark_is_told_by_its_zero_bytes() -> None:
    for encoding in ("utf-16-le", "utf-16-be"):
        assert read(page(ENGLISH, encoding)).view == (ENGLISH,)


def test_a_page_cut_off_within_a_character_of_utf_16_is_read() -> None:
    found = decode_page(codecs.BOM_UTF16_LE + "<p>Rain".encode("utf-16-le") + b"x")
    assert found.text == "<p>Rain\ufffd"
    assert found.bad == {"undecodable": 1}


def test_what_was_bad_is_told_in_the_account() -> None:
    document = read(page(ENGLISH, "utf-8").replace(b"</p>", b" caf\xe9</p>"))
    assert document.unprinted == {"misencoded": 1}


def test_a_binary_file_called_html_is_refused() -> None:
    with pytest.raises(UnreadableInput, match="binary"):
        read(bytes(range(256)) * 10, None, "text/html")


@pytest.mark.parametrize("label", ["\ud800", "é", "x" * 5_000, "utf-7"])
def test_a_charset_that_is_none_is_passed_over(label: str) -> None:
    assert read(page(RUSSIAN, "cp1251", "windows-1251"), None, f"text/html; charset={label}").view == (RUSSIAN,)


def test_the_charset_is_found_in_media_types() -> None:
    assert charset_of("text/html;charset='utf-8';x=1") == "utf-8"
    assert charset_of("text/html; x=1") is None
    assert charset_of(None) is None


@given(
    st.binary(max_size=300), st.sampled_from([None, "utf-8", "latin1", "shift_jis", "gb2312", "big5", "utf-16", "x"])
)
def test_any_bytes_are_decoded_without_half_characters_or_refused(raw: bytes, charset: str | None) -> None:
    try:
        text, _ = decode_page(raw, charset)
    except UnreadableInput:
        return
    assert not any("\udc80" <= character <= "\udcff" for character in text)
