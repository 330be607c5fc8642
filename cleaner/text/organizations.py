"""Papers, agencies and other bodies, told from persons by their names."""

from __future__ import annotations

from cleaner.text.lexicon import word_list

ORGANIZATION_WORDS = word_list("organizations.organization_words")
AGENCIES = word_list("organizations.agencies")
SURNAMES_TOO = word_list("names.surnames_too")


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
    return any(word in ORGANIZATION_WORDS or word in AGENCIES for word in bare)
