"""Journal articles by their catalogues: a work that agrees in title, year and first page or volume is an identifier.

Enters: a citation of a journal article. Leaves: the DOI's address. Crossref and OpenAlex always name a best work and never say
that there is none, so nothing is believed that does not agree.
Sources: Crossref REST API (works), OpenAlex API (works).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from archive.locate.asking import json_of
from archive.locate.ids import DOI
from archive.locate.lookup import Candidate, FoundBy
from archive.locate.query import name_sent, title_sent
from citations.citation import Citation
from citations.names import TitleAgreement, title_agreement
from citations.publisher import Publisher

CROSSREF, OPENALEX = "crossref", "openalex"
ROWS = 5
ARTICLE = "article-journal"
_SAME = (TitleAgreement.SAME, TitleAgreement.SAME_WEAK)
_FIELDS = "DOI,title,author,issued,container-title,volume,page"
# The first number of "67-89", "pp. 67–89", "S12-S19"; not of "n.p."
FIRST_PAGE = re.compile(r"\d+", re.VERBOSE)


@dataclass(frozen=True, kw_only=True, slots=True)
class Work:
    """A catalogue's word on one work; numbers as it prints them."""

    doi: str
    title: str
    year: int | None
    volume: str = ""
    page: str = ""


def why_not(citation: Citation, _publisher: Publisher | None) -> str | None:
    """Return why no catalogue of journals is asked: this is no journal article, or has no title or year."""
    if citation.type != ARTICLE:
        return "not a journal article"
    return None if citation.title and citation.issued and citation.issued.year else "a title and a year are needed"


async def in_crossref(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG001
    """Return the DOI that Crossref gives for a journal article, if its entry agrees. Raises Unanswered."""
    wanted = {"query.bibliographic": _wanted(citation), "rows": ROWS, "select": _FIELDS}
    found = await json_of(client, CROSSREF, f"/works?{urlencode(wanted)}")
    return agreeing(citation, _crossref_works(found), CROSSREF)


async def in_openalex(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG001
    """Return the DOI that OpenAlex gives for a journal article, if its entry agrees. Raises Unanswered."""
    year = citation.issued.year if citation.issued else None
    wanted = {"search": title_sent(citation.title or ""), "filter": f"publication_year:{year}", "per-page": ROWS}
    found = await json_of(client, OPENALEX, f"/works?{urlencode(wanted)}")
    return agreeing(citation, _openalex_works(found), OPENALEX)


def agreeing(citation: Citation, works: Iterable[Work], rung: str) -> tuple[Candidate, ...]:
    """Return the works that agree with a citation in title, year and first page or volume, as confirmed by identifier."""
    found = {work.doi.casefold(): work for work in works if _agrees(citation, work)}
    return tuple(
        Candidate(
            address=f"https://doi.org/{work.doi}",
            found_by=FoundBy.CONFIRMED,
            rung=rung,
            rank=rank,
            detail=f"DOI {work.doi}: title, year and {'first page' if _page_agrees(citation, work) else 'volume'} agree",
        )
        for rank, work in enumerate(found.values())
    )


def _agrees(citation: Citation, work: Work) -> bool:
    same_title = bool(citation.title) and title_agreement(citation.title or "", work.title) in _SAME
    same_year = citation.issued is not None and work.year is not None and abs((citation.issued.year or 0) - work.year) <= 1
    return same_title and same_year and (_page_agrees(citation, work) or _number(citation.volume) == _number(work.volume) != "")


def _page_agrees(citation: Citation, work: Work) -> bool:
    return _number(citation.page) == _number(work.page) != ""


def _number(printed: str | None) -> str:
    match = FIRST_PAGE.search(printed or "")
    return match[0].lstrip("0") if match else ""


def _wanted(citation: Citation) -> str:
    author = citation.authors[0] if citation.authors else None
    year = citation.issued.year if citation.issued else None
    name = name_sent(author.family or str(author)) if author else ""
    return " ".join(str(part) for part in (title_sent(citation.title or ""), name, year) if part)


def _crossref_works(value: Any) -> Iterator[Work]:
    for item in _items(_part(value, "message"), "items"):
        titles = item.get("title")
        parts = _part(item, "issued").get("date-parts")
        yield Work(
            doi=str(item.get("DOI") or ""),
            title=str(titles[0]) if isinstance(titles, list) and titles else "",
            year=_year(parts),
            volume=str(item.get("volume") or ""),
            page=str(item.get("page") or ""),
        )


def _openalex_works(value: Any) -> Iterator[Work]:
    for item in _items(value, "results"):
        place = _part(item, "biblio")
        year = item.get("publication_year")
        yield Work(
            doi=str(item.get("doi") or "").removeprefix("https://doi.org/"),
            title=str(item.get("title") or ""),
            year=year if isinstance(year, int) else None,
            volume=str(place.get("volume") or ""),
            page=str(place.get("first_page") or ""),
        )


def _year(parts: Any) -> int | None:
    """Return the year of CSL date-parts such as [[2013, 5]]; None for [[None]]."""
    first = parts[0] if isinstance(parts, list) and parts else None
    year = first[0] if isinstance(first, list) and first else None
    return year if isinstance(year, int) else None


def _items(value: Any, key: str) -> list[dict[str, Any]]:
    """Return the objects of a list with a DOI that is one; whatever else a service sends is passed over."""
    items = value.get(key) if isinstance(value, dict) else None
    shaped = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [
        item for item in shaped if DOI.fullmatch(str(item.get("DOI") or item.get("doi") or "").removeprefix("https://doi.org/"))
    ]


def _part(value: Any, key: str) -> dict[str, Any]:
    part = value.get(key) if isinstance(value, dict) else None
    return part if isinstance(part, dict) else {}
