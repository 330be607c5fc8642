"""Pictures: which credit belongs to which caption, and what is printed around them. All names are invented."""

from __future__ import annotations

import pytest

from cleaner.metadata.images import caption_text, credit_text, extract_images
from cleaner.metadata.spans import LabelledSpan
from cleaner.model import Image, Label

MILL = "The mill at Ostley in flood."
DAM = "The dam above it, a day later."


def printed(*lines: tuple[str, str]) -> list[LabelledSpan]:
    """Spans in blocks of their own: ("caption", text), ("credit", text), ("body", text), ("gap", "")."""
    return [
        LabelledSpan(block, text, Label(label), kept=label == "body")
        for block, (label, text) in enumerate(lines)
        if label != "gap"
    ]


def test_a_credit_belongs_to_the_caption_before_it() -> None:
    assert extract_images(printed(("caption", MILL), ("credit", "Photo: Ana Ruiz"), ("caption", DAM))) == (
        Image(MILL, "Ana Ruiz"),
        Image(DAM, None),
    )


def test_a_credit_in_front_belongs_to_the_caption_behind_where_none_stands_before_it() -> None:
    lines = printed(
        ("credit", "© Tarn News / Jo Bell"), ("caption", MILL), ("credit", "© Tarn News / Mei Li"), ("caption", DAM)
    )
    assert extract_images(lines) == (Image(MILL, "Tarn News / Jo Bell"), Image(DAM, "Tarn News / Mei Li"))


def test_a_caption_printed_twice_is_one_picture() -> None:
    lines = printed(("caption", MILL), ("body", "Rain fell."), ("caption", MILL.upper()), ("credit", "(Jo Bell)"))
    assert extract_images(lines) == (Image(MILL, "Jo Bell"),)


def test_of_two_prints_the_fuller_is_kept_and_a_site_behind_it_is_none() -> None:
    lines = printed(
        ("caption", "The mill at Ostley"),
        ("caption", MILL),
        ("caption", "The dam"),
        ("caption", "The dam - Tarn Daily"),
    )
    assert [image.caption for image in extract_images(lines)] == [MILL, "The dam"]


def test_a_credit_without_a_caption_is_a_picture_and_is_named_once() -> None:
    lines = printed(("credit", "Image: Jo Bell"), ("body", "Rain fell."), ("credit", "Image: Jo Bell"))
    assert extract_images(lines) == (Image(None, "Jo Bell"),)


def test_a_credit_behind_a_paragraph_is_not_the_caption_s_before_it() -> None:
    lines = printed(("caption", MILL), ("body", "Rain fell."), ("credit", "Jo Bell"), ("caption", DAM))
    assert extract_images(lines) == (Image(MILL, None), Image(DAM, "Jo Bell"))


def test_a_button_may_stand_between_a_caption_and_its_credit() -> None:
    assert extract_images(printed(("caption", MILL), ("gap", ""), ("credit", "Jo Bell"))) == (Image(MILL, "Jo Bell"),)


def test_file_in_brackets_stays_with_its_caption() -> None:
    lines = printed(("caption", "The mill"), ("credit", "(File)"), ("credit", "© Jo Bell"))
    assert extract_images(lines) == (Image("The mill (File)", "Jo Bell"),)


def test_marks_alone_are_neither_caption_nor_credit() -> None:
    assert extract_images(printed(("caption", "•"), ("credit", "©"))) == ()


@pytest.mark.parametrize(
    ("text", "capture", "caption"),
    [
        ("Image caption, The mill", "The mill", "The mill"),
        ("FILE PHOTO: The mill", "The mill", "FILE PHOTO: The mill"),
        ("3 of 9 The mill. ", "The mill. Jo Bell/Reuters", "The mill."),
        ("The mill. File image", "The mill", "The mill."),
        ("The mill. Courier file photo", "The mill. Courie", "The mill. Courier file photo"),
        ("The mill", "Something else", "The mill"),
    ],
)
def test_a_caption_loses_what_the_rules_found_printed_around_it(text: str, capture: str, caption: str) -> None:
    assert caption_text(LabelledSpan(0, text, Label.CAPTION, captures=(("caption", capture),))) == caption


@pytest.mark.parametrize(
    ("text", "credit"),
    [
        ("Photo: Jo Bell/Reuters", "Jo Bell/Reuters"),
        ("(Photograph by Jo Bell)", "Jo Bell"),
        ("Image credits: Tarn Museum", "Tarn Museum"),
        ("Image source, Tarn Images", "Tarn Images"),
        ("Credit...Jo Bell for The Courier", "Jo Bell for The Courier"),
        ("© Jo Bell (2019)", "Jo Bell (2019)"),
        ("[Jo Bell]", "Jo Bell"),
        ("Courier file photo", "Courier file photo"),
    ],
)
def test_a_credit_loses_its_label_and_brackets(text: str, credit: str) -> None:
    assert credit_text(LabelledSpan(0, text, Label.CREDIT)) == credit


def test_the_owner_in_brackets_that_a_rule_left_out_of_the_caption_is_its_credit() -> None:
    whole = LabelledSpan(0, f"{MILL} (Ostley Historical Society)", Label.CAPTION, captures=(("caption", MILL),))
    assert extract_images([whole]) == (Image(MILL, "Ostley Historical Society"),)
    kept = LabelledSpan(0, f"{MILL} (Ostley is above.)", Label.CAPTION)
    assert extract_images([kept]) == (Image(f"{MILL} (Ostley is above.)", None),)


def test_a_credit_that_a_rule_saw_in_another_stretch_is_not_this_one_s() -> None:
    credit = LabelledSpan(
        0, "OSTLEY WIRE/Jo Bell", Label.CREDIT, captures=(("image_credit", f"{MILL} OSTLEY WIRE/Jo Bell"),)
    )
    assert credit_text(credit) == "OSTLEY WIRE/Jo Bell"
