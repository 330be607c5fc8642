"""Rules proposed from a corpus: what they find, what they leave alone, and what is written."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.corpus.read import Item
from cleaner.corpus.suggest.pack import pack_text
from cleaner.corpus.suggest.propose import Site, propose
from cleaner.corpus.suggest.review import Proposal, compiled
from cleaner.pipeline import Cleaner
from cleaner.ruleset import load_ruleset
from cleaner.ruleset.examples import failures
from cleaner.ruleset.lint import lint
from tests.corpus.suggest.pages import OFFER, SITES, TEMPLATES, items, pages, seeds

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="module")
def found(cleaner: Cleaner) -> dict[str, Site]:
    """The five seeds and a hundred made-up pages of the same sites."""
    faults: list[str] = []
    sites = propose(cleaner, [*seeds(), *pages(20)], faults)
    assert not faults
    return {site.name: site for site in sites}


def patterns(site: Site) -> Callable[[str], bool]:
    rules = compiled([proposal.candidate for proposal in site.proposals if proposal.taken])
    return lambda text: bool(rules.search(text, len(text.split()))[0])


@pytest.mark.parametrize("site", SITES)
def test_the_templates_of_the_seeds_sites_are_found_and_their_articles_left_alone(
    cleaner: Cleaner, found: dict[str, Site], site: str
) -> None:
    hits = patterns(found[site])
    documents = [cleaner.process(item.data) for item in pages(20) if item.name.startswith(site)]
    blocks = [
        (" ".join(document.view[piece.line].split()), block.text)
        for document in documents
        for block in document.blocks
        for piece in block.pieces
    ]
    before, after = TEMPLATES[site]
    forms = [
        " ".join(row.split()) for row in [*before, *after] if row.strip() and row not in ("{headline}", "{date}", "0")
    ]
    for form in forms:
        regex = re.compile("^" + re.sub(r"\\\{\w+\\\}", ".+", re.escape(form)) + "$")
        texts = [text for line, text in blocks if regex.match(line)]
        assert len(texts) >= 20
        assert sum(map(hits, texts)) >= 0.9 * len(texts), form
    assert not [text for line, text in blocks if len(text.split()) > 25 and len(line.split()) > 25 and hits(text)]


def test_a_pack_of_proposals_loads_passes_its_own_examples_and_the_lint(found: dict[str, Site], tmp_path: Path) -> None:
    paths = []
    for name, site in found.items():
        paths.append(tmp_path / f"{name}.toml")
        paths[-1].write_text(pack_text(name, site.documents, site.proposals, site.hosts), "utf-8")
    rules = load_ruleset(paths, shipped=False)
    assert len(rules.rules) == sum(len(site.proposals) for site in found.values())
    assert not list(failures(rules))
    assert not [finding for finding in lint(paths, []) if finding.level == "error"]
    assert all(pack.domains for pack in rules.packs)


def proposals(cleaner: Cleaner, documents: list[Item]) -> list[Proposal]:
    (site,) = propose(cleaner, documents, [])
    return site.proposals


def test_a_line_that_stays_today_is_proposed_with_the_words_that_would_leave(cleaner: Cleaner) -> None:
    kept = [OFFER in cleaner.clean(item.data, item.url).body for item in items(OFFER, inside=False)]
    (proposal,) = [p for p in proposals(cleaner, items(OFFER, inside=False)) if OFFER in p.hits]
    assert proposal.lines == proposal.documents == 12
    assert proposal.leaving == sum(kept) * len(OFFER.split())
    assert len(proposal.misses) >= 2
    assert OFFER not in proposal.misses


def test_a_subheading_that_a_paper_always_uses_is_left_alone(cleaner: Cleaner) -> None:
    documents = items("What happened next")
    if all("What happened next" in cleaner.clean(item.data).body for item in documents):
        assert not [p for p in proposals(cleaner, documents) if "What happened next" in p.hits]


def test_what_the_gold_says_is_body_is_never_proposed(cleaner: Cleaner) -> None:
    documents = [
        Item(item.name, item.data, item.url, gold=str(item.data))
        for item in items("Share this story with your friends")
    ]
    assert not proposals(cleaner, documents)


def test_prints_of_one_article_count_once(cleaner: Cleaner) -> None:
    same = items(OFFER)[:1] * 12
    assert not proposals(cleaner, same)


def test_the_memory_that_counting_may_take_can_be_set_and_more_documents_are_only_cut_up(cleaner: Cleaner) -> None:
    faults: list[str] = []
    (site,) = propose(cleaner, items(OFFER, 40, inside=False), faults, sample=5, memory="64MB")
    (proposal,) = [p for p in site.proposals if OFFER in p.hits]
    assert (proposal.candidate.docs, proposal.documents) == (40, 5)


def test_a_pack_is_for_the_language_of_the_articles() -> None:
    assert 'language = "en"' in pack_text("harrow.example", 20, [])
    assert 'language = "de"' in pack_text("harrow.example", 20, [], (), "de")
