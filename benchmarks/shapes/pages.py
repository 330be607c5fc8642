"""Whole pages as text: menus, captions, teasers around and inside the article; comments, a second article, crops."""

from __future__ import annotations

import random
from collections.abc import Sequence
from functools import partial

from benchmarks.shapes import comments, layouts
from benchmarks.shapes.composed import article, finish
from benchmarks.shapes.document import Part, ShapedDocument, Source
from benchmarks.shapes.heads import Head, any_head, tail
from benchmarks.shapes.names import line
from cleaner.model import Label

PAGE_SIZES = (3, 5, 8, 13, 30)

INSIDE = (
    (("caption", Label.CAPTION), ("credit", Label.CREDIT)),
    (("caption", Label.CAPTION),),
    (("promo", Label.PROMO),),
    (("related", Label.RELATED),),
    (("share", Label.SHARE),),
    (("related_title", Label.RELATED), ("teaser", Label.RELATED), ("teaser", Label.RELATED)),
)
"""What stands between paragraphs of a page."""


def furnished(source: Source, dice: random.Random, body: Sequence[Part]) -> list[Part]:
    """A body with captions, teasers and promotions between its paragraphs."""
    parts: list[Part] = []
    for part in body:
        if dice.random() < 0.3:
            for name, label in dice.choice(INSIDE):
                text = line(name, dice, author=source.authors[0], teaser=line("teaser", dice))
                parts.append(Part(text, label))
        parts.append(part)
    return parts


def menu(dice: random.Random) -> list[Part]:
    return [Part(line("nav", dice), Label.NAV) for _ in range(dice.randrange(3, 15))]


def teasers(dice: random.Random) -> list[Part]:
    """A box of other headlines under its title."""
    title = [Part(line("related_title", dice), Label.RELATED)]
    return title + [Part(line("teaser", dice), Label.RELATED) for _ in range(dice.randrange(3, 9))]


def footer(dice: random.Random) -> list[Part]:
    kinds = (("legal", Label.LEGAL), ("promo", Label.PROMO), ("nav", Label.NAV), ("share", Label.SHARE))
    chosen = [dice.choice(kinds) for _ in range(dice.randrange(2, 8))]
    return [Part(line(name, dice), label) for name, label in chosen] + [Part(line("legal", dice), Label.LEGAL)]


def page(kind: str, source: Source, dice: random.Random) -> ShapedDocument:
    """A page with furniture before, inside and behind; `main` has what a converter's main content holds of it."""
    whole = kind == "page"
    head = any_head(source, dice)
    body = furnished(source, dice, article(source, dice, PAGE_SIZES))
    parts = [*head.parts, *body, *tail(source, dice)]
    if whole:
        parts = [*menu(dice), *parts, *teasers(dice), *footer(dice)]
    return finish(kind, head, parts, layouts.any_gaps(parts, dice))


def commented(form: str, source: Source, dice: random.Random) -> ShapedDocument:
    """An article with readers' comments behind it."""
    head = any_head(source, dice)
    parts = [*head.parts, *article(source, dice, PAGE_SIZES), *tail(source, dice), *comments.thread(source, form, dice)]
    return finish(f"comments-{form}", head, parts, layouts.any_gaps(parts, dice))


def second_article(source: Source, dice: random.Random, other: Source) -> ShapedDocument:
    """The next article of a page that scrolls on, with its own head, behind the article's foot."""
    head, next_head = any_head(source, dice, 1.0), any_head(other, dice, 1.0)
    behind = [*next_head.parts, *other.cut(dice, (2, 3, 5, 8))]
    parts = [*head.parts, *article(source, dice, PAGE_SIZES), *(tail(source, dice) or teasers(dice))]
    parts += [Part(part.text, Label.RELATED) for part in behind]
    return finish("second-article", head, parts, layouts.any_gaps(parts, dice))


def twice(source: Source, dice: random.Random) -> ShapedDocument:
    """The same article printed again behind its foot, as pages with a print view have it."""
    head = any_head(source, dice, 1.0)
    body = article(source, dice, PAGE_SIZES)
    first = [*head.parts, *body, *tail(source, dice)]
    again = [Part(part.text, Label.OTHER) for part in (*head.parts, *body)]
    return finish("twice", head, first, layouts.any_gaps([*first, *again], dice))


def cropped(kind: str, source: Source, dice: random.Random) -> ShapedDocument:
    """A page of which the head is lost, or the tail in the middle of a sentence, or both."""
    head = any_head(source, dice)
    body = article(source, dice, (5, 8, 13, 30))
    foot = [*tail(source, dice), *(teasers(dice) if dice.random() < 0.5 else [])]
    if kind != "cropped-tail":
        body, head = body[1:], Head()
        if dice.random() < 0.5:
            words = body[0].text.split()
            body[0] = Part(" ".join(words[dice.randrange(1 + len(words) // 2) :]))
    if kind != "cropped-head":
        words = body[-1].text.split()
        body[-1] = Part(" ".join(words[: max(4, dice.randrange(1 + len(words)))]))
        foot = []
    parts = [*head.parts, *body, *foot]
    return finish(kind, head, parts, layouts.any_gaps(parts, dice))


MAKERS = {
    "main": partial(page, "main"),
    "page": partial(page, "page"),
    **{f"comments-{form}": partial(commented, form) for form in comments.FORMS},
    "twice": twice,
    **{kind: partial(cropped, kind) for kind in ("cropped-head", "cropped-tail", "cropped-middle")},
}
WITH_ANOTHER = {"second-article": second_article}
"""Makers that need a second source."""
