"""Navigation and footer of the site, by the page's own `nav` and `footer`.

- Not those in the article (there they hold its tags, its authors), and not breadcrumbs, which name the section.
- An element that holds most of the page's running text is not believed: some are opened and never closed.
- Lines of copyright stay: they name the publisher.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaner.features.element_names import words_of
from cleaner.model import Block, Element, HtmlContext

LANDMARKS = frozenset({"nav", "footer"})
ARTICLE = frozenset({"article", "main"})
BREADCRUMBS = frozenset({"breadcrumb", "breadcrumbs"})

COPYRIGHT = "©"
MAX_SHARE = 0.5
"""Of the page's words of running text: an element with more of them is no navigation, whatever it is called."""


def find_landmarks(
    blocks: Sequence[Block], contexts: Sequence[HtmlContext | None], prose: Sequence[int]
) -> dict[int, str]:
    """Find the blocks in `nav` or `footer`: for each the tag. `prose` are the blocks' words of running text."""
    elements = {block.index: _landmark_of(contexts[block.pieces[0].line]) for block in blocks}
    inside: Counter[int] = Counter()
    for at, element in elements.items():
        if element is not None:
            inside[element.number] += prose[at]
    most = MAX_SHARE * sum(prose)
    return {
        at: element.tag
        for at, element in elements.items()
        if element is not None and inside[element.number] <= most and COPYRIGHT not in blocks[at].text
    }


def _landmark_of(context: HtmlContext | None) -> Element | None:
    """The outermost `nav` or `footer` that a line stands in, if it does, and in no article."""
    found = None
    for element in context.element.way_up() if context is not None and context.element is not None else ():
        if element.tag in ARTICLE or not BREADCRUMBS.isdisjoint(words_of(element.names)):
            return None
        if element.tag in LANDMARKS:
            found = element
    return found
