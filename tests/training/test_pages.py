"""What of a document is part of the fit."""

from __future__ import annotations

import random

import numpy as np

from training.pages import FAR_SHARE, NEAR, fitted_rows, publisher_of


def test_all_blocks_near_the_article_are_part_of_the_fit_and_few_of_those_far_off() -> None:
    body = np.zeros(2000, dtype=bool)
    body[1000:1010] = True
    rows, _ = fitted_rows(body, random.Random(0))
    assert set(range(1000 - NEAR, 1010 + NEAR)) <= set(rows.tolist())
    assert len(rows) < 2 * FAR_SHARE * len(body)


def test_blocks_that_stand_for_others_count_for_them() -> None:
    body = np.zeros(2000, dtype=bool)
    body[:10] = True
    rows, scale = fitted_rows(body, random.Random(0))
    assert 0.8 * len(body) < scale[rows].sum() < 1.2 * len(body)


def test_a_short_document_is_all_part_of_the_fit() -> None:
    rows, scale = fitted_rows(np.array([False, True, False]), random.Random(0))
    assert rows.tolist() == [0, 1, 2]
    assert scale.tolist() == [1, 1, 1]


def test_a_publisher_is_its_registered_domain() -> None:
    assert publisher_of("www.example.co.uk") == publisher_of("m.example.co.uk") == "example.co.uk"
    assert publisher_of("news.example.com") == "example.com"
