"""What HTML pages declare of themselves, and where each property was read."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import lxml.html
import pytest
from lxml import etree
from trafilatura.metadata import extract_metadata

from cleaner.model import NewsArticle, Source
from cleaner.reading.declared import read_declared, trafilatura_metadata
from tests.reading.declared.pages import ADDRESS, TEXT, TITLE, article, metas, of, script, tree

if TYPE_CHECKING:
    from cleaner import Cleaner

RECORD = article(
    datePublished="2019-03-04T09:30:00+00:00",
    dateModified="2019-03-04T11:00:00+00:00",
    author=[{"@type": "Person", "name": "Ana Ruiz"}, {"@type": "Person", "name": "Tom Bell"}],
    publisher={"@type": "Organization", "name": "The Harrow Post"},
    articleSection="Rivers",
    keywords=["ferries", "ice"],
    url=ADDRESS,
)
PAGE = f'<html><head><link rel="canonical" href="{ADDRESS}">{script(RECORD)}</head><body>{TEXT}</body></html>'


def test_every_property_of_json_ld_is_read_and_names_its_source() -> None:
    found = read_declared(lxml.html.document_fromstring(PAGE))
    assert found.article == NewsArticle(
        headline=TITLE,
        author=("Ana Ruiz", "Tom Bell"),
        date_published="2019-03-04T09:30+00:00",
        date_modified="2019-03-04T11:00+00:00",
        publisher="The Harrow Post",
        article_section="Rivers",
        keywords=("ferries", "ice"),
        url=ADDRESS,
    )
    assert found.sources.pop("url") is Source.CANONICAL
    assert set(found.sources.values()) == {Source.JSON_LD}


def test_microdata_alone_is_read() -> None:
    body = (
        '<article itemscope itemtype="https://schema.org/NewsArticle">'
        f'<h1 itemprop="headline">{TITLE}</h1>'
        '<span itemprop="author" itemscope itemtype="https://schema.org/Person"><a itemprop="name">Ana Ruiz</a></span>'
        '<time itemprop="datePublished" datetime="2019-03-04T09:30Z">Monday</time>'
        f"{TEXT}</article>"
        '<div itemscope itemtype="https://schema.org/Comment"><b itemprop="author">Jo Doe</b></div>'
    )
    found = of("", body)
    assert (found.article.headline, found.article.author) == (TITLE, ("Ana Ruiz",))
    assert found.article.date_published == "2019-03-04T09:30+00:00"
    assert found.sources["author"] is Source.MICRODATA


def test_rdfa_alone_is_read() -> None:
    body = (
        f'<div vocab="https://schema.org/" typeof="NewsArticle"><h1 property="headline">{TITLE}</h1>'
        '<p property="author" typeof="Person"><i property="name">Ana Ruiz</i></p></div>'
    )
    found = of("", body + TEXT)
    assert (found.article.author, found.sources["author"]) == (("Ana Ruiz",), Source.RDFA)


def test_open_graph_alone_is_read() -> None:
    head = metas(
        og__title=TITLE,
        og__site_name="The Harrow Post",
        article__published_time="2019-03-04T09:30:00Z",
        og__url=ADDRESS,
    )
    found = of(head)
    told = found.article
    assert (told.headline, told.publisher, told.url) == (TITLE, "The Harrow Post", ADDRESS)
    assert (told.date_published, found.sources["date_published"]) == ("2019-03-04T09:30+00:00", Source.OPEN_GRAPH)


def test_meta_tags_alone_are_read() -> None:
    head = metas(byl="By ANA RUIZ") + (
        f'<meta name="parsely-title" content="{TITLE}">'
        '<meta name="dc.date.issued" content="2019-03-04"><meta name="news_keywords" content="ferries, ice">'
    )
    found = of(head)
    assert (found.article.headline, found.article.author) == (TITLE, ("Ana Ruiz",))
    assert (found.article.date_published, found.article.keywords) == ("2019-03-04", ("ferries", "ice"))
    assert found.sources["date_published"] is Source.META


def test_time_elements_and_author_links_are_read_where_nothing_else_tells() -> None:
    body = (
        f"<h1>{TITLE}</h1><p>By <a rel='author' href='/ana'>Ana Ruiz</a> and <a rel='author'>Tom Bell</a></p>"
        f"<time datetime='2019-03-04T09:30:00+01:00'>today</time>{TEXT}"
        "<ul><li><a rel='author'>Jo Doe</a> <time datetime='2019-03-09'></time></ul>"
    )
    found = of("", body)
    assert (found.article.author, found.sources["author"]) == (("Ana Ruiz", "Tom Bell"), Source.REL_AUTHOR)
    assert (found.article.date_published, found.sources["date_published"]) == ("2019-03-04T09:30+01:00", Source.TIME)
    assert (found.article.headline, found.sources["headline"]) == (TITLE, Source.HEADING)


def test_a_date_later_than_the_crawl_gives_way_to_the_next_source() -> None:
    head = script(article(datePublished="2019-03-09T09:30:00Z")) + metas(date="2019-03-04")
    found = of(head, crawled="2019-03-05T10:00:00Z")
    assert (found.article.date_published, found.sources["date_published"]) == ("2019-03-04", Source.META)
    assert of(script(article(datePublished="2019-03-09")), crawled=date(2019, 3, 5)).article.date_published is None


def test_a_change_before_the_publication_or_at_the_same_time_is_none() -> None:
    dates = {"datePublished": "2019-03-04T09:30:00Z"}
    assert of(script(article(**dates, dateModified="2019-03-04T09:30:00Z"))).article.date_modified is None
    assert of(script(article(**dates, dateModified="2019-03-04T09:29:00Z"))).article.date_modified is None
    assert of(script(article(**dates, dateModified="2019-03-04T09:31:00Z"))).article.date_modified


def test_the_body_headlines_and_descriptions_are_handed_on() -> None:
    body = "<p>The ferry did not sail.</p>" * 20
    found = of(
        script(article(articleBody=body, description="Ice in the &lt;b&gt;harbour&lt;/b&gt;"))
        + metas(og__title="Ferry")
    )
    assert found.body == "\n".join(["The ferry did not sail."] * 20)
    assert found.headlines == ((Source.JSON_LD, TITLE), (Source.OPEN_GRAPH, "Ferry"))
    assert found.descriptions == ((Source.JSON_LD, "Ice in the harbour"),)


def test_the_tree_stays_as_it_is() -> None:
    page = lxml.html.document_fromstring(PAGE + "<time>x</time><a rel=author>Jo Doe</a>")
    before = etree.tostring(page)
    read_declared(page)
    assert etree.tostring(page) == before


@pytest.mark.parametrize("page", ["<html>", "<html><head><script type='application/ld+json'>{</script></head></html>"])
def test_a_page_that_declares_nothing_or_is_broken_gives_nothing(page: str) -> None:
    found = read_declared(lxml.html.document_fromstring(page))
    assert (found.article, found.sources, found.body) == (NewsArticle(), {}, None)


def test_trafilatura_is_asked_for_nothing_that_is_declared_or_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(trafilatura_metadata, "extract_record", lambda root, _: asked.append(root) or {})
    read_declared(lxml.html.document_fromstring(PAGE))
    head = metas(og__title=TITLE)
    read_declared(tree(head), lines=(TITLE, "By Ana Ruiz", "4 March 2019"))
    assert not asked
    read_declared(tree(head), lines=(TITLE, "By Ana Ruiz"))
    assert len(asked) == 1


def test_what_trafilatura_finds_is_taken_for_what_is_missing_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    record = {"title": "Another", "author": "Ana Ruiz; Aruiz Com", "date": "2019-03-04", "sitename": "paper.example"}
    monkeypatch.setattr(trafilatura_metadata, "extract_record", lambda *_: record)
    found = of(metas(og__title=TITLE), f"<div>Ana Ruiz aruiz@paper.example</div>{TEXT}")
    assert found.article == NewsArticle(headline=TITLE, author=("Ana Ruiz",), date_published="2019-03-04")
    assert found.sources["author"] is found.sources["date_published"] is Source.TRAFILATURA


def test_trafilatura_says_of_what_it_is_asked_for_what_it_says_when_asked_for_all() -> None:
    page = (
        f"<title>{TITLE} | The Echo</title><meta name=author content='Ana Ruiz'>"
        f"<div class=byline>By Jo Doe</div><time datetime=2019-03-04>4 March</time>{TEXT}"
    )
    whole = extract_metadata(
        lxml.html.document_fromstring(page), date_config=dict(trafilatura_metadata.DATES), extensive=False
    )
    found = trafilatura_metadata.extract_record(lxml.html.document_fromstring(page))
    assert found == {"title": whole.title, "author": whole.author, "date": whole.date}
    assert all(found.values())
    of_author = trafilatura_metadata.extract_record(lxml.html.document_fromstring(page), ["author"])
    assert (of_author["author"], of_author["date"]) == (whole.author, None)


def test_a_fault_of_trafilatura_costs_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def fault(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("trafilatura.metadata.examine_meta", fault)
    assert of(metas(og__title=TITLE)).article == NewsArticle(headline=TITLE)


def test_what_a_page_declares_is_named_in_its_record(cleaner: Cleaner) -> None:
    result = cleaner.clean(PAGE)
    assert (result.article.headline, result.article.date_published) == (TITLE, "2019-03-04T09:30+00:00")
    assert result.article.article_body.startswith("The ferry from Skerra")
    sources = result.to_dict()["sources"]
    assert (sources["datePublished"], sources["articleBody"], sources["url"]) == ("json-ld", "text", "canonical")


def test_every_value_of_a_record_has_a_source_and_no_other_has(cleaner: Cleaner) -> None:
    for data in (PAGE, "Rain stops play\n\nBy Ana Ruiz\n\nIt rained all day on Monday, and play was stopped.", ""):
        result = cleaner.clean(data)
        assert set(result.sources) == {name for name in NewsArticle.__slots__ if getattr(result.article, name)}


def test_a_crawl_can_be_told_to_the_cleaner(cleaner: Cleaner) -> None:
    text = (
        "Rain stops play\n\nBy Ana Ruiz\n\n4 March 2019\n\nIt rained all day on Monday, and play was stopped at noon."
    )
    assert cleaner.clean(text, crawled="2019-03-04").article.date_published == "2019-03-04"
    assert cleaner.clean(text, crawled="2019-03-03").article.date_published is None
    with pytest.raises(ValueError, match="expected ISO 8601"):
        cleaner.clean(text, crawled="March")
