"""A page of which much less was kept than stands in elements that are alike gets that back, and a warning."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner import Cleaner, Result
from cleaner.model import Action, Annotation, Block, Document, Element, HtmlContext, Label, Piece, Verdict
from cleaner.ruleset import load_ruleset
from cleaner.stages.map_to_source import map_to_source
from cleaner.stages.restore import LOW_RECALL, restore

TEXTS = tuple(
    f"The {place} opens at nine on weekdays and at ten on Sundays, has a slide for the smallest, and sells hot food and "
    "cold drinks by the door until the lights go out."
    for place in ("lido", "plunge", "tidal pool", "river bath")
)
RULES = load_ruleset()


def a_document(kept: int, votes: float = 0.0, names: tuple[str, ...] = ("entry",) * 4) -> Document:
    """A page of four paragraphs, of which the first `kept` are body, in elements of these names."""
    blocks = tuple(Block(n, text, (Piece(n, 0, len(text)),), 1, 0) for n, text in enumerate(TEXTS))
    verdicts = tuple(
        (
            Verdict(
                0, len(text), *(Label.BODY, Action.KEEP) if n < kept else (Label.RELATED, Action.DROP), ("evidence.x",)
            ),
        )
        for n, text in enumerate(TEXTS)
    )
    contexts = tuple(HtmlContext(Element("p", name, None, n), vote=votes) for n, name in enumerate(names))
    return Document(
        TEXTS, html_contexts=contexts, repaired=TEXTS, blocks=blocks, annotations=((),) * 4, verdicts=verdicts
    )


def body_of(document: Document) -> list[str]:
    return [line for line in map_to_source(document, RULES).body.split("\n") if line]


def test_what_was_lost_comes_back_with_a_warning() -> None:
    found = restore(a_document(kept=1), RULES)
    assert (body_of(found), found.warnings) == (list(TEXTS), (LOW_RECALL,))


@pytest.mark.parametrize(
    "document",
    [
        a_document(kept=3),
        a_document(kept=1, names=("entry", "teaser", "teaser", "teaser")),
        replace(a_document(kept=1), html_contexts=()),
        replace(a_document(kept=1), foreign=True),
        replace(a_document(kept=1), blocks=(), verdicts=(), annotations=()),
    ],
    ids=["enough was kept", "other elements", "plain text", "another language", "nothing there"],
)
def test_other_documents_are_left_as_they_are(document: Document) -> None:
    assert restore(document, RULES) is document


@pytest.mark.parametrize(
    ("score", "decisive", "comes_back"), [(1.0, False, True), (2.0, False, False), (1.0, True, False)]
)
def test_what_a_rule_speaks_against_stays_away(score: float, decisive: bool, comes_back: bool) -> None:
    note = Annotation(3, 0, len(TEXTS[3]), Label.PROMO, "own.offer", "line", score, decisive=decisive)
    document = replace(a_document(kept=1), annotations=((), (), (), (note,)))
    assert (TEXTS[3] in body_of(restore(document, RULES))) == comes_back


def test_a_vote_for_more_gives_a_warning_and_restores_nothing() -> None:
    found = restore(a_document(kept=1, votes=1.0, names=("entry", "teaser", "teaser", "teaser")), RULES)
    assert (body_of(found), found.warnings) == ([TEXTS[0]], (LOW_RECALL,))


def test_numbers_in_names_tell_no_entries_apart() -> None:
    assert body_of(restore(a_document(kept=1, names=("entry e1", "entry e2", "entry e3", "entry e4")), RULES)) == list(
        TEXTS
    )


def test_a_warning_is_in_the_result_and_its_record_and_most_have_none() -> None:
    document = map_to_source(restore(a_document(kept=1), RULES), RULES)
    result = Result.of(document, "x")
    assert (result.warnings, result.to_dict()["warnings"]) == ((LOW_RECALL,), [LOW_RECALL])
    page = "<!doctype html><article><h1>Baths</h1>" + "".join(f"<p>{text}</p>" for text in TEXTS) + "</article>"
    assert Cleaner().clean(page).warnings == ()
