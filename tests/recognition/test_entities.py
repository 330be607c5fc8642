"""Named entities: what is recognized in a line, with its value and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import EntityKind
from cleaner.recognition import LONGEST, LONGEST_LINE, recognize_entities


def values(text: str) -> list[tuple[str, str]]:
    return [(str(entity.kind), entity.value) for entity in recognize_entities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Updated 4 March 2019 at 09:22 GMT", [("date", "2019-03-04T09:22+00:00")]),
        ("Live at 9.30pm", [("time", "T21:30")]),
        ("12:05 am", [("time", "T00:05")]),
        ("4 min read", [("duration", "PT4M")]),
        ("an hour ago", [("duration", "PT1H")]),
        ("2 months ago", [("duration", "P2M")]),
        ("3 days ago", [("duration", "P3D")]),
        ("1,204 shares", [("count", "1204")]),
        ("1.2K views", [("count", "1200")]),
        ("Jane Doe, Senior Political Reporter", [("name", "Jane Doe"), ("role", "Senior Political Reporter")]),
        ("JANE DOE/REUTERS", [("name", "Jane Doe"), ("agency", "REUTERS")]),
        ("Jane Doe in New York", [("name", "Jane Doe"), ("place", "New York")]),
        ("@janedoe jane@echo.example", [("handle", "@janedoe"), ("email", "jane@echo.example")]),
        ("See https://echo.example/a, please", [("url", "https://echo.example/a")]),
        ("Ludwig van der Berg and Ana de la Cruz", [("name", "Ludwig van der Berg"), ("name", "Ana de la Cruz")]),
        ("The river fell by 3 percent", []),
        ("Share this story", []),
        ("", []),
    ],
)
def test_what_is_recognized_in_a_line(text: str, expected: list[tuple[str, str]]) -> None:
    assert values(text) == expected


def test_a_date_in_figures_keeps_both_readings() -> None:
    (entity,) = recognize_entities("03/04/2019")
    assert (entity.value, entity.day_first) == ("2019-03-04", "2019-04-03")
    (entity,) = recognize_entities("23/04/2019")
    assert entity.value == entity.day_first == "2019-04-23"


def test_a_line_that_is_one_name_is_one_entity() -> None:
    (entity,) = recognize_entities("Dr. Jane Doe")
    assert entity[:3] == (EntityKind.NAME, 0, len("Dr. Jane Doe"))


def test_in_paragraphs_only_dates_and_contacts_are_looked_for() -> None:
    text = "Jane Doe said on 4 March 2019 that it was closed. " + "It rained. " * (LONGEST_LINE // 10)
    assert values(text) == [("date", "2019-03-04")]
    assert values("It rained. " * (LONGEST // 10) + "4 March 2019") == []


@given(st.text(alphabet=st.sampled_from("By JaneDoe ,|@.-/:0123456789Marchpm’"), max_size=80))
def test_entities_stand_in_order_inside_the_text_and_don_t_overlap(text: str) -> None:
    at = 0
    for entity in recognize_entities(text):
        assert at <= entity.start < entity.end <= len(text)
        at = entity.end
