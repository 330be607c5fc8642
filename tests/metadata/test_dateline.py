"""The dateline: what the rules captured, where it has a place."""

from __future__ import annotations

from cleaner.metadata.dateline import extract_dateline
from cleaner.metadata.spans import LabelledSpan, Position
from cleaner.model import Label


def opening(text: str, dateline: str, block: int = 0) -> LabelledSpan:
    return LabelledSpan(block, text, Label.BODY, True, (("dateline", dateline),), position=Position.LEAD)


def test_place_agency_and_date_are_named_as_printed() -> None:
    line = opening("OSTLEY, March 4 (Ostley Wire) - The mill will close.", "OSTLEY, March 4 (Ostley Wire)")
    assert extract_dateline([line], ["Ostley Wire"]) == "OSTLEY, March 4 (Ostley Wire)"


def test_an_agency_alone_is_no_dateline() -> None:
    assert extract_dateline([opening("OWN — The mill will close.", "OWN")], ["OWN"]) is None


def test_who_speaks_in_an_interview_is_no_dateline() -> None:
    lines = [
        opening("OSTLEY ECHO: Why close the mill?", "OSTLEY ECHO"),
        opening("JO DOE: There is no water.", "JO DOE", 1),
    ]
    talk = [*lines, opening("OSTLEY ECHO: And the dam?", "OSTLEY ECHO", 2)]
    assert extract_dateline(talk, []) is None
    assert extract_dateline(lines[:1], []) == "OSTLEY ECHO"


def test_a_dateline_further_down_is_another_report_s() -> None:
    assert extract_dateline([opening("OSTLEY: The mill.", "OSTLEY")._replace(position=Position.TEXT)], []) is None
