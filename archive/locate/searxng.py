"""Web search by a SearXNG instance of the user's.

Enters: a citation with a title. Leaves: candidates (`archive.locate.search`). The query is one that a person can paste.
Source: SearXNG search API.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from archive.locate.asking import json_of
from archive.locate.lookup import Candidate
from archive.locate.query import paste_query
from archive.locate.search import bearing, results
from citations.citation import Citation
from citations.publisher import Publisher

NAME = "searxng"


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what a SearXNG instance finds for the title. Raises Unanswered."""
    wanted = {"q": paste_query(citation, publisher) or "", "format": "json", "pageno": 1}
    value = await json_of(client, NAME, f"/search?{urlencode(wanted)}")
    return bearing(citation, publisher, results(value, ("results",), "url", "title"), NAME)
