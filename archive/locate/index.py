"""Addresses out of an archive's index: what the publisher's hosts held in those days, ranked by how they name the title.

Enters: a citation and its publisher's listings (`archive.locate.listings`). Leaves: candidates; an index alone can name a text of
a host that is dead. Asked first for the days of the cited date, then two years either way, for a citation may be misdated.
Source: the Wayback CDX server. Common Crawl's index (`common_crawl`) is read and ranked in the same way.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from typing import Any

from archive.cdx import Listed, Query, list_captures
from archive.locate import clocks
from archive.locate.listings import Listing, listings
from archive.locate.lookup import Candidate, FoundBy, Unanswered
from archive.locate.slugs import is_wordless, likeness
from citations.citation import Citation
from citations.publisher import Publisher

SERVICE = "wayback-cdx"
NAME, WIDE = "index", "index, two years either way"
WIDER_YEARS = 2  # either way: of 107 sources of tests/third_web.py 0 shows a person one fewer, 5 shows as many
MAX_QUESTIONS = 4  # of one citation to one index: the narrow ones come first
MAX_CANDIDATES = 5  # a bound on requests: 2 and 12 find the same there
MAX_PAGES = 5  # of one listing, 200 rows each
ENOUGH = 0.9  # a likeness at which no other listing is asked for; of 107 sources of tests/third_web.py 0.6 finds the same
# below it an address names another title: of 12,000 pairs of the little web none that was right; of the 75 that exist in the
# third 0.8 misses four, 0.3 none
LIKELY = 0.55
PAGE, DOCUMENT = "text/html", "application/pdf"
PERIODICAL = frozenset({"article-newspaper", "article-magazine", "post", "post-weblog", "broadcast"})  # no PDF files


def why_not(citation: Citation, publisher: Publisher | None) -> str | None:
    """Return why no index is asked: no host is known, or no title to rank by."""
    if publisher is None or not publisher.hosts:
        return "no host of the publisher is known; add one to footnotary.toml under [[publishers]]"
    return None if citation.title else "there is no title to look for"


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what the Wayback Machine's index holds from the days of the cited date. Raises Unanswered."""
    return await _within(citation, publisher, client, years=0) if publisher else ()


async def widened(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what the index holds two years either way of the cited date. Raises Unanswered."""
    return await _within(citation, publisher, client, years=WIDER_YEARS) if publisher else ()


async def _within(citation: Citation, publisher: Publisher, client: Any, *, years: int) -> tuple[Candidate, ...]:
    found: dict[str, tuple[float, str]] = {}
    for listing, mimetype in _questions(citation, listings(citation, publisher, years=years)):
        why = f"{listing.why}, looked for two years either way of the cited date" if years else listing.why
        rank(found, await _rows(client, _query(listing, mimetype)), why, citation)
        if is_enough(found):
            break
    return best(found, WIDE if years else NAME)


def _questions(citation: Citation, listed: tuple[Listing, ...]) -> tuple[tuple[Listing, str], ...]:
    """Return what to ask an index, at most `MAX_QUESTIONS`: for pages; for what can be a document, last for PDF files too."""
    pages = [(listing, PAGE) for listing in listed]
    if citation.type in PERIODICAL:
        return tuple(pages[:MAX_QUESTIONS])
    documents = [(listing, DOCUMENT) for listing in (listed[0], listed[-1])[: len(listed)]] if listed else []
    return (*pages[: MAX_QUESTIONS - len(documents)], *documents)


def _query(listing: Listing, mimetype: str) -> Query:
    return Query(
        url=listing.prefix,
        match_type="host" if listing.match_type == "host" else "prefix",
        start=listing.since,
        end=listing.until,
        filters=("statuscode:200", f"mimetype:{mimetype}", *((f"original:{listing.fits}",) if listing.fits else ())),
        collapse="urlkey",
    )


async def _rows(client: Any, query: Query) -> tuple[Listed, ...]:
    listed = await list_captures(client, query, service=SERVICE, max_pages=MAX_PAGES)
    if listed.problem and not listed.rows:
        raise Unanswered(listed.problem)
    return listed.rows


def rank(found: dict[str, tuple[float, str]], rows: Iterable[Listed], why: str, citation: Citation) -> None:
    """Add the addresses that name the title well enough, each with its likeness and how it was listed.

    Addresses of ids alone name none: those published nearest to the cited day, as far as the index tells, come after all others.
    """
    day = day_of(citation)
    wordless: list[Listed] = []
    for row in rows:
        alike = likeness(citation.title or "", row.original)
        if alike >= LIKELY and alike > found.get(row.original, (0.0, ""))[0]:
            found[row.original] = (alike, _archived(row, why))
        elif is_wordless(row.original):
            wordless.append(row)
    for row, newest in _published_by(wordless) if day else ():
        off = abs((newest - day).days) if day else 0
        found.setdefault(row.original, (-float(off), f"{_archived(row, why)}; its address names no title"))


def _archived(row: Listed, why: str) -> str:
    return f"archived {row.timestamp:%Y-%m-%d}; {why}"


def _published_by(rows: Iterable[Listed]) -> Iterator[tuple[Listed, datetime.date]]:
    """Yield rows of ids with the day by which each was published: no later than any page of a later id was archived."""
    shapes: dict[str, list[tuple[int, Listed]]] = {}
    for row in rows:
        ids = clocks.NUMBER.findall(row.original[: clocks.MAX_ADDRESS])
        shapes.setdefault(clocks.NUMBER.sub("#", row.original), []).append((int(max(ids, key=len)) if ids else 0, row))
    for numbered in shapes.values():
        newest = datetime.date.max
        for _, row in sorted(numbered, key=lambda item: (item[0], item[1].timestamp), reverse=True):
            newest = min(newest, row.timestamp.date())
            yield row, newest


def is_enough(found: dict[str, tuple[float, str]]) -> bool:
    """Whether an address names the title so well that no other listing need be asked for."""
    return any(alike >= ENOUGH for alike, _ in found.values())


def best(found: dict[str, tuple[float, str]], rung: str) -> tuple[Candidate, ...]:
    """Return the likeliest of what was found, best first."""
    ranked = sorted(found.items(), key=lambda item: (-item[1][0], item[0]))
    return tuple(
        Candidate(address=address, found_by=FoundBy.CANDIDATE, rung=rung, rank=rank, detail=why)
        for rank, (address, (_, why)) in enumerate(ranked[:MAX_CANDIDATES])
    )


def day_of(citation: Citation) -> datetime.date | None:
    """Return the first of the cited days, None without a date."""
    bounds = citation.issued.bounds() if citation.issued else None
    return bounds[0] if bounds else None
