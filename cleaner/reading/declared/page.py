"""What of a page's tree can declare something, gathered in one pass over the elements that may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lxml import etree

if TYPE_CHECKING:
    from lxml.html import HtmlElement

TAGS = ("html", "title", "meta", "link", "script", "h1", "time", "a")

MAX_SCRIPT = 2_000_000
"""Characters of a script beyond which it isn't read: JSON-LD with a whole book in it has a tenth."""

MAX_HEADINGS = 8
"""More h1 elements than this are the page's pattern, not its title; the first ones are looked at."""

MAX_TIMES = 40
"""`time` elements that are looked at: behind them stand the comments' and the teasers'."""

LONGEST_TEXT = 400
"""Characters of a heading, a title or a name."""

BREAKS = frozenset("br div h2 h3 h4 li p td".split())
"""Elements within a heading that part words."""

ASIDE = frozenset(["aside", "nav", "footer"])
"""Elements whose times and author links are other articles' or the page's."""

CLIMB = 6
"""How many elements up it is looked for those."""


class Time(NamedTuple):
    """A `time` element: its `datetime` attribute or else its text, and what is said of it."""

    value: str
    text: str
    marks: str
    """Its class, itemprop and the text right before it, in small letters: "updated", "datepublished"."""
    pubdate: bool
    below_title: bool


class Page(NamedTuple):
    """The declaring parts of a page, in document order."""

    metas: tuple[tuple[str, str], ...] = ()
    """Name (or property) in small letters, and content."""
    scripts: tuple[str, ...] = ()
    """The texts of JSON-LD scripts."""
    title: str = ""
    headings: tuple[str, ...] = ()
    times: tuple[Time, ...] = ()
    authors: tuple[str, ...] = ()
    """The texts of the first links with rel=author, below the title if there are any: those of one parent."""
    canonical: str = ""
    language: str = ""

    def contents(self, *names: str) -> list[str]:
        """What the meta tags of these names say, name by name, without the empty ones."""
        return [content for name in names for key, content in self.metas if key == name and content]


def gather(root: HtmlElement) -> Page:
    """The page of a tree, which is left as it is."""
    found = _Gatherer()
    for element in root.iter(*TAGS):
        getattr(found, f"take_{element.tag}")(element)
    return found.page()


class _Gatherer:
    """Takes the elements one by one."""

    def __init__(self) -> None:
        self.metas: list[tuple[str, str]] = []
        self.scripts: list[str] = []
        self.titles: list[str] = []
        self.headings: list[str] = []
        self.times: list[Time] = []
        self.authors: list[str] = []
        self.byline: Any = None
        self.is_below = False
        self.canonical = ""
        self.language = ""

    def page(self) -> Page:
        return Page(
            tuple(self.metas),
            tuple(self.scripts),
            self.titles[0] if self.titles else "",
            tuple(self.headings),
            tuple(self.times),
            tuple(dict.fromkeys(self.authors)),
            self.canonical,
            self.language,
        )

    def take_html(self, element: Any) -> None:
        self.language = self.language or element.get("lang") or ""

    def take_title(self, element: Any) -> None:
        if not self.titles and (text := text_of(element)):  # later ones are those of drawings
            self.titles.append(text)

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
        marks = " ".join([element.get("class") or "", element.get("itemprop") or "", near[-40:]]).lower()
        pubdate = element.get("pubdate") is not None
        self.times.append(Time(value, text, marks, pubdate, bool(self.headings) and not _is_aside(element)))

    def take_a(self, element: Any) -> None:
        if "author" not in (element.get("rel") or "").lower().split() or not (text := text_of(element)):
            return
        if _is_aside(element):
            return
        parent, below = element.getparent(), bool(self.headings)
        if self.byline is None or (below and not self.is_below):  # above the title stand menus and teasers
            self.byline, self.is_below, self.authors = parent, below, []
        if parent is self.byline:
            self.authors.append(text)


def _is_aside(element: Any) -> bool:
    for _ in range(CLIMB):
        element = element.getparent()
        if element is None:
            return False
        if element.tag in ASIDE:
            return True
    return False


def text_of(element: Any) -> str:
    """The text of an element with its white space folded; words on both sides of a line break stay two.

    >>> from lxml.html import fragment_fromstring
    >>> text_of(fragment_fromstring("<h1>R<i>ain</i> <b>stops</b><br>play<!-- at last --></h1>"))
    'Rain stops play'
    """
    if not len(element):
        return " ".join((element.text or "").split())[:LONGEST_TEXT]
    pieces: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
        if event == "start":
            pieces += [" " * (node.tag in BREAKS), node.text or ""]
        elif node is not element:
            pieces += [" " * (node.tag in BREAKS), node.tail or ""]
    return " ".join("".join(pieces).split())[:LONGEST_TEXT]
