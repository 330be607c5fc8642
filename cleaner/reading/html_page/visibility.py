"""Which elements of a page print text, why others don't, and how many words stand in these.

The words are counted so that what isn't printed is in the account, too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from cleaner.text.sentences import PROSE_WORDS

CODE = "code"
"""The reason of what holds no words of the page at all: scripts, style sheets, the head. Nobody counts its words."""

ARIA_HIDDEN = "mute"
"""The reason of what screen readers skip (`aria-hidden`): menus that are closed, icons, doubles; but in a sentence it
may be what the page shows in place of what they read out."""

NOTE = "note"
"""The reason of a note's mark behind a word: `town<sup><a href="#n1">1</a></sup>`."""

HIDDEN, NOSCRIPT, TEMPLATE, DIALOG, CONSENT = "hidden", "noscript", "template", "dialog", "consent"

REASONS = {
    tag: reason
    for reason, tags in {
        CODE: "head script style meta link input iframe noembed noframes amp-analytics amp-state amp-script",
        NOSCRIPT: "noscript",
        TEMPLATE: "template",
        DIALOG: "dialog",
        CONSENT: "amp-consent amp-user-notification",
        HIDDEN: "amp-sidebar amp-lightbox",
        "controls": "select option button textarea datalist",
        "media": "svg math object embed audio video canvas amp-iframe amp-video amp-audio amp-youtube",
        "ad": "amp-ad amp-embed amp-sticky-ad",
        "ruby": "rt rp",
    }.items()
    for tag in tags.split()
}
"""Elements that print no text of the page, or only controls, and the reason given for the words in them."""

HIDDEN_TAGS = frozenset(REASONS)

BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
"""Elements that begin and end a line."""

PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote figure figcaption table ul ol pre article section".split())
"""Blocks set apart by a blank line."""

_HIDDEN_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|clip\s*:\s*rect\(\s*[01]|(?:^|[;\s])(?:left|top|text-indent)\s*:\s*-(?:999|\d{4})",
    re.IGNORECASE,
)

_OFF_SCREEN = re.compile(
    r"visually-?hidden|hidden-?visually|(?<!not-)\bsr-?only\b|screen-?reader-?(?:text|only)|element-invisible"
    r"|show-for-sr|(?:^|\s)off-?screen(?:\s|$)"
)
"""Names of the convention for text that only screen readers get: every framework has one, and they are alike."""

_SHOWN_AGAIN = re.compile(r"not-sr-only|un-?visually-?hidden")

_ON_HOVER = re.compile(
    r"(?:tool-?tip|pop-?over|roll-?over|hover-?card|info-?tip)"
    r"(?:[\w-]*?[-_]{1,2}|)(?:text|contents?|block|body|box|panel|inner|card|popup)(?![a-z])"
)
"""Names of what a pointer calls up: the box of a tooltip, not the word that bears it."""

_CONSENT = re.compile(
    r"onetrust|ot-sdk|cybotcookiebot|didomi|qc-cmp|usercentrics|iubenda|truste-|sp_message_container|fc-consent"
    r"|cookie-?(?:law|consent|banner|notice|notification|popup|dialog|overlay)"
    r"|(?:consent|gdpr)-?(?:banner|consent|dialog|notice|popup|overlay|modal)"
)
"""Names of consent managers, and of the layers that sites make themselves."""

_PARTS_OF_CONSENT = tuple(
    "consent cookie onetrust ot-sdk didomi qc-cmp usercentrics iubenda truste- sp_message gdpr".split()
)
_PARTS = (*_PARTS_OF_CONSENT, *"hidden sr screen invisible tip over card".split())
"""What a name has in it if one of the patterns above can match; looked for first, as it takes a tenth of the time."""

CONTAINERS = frozenset({"div", "section", "aside", "form"})

MAX_NAMES = 400
"""Characters of a name that are looked at: utility frameworks give thousands."""


def prints_nothing(tag: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element prints nothing, by what it is or by its own attributes.

    >>> prints_nothing("script", {}), prints_nothing("p", {"style": "color: red"})
    (True, False)
    """
    return bool(hidden_reason(tag, attributes))


def hidden_reason(tag: str, attributes: Mapping[str, str]) -> str:
    """The reason why an element prints nothing; empty where it prints its text.

    >>> [hidden_reason("div", attributes) for attributes in ({"class": "sr-only"}, {"id": "onetrust-x"}, {"id": "x"})]
    ['hidden', 'consent', '']
    """
    reason = REASONS.get(tag)
    if reason:
        return "" if tag == "template" and "shadowrootmode" in attributes else reason
    return _by_attributes(tag, attributes) if attributes else ""


def _by_attributes(tag: str, attributes: Mapping[str, str]) -> str:
    names = attributes.get("class")
    reason = _by_class(names[:MAX_NAMES]) if names else ""
    if reason == CONSENT and tag not in CONTAINERS:
        reason = ""
    if names is not None and len(attributes) == 1:
        return reason
    if is_hidden(attributes):
        return HIDDEN
    if "aria-hidden" in attributes and attributes["aria-hidden"] == "true":
        return ARIA_HIDDEN
    if reason or tag not in CONTAINERS:
        return reason
    if "role" in attributes and attributes["role"] in ("dialog", "alertdialog"):
        return DIALOG
    identity = attributes.get("id")
    return CONSENT if identity and _is_consent(identity[:MAX_NAMES].lower()) else ""


def _is_consent(name: str) -> bool:
    return any(part in name for part in _PARTS_OF_CONSENT) and bool(_CONSENT.search(name))


def is_hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element's attributes hide it from everybody, its class aside."""
    return (
        "hidden" in attributes
        or attributes.get("role") == "tooltip"
        or ("style" in attributes and bool(_HIDDEN_STYLE.search(attributes["style"][:MAX_STYLE])))
    )


PANELS = frozenset({"region", "tabpanel"})
"""Roles of panels that a heading or a tab opens (an accordion, tabs)."""

MIN_PANEL_PROSE = 30
"""Words of running text in a panel of the article; panels of menus have none."""


def is_collapsed_panel(attributes: Mapping[str, str], words: WordCount) -> bool:
    """Whether a hidden element is a collapsed panel of text, which readers open and search engines read.

    >>> is_collapsed_panel({"role": "region", "style": "display: none"}, WordCount(120, 110))
    True
    """
    by_role = attributes.get("role") in PANELS or attributes.get("hidden") == "until-found"
    return by_role and words.prose >= max(MIN_PANEL_PROSE, words.all / 2)


MAX_STYLE = 2_000
"""Characters of a style that are looked at: those of pictures in it (`data:` addresses) run to millions."""


@lru_cache(maxsize=20_000)
def _by_class(names: str) -> str:
    lower = names.lower()
    if not any(part in lower for part in _PARTS):
        return ""
    if _OFF_SCREEN.search(lower):
        return "" if _SHOWN_AGAIN.search(lower) else HIDDEN
    if _ON_HOVER.search(lower):
        return HIDDEN
    return CONSENT if _CONSENT.search(lower) else ""


_texts = etree.XPath(
    "descendant-or-self::*[not(self::script or self::style or self::iframe or self::noembed)]/text()",
    smart_strings=False,
)


class WordCount(NamedTuple):
    """Words, and those of them in running text."""

    all: int = 0
    prose: int = 0

    def plus(self, other: WordCount) -> WordCount:
        """The sum of two counts."""
        return WordCount(self.all + other.all, self.prose + other.prose)


NO_WORDS = WordCount()


def count_words(node: etree._Element) -> WordCount:
    """Count the words of an element and all it holds, scripts and style sheets aside.

    >>> count_words(etree.HTML("<noscript>Rain <b>fell</b><style>p {}</style></noscript>"))
    WordCount(all=2, prose=0)
    """
    texts = _texts(node) if len(node) else [node.text or ""]
    counts = [len(text.split()) for text in texts]
    return WordCount(sum(counts), sum(count for count in counts if count >= PROSE_WORDS))
