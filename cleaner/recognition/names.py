"""Whether a run of words is a personal name, and how it is written.

What is decided here:

- Desks and agencies ("Reuters Staff", "Associated Press", "VOA News") are no persons.
- "Jr.", "Sr." and numerals belong to a name; degrees ("PhD") and titles ("Dr.", "Sen.") don't.
- A name in capitals is set in capitals and small letters, else it stays as printed.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.model import Entity, EntityKind
from cleaner.text.lexicon import word_list
from cleaner.text.organizations import AGENCIES, ORGANIZATION_WORDS, SURNAMES_TOO

PARTICLES, LOWERED = word_list("names.particles"), word_list("names.lowered_particles")
TITLES, SUFFIXES, DEGREES = word_list("names.titles"), word_list("names.suffixes"), word_list("names.degrees")
ROLES, DESKS, BUREAUS = word_list("names.roles"), word_list("names.desks"), word_list("names.bureaus")
NOT_IN_NAMES, PLACES = word_list("names.not_in_names"), word_list("names.places")
MAC = word_list("names.mac_surnames")

LONGEST = 5
"""Words in the longest name read: "Maria de la Cruz Ruiz". Longer ones are nearly always something else."""

LONGEST_ACRONYM = 4
"""Letters of the longest word in capitals that is read as an acronym beside words in small letters ("BBC", "ESPN")."""

NO_FIRST_WORD = TITLES | NOT_IN_NAMES | ORGANIZATION_WORDS
"""Words that no name begins with."""

_CAPITALISED = re.compile(
    r"(?:[dlo]['’]|al-)?[A-ZÀ-ÞĀ-Ž][\w'’.-]*(?: (?:[a-z]{1,3} ){0,2}(?:[dlo]['’]|al-)?[A-ZÀ-ÞĀ-Ž][\w'’.-]*)+"
)
"""Words with capitals in a row, perhaps with short words between them, which may be particles."""

_FIRST_OF_PLACES = frozenset(place.split()[0].rstrip(".") for place in PLACES)
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?|[^\W\d_]{1,2}")
EDGES = "\"'“”‘’*_:.,!?#<>~^ "
_ORDINARY_END = re.compile(r"(?:tions?|ology|ities|ically|isms?|ists|ments)$")
"""Ends of words that hardly any surname has and headlines have."""


def recognize_names(text: str) -> list[Entity]:
    """The personal names among the words with capitals; their values are tidied. A text that is one name is one entity.

    >>> [entity.value for entity in recognize_names("Posted by JANE O'NEILL, Ana de la Cruz and Dr. John Roe Jr.")]
    ["Jane O'Neill", 'Ana de la Cruz', 'John Roe Jr.']
    """
    if text.count(" ") < LONGEST and is_personal_name(text):
        return [Entity(EntityKind.NAME, 0, len(text), tidy(text.split()))]
    return [
        Entity(EntityKind.NAME, run.start() + start, run.start() + end, value)
        for run in _CAPITALISED.finditer(text)
        for start, end, value in _names_in_run(run[0])
    ]


@lru_cache(maxsize=50_000)
def _names_in_run(run: str) -> tuple[tuple[int, int, str], ...]:
    """Start, end and value of each name in words with capitals. Menus and footers print the same ones on every page."""
    found: list[tuple[int, int, str]] = []
    words = run.split(" ")
    first, last = 0, len(words) - 1
    while first < last:
        kept = name_words(words[first:]) if _begins_name(words[first]) else []
        while len(kept) > 1 and bare_word(kept[-1]) in PARTICLES:
            kept.pop()
        if len(kept) < 2 or not is_name(kept):
            first += 1
            continue
        start, printed, value = sum(map(len, words[:first])) + first, " ".join(kept), tidy(kept)
        found.append((start, start + len(printed if value.endswith(".") else printed.rstrip(EDGES)), value))
        first += len(kept)
    return tuple(found)


@lru_cache(maxsize=50_000)
def _begins_name(word: str) -> bool:
    """Whether a name may begin with a word."""
    return bare_word(word) not in NO_FIRST_WORD and not ends_name(word, 0, True)


def is_personal_name(text: str) -> bool:
    """Whether a text as a whole is one plausible personal name.

    >>> [is_personal_name(t) for t in ("Jane Doe", "J.R. van der Berg Jr.", "Share News", "Jane", "Jane Doe said")]
    [True, True, False, False, False]
    """
    text = text.strip()
    words = text.split()
    if not text[:1].isalpha() or "," in text or not (text[-1].isalpha() or bare_word(words[-1]) in SUFFIXES):
        return False
    return len(name_words(words)) == len(words) and is_name(words)


def name_words(words: list[str]) -> list[str]:
    """The words up to the first that can't belong to a name.

    >>> name_words("Jane Doe Staff Writer".split()), name_words("Jane Guest".split())
    (['Jane', 'Doe'], ['Jane', 'Guest'])
    """
    if len(words) == 2 and bare_word(words[1]) in SURNAMES_TOO and words[1][0].isupper():
        return [] if ends_name(words[0], 0, False) else list(words)
    # "JANE DOE AP Writer": two words in capitals, neither of them initials, are a name in capitals.
    together = "".join(words)
    capitals = all(len(word) > 2 and word.isupper() for word in words[:2]) or together == together.upper()
    for index, word in enumerate(words):
        if ends_name(word, index, capitals) or (bare_word(word) in _FIRST_OF_PLACES and _pair(words, index) in PLACES):
            return words[:index]
    return list(words)


@lru_cache(maxsize=50_000)
def ends_name(word: str, index: int, capitals: bool) -> bool:
    """Whether a name ends before a word, the `index`th behind its beginning, of a line that may be in capitals."""
    bare = bare_word(word)
    if bare in SUFFIXES or (bare in DEGREES and index > 1):
        return False
    if bare in NOT_IN_NAMES or bare in ORGANIZATION_WORDS or bare in AGENCIES or _ORDINARY_END.search(bare):
        return not (_INITIALS.fullmatch(word) and word.endswith("."))
    if (
        not bare
        or word.endswith(("'s", "’s"))
        or not all(letter.isalpha() or letter in "'’-." for letter in word.strip("\"“”‘’',"))
    ):
        return True
    if bare in PARTICLES:
        return False
    if not _is_capitalised(word):
        return True
    # "Jane Doe ABC": an acronym. Initials come first and are short ("JD Roe", "J.R. Roe").
    letters = word.replace(".", "")
    return (
        not capitals
        and len(letters) > (2 if index == 0 else 1)
        and len(letters) <= LONGEST_ACRONYM
        and letters.isupper()
        and "." not in word
    )


def _is_capitalised(word: str) -> bool:
    """Whether a word begins as names do: "Doe", "al-Doe", "d'Oe", "O’Doe", “Jack”."""
    word = word.lstrip("\"“‘'(")
    if word[:1].isupper():
        return True
    head, _, tail = re.sub("['’]", "-", word).partition("-")
    return len(head) <= 2 and tail[:1].isupper()


def _pair(words: list[str], index: int) -> str:
    return " ".join(words[index : index + 2]).lower().rstrip(".,")


def is_name(words: list[str]) -> bool:
    """Whether words that may each belong to a name are one: a first and a last word, neither of them furniture."""
    core = [word for index, word in enumerate(words) if not index or bare_word(word) not in SUFFIXES]
    if not 2 <= len(core) <= LONGEST or not _is_capitalised(core[0]) or not _is_capitalised(core[-1]):
        return False
    if len(bare_word(core[-1])) < 2:
        return False
    if bare_word(core[0]) in LOWERED and core[0].islower():
        return False
    return any(len(bare_word(word)) > 1 and "." not in word[:-1] for word in core)


def is_pen_name(section: str) -> bool:
    """Whether a text is one word that may be a pen name.

    >>> is_pen_name("Zibs"), is_pen_name("AFP"), is_pen_name("Editor")
    (True, False, False)
    """
    word = section.strip(EDGES)
    # Small letters behind the first: capitals there, or nothing else, are an agency's or a site's ("AFP", "WordPress").
    return len(word) > 2 and word.isalpha() and word.istitle() and not ends_name(word, 0, True)


@lru_cache(maxsize=50_000)
def bare_word(word: str) -> str:
    """A word as the lists have it.

    >>> bare_word("Ph.D.,"), bare_word("“Writer”")
    ('phd', 'writer')
    """
    return word.strip(EDGES).replace(".", "").lower().removesuffix("’s").removesuffix("'s")


MAX_INITIALS = 3
"""Letters of initials that are printed without stops."""


def tidy(words: list[str]) -> str:
    """A name as it is written: capitals set small where all are capitals, or the first word, edges cleaned.

    >>> tidy(["ANA", "RUIZ"]), tidy(["TREVOR", "Hallam"]), tidy(["JD", "Low"]), tidy(["Ana", "RUIZ"])
    ('Ana Ruiz', 'Trevor Hallam', 'JD Low', 'Ana RUIZ')
    """
    if not any(letter.islower() for word in words for letter in word):
        words = [_small(word, words[:index]) for index, word in enumerate(words)]
    elif words[0].isupper() and len(words[0]) > MAX_INITIALS and words[0].isalpha():
        words = [_small(words[0], []), *words[1:]]
    last = words[-1]
    keeps_dot = bare_word(last) in ("jr", "sr") and last.endswith(".")
    name = " ".join(word.strip(",") for word in words).strip(EDGES)
    return name + "." if keeps_dot else name


def _small(word: str, before: list[str]) -> str:
    """A word of a name in capitals, in capitals and small letters.

    >>> [_small(word, ["ANA"]) for word in ("MCDOE", "MACDONALD", "MACKEY", "O'DOE", "AL-DOE", "VAN", "III", "J.R.")]
    ['McDoe', 'MacDonald', 'Mackey', "O'Doe", 'al-Doe', 'van', 'III', 'J.R.']
    """
    bare = bare_word(word)
    if before and (bare in LOWERED or (bare in ("la", "los", "las") and bare_word(before[-1]) == "de")):
        return word.lower()
    if bare in SUFFIXES - {"jr", "sr"} or "." in word[:-1]:
        return word
    # "JD", "AJ": initials without stops, where a given name of two letters has a vowel ("AL", "JO").
    if not before and len(bare) == 2 and (bare[1] == "j" or not set(bare) & set("aeiouy")):
        return word
    return "-".join(_small_piece(piece) for piece in word.split("-")).replace("Al-", "al-")


def _small_piece(piece: str) -> str:
    lower = piece.lower()
    marked = re.match(r"([odl])(['’])(\w.*)", lower)
    if marked:
        return marked[1].upper() + marked[2] + marked[3].capitalize()
    if lower.startswith("mc") and len(lower) > 3:
        return "Mc" + lower[2:].capitalize()
    if lower.startswith("mac") and lower[3:] in MAC:
        return "Mac" + lower[3:].capitalize()
    return lower.capitalize()
