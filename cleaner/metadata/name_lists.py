"""Words that tell a personal name from what is printed around it: what may stand within one, and what ends one."""

from __future__ import annotations


def _words(text: str, comma: str | None = None) -> frozenset[str]:
    return frozenset(text.split(comma))


PARTICLES = _words(
    "de la las los del della di da do dos das du des van der den ter ten von zu zur y e i al el bin ibn bint ben abu "
    "af av st "
)
"""Words within a name that may be printed in small letters."""

LOWERED = _words("de del della di da dos das du des van der den ter von zu bin ibn bint y e")
"""Particles set in small letters when a name in capitals is; "la" and "los" only behind "de"."""

TITLES = _words(
    "dr prof professor mr mrs ms miss mx rev reverend hon sir dame sen senator rep gov lt col gen capt maj sgt fr "
    "sheikh amb "
)
SUFFIXES = frozenset(["jr", "sr", "ii", "iii", "iv"])
DEGREES = _words("phd md mph mba jd esq rn dds dphil msc bsc frcp obe mbe cbe mp cfa cpa cfp do dvm rd rdn")
"""What stands behind a name and is no part of it."""

STOPS = _words(
    # what people are at a paper
    "staff senior junior chief deputy associate assistant managing executive acting former freelance freelancer "
    "special specialist editor reporter writer correspondent columnist contributor contributing journalist "
    "photographer photojournalist videographer producer presenter host director manager analyst critic author blogger "
    "intern fellow researcher strategist anchor meteorologist reviewer commentator moderator publisher founder ceo "
    "president chairman secretary minister ambassador professor attorney engineer scientist economist technologist "
    "lawyer consultant advisor adviser expert coach partner member head lead principal guest regional metro local "
    "developer designer "
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
    "save saved biography "
    "share menu sign read more follow click photo photos photograph photography image images picture pictures getty "
    "illustration graphic avatar watch listen view views profile bio posts articles article story stories comment "
    "comments reply print email e-mail mail copy link links subscribe newsletter login log register search home "
    "contact about twitter facebook instagram linkedin youtube whatsapp telegram tiktok google published updated "
    "posted modified created written produced edited translated filed last first min mins minute minutes hour hours "
    "day days week weeks month months year years ago today yesterday now date time am pm gmt utc est edt et pst pdt "
    "pt ist bst monday tuesday wednesday thursday friday saturday sunday january february september october november "
    "december exclusive live breaking update updates advertisement sponsored disclaimer copyright rights reserved "
    "source sources via courtesy credit caption file handout tags topics topic category categories related trending "
    "latest popular recommended next previous back continue continued loading see also here new cookie cookies policy "
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

DESKS = frozenset(
    ["news", "newsroom", "desk", "team", "reports", "reporters", "writers", "editors", "correspondents", "board"]
)
"""What a group of writers is called beside its field: "Sports Desk"."""

ROLES = frozenset(["reporter", "writer", "correspondent", "columnist", "journalist", "contributor", "critic"])
"""What a person is called in front of the name: "Senior reporter Jane Doe"."""

PLACES = _words(
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

BUREAUS = _words(
    "washington london paris berlin brussels moscow beijing shanghai tokyo delhi mumbai dubai cairo jerusalem beirut "
    "europe asia africa america istanbul nairobi lagos johannesburg sydney melbourne canberra toronto ottawa chicago "
    "boston seattle westminster dublin edinburgh glasgow belfast manchester "
)
"""Where papers keep correspondents: before a role ("Jane Doe Washington Bureau Chief") they aren't in the name."""

MAC = _words(
    "arthur askill aulay bride callum cormack cormick culloch donald donnell dougall duff dowell ewan ewen fadden "
    "farlan farlane gowan gregor guire innes innis intosh intyre iver kay kenna kenzie kinlay kinnon lachlan laren "
    "lean leish lellan lennan leod manus millan murray nab namara naughton neil neill nicol niven phail phee pherson "
    "quarrie queen rae ritchie swan sween sweeney taggart tavish vicar "
)
"""What follows the "Mac" that keeps a capital behind it: MacDonald, but Mackey, Macron, Macias."""
