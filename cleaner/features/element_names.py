"""What the names of a page's elements hint at: the words that designers and programmers give to classes and ids.

Words, not names: `story-body__text`, `storyBodyText` and `story_body text` are the same three words everywhere.
"""

from __future__ import annotations

import re
from functools import lru_cache

HINTS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "body": "body content text paragraph prose entry copy articlebody bodytext maincontent richtext",
        "article": "article story post hentry newsarticle articlepage",
        "caption": "caption captions figcaption cutline legend wp-caption-text",
        "credit": "credit credits copyright attribution source photographer",
        "picture": "photo photos image images img picture figure thumb thumbnail lightbox illustration graphic",
        "byline": "byline bylines author authors contributor contributors writer reporter journalist vcard",
        "time": "date dates datetime time timestamp published pubdate updated modified posted dateline",
        "headline": "headline title hed heading",
        "standfirst": "standfirst dek deck subtitle subhead subheadline subheading summary excerpt abstract lede lead "
        "intro strapline description highlights takeaways",
        "related": "related recommended recommendations recommend more also trending popular latest recirc outbrain "
        "taboola readnext next teaser teasers card cards listing feed river headlines stories most carousel collection "
        "recent suggested interlink similar",
        "share": "share sharing social facebook twitter follow addthis sharethis whatsapp email print actions",
        "comments": "comment comments disqus respond reply replies discussion commenter livefyre coral",
        "promo": "newsletter newsletters subscribe subscription signup promo promos promotion cta paywall ad ads "
        "advert advertisement sponsor sponsored donate membership register registration offer optin mailchimp gate "
        "marketing",
        "nav": "nav navigation navbar menu breadcrumb breadcrumbs header masthead footer skip topbar toolbar submenu "
        "pagination pager sitemap tabs dropdown search login",
        "side": "sidebar aside rail widget widgets secondary complementary module right infobox factbox box callout",
        "tags": "tag tags topic topics keyword keywords category categories section kicker eyebrow taxonomy rubric "
        "channel",
        "player": "video videos player gallery slideshow audio podcast media jwplayer brightcove slide slides slider",
        "legal": "disclaimer legal cookie cookies consent gdpr privacy terms onetrust notice correction",
        "bio": "bio biography about profile",
        "quote": "pullquote pull quote blockquote",
        "embed": "embed embedded tweet instagram oembed",
        "hidden": "hidden hide sr screen reader visually offscreen modal popup overlay tooltip collapse invisible",
    }.items()
}
"""Hints, and the words that give them."""

BITS = {hint: 1 << n for n, hint in enumerate(HINTS)}
_OF_WORD: dict[str, int] = {}
for _hint, _words in HINTS.items():
    for _word in _words:
        _OF_WORD[_word] = _OF_WORD.get(_word, 0) | BITS[_hint]

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

MAX_NAMES = 400
"""Characters of an element's names that are looked at: utility frameworks give thousands."""


@lru_cache(maxsize=20_000)
def hints_of(names: str) -> int:
    """The hints in the names of an element, as a sum of `BITS`.

    >>> [hint for hint, bit in BITS.items() if hints_of("storyBody-caption js-x") & bit]
    ['body', 'article', 'caption']
    """
    found = 0
    for word in words_of(names):
        found |= _OF_WORD.get(word, 0)
    return found


@lru_cache(maxsize=20_000)
def words_of(names: str) -> frozenset[str]:
    """The words of an element's names, in small letters.

    >>> sorted(words_of("nav__BreadcrumbList top"))
    ['breadcrumb', 'list', 'nav', 'top']
    """
    return frozenset(word.lower() for word in _WORD.findall(names[:MAX_NAMES]))


@lru_cache(maxsize=20_000)
def family_name(names: str) -> str:
    """The names of an element without those that have a digit: numbers tell one paragraph from the next.

    >>> family_name("story-text p-17 js-2f")
    'story-text'
    """
    return " ".join(name for name in names[:MAX_NAMES].split() if not any(map(str.isdigit, name)))
