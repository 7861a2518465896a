"""Journal articles in catalogues: a work that agrees in title, year and first page or volume is an identifier.

Enters: a citation of a journal article, and the works of a catalogue (`crossref`, `openalex`). Leaves: the DOI's address. A
catalogue always names a best work and never says that there is none, so nothing is believed that does not agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from archive.locate.ids import DOI
from archive.locate.lookup import Candidate, FoundBy
from citations.citation import Citation
from citations.names import TitleAgreement, title_agreement
from citations.publisher import Publisher
from citations.regex import regex

ROWS = 5
ARTICLE = "article-journal"
_SAME = (TitleAgreement.SAME, TitleAgreement.SAME_WEAK)
# The first number of "67-89", "pp. 67–89", "S12-S19"; not of "n.p."
FIRST_PAGE = regex(r"\d+", re.VERBOSE)


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


def items(value: Any, key: str) -> list[dict[str, Any]]:
    """Return the objects of a list with a DOI that is one; whatever else a service sends is passed over."""
    items = value.get(key) if isinstance(value, dict) else None
    shaped = [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
    return [
        item for item in shaped if DOI.fullmatch(str(item.get("DOI") or item.get("doi") or "").removeprefix("https://doi.org/"))
    ]


def part(value: Any, key: str) -> dict[str, Any]:
    """Return the object under `key`, an empty one when there is none."""
    found = value.get(key) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}
