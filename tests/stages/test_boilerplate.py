"""What a page's own elements say is navigation or footer is set aside, and named in the account."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner import Cleaner, clean
from cleaner.model import Action, Label, Line

PROSE = "The council voted on Monday to keep both of the libraries of the town open for another year, its leader said."
PAGE = """<html><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/s">Sport</a></li></ul></nav>
{head}
<article><h1>Libraries to stay open</h1><p>{prose}</p><p>{prose} It will meet again.</p>{foot}</article>
<footer><p>About us and all of our friends</p>{end}</footer>
</body></html>"""


def lines_of(head: str = "", foot: str = "", end: str = "", rules: Path | None = None) -> dict[str, Line]:
    page = PAGE.format(head=head, foot=foot, end=end, prose=PROSE)
    return {line.text.strip(" •"): line for line in (Cleaner(rules).clean if rules else clean)(page).lines}


def test_navigation_and_footer_are_dropped_with_their_element_as_the_reason() -> None:
    found = lines_of()
    assert (found["Sport"].label, found["Sport"].action, found["Sport"].rules) == (
        Label.NAV,
        Action.DROP,
        ("page.nav",),
    )
    assert found["About us and all of our friends"].rules == ("page.footer",)
    assert found[PROSE].action is Action.KEEP


def test_the_footer_of_the_article_is_no_furniture() -> None:
    found = lines_of(foot="<footer>By Ana Ruiz</footer><nav>Tags: libraries</nav>")
    assert found["By Ana Ruiz"].rules != ("page.footer",)
    assert found["Tags: libraries"].rules != ("page.nav",)


def test_breadcrumbs_and_copyright_are_left_to_the_rules() -> None:
    found = lines_of(head="<nav class='breadcrumb-list'>News</nav>", end="<p>© 2019 The Harrow Post</p>")
    assert found["News"].rules != ("page.nav",)
    assert found["© 2019 The Harrow Post"].label is Label.LEGAL


def test_a_nav_element_that_was_never_closed_does_not_take_the_article_along() -> None:
    page = f"<body><nav><a href='/'>Home</a><div><h1>Open</h1><p>{PROSE}</p><p>{PROSE} It will meet again.</p></div>"
    assert PROSE in clean(page).body


def test_text_has_no_furniture() -> None:
    assert not any("page." in rule for line in clean("Home\nSport\n\nAbout us").lines for rule in line.rules)


@pytest.mark.parametrize("spoken", [True, False])
def test_a_line_that_a_sure_rule_of_the_user_speaks_of_is_not_set_aside(tmp_path: Path, spoken: bool) -> None:
    pack = tmp_path / "own.toml"
    text = "About us and all of our friends" if spoken else "Nothing of the kind"
    pack.write_text(
        f"""schema = 1
pack = "own"
language = "en"
[[rule]]
id = "own.friends"
label = "body"
kind = "protect"
score = 3.0
why = "This line is the one that we want to see."
pattern = '^{text}$'
hits = ["{text}", "{text}"]
misses = ["About", "Us"]
""",
        "utf-8",
    )
    line = lines_of(rules=pack)["About us and all of our friends"]
    assert (line.action is Action.KEEP) == spoken
