"""What a rule file may say. Every fault is named with its file, its line and its key."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from cleaner.model import Label, NewsArticle, RuleError
from cleaner.ruleset.schema import EMITTED, KINDS, PATTERNLESS, ZONES, Pack, Where, read_pack

HEAD = """schema = 1
pack = "core.test"
language = "en"
"""
RULE = """
[[rule]]
id = "credit.photo-agency"
label = "credit"
why = "A line that only names an agency."
pattern = '^Photo: (?P<credit>.+)$'
where = { max_words = 12, zone = "head" }
unless = ['said']
emit = { credit_text = "credit" }
hits = ["Photo: Reuters", "Photo: AFP"]
misses = ["The photo: it was", "Photographs"]
"""


def read(text: str) -> Pack:
    return read_pack(Path("rules/test.toml"), tomllib.loads(text), text)


def fault(text: str) -> tuple[str, str]:
    with pytest.raises(RuleError) as caught:
        read(text)
    return caught.value.where, caught.value.message


def changed(old: str, new: str) -> str:
    """The file with one line changed."""
    assert RULE.count(old) == 1
    return HEAD + RULE.replace(old, new)


def test_a_rule_is_read_as_its_file_states_it() -> None:
    pack = read(HEAD + RULE)
    (rule,) = pack.rules
    assert (pack.name, pack.language, pack.domains, pack.is_site) == ("core.test", "en", (), False)
    assert (rule.id, rule.label, rule.kind, rule.score) == ("credit.photo-agency", Label.CREDIT, "line", 2.0)
    assert rule.where == Where(zone="head", max_words=12)
    assert (rule.unless, dict(rule.emit)) == (("said",), {"credit_text": "credit"})
    assert rule.source == "rules/test.toml:5"


def test_what_is_left_out_has_its_usual_value() -> None:
    text = "\n".join(line for line in RULE.split("\n") if not line.startswith(("where", "unless", "emit")))
    (rule,) = read(HEAD.replace('language = "en"\n', "") + text).rules
    assert (rule.where, rule.unless, dict(rule.emit)) == (Where(), (), {})
    assert read(HEAD).rules == ()


def test_a_pack_with_domains_or_a_fingerprint_is_of_a_site() -> None:
    assert read(HEAD + 'domains = ["news.example"]').is_site
    assert read(HEAD + "fingerprint = ['^Harrow Wire$']").is_site


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_stated(kind: str) -> None:
    text = changed('label = "credit"', f'label = "credit"\nkind = "{kind}"')
    if kind in PATTERNLESS:
        text = text.replace("pattern = '^Photo: (?P<credit>.+)$'\n", "")
        text = "\n".join(line for line in text.split("\n") if not line.startswith(("unless", "emit")))
    assert read(text).rules[0].kind == kind


@pytest.mark.parametrize("kind", PATTERNLESS)
def test_a_rule_without_a_pattern_has_no_exceptions_and_no_captures(kind: str) -> None:
    text = changed('label = "credit"', f'label = "credit"\nkind = "{kind}"')
    with pytest.raises(RuleError, match=r"has no `(unless|emit)`"):
        read(text.replace("pattern = '^Photo: (?P<credit>.+)$'\n", ""))


@pytest.mark.parametrize("zone", ZONES)
def test_every_zone_can_be_stated(zone: str) -> None:
    assert read(changed('zone = "head"', f'zone = "{zone}"')).rules[0].where.zone == zone


def test_a_protecting_rule_needs_no_label() -> None:
    assert read(changed('label = "credit"', 'kind = "protect"')).rules[0].label is Label.BODY


def test_what_can_be_emitted_is_the_properties_of_an_article_and_of_an_image() -> None:
    assert EMITTED - {"caption", "image_credit"} <= set(NewsArticle.__slots__)
    for name in EMITTED:
        assert dict(read(changed("credit_text", name)).rules[0].emit) == {name: "credit"}


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the key `schema` is missing"),
        ("schema = 1", 1, "the key `pack` is missing"),
        ("\n\nschema = 2\npack = 'a'", 3, "`schema` is 2; this version reads schema 1"),
        ("schema = 1\npack = 7", 2, "`pack` must be a str, not int"),
        ("schema = true\npack = 'a'", 1, "`schema` must be a int, not bool"),
        (HEAD + 'colour = "red"' + RULE, 4, "unknown key `colour`"),
        (HEAD + "domains = 'news.example'", 4, "`domains` must be a list, not str"),
        (HEAD + "domains = [1]", 4, "`domains` must be a list of strings"),
        (HEAD + "fingerprint = [['a']]", 4, "`fingerprint` must be a list of strings"),
        (HEAD.replace('"en"', "1"), 3, "`language` must be a str, not int"),
        (HEAD + "rule = 1", 4, "`rule` must be a list, not int"),
        (HEAD + "rule = ['a']", 1, "a rule must be a table: [[rule]]"),
    ],
)
def test_a_fault_of_a_pack_is_named_with_its_line(text: str, line: int, message: str) -> None:
    assert fault(text) == (f"rules/test.toml:{line}", message)


WHO = " (rule credit.photo-agency)"


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('id = "credit.photo-agency"\n', "", 5, "the key `id` is missing"),
        ('label = "credit"\n', "", 5, "the key `label` is missing" + WHO),
        ('why = "A line that only names an agency."\n', "", 5, "the key `why` is missing" + WHO),
        ("pattern = '^Photo: (?P<credit>.+)$'\n", "", 5, "the key `pattern` is missing" + WHO),
        ('hits = ["Photo: Reuters", "Photo: AFP"]\n', "", 5, "the key `hits` is missing" + WHO),
        ('misses = ["The photo: it was", "Photographs"]\n', "", 5, "the key `misses` is missing" + WHO),
        ('"Photo: Reuters", "Photo: AFP"', '"Photo: AFP"', 13, "`hits` has 1 example(s); at least 2 are needed" + WHO),
        ('"The photo: it was", "Photographs"', "", 14, "`misses` has 0 example(s); at least 2 are needed" + WHO),
        ('"Photo: Reuters", ', "1, ", 13, "`hits` must be a list of strings" + WHO),
        ("unless = ['said']", "unless = 'said'", 11, "`unless` must be a list, not str" + WHO),
        ("unless = ['said']", "unles = ['said']", 11, "unknown key `unles`" + WHO),
        (
            'why = "A line that only names an agency."',
            'why = "An agency."',
            8,
            "`why` must give a reason in a sentence" + WHO,
        ),
        ("pattern = '^", "score = 2.5\npattern = '^", 9, "`score` must be 1 (weak), 2 (usual) or 3 (sure)" + WHO),
        ("pattern = '^", "score = 'sure'\npattern = '^", 9, "`score` must be a int or float, not str" + WHO),
        ("pattern = '^", "score = true\npattern = '^", 9, "`score` must be a int or float, not bool" + WHO),
        ("pattern = '^", "kind = 'run'\npattern = '^", 10, "a rule of kind `run` has no pattern" + WHO),
        ('zone = "head"', "words = 3", 10, "in `where`: unknown key `words`" + WHO),
        ("max_words = 12", "max_words = '12'", 10, "in `where`: `max_words` must be a int, not str" + WHO),
        ("{ max_words = 12", "{ min_run = 1.5", 10, "in `where`: `min_run` must be a int, not float" + WHO),
        ('where = { max_words = 12, zone = "head" }', "where = 'head'", 10, "`where` must be a dict, not str" + WHO),
        (
            'credit_text = "credit"',
            "credit_text = 1",
            12,
            "`emit.credit_text` must be the name of a group of the pattern" + WHO,
        ),
    ],
)
def test_a_fault_of_a_rule_is_named_with_its_line(old: str, new: str, line: int, message: str) -> None:
    assert fault(changed(old, new)) == (f"rules/test.toml:{line}", message)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        (
            '"credit.photo-agency"',
            '"Photo"',
            6,
            "`id` is 'Photo'; expected small letters, digits and hyphens with a dot",
        ),
        ('label = "credit"', 'label = "advert"', 7, "`label` is 'advert'; expected one of headline, kicker"),
        ("pattern = '^", "kind = 'word'\npattern = '^", 9, "`kind` is 'word'; expected one of line, span"),
        ('zone = "head"', 'zone = "foot"', 10, "in `where`: `zone` is 'foot'; expected one of any, head, tail, edge"),
        ("credit_text", "article_body", 12, "`emit` names 'article_body'; expected one of "),
    ],
)
def test_a_wrong_choice_is_named_with_what_was_expected(old: str, new: str, line: int, message: str) -> None:
    where, said = fault(changed(old, new))
    assert where == f"rules/test.toml:{line}"
    assert said.startswith(message)


def test_a_fault_of_a_later_rule_is_named_on_its_own_line() -> None:
    text = HEAD + RULE + RULE.replace("photo-agency", "second").replace("unless", "except")
    assert fault(text) == ("rules/test.toml:22", "unknown key `except` (rule credit.second)")


def test_a_dotted_key_is_found_on_its_line() -> None:
    text = changed('where = { max_words = 12, zone = "head" }', 'where.zone = "foot"')
    assert fault(text)[0] == "rules/test.toml:10"


@pytest.mark.parametrize("language", ["English", "", "en-GB", "*"])
def test_a_language_is_a_code_or_any(language: str) -> None:
    where, message = fault(f'schema = 1\npack = "a"\nlanguage = "{language}"\n')
    assert where.endswith(":3")
    assert f"`language` is {language!r}" in message
