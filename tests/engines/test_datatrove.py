"""The step of a datatrove pipeline: what it hands on, what it doesn't, and what it says of that."""

from __future__ import annotations

import pickle
import sys
from typing import Any

import pytest

from tests.batch.shared import HASTY, Quick

data = pytest.importorskip("datatrove.data")
step = pytest.importorskip("cleaner.engines.datatrove")
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="workers are forked, and held to memory, on Linux")


class Kept:
    """A writer of datatrove's, as the step uses it."""

    def __init__(self) -> None:
        self.documents: list[tuple[Any, int]] = []

    def __enter__(self) -> Kept:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def write(self, document: Any, rank: int) -> None:
        self.documents.append((document, rank))


def documents(*texts: str) -> list[Any]:
    return [data.Document(text, f"doc-{n}", metadata={"url": f"https://a.example/{n}"}) for n, text in enumerate(texts)]


def test_documents_go_on_cleaned_and_those_without_a_body_go_to_the_exclusion_writer() -> None:
    writer = Kept()
    clean = step.CleanNews(factory=Quick, limits=HASTY, exclusion_writer=writer)
    found = list(clean.run(documents("Rain fell.\nRead more: hail", "ABORT", "", "Snow."), rank=3))
    assert [(document.id, document.text) for document in found] == [("doc-0", "Rain fell."), ("doc-3", "Snow.")]
    assert found[0].metadata["article"]["url"] == "https://a.example/0"
    assert "articleBody" not in found[0].metadata["article"]
    assert [(document.text, document.metadata["filter_reason"], rank) for document, rank in writer.documents] == [
        ("ABORT", "quarantined: it crashed its worker (SIGABRT), twice", 3),
        ("", "empty: there is no text in it", 3),
    ]


def test_the_statistics_count_every_document_by_its_status() -> None:
    clean = step.CleanNews(factory=Quick, limits=HASTY)
    list(clean.run(documents("Rain.", "EXIT", "", "Snow.")))
    counted = {
        name: clean.stats[name].total for name in ("total", "ok", "quarantined", "empty", "dropped", "forwarded")
    }
    assert counted == {"total": 4, "ok": 2, "quarantined": 1, "empty": 1, "dropped": 2, "forwarded": 2}


def test_nothing_comes_out_where_nothing_comes_in() -> None:
    assert list(step.CleanNews(factory=Quick).run(None)) == []


def test_it_can_be_sent_to_the_executors_workers() -> None:
    assert isinstance(pickle.loads(pickle.dumps(step.CleanNews(factory=Quick))), step.CleanNews)
