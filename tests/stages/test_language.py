"""Language: foreign blocks and foreign documents, and English that must not be taken for either."""

from __future__ import annotations

import pytest

from cleaner import Cleaner
from cleaner.languages.gate import Reason
from cleaner.model import Document, Label
from cleaner.ruleset import RuleSet
from cleaner.stages.language import language
from tests.documents import in_blocks

REASONS = {because.value for because in Reason}

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
    assert document.language == "en"
    assert not document.foreign
    assert all(note.label is Label.NON_ENGLISH and note.rule in REASONS for note in sum(document.annotations, ()))
    return [n for n, notes in enumerate(document.annotations) if notes]


@pytest.mark.parametrize("name", FOREIGN)
def test_a_foreign_paragraph_is_found_among_english_ones(rules: RuleSet, name: str) -> None:
    assert foreign_of(rules, *ENGLISH, FOREIGN[name], *ENGLISH) == [3]


def test_a_short_line_in_another_script_is_found(rules: RuleSet) -> None:
    assert foreign_of(rules, *ENGLISH, "Читайте также", "続きを読む") == [3, 4]


@pytest.mark.parametrize(
    "line",
    [
        "Wer zahlt jetzt für den neuen Deich?",
        "Bürger klagen gegen neue Straße",
        "Le maire veut fermer trois écoles",
        "El alcalde no quiere hablar de la sequía",
        "Il sindaco non risponde alle domande",
        "O prefeito não quer falar sobre a ponte",
        "Burgemeester wil het plein niet verkopen",
        "Kommunen vil ikke betale for broen",
        "Kommunen säljer inte sin hamn",
        "Premier nie chce nowych wyborów",
        "Starosta města odmítl zprávu",
        "Belediye başkanı köprü için söz verdi",
        "Walikota tidak mau menjual pasar itu",
        "Primarul nu vrea să vândă portul",
        "Bæjarstjórinn vill ekki svara",
    ],
)
def test_a_short_foreign_headline_is_found(rules: RuleSet, line: str) -> None:
    assert foreign_of(rules, *ENGLISH, line, *ENGLISH) == [3]


@pytest.mark.parametrize(
    "line",
    [
        "Bundestag",
        "By Jürgen Müller",
        "By Wiebke Harms and Łukasz Wiśniewski",
        "Ana Ruiz, José Peña, Søren Kjær, Çağla Güneş, Zoë de Wit, Þóra Jónsdóttir, Ivana Ćurić, Nguyễn Văn An",
        "Emmanuel Macron, Ursula von der Leyen",
        "Café de la Paix, Paris",
        "Café de la Paix",
        "PSG 2, Real Madrid 1",
        "Lewandowski 12, Mbappé 45+2, Müller 90",
        "El Niño returns",
        "9 pm ET |",
        "• Mar 4 2021, 8:15am IST",
        "12:30 GMT",
        "—",
        "Crème brûlée with rhubarb",
        "Pickled beetroot, gruyère, walnuts",
        "“Je ne regrette rien,” she sang to the crowd on the pier, and they sang it back to her.",
        "“No hay nada que hacer, todo el pueblo lo sabe y nadie dice nada,” said the baker, who has lived here all his life.",
        "Her novel “Die Nacht der langen Schatten” won the prize of the city of Sennbruck in 1987.",
        "He wore a tie with the words “Sic transit gloria mundi” on it, and a hat that said nothing.",
        "The film Les Quatre Saisons de l'amour opens in Harrow on Friday.",
        "A schadenfreude as pure as this, with its own Weltanschauung and doppelgänger, is rare in a small town.",
        "Sic transit gloria mundi",
        "The newspaper Известия said on Friday that the two ministers had met in secret.",
        "$ pip install --upgrade corvid-tools",
        "int width = parent.getWidth() / 2;",
    ],
)
def test_english_with_foreign_names_and_words_is_not_foreign(rules: RuleSet, line: str) -> None:
    assert foreign_of(rules, *ENGLISH, line) == []


def test_a_box_between_paragraphs_is_found_with_its_button(rules: RuleSet) -> None:
    box = (
        "Inscrivez-vous à notre lettre",
        "Chaque matin, l'essentiel de l'actualité dans votre boîte, et pas seulement la politique.",
        "Je m'abonne",
    )
    found = foreign_of(rules, *ENGLISH, *box, *ENGLISH)
    assert {3, 4} <= set(found) <= {3, 4, 5}


def test_a_line_that_shows_little_is_foreign_beside_foreign_ones(rules: RuleSet) -> None:
    doubtful = "Schody v parku"
    alone = foreign_of(rules, *ENGLISH, doubtful, *ENGLISH)
    beside = foreign_of(rules, *ENGLISH, "Vláda se sejde v pondělí a bude jednat o rozpočtu.", doubtful, *ENGLISH)
    assert (alone, beside) == ([], [3, 4])


def test_a_short_line_of_words_that_the_article_uses_is_the_article_s(rules: RuleSet) -> None:
    told = "In the harbour of Quessane they call it the poule au pot du vieux port, and they eat it on Sundays."
    assert foreign_of(rules, *ENGLISH, "Poule au pot du vieux port", *ENGLISH) == [3]
    assert foreign_of(rules, *ENGLISH, "Poule au pot du vieux port", told, *ENGLISH) == []


def test_a_foreign_line_joined_to_an_english_one_is_cut_out_alone(cleaner: Cleaner) -> None:
    foreign, english = (
        "„Báturinn okkar er ekki til sölu“",
        "At that the harbour master laughed, and said that he had heard it before.",
    )
    result = cleaner.clean("\n".join([ENGLISH[0], foreign, english, ENGLISH[2]]))
    assert foreign not in result.body
    assert english in result.body


def test_a_bilingual_page_keeps_its_english_half(rules: RuleSet) -> None:
    welsh = ("Mae'r cyngor wedi penderfynu cadw'r ddwy lyfrgell ar agor am flwyddyn arall yn y dref.",) * 3
    assert foreign_of(rules, *ENGLISH, *welsh) == [3, 4, 5]


def test_a_table_with_foreign_sentences_is_named_and_not_shredded(rules: RuleSet) -> None:
    table = [f"{n} Ana Ruiz {n * 7} {n * 3} {n}" for n in range(1, 40)]
    sentences = [
        "A tabela mostra os barcos que chegaram ao porto durante a regata de domingo.",
        "Quem não passou pela bóia do farol ficou sem pontos nesta etapa.",
        "A próxima etapa começa no sábado, se o vento não mudar até lá.",
    ]
    document = language(in_blocks(*sentences, *table), rules)
    assert (document.language, document.foreign) == ("pt", False)
    assert not any(document.annotations)


@pytest.mark.parametrize(("name", "code"), [("German", "de"), ("Russian", "ru"), ("French", "fr"), ("Chinese", "zh")])
def test_a_document_in_another_language_is_foreign_as_a_whole(rules: RuleSet, name: str, code: str) -> None:
    document = language(in_blocks(*[FOREIGN[name]] * 3, "Share on Facebook"), rules)
    assert (document.language, document.foreign) == (code, True)
    assert not any(document.annotations)


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


@pytest.mark.parametrize("name", ["French", "Russian"])
def test_by_default_a_foreign_document_has_no_body_and_with_the_option_it_has_one(cleaner: Cleaner, name: str) -> None:
    text = "\n\n".join([FOREIGN[name]] * 3)
    dropped = cleaner.clean(text)
    kept = Cleaner(keep_foreign=True).clean(text)
    assert dropped.body == ""
    assert FOREIGN[name] in kept.body
    assert dropped.article.in_language == kept.article.in_language != "en"


def test_english_is_foreign_among_german_articles(german: Cleaner) -> None:
    texts = (GERMAN, "Die Abstimmung endete mit neun zu vier Stimmen, und niemand war zufrieden.", ENGLISH[0], GERMAN)
    document = language(in_blocks(*texts), german.ruleset)
    assert document.language == "de"
    assert [n for n, notes in enumerate(document.annotations) if notes] == [2]
