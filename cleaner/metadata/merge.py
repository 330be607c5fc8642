"""What a page declares and what its text says, as one record: which of the two a property is taken from.

The order of the sources stands in `sources`. What is decided here besides:

- Persons go before papers, agencies and desks: a byline in print that names persons goes before a declared paper.
- Where the page declares only the day and prints the same day with its time, the time is taken as well.
- A declared description is the standfirst only where the page prints it between headline and text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from cleaner.metadata.crawl import is_later
from cleaner.metadata.sources import ORDERS, comes_before
from cleaner.model import Declared, NewsArticle, Source
from cleaner.text.normalize import repeat_key
from cleaner.text.organizations import is_organization

DAY = len("2019-03-04")

MIN_ABSTRACT_LETTERS = 30
"""Letters and digits of the shortest standfirst that is known by its declared description."""


def merge(told: NewsArticle, declared: Declared, printed: Iterable[str]) -> tuple[NewsArticle, dict[str, Source]]:
    """The article, and the source of each property of it that has a value.

    `told` is what the text says, `printed` are the lines of its head that are no text.

    >>> page = Declared(NewsArticle(author=("The Echo",)), {"author": Source.JSON_LD})
    >>> article, sources = merge(NewsArticle(author=("Jo Doe",), headline="Rain"), page, [])
    >>> article.author, article.headline, str(sources["author"])
    (('Jo Doe',), 'Rain', 'text')
    """
    article, sources = told, {field.name: Source.TEXT for field in fields(told) if getattr(told, field.name)}
    for name in ORDERS:
        source, value = declared.sources.get(name), getattr(declared.article, name)
        if value and _goes_first(name, source, declared, getattr(told, name)):
            article, sources[name] = replace(article, **{name: value}), declared.sources[name]
    if not article.abstract and (found := _printed(declared, printed)):
        article, sources["abstract"] = replace(article, abstract=found[1]), found[0]
    return _consistent(article, sources)


def _goes_first(name: str, source: Source | None, declared: Declared, told: Any) -> bool:
    """Whether a declared value goes before what the text says, if it says anything."""
    if not told:
        return True
    if name == "author":
        persons = _has_person(declared.article.author, declared.article.publisher)
        if persons != _has_person(told, declared.article.publisher):
            return persons
    if name == "date_published" and _is_finer(told, declared.article.date_published or ""):
        return False
    return comes_before(name, source, Source.TEXT)


def _has_person(names: Iterable[str], site: str | None) -> bool:
    own = repeat_key(site or "")
    return any(not is_organization(name) and repeat_key(name) != own for name in names)


def _is_finer(told: str, value: str) -> bool:
    return "T" in told and "T" not in value and told[:DAY] == value


def _printed(declared: Declared, printed: Iterable[str]) -> tuple[Source, str] | None:
    """The declared description that the head of the page prints, as it is printed; not the headline once more."""
    titles = {repeat_key(text) for _, text in declared.headlines}
    lines = {repeat_key(line): line for line in printed}
    for source, text in declared.descriptions:
        key = repeat_key(text)
        if len(key) >= MIN_ABSTRACT_LETTERS and key in lines and key not in titles:
            return source, lines[key]
    return None


def _consistent(article: NewsArticle, sources: Mapping[str, Source]) -> tuple[NewsArticle, dict[str, Source]]:
    """The record without another headline that is the headline or the standfirst, and without a change that comes
    before the publication."""
    gone: set[str] = set()
    other, first = article.alternative_headline, article.headline
    if other and first:
        key, prints = repeat_key(other), repeat_key(first)
        if key in prints or prints in key or key == repeat_key(article.abstract or ""):
            gone.add("alternative_headline")
    published, modified = article.date_published, article.date_modified
    if published and modified and sources["date_published"] is not sources["date_modified"]:
        gone |= {"date_modified"} if published.startswith(modified) or is_later(published, modified) else set()
    kept = {name: source for name, source in sources.items() if name not in gone}
    nothing: dict[str, Any] = dict.fromkeys(gone)
    return replace(article, **nothing), kept
