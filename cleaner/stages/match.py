"""Matching: every rule over every block, one pass. Rules propose; nothing is removed here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.model import Annotation, Block, Document, Label, host_of
from cleaner.ruleset.compile import SURE, searchable
from cleaner.ruleset.patternless import STOPS, is_headline_like, proposed
from cleaner.ruleset.schema import PROTECT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.ruleset import Hit, Rule, RuleSet
    from cleaner.ruleset.compile import CompiledSwitch

MIN_PROSE_WORDS = 15
"""Words of a block that ends like a sentence before it counts as running text."""

ZONE_DEPTH = 2
"""Blocks of running text that the zones `head` and `tail` reach into, and that stand before the zone `late`."""

MIN_SENTENCE_WORDS = 8
"""Words of a line that ends like a sentence before it ends a list: headlines have no stop, short paragraphs do."""

MAX_LIST = 14
MAX_LIST_ITEM_WORDS = 24
"""How far a `heading` rule's list goes on below it, and how long an item may be."""

CLOSERS = "\"'”’)]»"


def match(document: Document, rules: RuleSet) -> Document:
    """Fill in `annotations`: for each block, what the rules propose."""
    blocks = document.blocks
    texts = [searchable(block.text) for block in blocks]
    before, after = _running_text_around(texts)
    sites = set(rules.sites_of(host_of(document.url)))
    found = {text: rules.search(text, text.count(" ") + 1) for text in dict.fromkeys(texts)}
    sites.update(site for _, fingerprints in found.values() for site in fingerprints)
    annotations: list[list[Annotation]] = [[] for _ in blocks]
    for index, text in enumerate(texts):
        for hit in found[text][0]:
            elsewhere = rules.is_site_rule(hit.rule) and hit.rule.pack not in sites
            if elsewhere or not _in_zone(hit.rule.where.zone, before[index], after[index]):
                continue
            annotations[index].append(_annotation(blocks[index], hit, rules))
            if hit.rule.kind == "heading":
                _annotate_list(annotations, blocks, index, hit.rule)
    for rule in (rule for kind in rules.kinds.values() for rule in kind):
        if rules.is_site_rule(rule) and rule.pack not in sites:
            continue
        for index in proposed(rule, texts):
            if _in_zone(rule.where.zone, before[index], after[index]):
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


def is_prose(text: str) -> bool:
    """A block of running text: long enough, and it ends like a sentence."""
    return text.count(" ") + 1 >= MIN_PROSE_WORDS and text.rstrip(CLOSERS).endswith((".", "!", "?", "…"))


def _running_text_around(texts: Sequence[str]) -> tuple[list[int], list[int]]:
    """For each block, how many blocks of running text stand before it, and after it."""
    before, seen = [], 0
    prose = [is_prose(text) for text in texts]
    for flag in prose:
        before.append(seen)
        seen += flag
    after = [seen - count - flag for count, flag in zip(before, prose, strict=True)]
    return before, after


def _in_zone(zone: str, before: int, after: int) -> bool:
    if zone == "any":
        return True
    head, tail = before <= ZONE_DEPTH, after <= ZONE_DEPTH
    return {"head": head, "tail": tail, "edge": head or tail, "late": tail or before >= ZONE_DEPTH}[zone]


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
        if words > MAX_LIST_ITEM_WORDS or (words >= MIN_SENTENCE_WORDS and block.text.rstrip(CLOSERS).endswith(STOPS)):
            return
        if not is_headline_like(block.text) and words > MIN_PROSE_WORDS:
            return
        annotations[block.index].append(_whole(block, rule, "item", 1.0))
