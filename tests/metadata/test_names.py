"""Names: who wrote it, and nothing of what is printed around the names. All persons and papers are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.metadata.byline_normalization import LONGEST_BYLINE
from cleaner.metadata.names import parse_names
from cleaner.recognition.names import is_personal_name

GIVEN = ["Jane", "Ana", "Zoë", "Mary-Anne", "Łukasz", "J.R.", "Seán", "Ólafur", "Will", "April", "Mei"]
FAMILY = [
    "Doe",
    "O'Roe",
    "McRoe",
    "de la Vega",
    "van der Roe",
    "al-Rawi",
    "Núñez",
    "Roe-Smythe",
    "von Roe",
    "Żak",
    "Li",
]
NAMES = st.builds("{} {}".format, st.sampled_from(GIVEN), st.sampled_from(FAMILY))


@given(name=NAMES)
def test_a_name_that_is_read_reads_as_itself(name: str) -> None:
    assert parse_names(name) == (name,)
    assert is_personal_name(name)


@given(name=NAMES)
def test_a_name_in_capitals_is_set_in_capitals_and_small_letters(name: str) -> None:
    assert parse_names(f"BY {name.upper()}") == (name,)


@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=str.casefold), st.sampled_from([" and ", ", and ", " & "]))
def test_names_come_in_print_order_however_they_are_joined(names: list[str], last: str) -> None:
    front = ", ".join(names[:-1])
    assert parse_names(f"By {front}{last if front else ''}{names[-1]}") == tuple(names)
    assert parse_names(" | ".join(names)) == tuple(names)
    assert parse_names("\n".join(names)) == tuple(names)


@given(
    st.text(max_size=200)
    | st.lists(st.sampled_from(["By", "and", ",", "Jane", "Doe", "|", "Staff", "("])).map(" ".join)
)
def test_no_name_has_a_word_that_the_text_lacks(text: str) -> None:
    plain = "".join(text.split()).casefold()
    for name in parse_names(text):
        assert all(word.casefold().strip(".") in plain for word in name.split())


@pytest.mark.parametrize("text", ["By Jane Doe, " * 5000, "contributed " * 5000, "by " * 5000, "story and " * 5000])
def test_a_text_that_is_no_byline_is_read_no_further_than_a_byline_reaches(text: str) -> None:
    assert parse_names(text) == parse_names(text[:LONGEST_BYLINE])


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane Doe",
        "by: Jane Doe",
        "ByJane Doe",
        "Byby JANE DOE",
        "• By Jane Doe",
        "1. Jane Doe",
        "– Jane Doe",
        "By\nJane Doe",
        "Story by Jane Doe",
        "Words: Jane Doe",
        "Author: Jane Doe",
        "Author    Jane Doe",
        "Written by: Jane Doe",
        "Reported by Jane Doe",
        "Posted by Jane Doe at 5:11 AM",
        "Analysis by Jane Doe",
        "From Jane Doe in Arbordale",
        "March 4, 2019 at 1:06 PM ET by Jane Doe",
        "Jane Doe By Jane Doe",
        "By Jane DoeJane Doe",
        "Jane Doe by",
    ],
)
def test_what_stands_in_front_of_a_name_is_not_part_of_it(byline: str) -> None:
    assert parse_names(byline) == ("Jane Doe",)


@pytest.mark.parametrize(
    "role",
    [
        ", Senior Reporter",
        ", senior reporter, The Daily Example",
        ", Reporter, Harbour Springs",
        " Staff Writer",
        " Correspondent",
        "Staff Writer",
        " Washington Bureau Chief",
        " Parliamentary editor",
        ", Head of Digital, Example Media Group",
        ", Special to The Example",
        " is a reporter at The Example",
        ", PhD",
        " MD",
        ", opinion contributor",
        ", Contributing Writer",
        "Follow",
    ],
)
def test_a_role_or_degree_behind_a_name_is_not_part_of_it(role: str) -> None:
    assert parse_names(f"By Jane Doe{role}") == ("Jane Doe",)


@pytest.mark.parametrize(
    "agency",
    [
        ", The Associated Press",
        " Associated Press",
        " | Reuters",
        "/AFP",
        "/Daily Example",
        " - Example Business News",
        " for The Daily Example",
        " for The Example Post and Courier",
        " (Reuters)",
        " CNN",
        ", AP",
        "The Example Weekly",
        ", New York",
    ],
)
def test_an_agency_paper_or_place_behind_a_name_is_not_part_of_it(agency: str) -> None:
    assert parse_names(f"By Jane Doe{agency}") == ("Jane Doe",)


@pytest.mark.parametrize(
    "rest",
    [
        " March 04, 2019",
        " 4 March 2019 9:22 am",
        "4 March 2019",
        " on March 4",
        ", Monday, March 4, 2019",
        " Monday, Mar. 4, 2019",
        " - 03/04/19 06:56 AM EST",
        "2 minutes ago",
        " 5 minute read",
        " | 4 March | 3 comments",
        " @janedoe",
        " @ janedoe / 2 days",
        " jane.doe@paper.example",
        " [email protected]",
        " www.paper.example",
        " Published in Example",
        " Updated 4 Mar 2019",
        " Share Image",
    ],
)
def test_dates_handles_and_addresses_are_not_part_of_a_name(rest: str) -> None:
    assert parse_names(f"By Jane Doe{rest}") == ("Jane Doe",)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Jane Doe, photos by Rick Roe", ("Jane Doe",)),
        ("Text by Jane Doe, pictures by Rick Roe", ("Jane Doe",)),
        ("Words: Jane Doe Photos: Rick Roe", ("Jane Doe",)),
        ("Story and photos by Jane Doe", ("Jane Doe",)),
        ("Photos and story by Jane Doe", ("Jane Doe",)),
        ("Produced by Ana Poe, Photographs by Zoë Moe, Written by Jane Doe, Graphics by Rick Roe", ("Jane Doe",)),
        ("By Jane Doe; additional reporting by Rick Roe", ("Jane Doe",)),
        ("By Jane Doe. Additional reporting by Rick Roe", ("Jane Doe",)),
        ("By Jane Doe. Rick Roe contributed to this report.", ("Jane Doe",)),
        ("By Jane Doe with files from The Example", ("Jane Doe",)),
        ("By Jane Doe, as told to Rick Roe", ("Jane Doe",)),
        ("(Reporting by Jane Doe in Arbordale; Editing by Rick Roe)", ("Jane Doe",)),
        ("CNN’s Jane Doe and Rick Roe contributed to this story", ()),
        ("Additional editing and production by Jane Doe", ()),
        ("Fact checked by Jane Doe", ()),
        ("Edited by Jane Doe", ()),
        ("Illustration by Jane Doe", ()),
    ],
)
def test_who_took_pictures_edited_or_helped_is_no_author(byline: str, names: tuple[str, ...]) -> None:
    assert parse_names(byline) == names


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Jane Doe, Rick Roe", ("Jane Doe", "Rick Roe")),
        ("By Jane Doe with Rick Roe", ("Jane Doe", "Rick Roe")),
        ("with Rick Roe", ("Rick Roe",)),
        ("& Rick Roe, Director of Studies, Example Foundation", ("Rick Roe",)),
        ("By Jane Doe, Reporter, and Rick Roe, Editor", ("Jane Doe", "Rick Roe")),
        ("By Jane Doe in Arbordale and Rick Roe in Hill Falls", ("Jane Doe", "Rick Roe")),
        ("Jane Doe, PhD, Rick Roe, MD", ("Jane Doe", "Rick Roe")),
        ("By Jane Doe and the Example Staff", ("Jane Doe",)),
        ("JANE DOE and RICK ROE - AP Technology Writers | AP – 1 hr ago", ("Jane Doe", "Rick Roe")),
        ("By Jane Doe and JANE DOE", ("Jane Doe",)),
    ],
)
def test_several_names_are_told_apart(byline: str, names: tuple[str, ...]) -> None:
    assert parse_names(byline) == names


@pytest.mark.parametrize(
    ("byline", "name"),
    [
        ("By Dr. Jane Doe", "Jane Doe"),
        ("By Sen. Jane Doe", "Jane Doe"),
        ("By CNN's Jane Doe", "Jane Doe"),
        ("By Rick Roe, Jr.", "Rick Roe Jr."),
        ("BY RICK ROE JR.", "Rick Roe Jr."),
        ("By Rick Roe III, Reporter", "Rick Roe III"),
        ("BY RICK ROE III", "Rick Roe III"),
        ("BY JANE O’NEILL", "Jane O’Neill"),
        ("BY JANE MACDONALD", "Jane MacDonald"),
        ("BY JANE MACKEY", "Jane Mackey"),
        ("BY JD ROE", "JD Roe"),
        ("BY AL ROE", "Al Roe"),
        ("BY J. R. ROE", "J. R. Roe"),
        ("BY JANE D’OE", "Jane D’Oe"),
        ("BY OMAR BIN ROE", "Omar bin Roe"),
        ("By Jane DiRoe", "Jane DiRoe"),
        ("By Jane Guest", "Jane Guest"),
        ("Byron Doe", "Byron Doe"),
        ("BYRON DOE", "Byron Doe"),
    ],
)
def test_titles_go_suffixes_stay_and_case_is_kept_or_mended(byline: str, name: str) -> None:
    assert parse_names(byline) == (name,)


@pytest.mark.parametrize(
    "byline",
    [
        "",
        "By",
        "By -",
        "By Reuters Staff",
        "The Associated Press",
        "Press Association",
        "Staff",
        "VOA News",
        "By THE DAILY EXAMPLE",
        "By Harbour Bay Post",
        "New York Daily Example",
        "By The Editorial Board",
        "Letters To The Editor",
        "AFP/The Example",
        "ExampleVoice Staff",
        "Senior Political Correspondent",
        "Example News wire services",
        "jane.doe@paper.example",
        "Twitter: @janedoe",
        "By the time",
        "By Monday",
        "By Christmas",
        "By 24 Comments",
        "Posted by at",
        "by @janedoe",
        "Image of Jane Doe",
        "By-election in Arbordale",
    ],
)
def test_desks_agencies_roles_and_phrases_name_nobody(byline: str) -> None:
    assert parse_names(byline) == ()


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Zibs", ("Zibs",)),
        ("Author: Zibs", ("Zibs",)),
        ("Zibs", ()),
        ("By zibs", ()),
        ("By ZIBS", ()),
        ("By ExamplePress", ()),
        ("By Zibs in Arbordale", ()),
        ("By Editor", ()),
        ("From Arbordale", ()),
    ],
)
def test_a_single_word_is_a_pen_name_only_alone_behind_by(byline: str, names: tuple[str, ...]) -> None:
    assert parse_names(byline) == names


@pytest.mark.parametrize(
    "text", ["Jane Doe", "JANE DOE", "Jane D. Doe", "J. Doe", "Rick Roe Jr.", "Maria del Carmen Roe Vega"]
)
def test_a_plausible_name_is_one(text: str) -> None:
    assert is_personal_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Jane",
        "jane doe",
        "Jane doe",
        "By Jane Doe",
        "Jane Doe, Reporter",
        "Jane Doe said",
        "Jane Doe 2",
        "Jane Doe.",
        "‘Jane Doe’",
        "Jane Doe’s",
        "Share Menu",
        "Sign In",
        "Read More",
        "Example Times",
        "Latest News",
        "Opinion Page",
        "Photos Galore",
        "The Doe",
        "Los Angeles",
        "Private Education",
        "Jane Ana Zoë Mei April Doe",
        "J. R.",
    ],
)
def test_furniture_sentences_and_single_words_are_no_name(text: str) -> None:
    assert not is_personal_name(text)


@pytest.mark.parametrize(
    "byline",
    [
        "By Jane DoeMarch 4, 2019",
        "By JANE DOEMarch 4, 2019",
        "By Jane DoeMonday, March 4, 2019",
        "By Jane DoeJan. 4, 2019 4:05 pm",
        "By Jane DoeReuters",
        "Jane DoePolitical Correspondent",
        "By Jane Doe— March 4, 2019",
        "03/04/2019 Jane Doe",
        "2019-03-04 Jane Doe",
        "[By Jane Doe]",
        "JANE DOE AP Medical Writer",
        "As told to Jane Doe",
        "Reporter: Jane Doe",
        "Senior political reporter Jane Doe",
        "By the Rev. Jane Doe",
        "Words Jane Doe Photography Rick Roe",
        "Jane Doe reports",
        "Jane Doe | Harbour Agency",
        "By Jane Doe jdoe@echo.example @janedoe",
        "Jane Doe · Harbour News · Posted: Mar 04, 2019 4:00 AM ET | Last Updated: March 4, 2019",
    ],
)
def test_glued_words_roles_in_front_figures_and_brackets_leave_the_name(byline: str) -> None:
    assert parse_names(byline) == ("Jane Doe",)


@pytest.mark.parametrize("name", ["Abby Byfield", "Bymin Oh", "LeBron McDoe", "Ana DiCapo", "Mai Novak"])
def test_a_name_that_looks_glued_stays_whole(name: str) -> None:
    assert parse_names(name) == parse_names(f"By {name}") == (name,)


def test_a_second_word_without_its_capital_is_read_behind_by_alone() -> None:
    assert parse_names("byJane doe Post a Comment") == ("Jane doe",)
    assert parse_names("Jane doe") == parse_names("By boat and by night") == parse_names("By Jane today") == ()


@pytest.mark.parametrize("line", ["I, Too, Sing Loud", "Arbordale, Jane Doe", "Developer Mudlark Games"])
def test_a_list_that_does_not_begin_with_a_name_has_none_without_a_by(line: str) -> None:
    assert parse_names(line) == ()
