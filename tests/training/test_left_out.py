"""How publishers are dealt to parts."""

from __future__ import annotations

from training.left_out import FOLDS, folds


def test_parts_are_of_about_equal_size_and_hold_whole_publishers() -> None:
    publishers = [f"p{n}.com" for n in range(20) for _ in range(n + 1)]
    dealt = folds(publishers)
    sizes = [sum(dealt[publisher] == part for publisher in publishers) for part in range(FOLDS)]
    assert max(sizes) - min(sizes) <= 20
    assert set(dealt) == set(publishers)


def test_the_deal_does_not_depend_on_the_order_of_pages() -> None:
    publishers = ["a.com", "b.com", "a.com", "c.com"]
    assert folds(publishers) == folds(publishers[::-1])
