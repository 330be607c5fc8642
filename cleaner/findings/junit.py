"""Test results as JUnit XML, in the shape that CI services agree on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Sequence

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""


class CheckResult(NamedTuple):
    """One test. `failure` and `error` are pairs of a message and a text; None where it passed.

    A failure is a result that isn't the one expected; an error kept the test from being made.
    """

    group: str
    name: str
    file: str
    failure: tuple[str, str] | None = None
    error: tuple[str, str] | None = None
    out: str = ""


def render(suite: str, cases: Sequence[CheckResult]) -> str:
    """A document with one suite."""
    counts = (
        f"tests={quoteattr(str(len(cases)))} failures={quoteattr(str(sum(c.failure is not None for c in cases)))} "
        f"errors={quoteattr(str(sum(c.error is not None for c in cases)))}"
    )
    rows = ['<?xml version="1.0" encoding="utf-8"?>']
    rows.append(f"<testsuites name={_attribute(suite)} {counts}>")
    rows.append(f'  <testsuite name={_attribute(suite)} {counts} skipped="0">')
    rows += map(_case, cases)
    rows += ["  </testsuite>", "</testsuites>"]
    return "\n".join(rows) + "\n"


def _case(case: CheckResult) -> str:
    head = f"    <testcase classname={_attribute(case.group)} name={_attribute(case.name)} file={_attribute(case.file)}"
    inside = [
        f"      <{tag} message={_attribute(told[0])} type={_attribute(tag)}>{_content(told[1])}</{tag}>\n"
        for tag, told in (("failure", case.failure), ("error", case.error))
        if told is not None
    ]
    if case.out:
        inside.append(f"      <system-out>{_content(case.out)}</system-out>\n")
    return f"{head}>\n{''.join(inside)}    </testcase>" if inside else f"{head}/>"


def _attribute(text: str) -> str:
    return quoteattr(_sound(text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})


def _content(text: str) -> str:
    return escape(_sound(text))


def _sound(text: str) -> str:
    """The text with U+FFFD for what XML can't hold."""
    return _NOT_XML.sub("\ufffd", text)
