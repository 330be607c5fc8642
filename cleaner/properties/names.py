"""Personal names in bylines: who wrote it, without the roles, agencies, addresses and dates printed around the names.

A byline is read in three steps: sections ("Story by ...", "Photos by ..."), of which only the writers' count; parts
between commas, "and", bars and the like; and in each part the words up to the first that can't belong to a name.

What is decided here:

- Desks and agencies ("Reuters Staff", "Associated Press", "VOA News") are no persons: they give no name.
- "Jr.", "Sr." and numerals belong to a name; degrees ("PhD") and titles ("Dr.", "Sen.") don't.
- Who only helped ("Additional reporting by", "contributed to this report") is no author.
- A single word is a pen name only where it stands alone behind "By" or "Author:".
- A name in capitals is set in capitals and small letters, else it stays as printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 5
"""Words in the longest name read: "Maria de la Cruz Ruiz". Longer ones are nearly always something else."""

LONGEST_BYLINE = 600
"""Characters of a byline that are read: a long list of credits. Behind that it is a text, and slow to search."""

LONGEST_ACRONYM = 4
"""Letters of the longest word in capitals that is read as an acronym beside words in small letters ("BBC", "ESPN")."""


def _words(text: str, comma: str | None = None) -> frozenset[str]:
    return frozenset(text.split(comma))


_SURNAMES_TOO = frozenset(["an", "bank", "church", "day", "do", "guest", "head", "he", "her", "house", "to"])
"""Words that end a name elsewhere and may be its second and last word: "Jane Do", "John Guest"."""

_PARTICLES = _words(
    "de la las los del della di da do dos das du des van der den ter ten von zu zur y e i al el bin ibn bint ben abu "
    "af av st "
)
"""Words within a name that may be printed in small letters."""

_LOWERED = _words("de del della di da dos das du des van der den ter von zu bin ibn bint y e")
"""Particles set in small letters when a name in capitals is; "la" and "los" only behind "de"."""

_TITLES = _words(
    "dr prof professor mr mrs ms miss mx rev reverend hon sir dame sen senator rep gov lt col gen capt maj sgt fr "
    "sheikh amb "
)
_SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
_DEGREES = _words("phd md mph mba jd esq rn dds dphil msc bsc frcp obe mbe cbe mp cfa cpa cfp do dvm rd rdn")
"""What stands behind a name and is no part of it."""

_STOPS = _words(
    # what people are at a paper
    "staff senior junior chief deputy associate assistant managing executive acting former freelance freelancer "
    "special specialist editor reporter writer correspondent columnist contributor contributing journalist "
    "photographer photojournalist videographer producer presenter host director manager analyst critic author blogger "
    "intern fellow researcher strategist anchor meteorologist reviewer commentator moderator publisher founder ceo "
    "president chairman secretary minister ambassador professor attorney engineer scientist economist technologist "
    "lawyer consultant advisor adviser expert coach partner member head lead principal guest regional metro local "
    "state city county capitol statehouse courts court crime police education environment climate energy housing "
    "transport transportation immigration investigations investigative enterprise features feature general assignment "
    "breaking political politics parliamentary parliament congressional congress diplomatic diplomacy defense defence "
    "security foreign international national global world european asian african american sports sport sportswriter "
    "football soccer basketball baseball cricket tennis golf racing rugby health medical medicine science technology "
    "tech digital multimedia multiplatform business finance financial economics economy economic markets market money "
    "personal consumer retail real estate entertainment culture arts lifestyle fashion beauty food travel games "
    "gaming religion legal social audience engagement content data video audio visual web opinion opinions editorial "
    "commentary analysis letters letter "
    # what stands on a page beside a byline
    "share menu sign read more follow click photo photos photograph photography image images picture pictures getty "
    "illustration graphic avatar watch listen view views profile bio posts articles article story stories comment "
    "comments reply print email e-mail mail copy link links subscribe newsletter login log register search home "
    "contact about twitter facebook instagram linkedin youtube whatsapp telegram tiktok google published updated "
    "posted modified created written produced edited translated filed last first min mins minute minutes hour hours "
    "day days week weeks month months year years ago today yesterday now date time am pm gmt utc est edt et pst pdt "
    "pt ist bst monday tuesday wednesday thursday friday saturday sunday january february september october november "
    "december exclusive live breaking update updates advertisement sponsored disclaimer copyright rights reserved "
    "source sources via courtesy credit caption file handout tags topics topic category categories related trending "
    "latest popular recommended next previous continue continued loading see also here new cookie cookies policy "
    "privacy settings preferences consent necessary active functional performance targeting strictly always feed rss "
    "screen fullscreen text size type ad ads scroll left right get started stay informed maybe later fee fees "
    "feedback send change language options guidelines rules recipe recipes rating ratings reader readers discussion "
    "discussions community points event events weekend cartoon mentioned stocks deals picks sharing great bottom line "
    "lines list guide score scores slide slides slideshow gallery galleries commons file files sheet test further "
    "reading interest numbers systems styles recommends sponsors returns allow accept manage submit close open "
    # words of headlines and sentences
    "the a an this that these those there then when where while why what who whom whose which how if in on at to of "
    "for from with without by and or but nor as is are was were be been being has have had do does did not no yes all "
    "any some its it he she we you they his her our your their my me us them after before over under into about "
    "against between during until since than up down out off just only very can could would should must says said "
    "gets goes christmas easter thanksgiving noon midnight anonymous unknown admin administrator webmaster user "
)
"""Words at which a name ends: what is in front of them may still be one ("Jane Doe Staff Writer")."""

_MASTHEADS = _words(
    "news newspaper newspapers newsroom newswire press times post posts tribune herald gazette chronicle journal "
    "observer guardian telegraph independent mirror daily weekly monthly examiner inquirer enquirer courier dispatch "
    "register sentinel standard mail express echo argus advertiser advocate bulletin globe insider magazine mag "
    "review report reports network networks media group radio television tv channel broadcasting online digest wire "
    "wires service services agency agencies agence bureau desk team board editors reporters writers correspondents "
    "contributors authors company co inc llc ltd plc corp corporation foundation institute institution university "
    "college school academy centre center council committee commission association federation society union club "
    "department ministry office government party project program programme initiative coalition alliance campaign "
    "library museum church hospital bank trust fund partners industries communications publishing publications "
    "productions studios studio entertainment house "
)
"""Words that papers, desks and bodies are named by. Alone at the end they claim what is before: "Harbour Bay Post"."""

_AGENCIES = _words(
    "reuters afp ap upi pa dpa ani pti ians cnn bbc cbs nbc abc npr pbs voa cnbc msnbc espn bloomberg xinhua tass efe "
    "ansa aap anadolu interfax pan associated agencia jazeera sky yahoo msn buzzfeed huffpost techcrunch politico "
    "propublica thomson usa wordpress "
)
"""Names of agencies and networks: a name ends before them, whatever follows."""

_PLACES = _words(
    "new york,new delhi,new orleans,los angeles,las vegas,hong kong,san francisco,san diego,san jose,"
    "san antonio,santa fe,santa monica,santa cruz,palo alto,salt lake,cape town,tel aviv,abu dhabi,"
    "kuala lumpur,buenos aires,rio de,sao paulo,mexico city,united states,united kingdom,united nations,"
    "south africa,south korea,north korea,sri lanka,saudi arabia,white house,washington dc,washington d.c,"
    "st louis,st. louis,st paul,st. paul,el paso,san leandro,palm beach,baton rouge,des moines,fort worth,"
    "long beach,long island,west bank,puerto rico,costa rica,middle east,silicon valley,wall street,"
    "fleet street",
    ",",
)
"""Two-word places that look like a name; a name ends before them."""

_BUREAUS = _words(
    "washington london paris berlin brussels moscow beijing shanghai tokyo delhi mumbai dubai cairo jerusalem beirut "
    "europe asia africa america istanbul nairobi lagos johannesburg sydney melbourne canberra toronto ottawa chicago "
    "boston seattle westminster dublin edinburgh glasgow belfast manchester "
)
"""Where papers keep correspondents: before a role ("Jane Doe Washington Bureau Chief") they aren't in the name."""

_MAC = _words(
    "arthur askill aulay bride callum cormack cormick culloch donald donnell dougall duff dowell ewan ewen fadden "
    "farlan farlane gowan gregor guire innes innis intosh intyre iver kay kenna kenzie kinlay kinnon lachlan laren "
    "lean leish lellan lennan leod manus millan murray nab namara naughton neil neill nicol niven phail phee pherson "
    "quarrie queen rae ritchie swan sween sweeney taggart tavish vicar "
)
"""What follows the "Mac" that keeps a capital behind it: MacDonald, but Mackey, Macron, Macias."""

_WROTE = (
    r"story|stories|words?|text|article|report(?:ing|ed)?|writing|written|wrote|analysis|opinion|review|interview|column"
    r"|commentary|essay|posted|published|filed|compiled|created|submitted|contributed|authors?|authored"
)
_HELPED = (
    r"photos?|photographs?|photography|photographed|pictures?|images?|illustrations?|illustrated|graphics?|video(?:s|graphy)?"
    r"|art|artwork|design(?:ed)?|produced|production|edit(?:ed|ing|or)|checked|verified|reviewed|translat(?:ed|ion)"
    r"|assistance|research(?:ed)?|curated|directed|animation|data|development|audio|narrated|hosted|interviews|styling"
    r"|sponsored|presented|powered|approved|owned|captions?"
)
# "Story by", "Additional reporting and photos by", "Words:", and the bare "By".
_MARK = re.compile(
    rf"""(?<![\w'’@.-])
    (?P<more>(?:additional|further|extra|other|more|contributing)\s+)?
    (?:(?P<also>{_WROTE}|{_HELPED})\s*(?:and|&|,|/)\s*)?
    (?:(?:(?P<wrote>{_WROTE})|(?P<helped>{_HELPED}))(?:\s+(?:on\s+)?by\b(?!['’-]\w)\s*:?|\s*:)|by\b(?!['’-]\w)\s*:?)
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LIST_SIGN = re.compile(r"^(?:\d{1,2}[.)]|[•·*▪●-])\s+")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_AUTHOR = re.compile(r"(?i)\W*(?:authors?|(from))\s+(?=\w)")
_SENTENCE_END = r"(?<=[^\W\d_]{2}\.)\s"
_HELPERS = re.compile(
    rf"""(?:^|{_SENTENCE_END}|[|•;(]|,\s*(?=with\b)) (?:(?!{_SENTENCE_END})[^|•;])*? \bcontribut(?:ed|ing)\b
        (?!\s+(?:by|writer|editor|reporter|columnist|correspondent|opinion|author)\b).*
    | \b(?:with\s+)?files?\s+from\b.*""",
    re.IGNORECASE | re.VERBOSE,
)
_GLUED_BY = re.compile(r"(?:\b[Bb]y(?=by\b))|(?<!\w)([Bb]y)(?=[A-Z][a-z])")
_GLUED_WORD = re.compile(
    r"(?<=[a-z])(?=(?:The|Staff|Follow|Senior|Chief|Editor|Reporter|Writer|Correspondent|Contributor|Columnist|Special"
    r"|Published|Updated|Posted|Image|Share|News)\b)"
)
_GLUED_FIGURE = re.compile(r"(?<=[a-z])(?=\d)")
_SUFFIX_COMMA = re.compile(r",(?=\s(?:[JS]r|JR|SR|I{2,3}|IV)\b)")
_TWICE = re.compile(r"(\S+ .{1,60}?)\W*\1")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_ASIDE = re.compile(
    rf"""\([^)]*(?:\)|$) | \[[^\]]*(?:\]|$)      # (Reuters), [email protected]
    | \S+@\S+\.\w+ | https?:\S+ | www\.\S+       # addresses
    | @\s?\w+                                    # handles
    | \b{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s+\d{{4}})? | \b\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{4}}""",
    re.IGNORECASE | re.VERBOSE,
)
_JOINT = re.compile(r"(?i)((?:^|\s+)(?:and|with)(?=\s)|[&;|+•·∙●▪]|//|\s/\s|\s[-–—―]+(?=\s|$)|[,/])")
_COORDINATE = frozenset(["and", "with", "&", ";", "|", "+", *"•·∙●▪", "//", "/ "])
"""Joints that a further name may stand behind. Behind a comma it may unless the list has turned to roles; behind a
dash or a slash only while there is no name yet."""

_INITIALS = re.compile(r"(?:[^\W\d_]\.-?)+[^\W\d_]?|[^\W\d_]{1,2}")
_EDGES = "\"'“”‘’*_:.,!?#<>~^ "
_ORDINARY_END = re.compile(r"(?:tions?|ology|ities|ically|isms?|ists|ments)$")
"""Ends of words that hardly any surname has and headlines have."""


def split_names(text: str) -> tuple[str, ...]:
    """The names of the persons a byline says wrote the text, in print order; empty where it names none.

    >>> split_names("By JANE O'NEILL, John Roe and Ana de la Cruz, Senior Reporters")
    ("Jane O'Neill", 'John Roe', 'Ana de la Cruz')
    >>> split_names("Story by Jane Doe for The Daily Example | Photos by John Roe | March 4, 2019")
    ('Jane Doe',)
    >>> split_names("By Reuters Staff"), split_names("By Monday"), split_names("By Zibs")
    ((), (), ('Zibs',))
    """
    names: dict[str, str] = {}
    for section, marked in _sections(_prepare(text)):
        found = list(_names_in(section)) or ([section.strip(_EDGES)] if marked and _is_pen_name(section) else [])
        for name in found:
            names.setdefault(name.casefold(), name)
    return tuple(names.values())


def is_personal_name(text: str) -> bool:
    """Whether a text as a whole is one plausible personal name.

    >>> [is_personal_name(t) for t in ("Jane Doe", "J.R. van der Berg Jr.", "Share News", "Jane", "Jane Doe said")]
    [True, True, False, False, False]
    """
    text = text.strip()
    words = text.split()
    if not text[:1].isalpha() or "," in text or not (text[-1].isalpha() or _bare(words[-1]) in _SUFFIXES):
        return False
    return len(_name_words(words)) == len(words) and _is_name(words)


def _prepare(text: str) -> str:
    """The byline with white space folded, glued words parted, and asides and helpers taken out."""
    text = " ".join(text[:LONGEST_BYLINE].strip().replace("\n", " | ").split())
    text = _LIST_SIGN.sub("", text[1:-1] if _IN_BRACKETS.fullmatch(text) else text)
    text = _GLUED_BY.sub(lambda match: f"{match[1]} " if match[1] else "", text)
    text = _GLUED_FIGURE.sub(" ", _GLUED_WORD.sub(" ", text))
    text = _HELPERS.sub("", _SUFFIX_COMMA.sub("", text))
    return _ASIDE.sub(" | ", text)


def _sections(text: str) -> Iterator[tuple[str, bool]]:
    """The stretches of a byline that name writers, and whether a "By" says so.

    What stands in front of the first "By" counts only where nothing behind one does ("Jane Doe, photos by John Roe").
    """
    author = _AUTHOR.match(text)
    if author and not _MARK.match(text):
        yield text[author.end() :], not author[1]
        return
    marks = list(_MARK.finditer(text))
    if not marks:
        yield text, False
        return
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    written = [text[mark.end() : end] for mark, end in zip(marks, ends, strict=True) if _is_writers(mark)]
    front = text[: marks[0].start()]
    if any(any(_names_in(section)) for section in written) or not front.strip(_EDGES + "|-–—/"):
        yield from ((section, True) for section in written)
    else:
        yield front, False


def _is_writers(mark: re.Match[str]) -> bool:
    if mark["more"]:
        return False
    also = mark["also"]
    return not mark["helped"] or bool(also and re.fullmatch(_WROTE, also, re.IGNORECASE))


def _names_in(section: str) -> Iterator[str]:
    """The names of a section, part by part."""
    twice = _TWICE.fullmatch(section.strip())
    pieces = _JOINT.split(twice[1] if twice else section)
    found, strayed = False, False
    joint = ""
    for index, piece in enumerate(pieces):
        if index % 2:
            joint = _stronger(joint, piece)
            continue
        if not piece.strip(_EDGES):
            continue
        name = _name_in(piece)
        if joint in _COORDINATE or not found:
            strayed = False
        if name and (not found or joint in _COORDINATE or (joint == "," and not strayed)):
            found = True
            yield name
        elif not name:
            # Behind "Jane Doe, Reporter, " stand places and papers, behind "Jane Doe, PhD, " another name.
            strayed = _bare(piece) not in _DEGREES
        joint = ""


def _stronger(one: str, other: str) -> str:
    """The joint that counts of two in a row: "and" of ", and"."""
    other = "/ " if other == " / " else other.strip().lower()
    return one if one in _COORDINATE else other


def _name_in(part: str) -> str | None:
    """The name that a part begins with, tidied; None where it begins with none."""
    words = part.lstrip(_EDGES + "-–—").split()
    while words and _is_in_front(words[0]):
        del words[0]
    kept = _name_words(words)
    rest = words[len(kept) :]
    if len(rest) == 1 and _bare(rest[0]) in _MASTHEADS | {"staff"}:
        return None
    if rest and len(kept) > 2 and _bare(kept[-1]) in _BUREAUS:
        kept.pop()
    while kept and _bare(kept[-1]) in _DEGREES and len(kept) > 2:
        kept.pop()
    return _tidy(kept) if _is_name(kept) else None


def _is_in_front(word: str) -> bool:
    """Whether a word is a title ("Dr.") or the paper a writer belongs to ("CNN's")."""
    return _bare(word) in _TITLES or (word.endswith(("'s", "’s")) and _bare(word) in _AGENCIES)


def _name_words(words: list[str]) -> list[str]:
    """The words up to the first that can't belong to a name.

    >>> _name_words("Jane Doe Staff Writer".split()), _name_words("Jane Guest".split())
    (['Jane', 'Doe'], ['Jane', 'Guest'])
    """
    if len(words) == 2 and _bare(words[1]) in _SURNAMES_TOO and words[1][0].isupper():
        return [] if _ends_name(words[0], 0, False) else list(words)
    capitals = not any(letter.islower() for word in words for letter in word)
    for index, word in enumerate(words):
        if _ends_name(word, index, capitals) or _pair(words, index) in _PLACES:
            return words[:index]
    return list(words)


def _ends_name(word: str, index: int, capitals: bool) -> bool:
    bare = _bare(word)
    if bare in _SUFFIXES or (bare in _DEGREES and index > 1):
        return False
    if bare in _STOPS or bare in _MASTHEADS or bare in _AGENCIES or _ORDINARY_END.search(bare):
        return not (_INITIALS.fullmatch(word) and word.endswith("."))
    if (
        not bare
        or word.endswith(("'s", "’s"))
        or not all(letter.isalpha() or letter in "'’-." for letter in word.strip("\"“”‘’',"))
    ):
        return True
    if bare in _PARTICLES:
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


def _is_name(words: list[str]) -> bool:
    """Whether words that may each belong to a name are one: a first and a last word, neither of them furniture."""
    core = [word for index, word in enumerate(words) if not index or _bare(word) not in _SUFFIXES]
    if not 2 <= len(core) <= LONGEST or not _is_capitalised(core[0]) or not _is_capitalised(core[-1]):
        return False
    if len(_bare(core[-1])) < 2:
        return False
    if _bare(core[0]) in _LOWERED and core[0].islower():
        return False
    return any(len(_bare(word)) > 1 and "." not in word[:-1] for word in core)


def _is_pen_name(section: str) -> bool:
    word = section.strip(_EDGES)
    # Small letters behind the first: capitals there, or nothing else, are an agency's or a site's ("AFP", "WordPress").
    return len(word) > 2 and word.isalpha() and word.istitle() and not _ends_name(word, 0, False)


def _bare(word: str) -> str:
    """A word as the lists have it.

    >>> _bare("Ph.D.,"), _bare("“Writer”")
    ('phd', 'writer')
    """
    return word.strip(_EDGES).replace(".", "").lower().removesuffix("’s").removesuffix("'s")


def _tidy(words: list[str]) -> str:
    """A name as it is written: capitals set small where all are capitals, edges cleaned."""
    if not any(letter.islower() for word in words for letter in word):
        words = [_small(word, words[:index]) for index, word in enumerate(words)]
    last = words[-1]
    keeps_dot = _bare(last) in ("jr", "sr") and last.endswith(".")
    name = " ".join(word.strip(",") for word in words).strip(_EDGES)
    return name + "." if keeps_dot else name


def _small(word: str, before: list[str]) -> str:
    """A word of a name in capitals, in capitals and small letters.

    >>> [_small(word, ["ANA"]) for word in ("MCDOE", "MACDONALD", "MACKEY", "O'DOE", "AL-DOE", "VAN", "III", "J.R.")]
    ['McDoe', 'MacDonald', 'Mackey', "O'Doe", 'al-Doe', 'van', 'III', 'J.R.']
    """
    bare = _bare(word)
    if before and (bare in _LOWERED or (bare in ("la", "los", "las") and _bare(before[-1]) == "de")):
        return word.lower()
    if bare in _SUFFIXES - {"jr", "sr"} or "." in word[:-1]:
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
    if lower.startswith("mac") and lower[3:] in _MAC:
        return "Mac" + lower[3:].capitalize()
    return lower.capitalize()
