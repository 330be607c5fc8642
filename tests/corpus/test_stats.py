"""What rules do to a corpus: counted, judged by gold, and left out to see what they are worth."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.corpus.read import Item
from cleaner.corpus.stats import coverage, rule_stats
from cleaner.findings import WARNING
from cleaner.pipeline import Cleaner
from tests.cli.shared import PACK

PROSE = [
    f"The council voted on {day} to keep both of the town’s libraries open for another year, its leader said."
    for day in ("Monday", "Friday", "Sunday")
]
OFFER = "Readers of the Post get a tenth off their lunch at the Mill Café, which has been open since the spring."
WIDE = """
[[rule]]
id = "test.wide"
label = "promo"
why = "The tests need a rule that hits body."
pattern = 'council voted'
score = 1
hits = ["The council voted", "council voted"]
misses = ["The council met", "A vote"]

[[rule]]
id = "test.offer"
label = "promo"
why = "The tests need a line that only a rule removes."
pattern = '^Readers of the Post get '
score = 3
hits = ["Readers of the Post get a tenth off.", "Readers of the Post get more."]
misses = ["Readers get a tenth off.", "The readers of the Post get angry."]

[[rule]]
id = "test.dead"
label = "promo"
why = "The tests need a rule that hits nothing."
pattern = 'xyzzy'
hits = ["xyzzy", "a xyzzy"]
misses = ["xyz", "zy"]
"""


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("pack") / "wide.toml"
    file.write_text(PACK + WIDE, "utf-8")
    return file


@pytest.fixture(scope="module")
def cleaner(path: Path) -> Cleaner:
    return Cleaner([path])


def item(*lines: str, gold: bool = True) -> Item:
    body = [line for line in lines if line in PROSE]
    return Item("a", "\n\n".join(lines), gold="\n\n".join(body) if gold else None)


def test_hits_documents_and_precision_are_counted(cleaner: Cleaner) -> None:
    items = [item(*PROSE, OFFER), item(*PROSE), item(OFFER, *PROSE, gold=False)]
    stats = rule_stats(cleaner, items, ["test.offer", "test.wide"])
    offer, wide = stats.rules["test.offer"], stats.rules["test.wide"]
    assert (stats.documents, stats.with_gold) == (3, 2)
    assert (offer.hits, offer.documents, offer.kept, offer.precision) == (2, 2, 0, 1.0)
    assert (wide.hits, wide.documents, wide.kept, wide.precision) == (9, 3, 9, 0.0)


def test_what_a_rule_saves_is_found_by_leaving_it_out(cleaner: Cleaner) -> None:
    stats = rule_stats(cleaner, [item(PROSE[0], OFFER, PROSE[1], PROSE[2])], ["test.offer"])
    offer = stats.rules["test.offer"]
    without = Cleaner().clean(item(PROSE[0], OFFER, PROSE[1], PROSE[2]).data).body
    assert (OFFER in without) == bool(offer.saved)
    assert offer.saved == (len(OFFER.split()) if OFFER in without else 0)
    assert offer.cost == 0


def test_what_a_rule_costs_is_body_that_leaves_because_of_it(cleaner: Cleaner) -> None:
    wrong = Item("a", "\n\n".join([PROSE[0], OFFER, PROSE[1]]), gold="\n\n".join([PROSE[0], OFFER, PROSE[1]]))
    assert rule_stats(cleaner, [wrong], ["test.offer"]).rules["test.offer"].cost == len(OFFER.split())


def test_rules_that_never_hit_and_rules_that_hit_body_are_found(cleaner: Cleaner, path: Path) -> None:
    found = coverage(cleaner, [item(*PROSE, OFFER), item(*PROSE)], {str(path)}, 0.2)
    told = {finding.kind: finding for finding in found if "test.dead" in finding.message or "wide" in finding.message}
    assert set(told) == {"rules.dead", "rules.over-broad"}
    assert all(finding.level == WARNING and finding.suggestion for finding in found)
    broad = told["rules.over-broad"]
    assert "6 of 6" in broad.message
    assert path.read_text("utf-8").split("\n")[broad.line - 1] == "pattern = 'council voted'"
    assert not [f for f in coverage(cleaner, [item(*PROSE)], {str(path)}, 1.0) if f.kind == "rules.over-broad"]
