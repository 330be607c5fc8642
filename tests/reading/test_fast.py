"""The fast way to read HTML: main content alone, as text."""

from __future__ import annotations

import builtins
import sys
from typing import Any

import pytest

from cleaner import Cleaner, extras
from cleaner.extras import MissingExtra
from cleaner.reading import read

PROSE = "The council voted on Monday to keep both of the libraries of the town open for another year, its leader said."
AGAIN = "Its members will meet again in the spring, when the county sets its budget for the next three years."
PAGE = f"<!doctype html><html><body><nav><a href='/'>Home</a></nav><article><p>{PROSE}</p><p>{AGAIN}</p></article></body></html>"


def test_the_main_content_is_read_without_what_the_page_says_of_it() -> None:
    document = read(PAGE, fast=True)
    assert PROSE in document.view
    assert (document.html_contexts, document.media_type) == ((), "text/html")


def test_text_is_read_as_ever() -> None:
    assert read("Home\n\nIt rained.", fast=True) == read("Home\n\nIt rained.")


def test_a_fast_cleaner_gives_the_body_and_accounts_for_the_lines_it_was_given() -> None:
    result = Cleaner(fast=True).clean(PAGE)
    assert result.body.split() == f"{PROSE} {AGAIN}".split()


def test_half_a_surrogate_pair_is_read() -> None:
    assert "The mayor \ufffd" in "\n".join(read(PAGE.replace("The council", "The mayor \ud83d"), fast=True).view)


def test_without_resiliparse_the_command_that_installs_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def missing(name: str, *args: Any, **more: Any) -> Any:
        if name.startswith("resiliparse"):
            raise ImportError(name)
        return real(name, *args, **more)

    for name in [name for name in sys.modules if name.startswith("resiliparse")]:
        monkeypatch.setitem(sys.modules, name, None)  # type: ignore[arg-type]
    monkeypatch.setattr(builtins, "__import__", missing)
    with pytest.raises(MissingExtra, match=r"pip install 'news-text-cleaner\[fast\]'"):
        read(PAGE, fast=True)


def test_a_page_of_very_many_elements_is_read_the_careful_way() -> None:
    page = PAGE.replace("</article>", "<b></b>" * 20_000 + "</article>")
    assert read(page, fast=True).html_contexts
    assert not read(PAGE, fast=True).html_contexts


def test_a_fast_cleaner_without_resiliparse_is_not_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(MissingExtra, match=r"pip install 'news-text-cleaner\[fast\]'"):
        Cleaner(fast=True)
