"""Describing: the article's metadata, from what was extracted and what the rules captured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.model import Document, NewsArticle

if TYPE_CHECKING:
    from cleaner.ruleset import RuleSet


def describe(document: Document, _rules: RuleSet) -> Document:
    """Fill in `article`."""
    return replace(document, article=NewsArticle(article_body=document.body, in_language=document.language))
