"""What of a text the parts of a rule's pattern matched: for a reader who asks why the rule hit."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cleaner.ruleset.compiled import SearchText, check_of
from cleaner.ruleset.parts import group_of, phrase_pattern, references
from cleaner.text.surrogates import replace_lone_surrogates

if TYPE_CHECKING:
    from cleaner.ruleset.rule_set import RuleSet
    from cleaner.ruleset.schema import Rule

PHRASE = "phrase"


class Matched(NamedTuple):
    """A part (`{names}`), a named group (`credit`) or a phrase (`phrase`), and the text that it matched."""

    name: str
    text: str


def matched_parts(rules: RuleSet, rule: Rule, text: str) -> list[Matched]:
    """What of the text each part, named group or phrase of the rule matched, in the order of the text.

    Empty where the rule has none of them, or doesn't match the text.
    """
    own = next((pack.parts for pack in rules.packs if pack.name == rule.pack), ())
    known = rules.parts.with_own(own)
    searched = SearchText(replace_lone_surrogates(text))
    if rule.phrases:
        ignore_case = rule.pattern.startswith("(?i)")
        for phrase in sorted(rule.phrases, key=len, reverse=True):
            pattern = known.expand(phrase_pattern([phrase], rule.match, ignore_case), rule.fault, key="phrases")
            if check_of(pattern, rule, "phrases").matches(searched):
                return [Matched(PHRASE, phrase)]
        return []
    named = references(rule.written)
    check = check_of(known.expand(rule.written, rule.fault, captured=named), rule, "pattern")
    if not rule.written or not check.matches(searched):
        return []
    spans = sorted((start, -end, name) for name, (start, end) in check.spans(searched).items() if name)
    return [
        Matched(f"{{{group_of(name)}}}" if group_of(name) in named else name, searched.raw[start:-end].decode())
        for start, end, name in spans
    ]
