"""Language: foreign blocks and foreign documents, and English that must not be taken for either."""

from __future__ import annotations

import pytest

from cleaner.model import Document, Label
from cleaner.ruleset import RuleSet
from cleaner.stages.language import ARTICLE_LANGUAGE, DETECTED, SCRIPT, WORDS, language
from tests.documents import in_blocks

ENGLISH = (
    "The council voted on Monday to keep both of the town’s libraries open for another year.",
    "“We were told nothing,” said Ana Ruiz, who has run the ferry since 1998. “Nothing at all.”",
    "The vote was nine to four, and the mayor, who had said she would abstain, was seen to raise her hand.",
)

GERMAN = "Der Stadtrat hat am Montag beschlossen, die beiden Büchereien der Stadt ein weiteres Jahr offen zu halten."
FOREIGN = {
    "German": GERMAN,
    "French": "Le conseil municipal a décidé lundi de garder les deux bibliothèques de la ville ouvertes une année de plus.",
    "Spanish": "El ayuntamiento decidió el lunes mantener abiertas las dos bibliotecas de la ciudad durante un año más.",
    "Russian": "Городской совет проголосовал в понедельник за то, чтобы обе библиотеки оставались открытыми ещё год.",
    "Arabic": "صوت المجلس يوم الاثنين على إبقاء مكتبتي المدينة مفتوحتين لمدة عام آخر",
    "Chinese": "市议会星期一投票决定让该市的两家图书馆再开放一年。",
    "Greek": "Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κρατήσει ανοιχτές και τις δύο βιβλιοθήκες.",
}


def foreign_of(rules: RuleSet, *texts: str) -> list[int]:
    document = language(in_blocks(*texts), rules)
    assert document.language == ARTICLE_LANGUAGE
    assert not document.foreign
    assert all(
        note.label is Label.NON_ENGLISH and note.rule in (SCRIPT, WORDS, DETECTED)
        for note in sum(document.annotations, ())
    )
    return [n for n, notes in enumerate(document.annotations) if notes]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_paragraph_is_found_among_english_ones(rules: RuleSet, name: str) -> None:
    assert foreign_of(rules, *ENGLISH, FOREIGN[name], *ENGLISH) == [3]


def test_a_short_line_in_another_script_is_found(rules: RuleSet) -> None:
    assert foreign_of(rules, *ENGLISH, "Читайте также", "続きを読む") == [3, 4]


@pytest.mark.parametrize(
    "line",
    [
        "Bundestag",
        "By Jürgen Müller",
        "Emmanuel Macron, Ursula von der Leyen",
        "Café de la Paix, Paris",
        "PSG 2, Real Madrid 1",
        "Lewandowski 12, Mbappé 45+2, Müller 90",
        "El Niño returns",
        "12:30 GMT",
        "—",
        "“Je ne regrette rien,” she sang to the crowd on the pier, and they sang it back to her.",
        "The newspaper Известия said on Friday that the two ministers had met in secret.",
    ],
)
def test_english_with_foreign_names_is_not_foreign(rules: RuleSet, line: str) -> None:
    assert foreign_of(rules, *ENGLISH, line) == []


@pytest.mark.parametrize(
    ("name", "code"), [("German", "de"), ("Russian", "ru"), ("French", "fr"), ("Chinese", "zh-cn")]
)
def test_a_document_in_another_language_is_foreign_as_a_whole(rules: RuleSet, name: str, code: str) -> None:
    document = language(in_blocks(*[FOREIGN[name]] * 3, "Share on Facebook"), rules)
    assert (document.language, document.foreign) == (code, True)


@pytest.mark.parametrize("texts", [(), ("12.30", "—", "...")])
def test_a_document_without_words_has_no_language(rules: RuleSet, texts: tuple[str, ...]) -> None:
    document = language(in_blocks(*texts), rules)
    assert (document.language, document.foreign) == (None, False)


def test_proposals_of_the_rules_stay(rules: RuleSet) -> None:
    before: Document = in_blocks(*ENGLISH, GERMAN)
    once = language(before, rules)
    twice = language(once, rules)
    assert twice.annotations[3] == once.annotations[3] * 2


def test_the_answer_does_not_depend_on_what_was_asked_before(rules: RuleSet) -> None:
    doubtful = in_blocks(*ENGLISH, "Ministerio Azul Corporation Verde Limited Rojo Company Blanco Group Negro Holdings")
    first = language(doubtful, rules)
    for text in FOREIGN.values():
        language(in_blocks(text, *ENGLISH), rules)
    assert language(doubtful, rules) == first
