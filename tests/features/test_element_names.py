"""Names of elements into hints: words count, however they are put together."""

from __future__ import annotations

import pytest

from cleaner.features.element_names import BITS, HINTS, MAX_NAMES, family_name, hints_of


def hints(names: str) -> set[str]:
    found = hints_of(names)
    return {hint for hint, bit in BITS.items() if found & bit}


@pytest.mark.parametrize(
    "names",
    [
        "photo-caption",
        "photo_caption",
        "photoCaption",
        "PhotoCaption",
        "photo caption",
        "c-photo__caption--wide",
        "PHOTO_CAPTION",
    ],
)
def test_a_name_gives_the_same_hints_however_its_words_are_joined(names: str) -> None:
    assert hints(names) == {"picture", "caption"}


@pytest.mark.parametrize("names", ["", "css-1x2y", "col-md-8", "wrapper", "captionless", "renavigate", "x" * 10_000])
def test_a_name_that_means_nothing_hints_at_nothing(names: str) -> None:
    assert hints(names) == set()


def test_names_are_read_up_to_a_limit() -> None:
    assert hints("x " * MAX_NAMES + "caption") == set()


def test_every_word_of_the_table_can_be_found_as_a_word() -> None:
    for hint, words in HINTS.items():
        for word in words:
            assert hint in hints(word)


@pytest.mark.parametrize(
    ("one", "other"),
    [("p-1 story", "p-2 story"), ("story x17", "story y9"), ("block-7f3 text", "text")],
)
def test_names_that_differ_in_numbers_are_of_one_family(one: str, other: str) -> None:
    assert family_name(one) == family_name(other)


def test_names_that_differ_in_words_are_of_two_families() -> None:
    assert family_name("story-text") != family_name("story-lead")
