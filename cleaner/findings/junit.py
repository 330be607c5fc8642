"""Test results as JUnit XML, in the shape that CI services agree on and pytest writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree

from cleaner.text.visible import visible_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""


class CheckResult(NamedTuple):
    """One test. `failure` and `error` are pairs of a message and a text, `xfail` is a reason; None where there is none.

    A failure is a result that isn't the one expected, an xfail one that is known to fail; an error kept the test from
    being made.
    """

    group: str
    name: str
    file: str
    failure: tuple[str, str] | None = None
    error: tuple[str, str] | None = None
    xfail: str | None = None


def render(suite: str, cases: Sequence[CheckResult], summary: str = "") -> str:
    """A document with one suite; `summary` is a property of it."""
    counts = {
        "tests": str(len(cases)),
        "failures": str(sum(case.failure is not None for case in cases)),
        "errors": str(sum(case.error is not None for case in cases)),
        "skipped": str(sum(case.xfail is not None for case in cases)),
    }
    root = ElementTree.Element("testsuites", {"name": _sound(suite), **counts})
    within = ElementTree.SubElement(root, "testsuite", {"name": _sound(suite), **counts})
    if summary:
        properties = ElementTree.SubElement(within, "properties")
        ElementTree.SubElement(properties, "property", {"name": "summary", "value": _sound(summary)})
    for case in cases:
        attributes = {"classname": case.group, "name": case.name, "file": case.file}
        test = ElementTree.SubElement(within, "testcase", {key: _sound(text) for key, text in attributes.items()})
        for tag, told in (("failure", case.failure), ("error", case.error)):
            if told is not None:
                ElementTree.SubElement(test, tag, message=_sound(told[0]), type=tag).text = _sound(told[1])
        if case.xfail is not None:
            ElementTree.SubElement(test, "skipped", message=_sound(case.xfail), type="pytest.xfail")
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _sound(text: str) -> str:
    """The text with U+FFFD for what XML can't hold, and what would steer a terminal written out."""
    return visible_lines(_NOT_XML.sub("\ufffd", text))
