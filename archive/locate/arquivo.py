"""The full text of arquivo.pt's web archive.

Enters: a citation with a title. Leaves: candidates (`archive.locate.search`). Asked of the publisher's host of that
time, where one is known.
Source: arquivo.pt text search.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from archive.locate.asking import json_of
from archive.locate.lookup import Candidate
from archive.locate.query import host_of_that_time, title_sent
from archive.locate.search import COUNT, bearing, results
from citations.citation import Citation
from citations.names import fold_title
from citations.publisher import Publisher

NAME = "arquivo"


async def candidates(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what the archive has under the title. Raises Unanswered."""
    wanted: dict[str, object] = {"q": title_sent(fold_title(citation.title or "")), "maxItems": COUNT}
    if host := host_of_that_time(citation, publisher):
        wanted["siteSearch"] = host
    value = await json_of(client, NAME, f"/textsearch?{urlencode(wanted)}")
    return bearing(citation, publisher, results(value, ("response_items",), "originalURL", "title"), NAME)
