"""Crossref's catalogue of journal articles.

Enters: a citation of a journal article. Leaves: the DOI's address, where the catalogue's work agrees (`archive.locate.works`).
Source: Crossref REST API (works).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from archive.locate.asking import json_of
from archive.locate.lookup import Candidate
from archive.locate.query import name_sent, title_sent
from archive.locate.works import ROWS, Work, agreeing, items, part
from citations.citation import Citation
from citations.publisher import Publisher

NAME = "crossref"
_FIELDS = "DOI,title,author,issued,container-title,volume,page"


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG001
    """Return the DOI that Crossref gives for a journal article, if its entry agrees. Raises Unanswered."""
    wanted = {"query.bibliographic": _wanted(citation), "rows": ROWS, "select": _FIELDS}
    return agreeing(citation, _works(await json_of(client, NAME, f"/works?{urlencode(wanted)}")), NAME)


def _wanted(citation: Citation) -> str:
    author = citation.authors[0] if citation.authors else None
    year = citation.issued.year if citation.issued else None
    name = name_sent(author.family or str(author)) if author else ""
    return " ".join(str(one) for one in (title_sent(citation.title or ""), name, year) if one)


def _works(value: Any) -> Iterator[Work]:
    for item in items(part(value, "message"), "items"):
        titles = item.get("title")
        yield Work(
            doi=str(item.get("DOI") or ""),
            title=str(titles[0]) if isinstance(titles, list) and titles else "",
            year=_year(part(item, "issued").get("date-parts")),
            volume=str(item.get("volume") or ""),
            page=str(item.get("page") or ""),
        )


def _year(parts: Any) -> int | None:
    """Return the year of CSL date-parts such as [[2013, 5]]; None for [[None]]."""
    first = parts[0] if isinstance(parts, list) and parts else None
    year = first[0] if isinstance(first, list) and first else None
    return year if isinstance(year, int) else None
