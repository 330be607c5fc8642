"""The elements of a page that can declare something, collected in one pass."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

MAX_SCRIPT = 2_000_000
"""Characters of a script beyond which it isn't read: JSON-LD with a whole book in it has a tenth."""

MAX_HEADINGS = 8
"""More h1 elements than this are the page's pattern, not its title; the first ones are looked at."""

MAX_TIMES = 40
"""`time` elements that are looked at: those of comments and teasers follow."""

MAX_TEXT = 400
"""Characters of a heading, a title or a name."""

BREAKS = frozenset("br div h2 h3 h4 li p td".split())
"""Elements within a heading that part words."""

ASIDE = frozenset(["aside", "nav", "footer"])
"""Elements whose times and author links belong to other articles or to the page."""

MAX_ANCESTORS = 6
"""Ancestors among which those are looked for."""


class Time(NamedTuple):
    """A `time` element: its `datetime` attribute or else its text, and what is near it."""

    value: str
    text: str
    context: str
    """Its class, itemprop and the text right before it, in small letters: "updated", "datepublished"."""
    pubdate: bool
    below_title: bool


class PageElements(NamedTuple):
    """The declaring parts of a page, in document order."""

    metas: tuple[tuple[str, str], ...] = ()
    """Name (or property) in small letters, and content."""
    scripts: tuple[str, ...] = ()
    """The texts of JSON-LD scripts."""
    title: str = ""
    headings: tuple[str, ...] = ()
    """The texts of h1 elements."""
    times: tuple[Time, ...] = ()
    authors: tuple[str, ...] = ()
    """The texts of the first links with rel=author, below the title if there are any: those of one parent."""
    canonical: str = ""
    language: str = ""

    def contents(self, *names: str) -> list[str]:
        """The contents of the meta tags of these names, name by name, without the empty ones."""
        return [content for name in names for key, content in self.metas if key == name and content]


def collect_elements(root: HtmlElement) -> PageElements:
    """Collect the declaring elements of a tree, which is not changed."""
    found = _Collector()
    takers = {name.removeprefix("take_"): getattr(found, name) for name in dir(found) if name.startswith("take_")}
    for element in root.iter(*takers):
        takers[element.tag](element)
    return PageElements(
        tuple(found.metas),
        tuple(found.scripts),
        found.title,
        tuple(found.headings),
        tuple(found.times),
        tuple(dict.fromkeys(found.authors)),
        found.canonical,
        found.language,
    )


class _Collector:
    """Takes the elements one by one."""

    def __init__(self) -> None:
        self.metas: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.headings: list[str] = []
        self.times: list[Time] = []
        self.authors: list[str] = []
        self.byline: Any = None
        self.is_byline_below_title = False
        self.title = self.canonical = self.language = ""

    def take_html(self, element: Any) -> None:
        self.language = self.language or element.get("lang") or ""

    def take_title(self, element: Any) -> None:
        self.title = self.title or text_of(element)  # later ones are those of drawings

    def take_meta(self, element: Any) -> None:
        name = element.get("property") or element.get("name")
        content = element.get("content")
        if name and content:
            self.metas.append((name.strip().lower(), content.strip()))

    def take_link(self, element: Any) -> None:
        if not self.canonical and "canonical" in (element.get("rel") or "").lower().split():
            self.canonical = (element.get("href") or "").strip()

    def take_script(self, element: Any) -> None:
        if "ld+json" in (element.get("type") or "").lower() and (text := element.text) and len(text) <= MAX_SCRIPT:
            self.scripts.append(text)

    def take_h1(self, element: Any) -> None:
        if len(self.headings) < MAX_HEADINGS and (text := text_of(element)):
            self.headings.append(text)

    def take_time(self, element: Any) -> None:
        if len(self.times) >= MAX_TIMES:
            return
        text = text_of(element)
        value = element.get("datetime") or element.get("content") or text
        parent, before = element.getparent(), element.getprevious()
        near = (before.tail if before is not None else parent.text if parent is not None else "") or ""
        context = " ".join([element.get("class") or "", element.get("itemprop") or "", near[-40:]]).lower()
        pubdate = element.get("pubdate") is not None
        self.times.append(Time(value, text, context, pubdate, bool(self.headings) and not _is_aside(element)))

    def take_a(self, element: Any) -> None:
        if "author" not in (element.get("rel") or "").lower().split() or not (text := text_of(element)):
            return
        if _is_aside(element):
            return
        parent, below = element.getparent(), bool(self.headings)
        if self.byline is None or (below and not self.is_byline_below_title):  # above it stand menus and teasers
            self.byline, self.is_byline_below_title, self.authors = parent, below, []
        if parent is self.byline:
            self.authors.append(text)


def _is_aside(element: Any) -> bool:
    return any(ancestor.tag in ASIDE for ancestor in islice(element.iterancestors(), MAX_ANCESTORS))


def text_of(element: Any) -> str:
    """The text of an element with its white space folded; words on both sides of a line break stay two.

    >>> from lxml.html import fragment_fromstring
    >>> text_of(fragment_fromstring("<h1>R<i>ain</i> <b>stops</b><br>play<!-- at last --></h1>"))
    'Rain stops play'
    """
    if not len(element):
        return " ".join((element.text or "").split())[:MAX_TEXT]
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            pieces += [" " * (node.tag in BREAKS), node.text or ""]
        elif node is not element:
            pieces += [" " * (node.tag in BREAKS), node.tail or ""]
    return " ".join("".join(pieces).split())[:MAX_TEXT]
