"""What the stages hand to one another, and what a caller gets: frozen types, no behaviour beyond reading them.

Offsets are code points. A *view* is the text as it was handed over, split at "\\n"; its lines are counted from 0.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from cleaner.jsonld import to_jsonld


class Label(StrEnum):
    """What a piece of text is (docs/labels.md defines each).

    >>> str(Label.AUTHOR_BIO)
    'author-bio'
    """

    HEADLINE = "headline"
    KICKER = "kicker"
    STANDFIRST = "standfirst"
    BYLINE = "byline"
    TIMESTAMP = "timestamp"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    AGENCY = "agency"
    AUTHOR_BIO = "author-bio"
    CORRECTION = "correction"
    NAV = "nav"
    SHARE = "share"
    RELATED = "related"
    PROMO = "promo"
    LEGAL = "legal"
    COMMENTS = "comments"
    TAGS = "tags"
    PLAYER = "player"
    NON_ENGLISH = "non-english"
    BODY = "body"
    OTHER = "other"

    __hash__ = str.__hash__  # Enum's own is a Python function: labels are looked up thousands of times a document


class Action(StrEnum):
    """What happens to a piece of text: it stays in the body, becomes metadata, or goes.

    >>> [str(action) for action in Action]
    ['keep', 'extract', 'drop']
    """

    KEEP = "keep"
    EXTRACT = "extract"
    DROP = "drop"


class Source(StrEnum):
    """Where a property of the article was read (docs/metadata.md#sources).

    >>> str(Source.JSON_LD)
    'json-ld'
    """

    JSON_LD = "json-ld"
    MICRODATA = "microdata"
    RDFA = "rdfa"
    OPEN_GRAPH = "open-graph"
    META = "meta"
    TITLE = "title"
    HEADING = "h1"
    TIME = "time"
    REL_AUTHOR = "rel-author"
    CANONICAL = "canonical"
    ADDRESS = "address"
    TRAFILATURA = "trafilatura"
    TEXT = "text"


EXTRACTED = frozenset(
    {
        Label.HEADLINE,
        Label.KICKER,
        Label.STANDFIRST,
        Label.BYLINE,
        Label.TIMESTAMP,
        Label.DATELINE,
        Label.CAPTION,
        Label.CREDIT,
        Label.AGENCY,
        Label.CORRECTION,
        Label.TAGS,
    }
)
"""Labels whose text becomes metadata when it leaves the body; all others are dropped."""


def usual_action(label: Label) -> Action:
    """The action a label brings about unless the evidence says otherwise.

    >>> usual_action(Label.CAPTION), usual_action(Label.SHARE), usual_action(Label.BODY)
    (<Action.EXTRACT: 'extract'>, <Action.DROP: 'drop'>, <Action.KEEP: 'keep'>)
    """
    if label is Label.BODY:
        return Action.KEEP
    return Action.EXTRACT if label in EXTRACTED else Action.DROP


class CleanerError(Exception):
    """What went wrong, for whom it may concern: no message of ours needs a traceback to be understood."""


class UnreadableInput(CleanerError):  # noqa: N818 - named for what the input is
    """The bytes handed over are no text that can be read."""


class LanguageError(CleanerError):
    """A language that nothing is known of was asked for."""


class RuleError(CleanerError):
    """A rule file is at fault. `where` is `file:line`, so that an editor can jump there; `column` is counted from 1
    (0: not known), and `suggestion` says what to do where there is something to say."""

    def __init__(self, where: str, message: str, column: int = 0, suggestion: str = "") -> None:
        told = f"{message}; {suggestion}" if suggestion else message
        super().__init__(f"{where}: {told}")
        self.where = where
        self.message = message
        self.column = column
        self.suggestion = suggestion


class Span(NamedTuple):
    """A stretch of one line of the view, with one label and one action. `end` is exclusive."""

    start: int
    end: int
    label: Label
    action: Action
    rules: tuple[str, ...] = ()
    confidence: float = 1.0


class Line(NamedTuple):
    """The account of one line of the view. Its spans tile it; its label and action are those of the longest."""

    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody asks a line for
    text: str
    label: Label
    action: Action
    spans: tuple[Span, ...]
    rules: tuple[str, ...]
    confidence: float = 1.0
    """The probability of the label, where it was told by measurements; 1 where a sure rule or the layout told it."""


class Piece(NamedTuple):
    """Where text of a view line stands in a block: `line` of the view, from `start` to `end` of the block's text.

    `offset` is where in the repaired line the text begins: above 0 where the line holds several blocks.
    """

    line: int
    start: int
    end: int
    offset: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class Element:
    """An element of an HTML page that lines are printed in: its tag, the words of its telling attributes (class, id,
    role and their like), what it stands in, and its number in the order of the page."""

    tag: str
    names: str
    parent: Element | None
    number: int

    @property
    def path(self) -> str:
        """The tags from the outermost element down.

        >>> body = Element("body", "", None, 1)
        >>> Element("p", "lead", Element("div", "story main", body, 2), 3).path
        'body > div.story.main > p.lead'
        """
        names = [".".join((element.tag, *element.names.split())) for element in self.way_up()]
        return " > ".join(reversed(names))

    def way_up(self) -> Iterator[Element]:
        """The element itself, and what it stands in, outwards."""
        element: Element | None = self
        while element is not None:
            yield element
            element = element.parent


class HtmlContext(NamedTuple):
    """What an HTML page says of one of its lines: the element it stands in (None outside all), the shares of its
    characters inside links and inside emphasis, and the share of its words that trafilatura takes for main content."""

    element: Element | None
    linked: float = 0.0
    strong: float = 0.0
    vote: float = 0.0


class Block(NamedTuple):
    """One paragraph, heading, list item or furniture line: what rules look at and decisions are about.

    `text` has its white space folded; `pieces` say which view lines it was made of (more than one where the
    converter broke a paragraph over lines); `gap` is the number of blank lines before it, `indent` the
    white space in front of its first line.
    """

    index: int  # type: ignore[assignment]  # shadows tuple.index, which nobody asks a line for
    text: str
    pieces: tuple[Piece, ...]
    gap: int
    indent: int


class EntityKind(StrEnum):
    """Kinds of named entities. The parts of rules that match the same things have the same names."""

    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    COUNT = "count"
    NAME = "name"
    ROLE = "role"
    AGENCY = "agency"
    PLACE = "place"
    URL = "url"
    EMAIL = "email"
    HANDLE = "handle"


class Entity(NamedTuple):
    """A named entity: what `kind` it is, where it stands in the text of a block, and its value.

    The value of a date is ISO 8601, with its time of day where that stands beside it ("2019-03-04T09:22+00:00");
    without a year it is "--03-04". A date in figures that may be read both ways ("03/04/2019") has the month first in
    `value` and the day first in `day_first`; any other has the same in both. Times are "T09:22", durations "PT2M",
    counts plain numbers, names as they are written without capitals ("Ana Ruiz"); all others stand as printed.
    """

    kind: EntityKind
    start: int
    end: int
    value: str
    day_first: str = ""


class Annotation(NamedTuple):
    """A proposal: the text of `block` from `start` to `end` is a `label`, says `rule`.

    `score` is the rule's own strength (1 weak, 2 usual, 3 sure). `captures` are what the rule emits, as pairs of
    a property of the article and a text.
    """

    block: int
    start: int
    end: int
    label: Label
    rule: str
    kind: str
    score: float
    captures: tuple[tuple[str, str], ...] = ()
    decisive: bool = False
    """A sure rule of a site or of the user: it is not weighed against anything."""


class SetAside(NamedTuple):
    """A block that is not the article's by its place: a page's navigation, a running head; and why."""

    block: Block
    label: Label
    reason: str


class Verdict(NamedTuple):
    """The decision on a stretch of a block. Verdicts tile the block."""

    start: int
    end: int
    label: Label
    action: Action
    rules: tuple[str, ...]
    confidence: float = 1.0


class BlockScores(NamedTuple):
    """What the measurements of each block come to.

    `labels` is what each block is, `confidence` the probability of that; `keep` is the log-odds that it is body,
    `otherwise` what it is most likely if it isn't, `reasons` the measurement that spoke most against it (empty where it
    is body).
    """

    labels: tuple[Label, ...]
    confidence: tuple[float, ...]
    keep: tuple[float, ...]
    otherwise: tuple[Label, ...]
    reasons: tuple[str, ...]


class Image(NamedTuple):
    """A picture of the article, as its caption and credit name it (schema.org ImageObject)."""

    caption: str | None
    credit_text: str | None


@dataclass(frozen=True, slots=True)
class NewsArticle:
    """What text and page say of the article: the properties of schema.org NewsArticle, in snake_case.

    Nothing here is guessed: a property is None or empty where neither says it.
    """

    headline: str | None = None
    alternative_headline: str | None = None
    author: tuple[str, ...] = ()
    date_published: str | None = None
    date_modified: str | None = None
    dateline: str | None = None
    abstract: str | None = None
    article_section: str | None = None
    keywords: tuple[str, ...] = ()
    credit_text: tuple[str, ...] = ()
    editor: tuple[str, ...] = ()
    image: tuple[Image, ...] = ()
    publisher: str | None = None
    correction: tuple[str, ...] = ()
    in_language: str | None = None
    url: str | None = None
    article_body: str = ""

    def to_dict(self) -> dict[str, Any]:
        """All properties in camelCase, JSON types only.

        >>> NewsArticle(headline="Rain", image=(Image("A street", None),)).to_dict()["image"]
        [{'caption': 'A street', 'creditText': None}]
        """
        record: dict[str, Any] = {}
        for name in self.__slots__:
            value = getattr(self, name)
            if name == "image":
                value = [{"caption": i.caption, "creditText": i.credit_text} for i in value]
            elif isinstance(value, tuple):
                value = list(value)
            record[camel_case(name)] = value
        return record


def host_of(url: str | None) -> str:
    """The host name of an address, in small letters; "" where it has none.

    >>> host_of("https://WWW.Example.org/news"), host_of("nowhere"), host_of(None)
    ('www.example.org', '', '')
    """
    if not url:
        return ""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""


def camel_case(name: str) -> str:
    """A property's name in JSON.

    >>> camel_case("date_published")
    'datePublished'
    """
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


@dataclass(frozen=True, slots=True)
class Declared:
    """What an HTML page declares of itself, apart from its text; empty for plain text.

    `sources` names for each property of `article` that has a value where it was read. `headlines` and `descriptions`
    are all that the page gives, the most trusted first, with the source of each; `body` is the text of the article,
    where the page declares that as well (`articleBody`), paragraphs on lines of their own.
    """

    article: NewsArticle = field(default_factory=NewsArticle)
    sources: Mapping[str, Source] = field(default_factory=dict)
    headlines: tuple[tuple[Source, str], ...] = ()
    descriptions: tuple[tuple[Source, str], ...] = ()
    body: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A document on its way through the stages. Each stage returns a new one with its own part filled in."""

    view: tuple[str, ...]
    url: str | None = None
    media_type: str = "text/plain"
    declared: Declared = field(default_factory=Declared)
    """What an HTML page's own metadata says (JSON-LD, Open Graph, meta tags); empty for plain text."""
    html_contexts: tuple[HtmlContext | None, ...] = ()
    """For each line of the view of an HTML page, where on the page it stands; empty for plain text."""
    crawled: str | None = None
    """When the page was fetched, ISO 8601, where that is known: it can't have been published later."""
    unprinted: Mapping[str, int] = field(default_factory=dict)
    """Words of an HTML page that are in no line, by the reason why (docs/html.md); empty for plain text."""
    repaired: tuple[str, ...] = ()
    blocks: tuple[Block, ...] = ()
    boilerplate: tuple[SetAside, ...] = ()
    """Blocks of an HTML page that its structure says are not the article's; they are in `blocks` no more."""
    entities: tuple[tuple[Entity, ...], ...] = ()
    """For each block, the named entities in it, in the order of its text."""
    annotations: tuple[tuple[Annotation, ...], ...] = ()
    language: str | None = None
    foreign: bool = False
    """The document as a whole is in another language than the articles looked for."""
    keep_foreign: bool = False
    """The caller wants the body of such a document too."""
    scores: BlockScores | None = None
    verdicts: tuple[tuple[Verdict, ...], ...] = ()
    lines: tuple[Line, ...] = ()
    body: str = ""
    article: NewsArticle = field(default_factory=NewsArticle)
    sources: Mapping[str, Source] = field(default_factory=dict)
    """Where each property of `article` that has a value was read."""
    warnings: tuple[str, ...] = ()
    """Codes of doubts about the body: `low-recall` (docs/html.md)."""


@dataclass(frozen=True, slots=True)
class Result:
    """What `Cleaner.clean` gives: the body, the article's metadata and the account of every line.

    `sources` names, for each property of `article` that has a value, where it was read; `unprinted` counts the words of
    an HTML page that its reader left out, by the reason why; `warnings` are codes of doubts about the body
    (`low-recall`).
    """

    body: str
    article: NewsArticle
    lines: tuple[Line, ...]
    ruleset: str
    sources: Mapping[str, Source] = field(default_factory=dict)
    unprinted: Mapping[str, int] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @classmethod
    def of(cls, document: Document, ruleset: str) -> Result:
        """The result of a document that has come through all stages."""
        d = document
        return cls(d.body, d.article, d.lines, ruleset, d.sources, d.unprinted, d.warnings)

    def to_dict(self) -> dict[str, Any]:
        """The JSON record: `article` (camelCase, with its body), `lines`, `ruleset`, the `sources` of the article's
        properties, `unprinted` and `warnings`."""
        return {
            "article": self.article.to_dict(),
            "lines": [
                {
                    "index": line.index,
                    "label": str(line.label),
                    "action": str(line.action),
                    "rules": list(line.rules),
                    "confidence": round(line.confidence, 3),
                    "text": line.text,
                    "spans": [
                        {
                            "start": span.start,
                            "end": span.end,
                            "label": str(span.label),
                            "action": str(span.action),
                            "rules": list(span.rules),
                        }
                        for span in line.spans
                    ],
                }
                for line in self.lines
            ],
            "ruleset": self.ruleset,
            "sources": {camel_case(name): str(source) for name, source in self.sources.items()},
            "unprinted": dict(self.unprinted),
            "warnings": list(self.warnings),
        }

    def to_jsonld(self) -> dict[str, Any]:
        """The article as schema.org JSON-LD; properties the text doesn't give are left out."""
        return to_jsonld(self.article.to_dict())

    def _repr_html_(self) -> str:
        """Every line in colour for a notebook: kept black, extracted blue, dropped grey and struck through."""
        style = {
            Action.KEEP: "",
            Action.EXTRACT: "color:#1f5fa8",
            Action.DROP: "color:#999;text-decoration:line-through",
        }
        rows = []
        for line in self.lines:
            for span in line.spans:
                text = line.text[span.start : span.end].strip()
                if text:
                    title = html.escape(", ".join(span.rules), quote=True)
                    rows.append(
                        f'<tr><td style="color:#666">{span.label}</td>'
                        f'<td style="text-align:left;{style[span.action]}" title="{title}">'
                        f"{html.escape(text)}</td></tr>"
                    )
        return "<table>" + "".join(rows) + "</table>"
