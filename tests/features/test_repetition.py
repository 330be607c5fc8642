"""What a block shares with the rest of its document."""

from __future__ import annotations

from tests.documents import in_blocks, measured

CAPTION = "A man walks past the closed bridge in Harbour Town"
PROSE = "The council voted on Monday to keep both of the town’s libraries open for another year, she said."
OTHER = "Ferries will sail again from the northern pier on Friday, after three weeks of storms, the company said."


def column(name: str, *texts: str) -> list[float]:
    return measured(in_blocks(*texts))[name]


def test_repeats_are_counted_without_regard_to_case_and_signs() -> None:
    texts = (CAPTION, PROSE, CAPTION.upper() + ".", OTHER)
    assert column("repeats", *texts) == [1, 0, 1, 0]
    assert column("repeats_later", *texts) == [1, 0, 0, 0]


def test_a_near_repeat_begins_alike_close_by() -> None:
    texts = (CAPTION, PROSE, CAPTION + " - Reuters", OTHER, OTHER, OTHER, CAPTION)
    assert column("repeats_near", *texts)[:3] == [1, 0, 1]
    assert column("repeats_near", *texts)[-1] == 0


def test_a_pull_quote_stands_inside_another_block() -> None:
    texts = (PROSE, "keep both of the town’s libraries open", OTHER)
    assert column("inside_other", *texts) == [0, 1, 0]


def test_a_long_block_does_not_stand_inside_itself() -> None:
    assert column("inside_other", PROSE, OTHER) == [0, 0]
    assert column("inside_other", PROSE, PROSE) == [0, 0]


def test_words_known_from_the_lead_tell_a_caption_from_a_teaser() -> None:
    texts = (PROSE, OTHER, "Libraries of the council", "Football: United beaten")
    known = column("known_in_lead", *texts)
    assert known[2] == 1
    assert known[3] == 0


def test_neighbours_share_words() -> None:
    assert column("shared_prev", PROSE, "Libraries of the council")[1] == 1
    assert column("shared_next", PROSE, "Football: United beaten")[0] == 0
    assert column("shared_prev", PROSE, PROSE)[0] == 0


def test_a_lead_in_and_a_last_bracket_shared_with_other_texts_are_counted() -> None:
    texts = ("Posted by: Ana, 3 May", "No lead here at all.", "Posted by: Tom, 4 May", "Posted by: Tom, 4 May")
    assert column("lead_in_repeats", *texts) == [1, 0, 1, 1]
    texts = ("The vase was sold. (Quist's)", "The hall (built in 1902)", "A chair, unsold. (Quist's)", "Nothing.")
    assert column("bracket_repeats", *texts) == [1, 0, 1, 0]
