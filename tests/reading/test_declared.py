"""What HTML pages declare of themselves."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from cleaner.model import NewsArticle
from cleaner.reading.declared import declared

if TYPE_CHECKING:
    from cleaner import Cleaner

RECORD = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Ferry to Skerra stays in port for a third day",
    "datePublished": "2019-03-04T09:30:00+00:00",
    "author": [{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Tom Bell"}],
    "publisher": {"@type": "Organization", "name": "The Harrow Post"},
}
PAGE = (
    f'<html><head><script type="application/ld+json">{json.dumps(RECORD)}</script></head><body>'
    "<p>The ferry from Skerra did not sail on Monday because of ice in the harbour.</p>"
    "<p>It was the third day in a row without a crossing, and the shop had run out of bread.</p></body></html>"
)


def test_the_headline_authors_and_date_of_json_ld_are_read() -> None:
    article = declared(PAGE)
    assert article.headline == "Ferry to Skerra stays in port for a third day"
    assert article.author == ("Ana Ruiz", "Tom Bell")
    assert article.date_published == "2019-03-04"


def test_what_a_page_declares_is_named_in_its_article(cleaner: Cleaner) -> None:
    article = cleaner.clean(PAGE).article
    assert (article.headline, article.date_published) == ("Ferry to Skerra stays in port for a third day", "2019-03-04")
    assert article.article_body.startswith("The ferry from Skerra")


@pytest.mark.parametrize(
    "page", ["", "<html>", "<html><head><script type='application/ld+json'>{</script></head></html>", "\x00"]
)
def test_a_page_that_declares_nothing_or_is_broken_gives_nothing(page: str) -> None:
    assert declared(page) == NewsArticle()
