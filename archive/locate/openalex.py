"""OpenAlex's catalogue of journal articles.

Enters: a citation of a journal article. Leaves: the DOI's address, where the catalogue's work agrees (`archive.locate.works`).
Source: OpenAlex API (works).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from archive.locate.asking import json_of
from archive.locate.lookup import Candidate
from archive.locate.query import title_sent
from archive.locate.works import ROWS, Work, agreeing, items, part
from citations.citation import Citation
from citations.publisher import Publisher

NAME = "openalex"


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:  # noqa: ARG001
    """Return the DOI that OpenAlex gives for a journal article, if its entry agrees. Raises Unanswered."""
    year = citation.issued.year if citation.issued else None
    wanted = {"search": title_sent(citation.title or ""), "filter": f"publication_year:{year}", "per-page": ROWS}
    return agreeing(citation, _works(await json_of(client, NAME, f"/works?{urlencode(wanted)}")), NAME)


def _works(value: Any) -> Iterator[Work]:
    for item in items(value, "results"):
        place = part(item, "biblio")
        year = item.get("publication_year")
        yield Work(
            doi=str(item.get("doi") or "").removeprefix("https://doi.org/"),
            title=str(item.get("title") or ""),
            year=year if isinstance(year, int) else None,
            volume=str(place.get("volume") or ""),
            page=str(place.get("first_page") or ""),
        )
