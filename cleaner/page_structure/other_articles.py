"""Other articles on the page of one: the next stories of an endless page.

The page's own article is the innermost `article` element that holds its headline: the heading that prints what the page
declares, or else the first `h1`. An `article` of running text below it is another if it has an `h1` of its own, or has
the names of the own one and any heading.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleaner.features.element_names import family_name
from cleaner.model import Block
from cleaner.page_structure.outline import Node, Outline
from cleaner.text.normalize import repeat_key

HEADINGS = frozenset({"h1", "h2", "h3"})

MIN_PROSE = 60
"""Words of running text of an article; what has fewer is a teaser."""

HEAD_BLOCKS = 6
"""Blocks from the beginning of an article in which its headline stands."""


def find_other_articles(outline: Outline, blocks: Sequence[Block], headlines: Iterable[str]) -> list[Node]:
    """Find the outermost elements that hold other articles; `headlines` are those that the page declares."""
    articles = [node for node in outline.walk() if node.element.tag == "article" and node.prose >= MIN_PROSE]
    if len(articles) < 2:
        return []
    headings = {node.first: node.element.tag for node in outline.walk() if node.element.tag in HEADINGS}
    declared = {repeat_key(text) for text in headlines}
    titles = [at for at in headings if repeat_key(blocks[at].text) in declared]
    titles = titles or [at for at, tag in headings.items() if tag == "h1"]
    holders = [node for node in articles if titles and node.first <= titles[0] <= node.last]
    if not holders:
        return []
    own = holders[-1]
    found: list[Node] = []
    for node in articles:
        if node.first > (found[-1].last if found else own.last) and _is_article_like(node, own, headings):
            found.append(node)
    return found


def _is_article_like(node: Node, own: Node, headings: dict[int, str]) -> bool:
    tags = {headings.get(at) for at in range(node.first, min(node.last, node.first + HEAD_BLOCKS) + 1)}
    is_alike = family_name(node.element.names) == family_name(own.element.names)
    return "h1" in tags or (is_alike and not tags.isdisjoint(HEADINGS))
