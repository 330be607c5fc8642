"""Threads of readers' comments, found by structure: names of elements, repetition, controls. Never by their prose.

An element is a thread if it stands below running text, holds no `h1`, and

- a comment system gives it its name (`disqus_thread`), or its names say comments and it holds items that say so too,
  controls of comments ("Reply", "Report") or times ("3 hours ago"); or
- three or more of its children look alike and have such controls, whatever they are called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.features.element_names import family_name, words_of
from cleaner.model import Block
from cleaner.page_structure.outline import Node, Outline

SYSTEMS = re.compile(
    r"disqus_thread|dsq-|livefyre|fb-comments|fb_comments|viafoura|spot-?im|openweb|coral-?(?:talk|comments|stream)"
    r"|commento|giscus|utterances|hyvor|remark42|isso-thread|cusdis|cackle|hypercomments|intensedebate|idc-container"
    r"|insticator-comment|vf-comments"
)
"""Names that the common comment systems give to their containers."""

SAYS_COMMENTS = frozenset("comment comments commentlist commenting commtree".split())
SAYS_ITEM = SAYS_COMMENTS | frozenset("reply replies response responses commenter".split())
NOT_A_THREAD = frozenset("open closed count no has link links with without button toggle icon show editor".split())
"""Words beside "comment" that tell a count, a link or a state of the page: `comments-open`, `no-comments`."""

_CONTROL = re.compile(
    r"(?:[•·|]\s*)?(?:(?:dis)?like|flag|(?:up|down)vote|permalink|parent|reply(?: to \w+)?|report(?: comment| abuse)?)"
    r"(?:\s*\(?\d*\)?)?(?:\s*[•·|/]?\s*(?:reply|share|report|like|flag|parent|permalink))*",
    re.IGNORECASE,
)
"""A line that is only controls of a comment."""

_AGO = re.compile(
    r"\b(?:\d+|an?) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|wk|month|mo|year|yr)s? ago\b", re.IGNORECASE
)
MAX_CONTROL = 60
"""Characters of a line of controls, or of a name and a time."""

MIN_ITEMS = 3
"""Children of an element without a telling name that make it a thread."""

MIN_PROSE_ABOVE = 15
"""Words of running text above a thread: what has none above it is the page itself."""


def find_threads(outline: Outline, blocks: Sequence[Block]) -> list[Node]:
    """Find the outermost elements that hold comments and nothing else."""
    signs = [_is_sign(block.text) for block in blocks]
    controls = [_is_control(block.text) for block in blocks]
    above = [0]
    for words in outline.prose:
        above.append(above[-1] + words)
    found: list[Node] = []
    headlines = [node.first for node in outline.walk() if node.element.tag == "h1"]
    end = -1
    for node in outline.walk():
        if node.first <= end or above[node.first] < MIN_PROSE_ABOVE:
            continue
        if any(node.first <= at <= node.last for at in headlines):
            continue
        if _is_thread(node, signs, controls):
            found.append(node)
            end = node.last
    return found


def _is_thread(node: Node, signs: Sequence[bool], controls: Sequence[bool]) -> bool:
    names = node.element.names
    if SYSTEMS.search(names.lower()):
        return True
    if _says(names, SAYS_COMMENTS):
        return any(signs[node.first : node.last + 1]) or any(_says(n.element.names, SAYS_ITEM) for n in _below(node))
    return sum(controls[node.first : node.last + 1]) >= MIN_ITEMS and _is_repeated(node, controls)


def _is_repeated(node: Node, controls: Sequence[bool]) -> bool:
    """Whether children that look alike have controls of comments, and hold all of the element's running text."""
    families = Counter(
        (child.element.tag, family_name(child.element.names))
        for child in node.children
        if child.prose and any(controls[child.first : child.last + 1])
    )
    if not families:
        return False
    family, count = families.most_common(1)[0]
    alike = [c for c in node.children if (c.element.tag, family_name(c.element.names)) == family]
    return count >= MIN_ITEMS and sum(child.prose for child in alike) == node.prose


def _says(names: str, words: frozenset[str]) -> bool:
    return any(not own.isdisjoint(words) and own.isdisjoint(NOT_A_THREAD) for own in map(words_of, names.split()))


def _below(node: Node) -> Iterator[Node]:
    for child in node.children:
        yield from child.walk()


def _is_control(text: str) -> bool:
    """Whether a line is nothing but controls of a comment.

    >>> _is_control("Reply"), _is_control("Like (4) Reply"), _is_control("I like it.")
    (True, True, False)
    """
    return len(text) <= MAX_CONTROL and bool(_CONTROL.fullmatch(text))


def _is_sign(text: str) -> bool:
    """Whether a line is controls of a comment, or a name and how long ago it was written.

    >>> _is_sign("Reply"), _is_sign("Ana Ruiz 3 hours ago")
    (True, True)
    """
    return len(text) <= MAX_CONTROL and bool(_CONTROL.fullmatch(text) or _AGO.search(text))
