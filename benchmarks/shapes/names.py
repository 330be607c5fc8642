"""Invented persons, places, papers and agencies, and the templates that furniture is made of."""

from __future__ import annotations

import random
import re
import tomllib
from functools import cache
from pathlib import Path

TEMPLATES = Path(__file__).with_name("furniture.toml")

GIVEN = (
    "Ada Amir Anneke Arjun Beatriz Bertil Carys Chidi Clara Dag Delphine Desmond Edda Eoin Esi Farah Fergus Greta Hana "
    "Hamish Ines Ivo Jamal Joan Kaveh Keiko Laszlo Leila Lorcan Mabel Marek Mina Nadia Nils Odile Oskar Padma Pavel "
    "Quentin Ravi Rosa Ruth Saskia Selim Tilda Tomas Uma Viola Wen Yusuf Zadie Mary-Ann Jean-Luc J.B. D. Anne"
).split()
FAMILY = (
    "Abara Adeyemi Aldous Barrow Bellweather Castellan Chowdhury Crane Dacosta Dunmore Eklund Esterhazy Fairlie Farrow "
    "Ganguly Garrity Hallam Hartog Ishikawa Jellicoe Karimi Kestrel Lindqvist Lowe Marchetti Mbeki-Shaw Nakagawa Novak "
    "O'Dell Okafor Ordway Pell Petrakis Quill Ramsden Rossi Sandoval Seaver Strand Tarrow Thackray Umarov Vance "
    "Whitcomb Wren Xu Yardley Zielinski"
).split()
PARTICLES = ("van der", "de la", "von", "de", "al-", "bin", "Mac", "le")
PLACES = (
    "Aldmoor|Bexcombe|Carrow|Dalton Falls|Eastmere|Fenwick Green|Garrock|Halden|Ickley|Joss Landing|Kernwick|Lindow|"
    "Marchfield|Norrvik|Orle|Pell|Quarry Hill|Ravensmoor|Saltreach|Tarrow|Upper Stane|Varne|Wexcombe|Yarm Point"
).split("|")
PAPER_HEADS = ("The {}", "{}", "The Daily {}", "{} Evening", "The {} Weekly", "Northern {}", "{} & District")
PAPER_TAILS = "Post Times Herald Gazette Record Courier Sentinel Observer Standard Tribune Mail Journal Star".split()
AGENCIES = ("Interwire", "Carrow News Service", "Northlight News", "Penhallow Wire", "IWN", "CNS", "Meridian Press")

ROLES = (
    "Staff Writer|staff reporter|Political Editor|Health Correspondent|Senior Reporter|Business reporter|Chief Sports "
    "Writer|Environment Editor|in Brussels|Special to The Post|Contributing Writer|Local Democracy Reporter|Freelance "
    "journalist|Education correspondent|Crime reporter|Columnist|Digital Reporter|Features Editor|Bureau Chief"
).split("|")

_SLOT = re.compile(r"\{([^{}]*)\}")


def person(dice: random.Random) -> str:
    """A name of two or three words; now and then with a particle or an initial."""
    given, family = dice.choice(GIVEN), dice.choice(FAMILY)
    chance = dice.random()
    if chance < 0.06:
        particle = dice.choice(PARTICLES)
        return f"{given} {particle}{'' if particle in ('al-', 'Mac') else ' '}{family}"
    if chance < 0.16:
        return f"{given} {dice.choice('ABCDEFGHJKLMNPRSTW')}. {family}"
    return f"{given} {family}"


def place(dice: random.Random) -> str:
    """A town's name."""
    return dice.choice(PLACES)


def paper(dice: random.Random) -> str:
    """A newspaper's name, such as "The Lindow Herald"."""
    return f"{dice.choice(PAPER_HEADS).format(place(dice))} {dice.choice(PAPER_TAILS)}"


def fill(template: str, dice: random.Random, **values: str) -> str:
    """A template with its slots filled: `{a|b}` is a choice, `{name}` and its like an invented word, others `values`.

    >>> fill("{Read|See} more on {paper}", random.Random(3), paper="The Post")
    'Read more on The Post'
    """
    makers = {
        "name": person,
        "place": place,
        "paper": paper,
        "agency": lambda dice: dice.choice(AGENCIES),
        "role": lambda dice: dice.choice(ROLES),
        "number": lambda dice: str(dice.choice((2, 3, 5, 7, 12, 18, 24, 41, 86, 143, 512))),
        "year": lambda dice: str(dice.randrange(1998, 2026)),
        "time": lambda dice: f"{dice.randrange(1, 12)}:{dice.randrange(60):02d}",
        "handle": lambda dice: person(dice).lower().replace(" ", dice.choice(("", "_", "."))),
        "site": lambda dice: f"{place(dice).lower().replace(' ', '')}{dice.choice(PAPER_TAILS).lower()}.example",
    }

    def one(found: re.Match[str]) -> str:
        slot = found[1]
        if "|" in slot:
            return dice.choice(slot.split("|"))
        return values[slot] if slot in values else str(makers[slot](dice))

    while _SLOT.search(template):
        template = _SLOT.sub(one, template)
    return template


@cache
def templates() -> dict[str, list[str]]:
    """The templates of `furniture.toml`, by the name of their list."""
    return {name: list(lines) for name, lines in tomllib.loads(TEMPLATES.read_text("utf-8")).items()}


def line(name: str, dice: random.Random, **values: str) -> str:
    """One line of a list of templates."""
    return fill(dice.choice(templates()[name]), dice, **values)


def topic(headline: str, dice: random.Random) -> str:
    """A word of a headline that readers would speak of."""
    words: list[str] = re.findall(r"[A-Za-z]{5,}", headline)
    return dice.choice(words).lower() if words else "news"
