"""Addresses out of Common Crawl's indexes: what the publisher's hosts held when they were crawled next after the cited day.

Enters: a citation and its publisher's narrow listings. Leaves: candidates, ranked as those of an archive's index (`index`).
Source: the Common Crawl index server.
"""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

from archive.cdx import LIMIT, Listed, read_page
from archive.locate.asking import json_of
from archive.locate.index import MAX_QUESTIONS, best, day_of, is_enough, rank
from archive.locate.listings import Listing, listings
from archive.locate.lookup import Candidate, Unanswered
from citations.citation import Citation
from citations.publisher import Publisher
from citations.regex import regex

NAME = "common-crawl"
MAX_CRAWLS = 2  # indexes asked for one citation
MOST_QUESTIONS = MAX_CRAWLS * MAX_QUESTIONS
# It goes into the next question's path. Matches: CC-MAIN-2015-40    does not: CC-MAIN-2008-2009, CC-MAIN-x/..
CRAWL = regex(r"CC-MAIN-\d{4}-\d{2}")


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what Common Crawl's indexes nearest after the cited date hold. Raises Unanswered."""
    if publisher is None:
        return ()
    found: dict[str, tuple[float, str]] = {}
    for crawl in _nearest(await json_of(client, NAME, "/collinfo.json"), day_of(citation)):
        for listing in [one for one in listings(citation, publisher) if one.narrow][:MAX_QUESTIONS]:
            rank(found, await _rows(client, crawl, listing), listing.why, citation)
        if is_enough(found):
            break
    return best(found, NAME)


async def _rows(client: Any, crawl: str, listing: Listing) -> tuple[Listed, ...]:
    query = urlencode({"url": f"{listing.prefix}*", "output": "json", "filter": "=status:200", "limit": LIMIT})
    page = read_page(await client.ask(NAME, f"/{crawl}-index?{query}", accept="lines"))
    if page.problem:
        raise Unanswered(page.problem)
    return page.rows


def _nearest(crawls: Any, day: datetime.date | None) -> list[str]:
    """Return the names of the crawls that began soonest after the cited day (`CC-MAIN-2015-40`), the newest without one."""
    wanted = f"{day:%G-%V}" if day else "9999"
    names = [one["id"] for one in crawls or () if isinstance(one, dict) and isinstance(one.get("id"), str)]
    dated = sorted(name for name in names if CRAWL.fullmatch(name))
    after = [name for name in dated if name.removeprefix("CC-MAIN-") >= wanted]
    return (after or dated[::-1])[:MAX_CRAWLS]
