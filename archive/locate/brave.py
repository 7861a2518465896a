"""Web search by Brave, with the user's key.

Enters: a citation with a title. Leaves: candidates (`archive.locate.search`). The query is one that a person can paste.
Source: Brave Search API.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from archive.locate.asking import json_of
from archive.locate.lookup import Candidate
from archive.locate.query import paste_query
from archive.locate.search import COUNT, bearing, results
from citations.citation import Citation
from citations.publisher import Publisher

NAME = "brave"


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what Brave Search finds for the title. Raises Unanswered."""
    wanted = {"q": paste_query(citation, publisher) or "", "count": COUNT}
    value = await json_of(client, NAME, f"/web/search?{urlencode(wanted)}")
    return bearing(citation, publisher, results(value, ("web", "results"), "url", "title"), NAME)
