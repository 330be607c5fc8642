"""Searching by an index finds what checking every rule would; boundaries and sites are Unicode's and the page's own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import RuleError
from cleaner.ruleset import RuleSet, load_ruleset
from cleaner.ruleset.clauses import Literal
from cleaner.ruleset.compiled import CompiledRule, SearchText
from cleaner.ruleset.index import Index, Limits, numbers
from cleaner.ruleset.rule_set import BANDS
from cleaner.ruleset.schema import PATTERNLESS
from cleaner.text.surrogates import replace_lone_surrogates

Make = Callable[..., RuleSet]
Found = list[tuple[str, int, int, dict[str, str]]]


def found(rules: RuleSet, text: str, words: int | None = None) -> Found:
    hits, _ = rules.search(text, len(text.split()) if words is None else words)
    return [(hit.rule.id, hit.start, hit.end, dict(hit.groups)) for hit in hits]


def found_one_by_one(compiled: list[CompiledRule], text: str) -> Found:
    """Every rule checked, none passed over."""
    words = len(text.split())
    admitted = [each for each in compiled if each.rule.where.min_words <= words <= each.rule.where.max_words]
    hits = [hit for each in admitted if (hit := each.hit(SearchText(text))) is not None]
    return [(hit.rule.id, hit.start, hit.end, dict(hit.groups)) for hit in hits]


@pytest.fixture(scope="module")
def compiled(rules: RuleSet) -> list[CompiledRule]:
    return [CompiledRule(rule) for rule in rules.rules.values() if rule.kind not in PATTERNLESS]


@pytest.fixture(scope="module")
def examples(rules: RuleSet) -> list[str]:
    """What all rules hit and miss, as lines."""
    texts = (text for rule in rules.rules.values() for text in rule.hits + rule.misses)
    return sorted({replace_lone_surrogates(" ".join(text.split())) for text in texts})


def test_the_index_passes_no_rule_over(rules: RuleSet, compiled: list[CompiledRule], examples: list[str]) -> None:
    differing = [text for text in examples[::3] if found(rules, text) != found_one_by_one(compiled, text)]
    assert differing == []


@given(data=st.data())
def test_the_index_passes_no_rule_over_in_mixed_lines(
    rules: RuleSet, compiled: list[CompiledRule], examples: list[str], data: st.DataObject
) -> None:
    parts = data.draw(st.lists(st.sampled_from(examples), min_size=2, max_size=4))
    text = data.draw(st.sampled_from([" ", " | ", "", ". ", " – "])).join(parts)
    assert found(rules, text) == found_one_by_one(compiled, text)


def test_a_rule_is_found_in_texts_of_every_length_it_is_for(rules_of: Make) -> None:
    rules = rules_of(
        'id = "credit.first"\nlabel = "credit"\npattern = \'copyright\'',
        'id = "credit.any"\nlabel = "credit"\npattern = \'^[a-z ]+$\'',
        'id = "credit.short"\nlabel = "credit"\npattern = \'copyright\'\nwhere = { min_words = 2, max_words = 30 }',
    )
    for words in {1, 2, 30, 31, 9000, *BANDS, *(band - 1 for band in BANDS)}:
        text = " ".join(["copyright"] * words)
        expected = ["credit.first", "credit.any"] + ["credit.short"] * (2 <= words <= 30)
        assert [identity for identity, *_ in found(rules, text)] == expected


def test_hits_come_in_the_order_of_the_rules(rules: RuleSet, examples: list[str]) -> None:
    order = {identity: number for number, identity in enumerate(rules.rules)}
    for text in examples[::20]:
        places = [order[identity] for identity, *_ in found(rules, text)]
        assert places == sorted(places)


def test_two_rule_sets_of_the_same_files_find_the_same(rules: RuleSet, examples: list[str]) -> None:
    again = load_ruleset()
    assert again.digest == rules.digest
    assert all(found(again, text) == found(rules, text) for text in examples[::25])


def one(rules_of: Make, pattern: str, rest: str = "") -> RuleSet:
    return rules_of(f"id = \"credit.one\"\nlabel = \"credit\"\npattern = '''{pattern}'''\n{rest}")


@pytest.mark.parametrize(
    ("pattern", "text", "place"),
    [
        (r"\bby Ana\b", "Text by Ana.", (5, 11)),
        (r"\bby Ana\b", "Éby Ana", None),
        (r"\bby Ana\b", "by Anaé", None),
        (r"\bby Ana\b", "by Anaж – by Ana", (10, 16)),
        (r"\bby Ana\b", "«by Ana»", (1, 7)),
        (r"\bby Ana\b", "— “by Ana” —", (3, 9)),
        (r"(?:\bby|\bof) Ana", "éof Ana of Ana", (8, 14)),
        (r"\b[A-Z]\w+", "Zoë", (0, 3)),
        (r"^\w+ said$", "Žižek said", (0, 10)),
    ],
)
def test_word_boundaries_look_at_neighbours_beyond_ascii(
    rules_of: Make, pattern: str, text: str, place: tuple[int, int] | None
) -> None:
    assert [(start, end) for _, start, end, _ in found(one(rules_of, pattern), text)] == ([place] if place else [])


def test_places_are_code_points(rules_of: Make) -> None:
    rules = one(rules_of, r"(?P<credit>Reuters)\b")
    assert found(rules, "“Größe” 😀 Reuters") == [("credit.one", 10, 17, {"credit": "Reuters"})]


def test_a_group_called_span_is_the_place_and_empty_groups_are_left_out(rules_of: Make) -> None:
    rules = one(rules_of, r"told (?P<span>(?P<a>Ana)(?P<b>x*)(?P<c>y)?)\.")
    assert found(rules, "He told Ana.") == [("credit.one", 8, 11, {"span": "Ana", "a": "Ana"})]


def test_counts_are_kept_though_they_are_loosened_first(rules_of: Make) -> None:
    rules = one(rules_of, r"^Photo:[^.]{20,30}Reuters$")
    assert found(rules, "Photo:" + "x" * 20 + "Reuters")
    assert not found(rules, "Photo:" + "x" * 19 + "Reuters")
    assert not found(rules, "Photo:" + "x" * 31 + "Reuters")


def test_classes_are_kept_though_they_are_loosened_first(rules_of: Make) -> None:
    rules = one(rules_of, r"^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+/Reuters$")
    assert found(rules, "Émile Žižek/Reuters")
    assert not found(rules, "Émile žižek/Reuters")


@pytest.mark.parametrize("text", ["Photo: he said", "Photo: sagte éclat he said"])
def test_an_exception_withdraws_the_hit(rules_of: Make, text: str) -> None:
    rules = one(rules_of, "^Photo: .+$", r"unless = ['\bsaid\b', 'never']")
    assert found(rules, text) == []
    assert found(rules, text.replace("said", "saidé")) != []


def test_lone_surrogates_are_replaced_one_for_one_before_a_search(rules_of: Make) -> None:
    text = "\ud800 Photo: \udfffReuters"
    assert replace_lone_surrogates(text) == "\ufffd Photo: \ufffdReuters"
    assert found(one(rules_of, "Reuters$"), replace_lone_surrogates(text)) == [("credit.one", 10, 17, {})]
    assert replace_lone_surrogates("é 😀") == "é 😀"


@given(st.text(max_size=80))
def test_any_text_can_be_searched(rules: RuleSet, text: str) -> None:
    for _, start, end, _ in found(rules, replace_lone_surrogates(text)):
        assert 0 <= start <= end <= len(text)


SITE = "pack = \"site.test\"\ndomains = [\"news.example\"]\nfingerprint = ['^Harrow Wire$', '\\bHarrow{1,30}wire']"
SITE_RULE = 'id = "nav.site"\nlabel = "nav"\npattern = \'^Menu$\''


def test_a_site_is_known_by_its_domain_and_subdomains(rules_of: Make) -> None:
    rules = rules_of(SITE_RULE, head=SITE)
    assert list(rules.sites_of("news.example")) == ["site.test"]
    assert list(rules.sites_of("www.news.example")) == ["site.test"]
    assert list(rules.sites_of("badnews.example")) == []
    assert list(rules.sites_of("")) == []
    assert rules.is_site_rule(rules.rules["nav.site"])


def test_a_site_is_known_by_its_fingerprint(rules_of: Make) -> None:
    rules = rules_of(SITE_RULE, head=SITE)
    assert rules.search("Harrow Wire", 2)[1] == ["site.test"]
    assert rules.search("The Harrow Wire", 3)[1] == []
    assert rules.search("Menu", 1)[1] == []
    assert found(rules, "Menu") == [("nav.site", 0, 4, {})]  # whether it counts is for the matching stage to say


def test_sure_rules_of_added_packs_decide(rules_of: Make) -> None:
    sure = 'id = "nav.sure"\nlabel = "nav"\npattern = \'^Menu$\'\nscore = 3.0'
    for head, decides in ((SITE, True), ('pack = "mine"', True), ('pack = "mine"\ndecides = false', False)):
        rules = rules_of(sure, head=head)
        assert rules.is_decisive(rules.rules["nav.sure"]) is decides
    weak = rules_of(sure.replace("3.0", "2.0"), head='pack = "mine"')
    assert not weak.is_decisive(weak.rules["nav.sure"])


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("pattern = '('", "`pattern` of credit.bad is no pattern that RE2 can run: missing )"),
        ("pattern = ')a'", "`pattern` of credit.bad is no pattern that RE2 can run: unexpected )"),
        ("pattern = 'a{2,1001}'", "`pattern` of credit.bad is no pattern that RE2 can run: invalid repetition size"),
        ("pattern = '[z-a]'", "`pattern` of credit.bad is no pattern that RE2 can run: invalid character class range"),
        ("pattern = 'a(?=b)'", "`pattern` of credit.bad: lookaround"),
        (r"pattern = '\bé'", "needs an ASCII letter or digit"),
        ("pattern = 'a'\nunless = ['b', '*']", "`unless` of credit.bad is no pattern that RE2 can run: no argument"),
        ("pattern = 'a'\nunless = ['(a)\\1']", "`unless` of credit.bad: a backreference"),
        ("pattern = '(?P<x>a)'\nemit = { author = 'y' }", "author = 'y', but the pattern has no group of that name"),
    ],
)
def test_a_pattern_that_cannot_be_run_is_an_error_with_its_place(rules_of: Make, table: str, message: str) -> None:
    with pytest.raises(RuleError) as caught:
        rules_of('id = "credit.good"\nlabel = "credit"\npattern = "a"', f'id = "credit.bad"\nlabel = "credit"\n{table}')
    assert message in caught.value.message
    last = 14 + table.count("\n")  # the rule begins on line 11; the key at fault is the last before `why`
    assert caught.value.where.endswith(f"pack0.toml:{last}")
    assert caught.value.column > 0


def test_a_fingerprint_that_cannot_be_run_is_an_error_of_its_pack(rules_of: Make) -> None:
    with pytest.raises(RuleError, match=r"`fingerprint` of site\.bad is no pattern that RE2 can run"):
        rules_of(SITE_RULE, head='pack = "site.bad"\nfingerprint = ["("]')


def test_every_shipped_pattern_can_be_run_as_it_stands(compiled: list[CompiledRule]) -> None:
    for each in compiled:
        each.compile()


def test_a_digest_changes_with_what_changes_results(rules_of: Make) -> None:
    rule = 'id = "credit.one"\nlabel = "credit"\npattern = "a"'
    same, other = rules_of(rule), rules_of(rule)
    assert same.digest == other.digest
    assert rules_of(rule + "\nscore = 3.0").digest != same.digest


def test_an_index_wants_a_string_of_each_clause() -> None:
    by, ana = frozenset({Literal(True, "by "), Literal(True, "of ")}), frozenset({Literal(False, "Ana")})
    index = Index([(by, ana), (ana,), (), None])
    assert [list(numbers(index.candidates(text))) for text in ("By Ana", "By ana", "Ana", "OF Ana")] == [
        [0, 1, 2],
        [2],
        [1, 2],
        [0, 1, 2],
    ]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 60)), max_size=8), st.integers(0, 70))
def test_limits_admit_what_lies_between_them(limits: list[tuple[int, int]], words: int) -> None:
    admitted = list(numbers(Limits(limits, steps=(5, 40)).admitted(words)))
    assert admitted == [n for n, (least, most) in enumerate(limits) if least <= words <= most]
