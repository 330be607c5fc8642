"""What an HTML page says of itself: headline, authors, date and publisher, as trafilatura reads them off JSON-LD, Open
Graph and meta tags."""

from __future__ import annotations

import logging
from typing import Any

from cleaner.model import NewsArticle

LATEST_DATE = "2100-01-01"
"""trafilatura takes no date after today's unless told; today is not part of the document."""

DATES = {"original_date": True, "extensive_search": False, "max_date": LATEST_DATE}

MAX_PAGE = 20_000_000
"""Characters of a page beyond which its metadata is not looked for: no news page is a tenth as long."""


def declared(text: str) -> NewsArticle:
    """The metadata a page declares; empty where it declares none.

    >>> page = '<html><head><meta property="og:title" content="Rain in Ostley"></head><body>It rained.</body></html>'
    >>> declared(page).headline
    'Rain in Ostley'
    """
    found = _extracted(text) if len(text) <= MAX_PAGE else {}
    authors = tuple(name.strip() for name in (found.get("author") or "").split(";") if name.strip())
    return NewsArticle(
        headline=found.get("title") or None,
        author=authors,
        date_published=found.get("date") or None,
        publisher=found.get("sitename") or None,
    )


def _extracted(text: str) -> dict[str, Any]:
    from trafilatura.metadata import extract_metadata

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        record: dict[str, Any] = extract_metadata(text, date_config=dict(DATES), extensive=False).as_dict()
    except Exception:  # a fault of the library on a broken page costs the page its metadata, not its text
        return {}
    return record
