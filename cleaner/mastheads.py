"""Papers, agencies and other bodies, told from persons by their names."""

from __future__ import annotations

MASTHEADS = frozenset(
    """
    news newspaper newspapers newsroom newswire press times post posts tribune herald gazette chronicle
    journal observer guardian telegraph independent mirror daily weekly monthly examiner inquirer enquirer
    courier dispatch register sentinel standard mail express echo argus advertiser advocate bulletin globe
    insider magazine mag review report reports network networks media group radio television tv channel
    broadcasting online digest wire wires service services agency agencies agence bureau desk team board
    editors reporters writers correspondents contributors authors company co inc llc ltd plc corp corporation
    foundation institute institution university college school academy centre center council committee
    commission association federation society union club department ministry office government party project
    program programme initiative coalition alliance campaign library museum church hospital bank trust fund
    partners industries communications publishing publications productions studios studio entertainment house
    """.split()
)
"""Words that papers, desks and bodies are named by. Alone at the end they claim what is before: "Harbour Bay Post"."""

AGENCIES = frozenset(
    """
    reuters afp ap upi pa dpa ani pti ians cnn bbc cbs nbc abc npr pbs voa cnbc msnbc espn bloomberg xinhua
    tass efe ansa aap anadolu interfax pan associated agencia jazeera sky yahoo msn buzzfeed huffpost
    techcrunch politico propublica thomson usa wordpress
    """.split()
)
"""Names of agencies and networks: a name ends before them, whatever follows."""

SURNAMES_TOO = frozenset(["an", "bank", "church", "day", "do", "guest", "head", "he", "her", "house", "to"])
"""Words that end a name elsewhere and may be its second and last word: "Jane Do", "John Guest"."""


def is_organization(name: str) -> bool:
    """Whether a name that stands in an author's place is a body's, not a person's.

    >>> [is_organization(name) for name in ("The Daily Echo", "AFP", "RFE/RL", "Jane Doe", "Zibs", "Jane House")]
    [True, True, True, False, False, False]
    """
    words = name.split()
    bare = [word.strip(".,").lower() for word in words]
    if bare[:1] == ["the"] or "/" in name or (len(words) == 1 and not name.istitle()):
        return True
    if len(words) == 2 and bare[1] in SURNAMES_TOO:
        return False
    return any(word in MASTHEADS or word in AGENCIES for word in bare)
