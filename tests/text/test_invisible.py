"""What only sets type."""

from __future__ import annotations

import pytest

from cleaner.text.invisible import without_invisible


@pytest.mark.parametrize(
    ("line", "sound"),
    [
        ("rail\xadways", "railways"),
        ("fifty\u2060-one", "fifty-one"),
        ("and\u200b/\u200bor", "and/or"),
        ("\ufeffRain \u200efell\u200f", "Rain fell"),
        ("K\u00f6\xadln\u200c", "Köln"),
        ("rail\xad \r", "rail\xad \r"),
    ],
)
def test_between_letters_that_need_none_it_goes(line: str, sound: str) -> None:
    assert without_invisible(line) == sound


@pytest.mark.parametrize("line", ["می\u200cخواهم", "क्\u200dष", "👩\u200d🚀", "ภาษา\u200bไทย"])
def test_scripts_that_need_joiners_keep_them(line: str) -> None:
    assert without_invisible(line) == line
