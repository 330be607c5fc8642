"""What a page declares and what its text says, as one record."""

from __future__ import annotations

from cleaner.metadata.merge import merge
from cleaner.metadata.sources import ORDERS
from cleaner.model import Declared, NewsArticle, Source

STANDFIRST = "The harbour is closed, and the shop has run out of bread."


def page(source: Source = Source.JSON_LD, **values: object) -> Declared:
    return Declared(NewsArticle(**values), dict.fromkeys(values, source))  # type: ignore[arg-type]


def test_what_is_declared_goes_before_the_text_in_the_order_of_the_table() -> None:
    told = NewsArticle(headline="Rain", date_published="2019-03-04")
    article, sources = merge(told, page(headline="Snow", date_published="2019-03-05"), [])
    assert (article.headline, article.date_published) == ("Snow", "2019-03-05")
    assert sources == {"headline": Source.JSON_LD, "date_published": Source.JSON_LD}


def test_what_trafilatura_found_comes_behind_the_text() -> None:
    article, sources = merge(NewsArticle(author=("Jo Doe",)), page(Source.TRAFILATURA, author=("Ana Ruiz",)), [])
    assert (article.author, sources["author"]) == (("Jo Doe",), Source.TEXT)


def test_persons_in_print_go_before_a_declared_paper_or_the_publisher_itself() -> None:
    told = NewsArticle(author=("Jo Doe",))
    assert merge(told, page(author=("The Echo",)), [])[0].author == ("Jo Doe",)
    assert merge(told, page(author=("River Life",), publisher="River Life"), [])[0].author == ("Jo Doe",)
    assert merge(told, page(author=("Ana Ruiz",)), [])[0].author == ("Ana Ruiz",)


def test_a_declared_day_takes_its_time_from_print() -> None:
    article, sources = merge(NewsArticle(date_published="2019-03-04T09:30"), page(date_published="2019-03-04"), [])
    assert (article.date_published, sources["date_published"]) == ("2019-03-04T09:30", Source.TEXT)


def test_a_description_is_the_standfirst_where_the_page_prints_it_alone() -> None:
    declared = Declared(descriptions=((Source.META, "All about bread"), (Source.OPEN_GRAPH, STANDFIRST.upper())))
    article, sources = merge(NewsArticle(), declared, ["By Jo Doe", STANDFIRST])
    assert (article.abstract, sources["abstract"]) == (STANDFIRST, Source.OPEN_GRAPH)
    assert merge(NewsArticle(), declared, ["By Jo Doe"])[0].abstract is None
    assert merge(NewsArticle(abstract="Ice"), declared, [STANDFIRST])[0].abstract == "Ice"


def test_a_description_that_repeats_the_headline_is_no_standfirst() -> None:
    declared = Declared(headlines=((Source.TITLE, STANDFIRST),), descriptions=((Source.META, STANDFIRST),))
    assert merge(NewsArticle(), declared, [STANDFIRST])[0].abstract is None


def test_two_sources_do_not_contradict_each_other() -> None:
    told = NewsArticle(date_modified="2019-03-03", alternative_headline="Rain stops play")
    article, sources = merge(told, page(headline="Rain stops play again", date_published="2019-03-04"), [])
    assert (article.date_modified, article.alternative_headline) == (None, None)
    assert set(sources) == {"headline", "date_published"}


def test_the_table_names_properties_and_sources_once_each_with_a_reason() -> None:
    assert set(ORDERS) <= set(NewsArticle.__slots__)
    for order in ORDERS.values():
        assert len(set(order.sources)) == len(order.sources)
        assert order.why.endswith(".")
