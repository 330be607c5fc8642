"""Trees are read as browsers show them."""

from __future__ import annotations

from cleaner.reading.html_page import render_page
from cleaner.reading.html_page.parse import parse

PROSE = (
    "The harbour board agreed on Tuesday to lengthen the north pier by forty metres, so that the larger ferries can land "
    "in a westerly gale, and said that the work would take two winters."
)


def lines(page: str) -> list[str]:
    return [line for line in render_page(parse(page)).lines if line]


def test_a_button_with_an_open_element_in_it_ends_at_its_end_tag() -> None:
    page = f"<body><header><button>Menu <div></button></header><main><h1>Pier</h1><p>{PROSE}</p></main>"
    assert lines(page)[-2:] == ["Pier", PROSE]


def test_the_label_of_a_closed_button_is_still_no_text() -> None:
    assert lines(f"<body><button>Menu</button><main><h1>Pier</h1><p>{PROSE}</p></main>") == ["Pier", PROSE]


def test_parts_that_are_sent_late_stand_where_their_place_was_held() -> None:
    page = (
        '<body><h1>Pier</h1><!--$?--><template id="B:0"></template><p>Loading</p><!--/$--><p>Filed under harbours</p>'
        f'<div hidden id="S:0"><p>First.</p><template id="P:1"></template></div><div hidden id="S:1"><p>{PROSE}</p></div>'
    )
    assert lines(page) == ["Pier", "First.", PROSE, "Filed under harbours"]


def test_a_part_without_a_place_is_printed_where_it_stands() -> None:
    assert lines(f'<body><h1>Pier</h1><div hidden id="S:0"><p>{PROSE}</p></div>') == ["Pier", PROSE]


def test_a_part_that_holds_its_own_place_is_printed_once() -> None:
    page = f'<body><h1>Pier</h1><div hidden id="S:0"><p>{PROSE}</p><template id="B:0"></template></div>'
    assert lines(page) == ["Pier", PROSE]


def test_text_in_a_collapsed_panel_is_printed_and_a_collapsed_menu_is_not() -> None:
    panel = f'<div role="region" style="display:none" id="a"><p>{PROSE}</p></div>'
    menu = '<div role="region" style="display:none">' + "<a href='/x'>Harbour news</a>" * 30 + "</div>"
    found = f'<div hidden="until-found"><p>{PROSE} Again.</p></div>'
    article = "".join(f"<p>{PROSE} {n}</p>" for n in range(6))
    printed = lines(f"<body>{article}{panel}{menu}{found}")
    assert printed[-2:] == [PROSE, f"{PROSE} Again."]
    assert not [line for line in printed if "Harbour news" in line]
