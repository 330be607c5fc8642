"""Pages made up for the tests: the furniture of the seeds' sites around sentences about nobody."""

from __future__ import annotations

import random

from cleaner.corpus.read import Item
from tests.documents import ROOT, text_of

SITES = {
    "voanews.com": "000_6b68ce4b8397164d",
    "sputniknews.com": "001_0c1d63210c34be7a",
    "globalsecurity.org": "002_a127bb59439448c6",
    "dw.com": "003_d6c4558c0c706a44",
    "rferl.org": "004_4350d5b007dc2364",
}
TEMPLATES: dict[str, tuple[list[str], list[str]]] = {
    "voanews.com": (
        ["Accessibility links", "", "Breaking News", "", "{headline}", ""],
        ["Some information is from {agency}.", "", "  • 16x9 Image", "", "    VOA News", "", "XS", "SM", "MD", "LG"],
    ),
    "sputniknews.com": (
        ["{headline}", "", "© Sputnik / {name} / Go to the mediabank", "{caption} - Sputnik International", "Subscribe"],
        ["Newsfeed", "0", "To participate in the discussion", "log in or register", "loader", "Chats"],
    ),
    "globalsecurity.org": (
        ["The Largest Security-Cleared Career Network for Defense and Intelligence Jobs - JOIN NOW", "", "{headline}",
         "", "by {name} {date}", ""],
        ["Join the mailing list"],
    ),
    "dw.com": (
        ["1. Skip to content", "  2. Skip to main menu", "  3. Skip to more DW sites", "", "{headline}", "", "{date}", "",
         "https://p.dw.com/p/{code}"],
        ["{name} covers the harbours of the north for the desk."],
    ),
    "rferl.org": (
        ["Accessibility links", "", "Breaking News", "", "{headline}", "", "Updated", ""],
        ["  • 16x9 Image", "", "    RFE/RL", "", "To find out more, click here.", "", "XS", "SM", "MD", "LG"],
    ),
}  # fmt: skip
"""What stands before and behind the article; in braces what differs from page to page."""

WHO = ("The council", "A ferry company", "The county", "A school", "The harbour office", "The mill", "A court")
DOES = ("said on {day} that it would close", "has agreed to repair", "voted to keep", "will not sell", "wants to move")
WHAT = (
    "the old bridge",
    "both of its libraries",
    "the northern pier",
    "a row of cottages",
    "the night bus",
    "the weir",
)
THEN = (
    "because the work would cost more than the town can borrow this year",
    "although some {number} people had signed a letter against it",
    "after a winter in which the river rose {number} times",
    "and a report on the matter is expected before the spring",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
FIRST, LAST = ("Ana", "Tom", "Margaret", "Zoe", "Idris", "Petra"), ("Ruiz", "Bell", "Howell", "Marsh", "Okoro", "Lind")
AGENCIES = ("Reuters", "AFP", "Northlight", "Reuters and AFP")


def pages(each: int) -> list[Item]:
    """So many pages of each site, always the same."""
    chance = random.Random(7)
    made = []
    for site, (before, after) in TEMPLATES.items():
        for number in range(each):
            prose = [f"{_sentence(chance)} {_sentence(chance)}" for _ in range(chance.randint(4, 9))]
            values = {
                "headline": _clause(chance),
                "name": f"{chance.choice(FIRST)} {chance.choice(LAST)}",
                "date": f"October {chance.randint(1, 28):02}, {chance.randint(2011, 2019)}",
                "caption": _clause(chance),
                "agency": chance.choice(AGENCIES),
                "code": "".join(chance.choice("ABCDE12345") for _ in range(5)),
            }
            body = [line for paragraph in prose for line in ("", paragraph)]
            rows = [row.format(**values) for row in [*before, *body, "", *after]]
            made.append(Item(f"{site}/{number}", "\n".join(rows), f"https://www.{site}/{number}", "text/plain"))
    return made


def seeds() -> list[Item]:
    return [
        Item(name, text_of(ROOT / "seeds" / f"{name}.txt"), f"https://www.{site}/seed", "text/plain")
        for site, name in SITES.items()
    ]


def _clause(chance: random.Random) -> str:
    return _filled(chance, f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)}")


def _sentence(chance: random.Random) -> str:
    return _filled(chance, f"{chance.choice(WHO)} {chance.choice(DOES)} {chance.choice(WHAT)}, {chance.choice(THEN)}.")


def _filled(chance: random.Random, text: str) -> str:
    return text.format(day=chance.choice(DAYS), number=chance.randint(2, 9000))


OFFER = "Readers of the Post get a tenth off lunch at the Mill Café, which has been open since the spring."
PARAGRAPHS = (
    "The council voted on {day} to keep both of the town’s libraries open for another year, its leader said.",
    "Members had been asked to close the older of the two, which stands on Mill Street, by {number} residents.",
    "The work will cost about £{number}, and the town will borrow most of it, according to the report they read.",
)
WEEK = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def items(line: str, count: int = 12, *, inside: bool = True) -> list[Item]:
    """Pages of one invented paper with the line among their paragraphs, or behind them."""
    made = []
    for n in range(count):
        prose = [text.format(day=WEEK[n % 7], number=1000 + 37 * n) for text in PARAGRAPHS]
        rows = [prose[0], line, *prose[1:]] if inside else [*prose, line]
        made.append(Item(f"{n}", "\n\n".join(rows), f"https://harrowpost.example/{n}"))
    return made
