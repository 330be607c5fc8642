"""Matching: every rule over every block, one pass. Rules propose; nothing is removed here."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from cleaner.model import Annotation, Block, Document, Label, host_of
from cleaner.ruleset.compiled import SURE
from cleaner.ruleset.patternless import proposed
from cleaner.ruleset.rule_set import MatchRequest
from cleaner.ruleset.switches import PROTECT
from cleaner.text.sentences import MIN_SENTENCE_WORDS, PROSE_WORDS, ends_clause, is_headline_like, is_prose
from cleaner.text.surrogates import replace_lone_surrogates

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.ruleset import Hit, Rule, RuleSet
    from cleaner.ruleset.compiled import CompiledSwitch

ZONE_DEPTH = 2
"""Blocks of running text that the zones `head` and `tail` reach into, and that stand before the zone `late`."""

MAX_LIST = 14
MAX_LIST_ITEM_WORDS = 24
"""How far a `heading` rule's list goes on below it, and how long an item may be."""

Zones = tuple[str, ...]


def match(document: Document, rules: RuleSet) -> Document:
    """Fill in `annotations`: for each block, what the rules propose."""
    blocks = document.blocks
    texts = [replace_lone_surrogates(block.text) for block in blocks]
    zones = [_zones(*around) for around in _running_text_around(texts)]
    words = {text: text.count(" ") + 1 for text in texts}
    candidates = {text: rules.candidates(text, words[text]) for text in words}
    sites = set(rules.sites_of(host_of(document.url)))
    sites.update(site for text in words for site in rules.sites_in(text, candidates[text]))
    applying = {each: rules.applying(sites, each) for each in set(zones)}
    places = dict.fromkeys(zip(texts, zones, strict=True))  # what stands twice in the same zones is searched once
    asked = [MatchRequest(text, words[text], candidates[text] & applying[where]) for text, where in places]
    found = dict(zip(places, rules.hits(asked), strict=True))
    annotations: list[list[Annotation]] = [[] for _ in blocks]
    for block, place in zip(blocks, zip(texts, zones, strict=True), strict=True):
        for hit in found[place]:
            annotations[block.index].append(_annotation(block, hit, rules))
            if hit.rule.kind == "heading":
                _annotate_list(annotations, blocks, block.index, hit.rule)
    for rule in (rule for kind in rules.kinds.values() for rule in kind):
        if rules.is_site_rule(rule) and rule.pack not in sites:
            continue
        for index in proposed(rule, texts):
            if rule.where.zone in zones[index]:
                note = _whole(blocks[index], rule, rule.kind, rule.score)
                annotations[index].append(note._replace(decisive=rules.is_decisive(rule)))
    for switch in rules.switches:
        if switch.applies(host_of(document.url), sites):
            annotations = [_switched(switch, *each) for each in zip(blocks, texts, annotations, strict=True)]
    return replace(document, annotations=tuple(map(tuple, annotations)))


def _switched(switch: CompiledSwitch, block: Block, text: str, notes: list[Annotation]) -> list[Annotation]:
    """A block's proposals without those of rules that are off for it; or with the protection it is under."""
    if switch.rules is not None and not any(switch.means(note.rule) for note in notes):
        return notes
    if not switch.matches(text):
        return notes
    if switch.is_off:
        return [note for note in notes if not switch.means(note.rule)]
    protected = Annotation(block.index, 0, len(block.text), Label.BODY, switch.switch.id, PROTECT, SURE, decisive=True)
    return [protected, *notes]


def _running_text_around(texts: Sequence[str]) -> list[tuple[int, int]]:
    """For each block, how many blocks of running text stand before it, and after it; further than the zones reach, one
    more than they do."""
    far = ZONE_DEPTH + 1
    prose = [is_prose(text) for text in texts]
    before, after = 0, sum(prose)
    found = []
    for flag in prose:
        after -= flag
        found.append((min(before, far), min(after, far)))
        before += flag
    return found


@cache
def _zones(before: int, after: int) -> Zones:
    """The zones that a block stands in, by the running text before it and after it."""
    head, tail = before <= ZONE_DEPTH, after <= ZONE_DEPTH
    stands = {"any": True, "head": head, "tail": tail, "edge": head or tail, "late": tail or before >= ZONE_DEPTH}
    return tuple(zone for zone, stands_there in stands.items() if stands_there)


def _annotation(block: Block, hit: Hit, rules: RuleSet) -> Annotation:
    rule = hit.rule
    start, end = (hit.start, hit.end) if rule.kind == "span" else (0, len(block.text))
    captures = _captures(rule, hit.groups) if rule.emit else ()
    return Annotation(
        block.index, start, end, rule.label, rule.id, rule.kind, rule.score, captures, rules.is_decisive(rule)
    )


def _captures(rule: Rule, groups: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, groups[group]) for name, group in rule.emit.items() if group in groups)


def _whole(block: Block, rule: Rule, kind: str, score: float) -> Annotation:
    return Annotation(block.index, 0, len(block.text), rule.label, rule.id, kind, score)


def _annotate_list(annotations: list[list[Annotation]], blocks: Sequence[Block], head: int, rule: Rule) -> None:
    """Propose the label of a list's heading for the items below it, up to the next running text."""
    for block in blocks[head + 1 : head + 1 + MAX_LIST]:
        words = block.text.count(" ") + 1
        if words > MAX_LIST_ITEM_WORDS or (words >= MIN_SENTENCE_WORDS and ends_clause(block.text)):
            return
        if not is_headline_like(block.text) and words > PROSE_WORDS:
            return
        annotations[block.index].append(_whole(block, rule, "item", 1.0))
