"""Full-text and web search for a headline: only results that bear the title are taken, and none is believed unread.

Enters: a citation with a title. Leaves: candidates, those at the publisher's own hosts first. Every query is one that a person
can paste (`paste_query`).
Sources: SearXNG search API, Brave Search API, arquivo.pt text search.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

from archive.locate.asking import json_of
from archive.locate.lookup import Candidate, FoundBy
from archive.locate.query import host_of_that_time, paste_query, title_sent
from citations.citation import Citation
from citations.names import TitleAgreement, fold_title, title_agreement
from citations.publisher import Publisher

SEARXNG, BRAVE, ARQUIVO = "searxng", "brave", "arquivo"
MAX_CANDIDATES = 5  # of one search: what stands lower bears the words by chance
COUNT = 20  # results asked for
MIN_WORDS = 3  # a shorter title is found anywhere

Result = tuple[str, str]


def why_not(citation: Citation, _publisher: Publisher | None) -> str | None:
    """Return why nothing is searched for: no title, or one that any page may bear."""
    words = len(fold_title(citation.title or "").split())
    return None if words >= MIN_WORDS else f"a title of at least {MIN_WORDS} words is needed"


async def in_searxng(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what a SearXNG instance finds for the title. Raises Unanswered."""
    wanted = {"q": paste_query(citation, publisher) or "", "format": "json", "pageno": 1}
    value = await json_of(client, SEARXNG, f"/search?{urlencode(wanted)}")
    return _bearing(citation, publisher, _results(value, ("results",), "url", "title"), SEARXNG)


async def in_brave(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what Brave Search finds for the title. Raises Unanswered."""
    wanted = {"q": paste_query(citation, publisher) or "", "count": COUNT}
    value = await json_of(client, BRAVE, f"/web/search?{urlencode(wanted)}")
    return _bearing(citation, publisher, _results(value, ("web", "results"), "url", "title"), BRAVE)


async def in_arquivo(citation: Citation, publisher: Publisher | None, client: Any) -> tuple[Candidate, ...]:
    """Return what the full text of arquivo.pt's web archive has under the title. Raises Unanswered."""
    wanted = {"q": title_sent(fold_title(citation.title or "")), "maxItems": COUNT}
    if host := host_of_that_time(citation, publisher):
        wanted["siteSearch"] = host
    value = await json_of(client, ARQUIVO, f"/textsearch?{urlencode(wanted)}")
    return _bearing(citation, publisher, _results(value, ("response_items",), "originalURL", "title"), ARQUIVO)


def _results(value: Any, way: tuple[str, ...], address: str, title: str) -> Iterator[Result]:
    """Yield address and title of every result that has both; whatever else a service sends is passed over."""
    for key in way:
        value = value.get(key) if isinstance(value, dict) else None
    for item in value if isinstance(value, list) else ():
        if isinstance(item, dict) and isinstance(item.get(address), str) and isinstance(item.get(title), str):
            yield item[address], item[title]


def _bearing(citation: Citation, publisher: Publisher | None, results: Iterator[Result], rung: str) -> tuple[Candidate, ...]:
    """Return the results that bear the cited title, wholly or in part: the publisher's own first, as the engine ranked them."""
    outlets = tuple(filter(None, (citation.outlet, *(publisher.names if publisher else ()))))
    found: dict[str, tuple[bool, bool]] = {}
    for address, title in results:
        agreed = title_agreement(citation.title or "", title, outlets)
        if agreed is not TitleAgreement.DIFFERENT:
            found.setdefault(address, (not _is_own(address, publisher), agreed is TitleAgreement.PART))
    ranked = sorted(found, key=lambda address: found[address])
    return tuple(
        Candidate(address=address, found_by=FoundBy.CANDIDATE, rung=rung, rank=rank, detail=f"found by its title in {rung}")
        for rank, address in enumerate(ranked[:MAX_CANDIDATES])
    )


def _is_own(address: str, publisher: Publisher | None) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return publisher is not None and publisher.owns(parts.hostname or "", parts.path or "/")
